from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from page_trail import PEOPLE, Trail, import_people
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from samples import make_person, nip_of

from cases.model.person import Person
from cases.model.report import Channel, Report, Source
from cases.model.user import Role
from cases.services import case_files, employees, reports
from cases.services.case_files import OpeningForm
from cases.services.reports import ReportForm
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
    return [pill.look.text for pill in page.accused.findChildren(Pill) if pill.isVisibleTo(page.accused)]


def test_facts_stand_there_and_the_reporter_is_covered(qtbot, desk, tasks, trail, do) -> None:
    page = opened(qtbot, desk, tasks, trail, do(reports.register_report, FORM))
    said = words(page.facts)
    assert "Kamis, 30 April 2026, pukul 19.42 WIB" in said
    assert "D7: Foto bersama calon" in said
    assert "7. Hoaks, fitnah, provokasi" in said
    assert "Pelapor Contoh" not in said
    covered = page.facts.findChild(CoveredLine)
    covered.findChild(QPushButton).click()
    assert "Pelapor Contoh" in words(page.facts)


def test_each_respondent_says_where_he_stands(qtbot, desk, tasks, trail, do) -> None:
    report = do(reports.register_report, FORM)
    page = opened(qtbot, desk, tasks, trail, report)
    assert states(page) == ["Siap", "Belum dicocokkan"]
    press(qtbot, page.accused, "Buka perkara")
    assert trail.opened == [("open-case", {"report_id": report.id, "respondent_id": report.respondents[0].id})]
    file = do(case_files.open_case, report.id, report.respondents[0].id, OPENING)
    page.on_shown(report_id=report.id)
    qtbot.waitUntil(lambda: states(page) == [f"Perkara {file.case.number}", "Belum dicocokkan"])
    press(qtbot, page.accused, "Lihat perkara")
    assert trail.opened[-1] == ("case", {"case_id": file.case.id})


def test_earlier_cases_are_told(qtbot, desk, tasks, trail, do) -> None:
    first = do(reports.register_report, FORM)
    file = do(case_files.open_case, first.id, first.respondents[0].id, OPENING)
    page = opened(qtbot, desk, tasks, trail, do(reports.register_report, replace(FORM, narrative="Lagi.")))
    assert f"Perkara terdahulu: {file.case.number}" in words(page.accused)


def test_somebody_typed_by_hand_is_matched(qtbot, desk, tasks, trail, do, ask) -> None:
    import_people(do)
    report = do(reports.register_report, FORM)
    page = opened(qtbot, desk, tasks, trail, report)
    press(qtbot, page.accused, "Cocokkan dengan pegawai")
    picker = page.accused._picker
    assert picker is not None
    press(qtbot, picker, "Cocokkan")
    assert "Pilih orang dari daftar" in words(picker)
    picker.field._pick(ask(employees.person_by_nip, PEOPLE[1].nip))
    press(qtbot, picker, "Cocokkan")
    qtbot.waitUntil(lambda: states(page) == ["Siap", "Siap"])
    assert ask(reports.report, report.id).respondents[1].person.nip == PEOPLE[1].nip
    assert trail.said == ["Bagus Prayitno dicocokkan."]


def test_the_same_person_twice_is_refused_where_he_was_picked(qtbot, desk, tasks, trail, do, ask) -> None:
    report = do(reports.register_report, FORM)
    page = opened(qtbot, desk, tasks, trail, report)
    press(qtbot, page.accused, "Tambah terlapor")
    picker = page.accused._picker
    assert picker is not None
    picker.field._pick(KNOWN)
    press(qtbot, picker, "Tambahkan")
    qtbot.waitUntil(lambda: "sudah tercatat" in words(picker))
    assert len(ask(reports.report, report.id).respondents) == 2


def test_one_more_respondent(qtbot, desk, tasks, trail, do, ask) -> None:
    report = do(reports.register_report, FORM)
    page = opened(qtbot, desk, tasks, trail, report)
    press(qtbot, page.accused, "Tambah terlapor")
    picker = page.accused._picker
    assert picker is not None
    picker.field._toggle_manual()
    qtbot.keyClicks(picker.field._hand["name"], "Orang Ketiga")
    press(qtbot, picker, "Tambahkan")
    qtbot.waitUntil(lambda: len(states(page)) == 3)


def test_a_leader_sees_no_action(qtbot, desk, tasks, trail, do, office, admin, stray_errors) -> None:
    report = do(reports.register_report, FORM)
    leader = Desk(office, replace(admin, role=Role.LEADER), tasks, stray_errors.append)
    page = opened(qtbot, leader, tasks, trail, report)
    offered = {made.text().strip() for made in page.findChildren(QPushButton) if made.isVisibleTo(page)}
    assert not offered & {"Ubah laporan", "Tambah bukti", "Tambah terlapor", "Buka perkara", "Cocokkan dengan pegawai"}
    assert stray_errors == []


def test_evidence_stands_in_its_tab(qtbot, desk, tasks, trail, do) -> None:
    report = do(reports.register_report, FORM)
    page = opened(qtbot, desk, tasks, trail, report)
    page.on_shown(report_id=report.id, tab="evidence")
    assert page.panel is not None
    assert page.panel.isVisible()
