from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from case_desk import stand_still
from list_data import TODAY, case_at, cells, put, settle, show
from openpyxl import load_workbook
from page_trail import Trail
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from cases.model.case import Case, CaseStatus
from desktop.desk import Desk
from desktop.pages.waiting import WaitingPage
from desktop.preferences import Preferences


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def page(desk: Desk, trail: Trail, monkeypatch, tmp_path: Path) -> WaitingPage:
    stand_still(desk, monkeypatch, TODAY)
    return WaitingPage(desk, trail, preferences=Preferences(tmp_path / "tampilan.ini"))


def of(case: Case, unit: str) -> Case:
    return replace(case, respondent=replace(case.respondent, work_unit=unit))


def some() -> tuple[Case, ...]:
    """Three that wait, one that runs, one that waits no more."""
    decided = {"status": CaseStatus.SANCTIONED, "waiting_since": None}
    return (
        of(case_at(1, waiting=8, official_post="Bupati Tirta Kencana"), "Dinas Sosial"),
        of(case_at(2, waiting=120, official_post=""), "Dinas Kesehatan"),
        of(case_at(3, waiting=34), "Dinas Sosial"),
        case_at(4, due=3),
        case_at(5, summary=decided),
    )


def numbers(page: WaitingPage) -> list[str]:
    return [row.line.number for row in page.table.model.rows]


def test_the_longest_wait_comes_first_in_both_counts(qtbot, tasks, page, do, trail) -> None:
    do(put, some())
    show(qtbot, tasks, page)
    assert numbers(page) == ["2026/002", "2026/003", "2026/001"]
    assert cells(page, 2) == [
        "2026/001",
        "Terlapor Rekaan 001",
        "Dinas Sosial",
        "Bupati Tirta Kencana",
        "13 Okt 2026",
        "6",
        "8",
    ]
    assert cells(page, 0)[3] == "belum ditunjuk"
    assert page.header._sentence.text() == "3 perkara terbukti belum diputus, yang terlama 84 hari kerja (2026/002)."
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert trail.opened == [("case", {"case_id": page.table.model.record(0).id})]


def test_it_sorts_by_figures_and_narrows_to_a_unit(qtbot, tasks, page, do) -> None:
    do(put, some())
    show(qtbot, tasks, page)
    page.table.header.sort_wanted.emit(6)
    assert numbers(page) == ["2026/001", "2026/003", "2026/002"]
    page.unit.choose("Dinas Sosial")
    assert numbers(page) == ["2026/001", "2026/003"]
    page.table.set_filters({"name": "rekaan 003"})
    assert numbers(page) == ["2026/003"]
    page.table.clear_filters()
    assert len(numbers(page)) == 3


def test_what_is_shown_is_what_is_exported(qtbot, tasks, page, do, trail, tmp_path: Path) -> None:
    do(put, some())
    show(qtbot, tasks, page)
    page.unit.choose("Dinas Sosial")
    page.save_to(tmp_path / "daftar.xlsx")
    qtbot.waitUntil(lambda: bool(trail.said))
    sheet = load_workbook(tmp_path / "daftar.xlsx").active
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert sheet["A2"].value == "Keadaan 21 Oktober 2026, Dinas Sosial: 2 perkara."
    assert rows[0][1:5] == ("Perkara", "Terlapor", "NIP", "Unit kerja")
    assert [(row[1], row[9], row[10]) for row in rows[1:]] == [("2026/003", 24, 34), ("2026/001", 6, 8)]
    assert rows[1][8].date() == date(2026, 9, 17)
    nip = sheet["D5"]
    assert (nip.data_type, len(nip.value)) == ("s", 18)
    assert list(sheet.tables) == ["Daftar"]


def test_a_file_that_cannot_be_written_is_told(qtbot, tasks, page, do, tmp_path: Path) -> None:
    do(put, some())
    show(qtbot, tasks, page)
    page.save_to(tmp_path)
    qtbot.waitUntil(lambda: bool(page.findChildren(QMessageBox)))


def test_an_office_where_nobody_waits_says_so(qtbot, tasks, page, do) -> None:
    show(qtbot, tasks, page)
    assert page.table.empty.isVisible()
    assert not page.export_button.isEnabled()
    do(put, some())
    page.read()
    settle(qtbot, tasks)
    assert page.export_button.isEnabled()
