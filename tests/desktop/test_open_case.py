from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from page_trail import Trail
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from samples import make_person, nip_of

from cases.model.case import CaseFile, Level
from cases.model.election import Election, ElectionKind
from cases.model.person import Examiner, Person, TeamDuty, TeamElement
from cases.model.report import Channel, Report, Source, VerificationOutcome
from cases.services import case_files, drafts, elections, lawbook, reports, verification
from cases.services.case_files import OpeningForm
from cases.services.reports import ReportForm
from cases.services.verification import VerificationForm
from desktop.desk import Desk
from desktop.pages.open_case import OpenCasePage
from desktop.pages.report_parts.opening import Opening
from desktop.tasks import Tasks

ACCUSED = make_person(name="Ratna Kusumawardhani", nip=nip_of(1))
SUPERIOR = make_person(name="Satria Nugraha", nip=nip_of(3), position="Kepala Dinas")
FORM = ReportForm(
    received_on=date(2026, 5, 4),
    source=Source.BAWASLU,
    channel=Channel.SOCIAL_MEDIA,
    narrative="Memasang foto bersama calon.",
    respondents=(ACCUSED, Person(name="Bagus Prayitno")),
    event_on=date(2026, 4, 30),
    violation_codes=("D7",),
)
ACCEPTED = VerificationForm(
    verified_on=date(2026, 5, 5),
    outcome=VerificationOutcome.ACCEPTED,
    jurisdiction=True,
    identity=True,
    evidence=True,
)


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def report(do) -> Report:
    return do(reports.register_report, FORM)


@pytest.fixture
def shown(qtbot, desk: Desk, tasks: Tasks, trail: Trail) -> Callable[..., OpenCasePage]:
    kept = []

    def make(report: Report, *places: int) -> OpenCasePage:
        places = places or (0,)
        page = OpenCasePage(desk, trail)
        kept.append(page)
        qtbot.addWidget(page)
        page.resize(1158, 640)
        page.show()
        page.on_shown(report_id=report.id, respondent_ids=tuple(report.respondents[one].id for one in places))
        qtbot.waitUntil(lambda: not tasks.busy)
        return page

    return make


def form_of(page: OpenCasePage) -> Opening:
    assert page.form is not None
    return page.form


def words(part: QWidget) -> str:
    return "\n".join(made.text() for made in part.findChildren(QLabel) if made.isVisibleTo(part))


def opened(trail: Trail, ask) -> CaseFile:
    key, args = trail.opened[-1]
    assert key == "case"
    return ask(case_files.case_file, args["case_id"])


def test_what_the_report_says_stands_there(shown, report: Report, office) -> None:
    form = form_of(shown(report))
    assert form.event_on.value() == date(2026, 4, 30)
    assert form.opened_on.value() == office.clock.today()
    assert form.codes.value() == ("D7",)
    assert "Ratna Kusumawardhani" in words(form.accused[0])
    assert "Belum pernah diproses" in words(form.accused[0])
    assert form.official.value().name == "H. Contoh Nama, S.E."
    assert form.official_post.value() == "Bupati Tirta Kencana"


def test_a_case_is_opened_as_typed(qtbot, shown, report: Report, trail: Trail, ask, tasks: Tasks) -> None:
    form = form_of(shown(report))
    form.verification.restore("Benar pegawai kantor ini; satu tangkapan layar.")
    form.superior.set_person(SUPERIOR)
    examiner = Examiner(person=SUPERIOR, duty=TeamDuty.CHAIR, element=TeamElement.SUPERIOR)
    form.examiners.set_examiners([examiner])
    form.note.restore("Segera.")
    form.submit()
    qtbot.waitUntil(lambda: bool(trail.opened))
    case = opened(trail, ask).case
    assert (case.violation_codes, case.suspected_level) == (("D7",), Level.SEVERE)
    assert (case.superior.name, case.official_post) == ("Satria Nugraha", "Bupati Tirta Kencana")
    assert case.examiners == (examiner,)
    assert (case.event_on, case.note) == (date(2026, 4, 30), "Segera.")
    assert trail.said == [f"Perkara {case.number} dibuka."]
    assert ask(reports.report, report.id).respondents[0].case_id == case.id
    qtbot.waitUntil(lambda: not tasks.busy)
    assert ask(drafts.my_drafts) == {}


