from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from page_trail import Trail
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from samples import make_person, nip_of

from cases.errors import ReasonNeeded
from cases.model.case import CaseFile, Level
from cases.model.person import Examiner, Person, TeamDuty, TeamElement
from cases.model.report import Channel, Report, Source
from cases.services import case_files, drafts, reports
from cases.services.case_files import OpeningForm
from cases.services.reports import ReportForm
from desktop.desk import Desk
from desktop.pages.open_case import OpenCasePage, Opening
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
    violation_codes=("D7", "E4"),
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

    def make(report: Report, place: int = 0) -> OpenCasePage:
        page = OpenCasePage(desk, trail)
        kept.append(page)
        qtbot.addWidget(page)
        page.resize(1158, 640)
        page.show()
        page.on_shown(report_id=report.id, respondent_id=report.respondents[place].id)
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
    assert "E4 dari laporan tidak ikut" in words(form.box("violation_codes"))
    assert "Ratna Kusumawardhani" in words(form.accused)
    assert "Belum pernah diproses" in words(form.accused)
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
    qtbot.waitUntil(lambda: first.case.number in words(form.accused))
    assert "pastikan bukan perkara ganda" in words(form.accused)
    form.accused.findChild(QPushButton).click()
    assert trail.opened == [("case", {"case_id": first.case.id})]


def test_a_warning_asks_for_its_reason(
    qtbot, shown, report: Report, trail: Trail, ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = form_of(shown(report))
    form.verification.restore("Benar.")
    real = case_files.open_case

    def warned(work, actor, report_id, respondent_id, opening):
        if not opening.overrides:
            warning = "Pelanggaran yang sama tampaknya sudah dihukum."
            raise ReasonNeeded(f"{warning} Tulis alasan.", (("already-punished", warning),))
        return real(work, actor, report_id, respondent_id, opening)

    monkeypatch.setattr(case_files, "open_case", warned)
    form.submit()
    qtbot.waitUntil(lambda: form.reasons.missing() == ("already-punished",))
    assert "tulis alasan" in words(form)
    assert trail.opened == []
    form.reasons.field_of("already-punished").edit.setPlainText("Perbuatannya lain.")
    form.submit()
    qtbot.waitUntil(lambda: bool(trail.opened))
    (step,) = opened(trail, ask).steps
    assert [(one.guard, one.reason) for one in step.overrides] == [("already-punished", "Perbuatannya lain.")]


def test_somebody_unmatched_goes_back_to_the_report(qtbot, shown, report: Report, trail: Trail) -> None:
    page = shown(report, place=1)
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
