"""Old cases in the window: typed with gaps, kept values between two of them, found again in the list."""

from __future__ import annotations

import openpyxl
import pytest
from page_trail import Trail

from cases.model.listing import ListQuery
from cases.model.old_case import OldOutcome
from cases.services import old_cases
from desktop.desk import Desk
from desktop.pages.import_parts.page import COLUMNS, LOOK
from desktop.pages.old_case import OldCasePage
from desktop.pages.old_case_import import OldCaseImportPage
from desktop.pages.old_case_parts.form import OldCaseEntry
from desktop.pages.old_cases import OldCasesPage
from desktop.tasks import Tasks


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def page(qtbot, desk: Desk, tasks: Tasks, trail: Trail) -> OldCasePage:
    made = OldCasePage(desk, trail)
    qtbot.addWidget(made)
    desk.changed.connect(made.on_changes)
    made.resize(1158, 640)
    made.show()
    made.on_shown()
    qtbot.waitUntil(lambda: not tasks.busy)
    return made


def entry_of(page: OldCasePage) -> OldCaseEntry:
    assert page.entry is not None
    return page.entry


def fill(page: OldCasePage, name: str, outcome: OldOutcome = OldOutcome.SANCTIONED) -> OldCaseEntry:
    entry = entry_of(page)
    entry.respondent.restore({"typed": {"name": name}})
    entry.outcome.restore(outcome)
    entry.outcome.changed.emit()
    return entry


def test_two_files_of_one_shelf_are_typed_and_listed(qtbot, page: OldCasePage, desk, tasks, trail, ask) -> None:
    entry = fill(page, "Sutarno Rekaan")
    entry.field("shelf").restore("Lemari 2")
    entry.field("year").restore("2018")
    entry.sanction.restore("Teguran tertulis dari Bupati")
    entry.again.click()
    qtbot.waitUntil(lambda: bool(trail.said) and not tasks.busy)
    assert entry.field("shelf").value() == "Lemari 2"
    assert entry.respondent.value() is None
    fill(page, "Sutarni Rekaan", OldOutcome.STOPPED).submit()
    qtbot.waitUntil(lambda: bool(trail.opened) and not tasks.busy)
    lines = ask(old_cases.old_case_page, ListQuery(sort="name")).rows
    told = [(line.name, line.year, line.outcome, line.sanction_title) for line in lines]
    assert told == [
        ("Sutarni Rekaan", 2018, "dihentikan", ""),
        ("Sutarno Rekaan", 2018, "dihukum", "Teguran tertulis dari Bupati"),
    ]
    listed = OldCasesPage(desk, trail)
    qtbot.addWidget(listed)
    listed.on_shown()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert {row.name for row in listed.table.model.rows} == {name for name, *_ in told}
    page.on_shown(old_case_id=lines[1].id)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert entry_of(page).old_case_form().sanction_title == "Teguran tertulis dari Bupati"


def test_a_sanction_of_the_law_brings_its_level(qtbot, page: OldCasePage, desk, tasks, trail, ask) -> None:
    sanction = desk.office.law.every_sanction()[0]
    entry = fill(page, "Sutarno Rekaan")
    entry.sanction.restore(sanction.key)
    entry.submit()
    qtbot.waitUntil(lambda: bool(trail.opened) and not tasks.busy)
    (line,) = ask(old_cases.old_case_page, ListQuery(sort="name")).rows
    assert (line.level, line.sanction_title) == (sanction.level, sanction.title)


def test_what_is_missing_is_said_at_its_field(qtbot, page: OldCasePage, tasks, ask) -> None:
    entry = entry_of(page)
    entry.submit()
    assert [key for key in entry.values() if entry.box(key).error] == ["respondent", "outcome"]
    fill(page, "Sutarno Rekaan").field("year").restore("18")
    entry.submit()
    assert "bukan tahun" in entry.box("year").error
    assert ask(old_cases.old_case_page, ListQuery(sort="name")).total == 0


def test_our_own_workbook_is_filled_looked_at_and_taken(qtbot, desk, tasks, trail, ask, tmp_path) -> None:
    made = OldCaseImportPage(desk, trail)
    qtbot.addWidget(made)
    made.on_shown()
    book = tmp_path / "Perkara arsip.xlsx"
    made.write_book(book)
    qtbot.waitUntil(lambda: book.exists() and not tasks.busy)
    made.read(book)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert "belum berisi perkara" in made.trouble.text()
    filled = openpyxl.load_workbook(book)
    sheet = filled["Perkara arsip"]
    sheet["A5"], sheet["A6"], sheet["B6"] = "Sutarno Rekaan", "Sutarni Rekaan", "1970"
    filled.save(book)
    made.read(book)
    qtbot.waitUntil(lambda: made._plan is not None and not tasks.busy)
    (faulty,) = made.rows.table.model.rows
    assert (faulty.cell, faulty.name) == ("B6", "Sutarni Rekaan")
    assert made.save_button.text().strip() == "Simpan 1 perkara arsip"
    made.save_button.click()
    qtbot.waitUntil(lambda: trail.opened == [("old-cases", {})] and not tasks.busy)
    assert trail.said[-1] == "1 perkara arsip disimpan, 1 baris bermasalah tidak disimpan"
    assert [line.name for line in ask(old_cases.old_case_page, ListQuery(sort="name")).rows] == ["Sutarno Rekaan"]


def test_columns_under_other_names_are_chosen_and_remembered(qtbot, desk, tasks, trail, tmp_path) -> None:
    made = OldCaseImportPage(desk, trail)
    qtbot.addWidget(made)
    book = tmp_path / "arsip.csv"
    book.write_text("Siapa;NIP;Tahun\nSutarno Rekaan;;2018\n")
    made.read(book)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert made._faces.currentIndex() == COLUMNS
    made.columns.choices["name"].restore("0")
    made.columns._look()
    made.columns.use.click()
    qtbot.waitUntil(lambda: made._plan is not None and not tasks.busy)
    made.save_button.click()
    qtbot.waitUntil(lambda: trail.opened == [("old-cases", {})] and not tasks.busy)
    made.read(book)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert made._faces.currentIndex() == LOOK, "the second time it is known"
    assert made.save_button.text().strip() == "Tidak ada yang baru"