def test_what_is_missing_is_said_at_its_field(shown, do) -> None:
    bare = do(reports.register_report, replace(FORM, event_on=None, violation_codes=()))
    form = form_of(shown(bare))
    form.opened_on.restore("")
    form.submit()
    wrong = [key for key in form.values() if form.box(key).error]
    assert wrong == ["event_on", "opened_on", "violation_codes", "verification"]


def test_a_future_day_is_refused_with_its_article(qtbot, shown, report: Report, trail: Trail, office) -> None:
    form = form_of(shown(report))
    form.verification.restore("Benar.")
    form.opened_on.restore("1/1/2030")
    form.submit()
    qtbot.waitUntil(lambda: "belum terjadi" in words(form))
    assert "Dasar: Pasal" in words(form)
    assert trail.opened == []


def test_the_impact_is_asked_only_where_the_law_gives_no_level(
    qtbot, shown, report: Report, trail: Trail, ask, tasks: Tasks
) -> None:
    form = form_of(shown(report))
    assert form.box("impact").isHidden()
    form.codes.restore(["n.1"])
    form.codes.changed.emit()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert not form.box("impact").isHidden()
    form.verification.restore("Benar.")
    form.submit()
    assert form.box("impact").error
    form.impact.restore("instansi")
    form.submit()
    qtbot.waitUntil(lambda: bool(trail.opened))
    assert opened(trail, ask).case.suspected_level is Level.MODERATE


def test_earlier_cases_are_shown_and_a_twin_is_pointed_out(qtbot, shown, report: Report, trail: Trail, do) -> None:
    first = do(
        case_files.open_case,
        report.id,
        report.respondents[0].id,
        OpeningForm(violation_codes=("D7",), verification="Benar.", opened_on=date(2026, 5, 6)),
    )
    form = form_of(shown(do(reports.register_report, FORM)))
    qtbot.waitUntil(lambda: first.case.number in words(form.accused[0]))
    assert "pastikan bukan perkara ganda" in words(form.accused[0])
    form.accused[0].findChild(QPushButton).click()
    assert trail.opened == [("case", {"case_id": first.case.id})]


def test_the_law_is_shown_while_typing_and_a_warning_asks_for_its_reason(
    qtbot, shown, do, ask, trail: Trail, tasks: Tasks
) -> None:
    election = Election(id="", name="Pilkada rekaan", kind=ElectionKind.REGIONAL, candidates_on=date(2026, 5, 1))
    do(elections.save_election, election)
    form = form_of(shown(do(reports.register_report, replace(FORM, election="Pilkada rekaan"))))
    form.verification.restore("Benar.")
    qtbot.waitUntil(lambda: "track-fits-stage" in [one.guard for one in form.guards.findings])
    assert "Penetapan calon 1 Mei 2026 (belum diverifikasi)" in words(form.box("election"))
    assert form.reasons.missing() == ("track-fits-stage",)
    qtbot.waitUntil(lambda: "sebelum penetapan calon 1 Mei 2026" in words(form.side))  # shown a turn later
    assert "Lampiran II SKB 2022" in words(form.side)
    form.submit()
    qtbot.waitUntil(lambda: "tulis alasan" in words(form))
    assert trail.opened == []
    form.reasons.shown["track-fits-stage"].field.edit.setPlainText("Sudah mendaftar sebagai bakal calon.")
    form.submit()
    qtbot.waitUntil(lambda: bool(trail.opened))
    (step,) = opened(trail, ask).steps
    assert [one.guard for one in step.overrides] == ["track-fits-stage"]


def test_another_day_changes_what_the_law_says(qtbot, shown, do) -> None:
    do(elections.save_election, Election(id="", name="P", kind=ElectionKind.REGIONAL, candidates_on=date(2026, 4, 30)))
    form = form_of(shown(do(reports.register_report, replace(FORM, election="P"))))
    qtbot.waitUntil(lambda: bool(form.guards.findings))
    assert form.reasons.missing() == ()
    form.event_on.edit.clear()
    qtbot.keyClicks(form.event_on.edit, "29/4/2026")
    qtbot.waitUntil(lambda: form.reasons.missing() == ("track-fits-stage",))


def test_forms_of_two_tracks_are_told_at_once(qtbot, shown, do, trail: Trail) -> None:
    form = form_of(shown(do(reports.register_report, replace(FORM, violation_codes=("D7", "E4")))))
    qtbot.waitUntil(lambda: "satu perkara berjalan di satu jalur" in words(form.side))
    form.verification.restore("Benar.")
    form.submit()
    qtbot.waitUntil(lambda: "E4 (jalur etik)" in form.box("violation_codes").error)
    assert trail.opened == []


