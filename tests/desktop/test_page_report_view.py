from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from page_trail import PEOPLE, Trail, import_people
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from samples import make_person, nip_of

from cases.model.person import Person
from cases.model.report import Channel, Report, Source, VerificationOutcome
from cases.model.user import Role
from cases.services import case_files, employees, reports, verification
from cases.services.case_files import OpeningForm
from cases.services.reports import ReportForm
from cases.services.verification import VerificationForm
from desktop.desk import Desk
from desktop.pages.report import ReportPage
from desktop.pages.report_parts.facts import CoveredLine
from desktop.tasks import Tasks
from desktop.widgets.pill import Pill

KNOWN = make_person(name="Ratna Kusumawardhani", nip=nip_of(1))
FORM = ReportForm(
    received_on=date(2026, 5, 4),
    source=Source.BAWASLU,
    channel=Channel.SOCIAL_MEDIA,
    narrative="Memasang foto bersama calon.",
    respondents=(KNOWN, Person(name="Bagus Prayitno")),
    event_on=date(2026, 4, 30),
    event_at="19.42",
    reporter_name="Pelapor Contoh",
    violation_codes=("D7",),
    circular_points=("7",),
)
OPENING = OpeningForm(violation_codes=("D7",), verification="Cocok.", opened_on=date(2026, 5, 6))


@pytest.fixture
def trail() -> Trail:
    return Trail()


def opened(qtbot, desk: Desk, tasks: Tasks, trail: Trail, report: Report) -> ReportPage:
    page = ReportPage(desk, trail)
    qtbot.addWidget(page)
    desk.changed.connect(page.on_changes)
    page.resize(1158, 640)
    page.show()
    page.on_shown(report_id=report.id)
    qtbot.waitUntil(lambda: not tasks.busy)
    return page


def words(part: QWidget) -> str:
    return "\n".join(made.text() for made in part.findChildren(QLabel) if made.isVisibleTo(part))


def press(qtbot, part: QWidget, text: str) -> None:
    wanted = next(made for made in part.findChildren(QPushButton) if text in made.text() and made.isVisibleTo(part))
    qtbot.mouseClick(wanted, Qt.MouseButton.LeftButton)


def states(page: ReportPage) -> list[str]:
    return [pill.look.text for pill in page.shown.accused.findChildren(Pill) if pill.isVisibleTo(page.shown.accused)]


def test_facts_stand_there_and_the_reporter_is_covered(qtbot, desk, tasks, trail, do) -> None:
    page = opened(qtbot, desk, tasks, trail, do(reports.register_report, FORM))
    said = words(page.shown.facts)
    assert "Kamis, 30 April 2026, pukul 19.42 WIB" in said
    assert "D7: Foto bersama calon" in said
    assert "7. Hoaks, fitnah, provokasi" in said
    assert "Pelapor Contoh" not in said
    covered = page.shown.facts.findChild(CoveredLine)
    covered.findChild(QPushButton).click()
    assert "Pelapor Contoh" in words(page.shown.facts)


def test_each_respondent_says_where_he_stands(qtbot, desk, tasks, trail, do) -> None:
    report = do(reports.register_report, FORM)
    page = opened(qtbot, desk, tasks, trail, report)
    assert states(page) == ["Belum diverifikasi", "Belum dicocokkan"]
    press(qtbot, page.shown.accused, "Buka perkara")
    press(qtbot, page.shown.accused, "Verifikasi")
    first = report.respondents[0].id
    assert trail.opened == [
        ("open-case", {"report_id": report.id, "respondent_ids": (first,)}),
        ("verify", {"report_id": report.id, "respondent_id": first}),
    ]
    file = do(case_files.open_case, report.id, report.respondents[0].id, OPENING)
    page.on_shown(report_id=report.id)
    qtbot.waitUntil(lambda: states(page) == [f"Perkara {file.case.number}", "Belum dicocokkan"])
    press(qtbot, page.shown.accused, "Lihat perkara")
    assert trail.opened[-1] == ("case", {"case_id": file.case.id})


def test_earlier_cases_are_told(qtbot, desk, tasks, trail, do) -> None:
    first = do(reports.register_report, FORM)
    file = do(case_files.open_case, first.id, first.respondents[0].id, OPENING)
    page = opened(qtbot, desk, tasks, trail, do(reports.register_report, replace(FORM, narrative="Lagi.")))
    assert f"Perkara terdahulu: {file.case.number}" in words(page.shown.accused)


def test_somebody_typed_by_hand_is_matched(qtbot, desk, tasks, trail, do, ask) -> None:
    import_people(do)
    report = do(reports.register_report, FORM)
    page = opened(qtbot, desk, tasks, trail, report)
    press(qtbot, page.shown.accused, "Cocokkan dengan pegawai")
    picker = page.shown.accused._picker
    assert picker is not None
    press(qtbot, picker, "Cocokkan")
    assert "Pilih orang dari daftar" in words(picker)
    picker.field._pick(ask(employees.person_by_nip, PEOPLE[1].nip))
    press(qtbot, picker, "Cocokkan")
    qtbot.waitUntil(lambda: states(page) == ["Belum diverifikasi"] * 2)
    assert ask(reports.report, report.id).respondents[1].person.nip == PEOPLE[1].nip
    assert trail.said == ["Bagus Prayitno dicocokkan."]