def test_the_findings_stand_where_there_is_room(qtbot, shown, report: Report) -> None:
    page = shown(report)
    form = form_of(page)
    assert not form.isAncestorOf(form.side)
    page.resize(640, 480)
    qtbot.waitUntil(lambda: form.isAncestorOf(form.side))
    page.resize(1158, 640)
    qtbot.waitUntil(lambda: not form.isAncestorOf(form.side))


def test_accepted_words_stand_there(shown, report: Report, do) -> None:
    do(verification.verify, report.id, report.respondents[0].id, ACCEPTED)
    assert "bukan laporan ganda (diverifikasi 5 Mei 2026" in form_of(shown(report)).verification.value()


def test_several_are_opened_in_one_go(qtbot, shown, do, ask, trail: Trail) -> None:
    people = (ACCUSED, replace(ACCUSED, name="Nia Nurhaliza", nip=nip_of(2)))
    report = do(reports.register_report, replace(FORM, respondents=people))
    form = form_of(shown(report, 0, 1))
    assert [words(each).splitlines()[0] for each in form.accused] == ["Ratna Kusumawardhani", "Nia Nurhaliza"]
    form.submit()
    assert form.box("verification").error
    form.verification.restore("Keduanya pegawai sini; satu tangkapan layar.")
    form.submit()
    qtbot.waitUntil(lambda: bool(trail.opened))
    assert trail.opened == [("report", {"report_id": report.id})]
    assert trail.said == ["2 perkara dibuka: 2026/001 sampai 2026/002."]
    assert all(one.case_id for one in ask(reports.report, report.id).respondents)


def test_those_who_were_verified_need_no_further_words(qtbot, shown, do, ask, trail: Trail) -> None:
    people = (ACCUSED, replace(ACCUSED, name="Nia Nurhaliza", nip=nip_of(2)))
    report = do(reports.register_report, replace(FORM, respondents=people))
    for one in report.respondents:
        do(verification.verify, report.id, one.id, ACCEPTED)
    form = form_of(shown(report, 0, 1))
    assert form.verification.value() == ""
    form.submit()
    qtbot.waitUntil(lambda: bool(trail.opened))
    for one in ask(reports.report, report.id).respondents:
        (step,) = ask(case_files.case_file, one.case_id).steps
        assert "diverifikasi 5 Mei 2026" in step.facts.verification


@pytest.mark.parametrize(("code", "track"), [("E4", "etik"), ("D7", "disiplin"), ("", "pemberhentian")])
def test_every_track_opens(qtbot, shown, do, ask, trail: Trail, code: str, track: str) -> None:
    code = code or ask(lawbook.violation_choices, track)[0].code
    form = form_of(shown(do(reports.register_report, replace(FORM, violation_codes=(code,)))))
    qtbot.waitUntil(lambda: bool(form.guards.findings))
    assert all(finding.article for finding in form.guards.findings)
    form.verification.restore("Benar.")
    form.submit()
    qtbot.waitUntil(lambda: bool(trail.opened))
    assert opened(trail, ask).case.track == track


def test_who_was_refused_goes_back_to_the_report(qtbot, shown, report: Report, do) -> None:
    refused = replace(ACCEPTED, outcome=VerificationOutcome.REFUSED, evidence=False, reason="tidak ada bukti")
    do(verification.verify, report.id, report.respondents[0].id, refused)
    page = shown(report)
    assert page.form is None
    qtbot.waitUntil(lambda: "Hasil verifikasi Ratna Kusumawardhani: tidak memenuhi syarat" in words(page))


def test_somebody_unmatched_goes_back_to_the_report(qtbot, shown, report: Report, trail: Trail) -> None:
    page = shown(report, 1)
    assert page.form is None
    qtbot.waitUntil(lambda: "Cocokkan Bagus Prayitno" in words(page))  # a layout shows its new parts a turn later
    next(made for made in page.findChildren(QPushButton) if "Kembali" in made.text()).click()
    assert trail.opened == [("report", {"report_id": report.id})]


def test_what_was_typed_comes_back(qtbot, shown, report: Report, tasks: Tasks, ask) -> None:
    page = shown(report)
    qtbot.keyClicks(form_of(page).verification.edit, "Setengah jalan")
    page.may_leave()
    qtbot.waitUntil(lambda: bool(ask(drafts.my_drafts)))
    again = shown(report)
    assert form_of(again).verification.value() == "Setengah jalan"