def test_the_same_person_twice_is_refused_where_he_was_picked(qtbot, desk, tasks, trail, do, ask) -> None:
    report = do(reports.register_report, FORM)
    page = opened(qtbot, desk, tasks, trail, report)
    press(qtbot, page.shown.accused, "Tambah terlapor")
    picker = page.shown.accused._picker
    assert picker is not None
    picker.field._pick(KNOWN)
    press(qtbot, picker, "Tambahkan")
    qtbot.waitUntil(lambda: "sudah tercatat" in words(picker))
    assert len(ask(reports.report, report.id).respondents) == 2


def test_one_more_respondent(qtbot, desk, tasks, trail, do, ask) -> None:
    report = do(reports.register_report, FORM)
    page = opened(qtbot, desk, tasks, trail, report)
    press(qtbot, page.shown.accused, "Tambah terlapor")
    picker = page.shown.accused._picker
    assert picker is not None
    picker.field._toggle_manual()
    qtbot.keyClicks(picker.field._hand["name"], "Orang Ketiga")
    press(qtbot, picker, "Tambahkan")
    qtbot.waitUntil(lambda: len(states(page)) == 3)


def test_a_leader_sees_no_action(qtbot, desk, tasks, trail, do, desk_of) -> None:
    report = do(reports.register_report, FORM)
    leader = desk_of(Role.LEADER)
    page = opened(qtbot, leader, tasks, trail, report)
    offered = {made.text().strip() for made in page.findChildren(QPushButton) if made.isVisibleTo(page)}
    assert not offered & {"Ubah laporan", "Tambah bukti", "Tambah terlapor", "Cocokkan dengan pegawai", "Verifikasi"}
    assert not any("Buka perkara" in words for words in offered)


def test_some_or_all_of_them_are_chosen(qtbot, desk, tasks, trail, do) -> None:
    people = tuple(replace(KNOWN, name=f"Terlapor {place}", nip=nip_of(place)) for place in (1, 2, 3))
    report = do(reports.register_report, replace(FORM, respondents=(*people, Person(name="Bagus Prayitno"))))
    page = opened(qtbot, desk, tasks, trail, report)
    assert "Belum dicocokkan dengan NIP, tidak ikut: Bagus Prayitno." in words(page.shown.accused)
    qtbot.waitUntil(lambda: [row.box.isVisible() for row in page.shown.accused.rows] == [True, True, True, False])
    press(qtbot, page.shown.accused, "Buka perkara 3 terlapor")
    page.shown.accused.rows[1].box.click()
    press(qtbot, page.shown.accused, "Buka perkara 2 terlapor")
    all_of_them = tuple(one.id for one in report.respondents[:3])
    asked = [args["respondent_ids"] for _, args in trail.opened]
    assert asked == [all_of_them, (all_of_them[0], all_of_them[2])]
    for row in page.shown.accused.rows:
        row.box.setChecked(False)
    assert not page.shown.accused.open_all.isEnabled()


def test_one_alone_is_opened_by_himself(qtbot, desk, tasks, trail, do) -> None:
    page = opened(qtbot, desk, tasks, trail, do(reports.register_report, FORM))
    assert not page.shown.accused.open_all.isVisible()
    assert not page.shown.accused.rows[0].box.isVisible()


def test_an_outcome_shows_its_reason_its_letter_and_its_sheet(qtbot, desk, tasks, trail, do, ask) -> None:
    report = do(reports.register_report, FORM)
    form = VerificationForm(
        verified_on=date(2026, 5, 5),
        outcome=VerificationOutcome.FORWARDED,
        jurisdiction=False,
        identity=False,
        evidence=True,
        reason="terlapor pegawai provinsi",
        forwarded_to="BKD Provinsi",
    )
    page = opened(qtbot, desk, tasks, trail, report)
    other = report.respondents[1]
    report = do(verification.verify, report.id, other.id, form)
    page.on_shown(report_id=report.id)
    qtbot.waitUntil(lambda: states(page) == ["Belum diverifikasi", "Diteruskan"])
    qtbot.waitUntil(lambda: any("(konsep)" in made.text() for made in page.shown.accused.findChildren(QPushButton)))
    said = words(page.shown.accused)
    assert "Diteruskan kepada BKD Provinsi: terlapor pegawai provinsi (diverifikasi 5 Mei 2026 oleh" in said
    press(qtbot, page.shown.accused, "(konsep)")
    letter_id = report.respondents[1].verification.letter_id
    assert trail.opened == [("letter", {"letter_id": letter_id})]
    press(qtbot, page.shown.accused, "Lembar verifikasi")
    qtbot.waitUntil(lambda: len(trail.opened) == 2)
    sheets = [one for _, one in ask(verification.letters_of_report, report.id) if one.kind == verification.SHEET]
    assert trail.opened[1] == ("letter", {"letter_id": sheets[0].id})
    qtbot.waitUntil(lambda: not tasks.busy)
    press(qtbot, page.shown.accused.rows[1], "Lembar verifikasi")
    qtbot.waitUntil(lambda: len(trail.opened) == 3)
    assert trail.opened[2] == trail.opened[1], "the sheet that there is"


def test_evidence_stands_in_its_tab(qtbot, desk, tasks, trail, do) -> None:
    report = do(reports.register_report, FORM)
    page = opened(qtbot, desk, tasks, trail, report)
    page.on_shown(report_id=report.id, tab="evidence")
    assert page.panel is not None
    assert page.panel.isVisible()
