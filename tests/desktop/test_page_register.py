"""Buku agenda on a real office: its numbers, what was left out, numbers by hand, void ones, from and to Excel."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from case_desk import stand_still
from list_data import case_at, cells, letter_of, names, put, settle, show
from openpyxl import Workbook, load_workbook
from page_trail import Trail
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from cases.model.letter import Letter, LetterStatus
from cases.model.sheet_row import RowState
from cases.model.user import Actor, Role
from cases.ports import UnitOfWork
from cases.services import register
from cases.services.letter_print import take_number
from cases.services.register import HandNumber
from desktop.assembly import find_pages
from desktop.desk import Desk
from desktop.pages.import_parts.page import CHOOSE, COLUMNS
from desktop.pages.letters import LettersPage
from desktop.pages.register import RegisterPage
from desktop.pages.register_forms import HandForm, VoidForm
from desktop.pages.register_import import NumberImportPage
from desktop.preferences import Preferences

TODAY = date(2026, 11, 20)
CLASS = "800.1.6.2"


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def page(desk: Desk, trail: Trail, tmp_path: Path, monkeypatch) -> RegisterPage:
    stand_still(desk, monkeypatch, TODAY)
    made = RegisterPage(desk, trail, preferences=Preferences(tmp_path / "tampilan.ini"))
    desk.changed.connect(made.on_changes)
    return made


@pytest.fixture
def numbers(desk: Desk, do, monkeypatch) -> Letter:
    """A signed letter with number 1, and the numbers 4 and 5 used by hand."""
    stand_still(desk, monkeypatch, TODAY)
    case = case_at(1)
    letter = letter_of(
        case, title="Surat Panggilan I", kind="summons-1", template="summons-1@1", status=LetterStatus.SIGNED
    )
    do(put, [case], [letter])

    def number(work: UnitOfWork, actor: Actor) -> Letter:
        work.log_as(actor, "tests.number")
        return take_number(work, letter, date(2026, 11, 2))

    taken: Letter = do(number)
    do(register.enter_by_hand, HandNumber(number="4-5", used_on=TODAY, subject="Undangan", addressee="Camat"))
    return taken


def test_it_lists_numbers_with_their_state_and_opens_the_letter(qtbot, tasks, page, numbers, trail) -> None:
    show(qtbot, tasks, page)
    assert names(page.table, lambda line: line.ordinal) == [5, 4, 1]
    shown = cells(page, 2)
    assert shown[:4] == ["1", numbers.number, "2 Nov 2026", "Surat Panggilan I"]
    assert cells(page, 0)[3:5] == ["Undangan", "Camat"]
    assert page.table.model.columns[6].pill(page.table.model.record(0)).text == "Di luar program"
    assert page.header._sentence.text() == "3 nomor terpakai pada 2026, 2 dilewati"
    page.table.choose(2)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert trail.opened == [("letter", {"letter_id": numbers.id})]
    page.table.opened.emit(page.table.model.record(0))
    assert len(trail.opened) == 1


def test_segments_search_and_year_narrow_it(qtbot, tasks, page, numbers) -> None:
    show(qtbot, tasks, page)
    counts = [page.segments._buttons[key].text() for key in ("", "letters", "outside", "void", "holes")]
    assert counts == ["Semua  3", "Surat  1", "Di luar program  2", "Batal  0", "Dilewati  2"]
    page.segments.choose("letters")
    settle(qtbot, tasks)
    assert names(page.table, lambda line: line.ordinal) == [1]
    page.segments.choose("")
    qtbot.keyClicks(page.words, "camat")
    qtbot.waitUntil(lambda: names(page.table, lambda line: line.ordinal) == [5, 4])
    page.table.clear_filters()
    settle(qtbot, tasks)
    assert page.words.text() == ""
    page.counter.choose("800.1.6.1")
    settle(qtbot, tasks)
    assert page.table._no_match.isVisible()
    page.counter.choose("")
    page.year.choose("2025")
    settle(qtbot, tasks)
    assert page.header._sentence.text() == "0 nomor terpakai pada 2025, tidak ada yang dilewati"


def test_what_was_left_out_is_entered_from_its_list(qtbot, tasks, page, numbers, trail) -> None:
    show(qtbot, tasks, page)
    page.segments.choose("holes")
    assert [(hole.words, hole.count) for hole in page.holes.model.rows] == [("2-3", 2)]
    assert page.holes.model.columns[3].text(page.holes.model.record(0)) == "sesudah 2 Nov 2026, sebelum 20 Nov 2026"
    page.holes.choose(0)
    qtbot.keyClick(page.holes.view, Qt.Key.Key_Return)
    form = page.form
    assert isinstance(form, HandForm)
    assert form.number.value() == "2-3"
    qtbot.waitUntil(lambda: "Tercatat 2 nomor" in form.told.text())
    form.submit()
    assert form.box("subject").error
    form.subject.restore("Nota dinas")
    form.submit()
    qtbot.waitUntil(lambda: trail.said == ["2 nomor dicatat"])
    settle(qtbot, tasks)
    assert page.holes.empty.isVisible()
    assert page.faces.currentIndex() == 0


def test_a_number_that_is_taken_is_told_while_it_is_typed(qtbot, tasks, page, numbers) -> None:
    show(qtbot, tasks, page)
    qtbot.mouseClick(page.enter_button, Qt.MouseButton.LeftButton)
    form = page.form
    assert isinstance(form, HandForm)
    qtbot.keyClicks(form.number.edit, "5")
    qtbot.waitUntil(lambda: "Nomor urut 5 sudah dipakai" in form.told.text())
    form.subject.restore("Nota")
    form.submit()
    qtbot.waitUntil(lambda: bool(form.box("number").error))
    form.number.edit.clear()
    qtbot.keyClicks(form.number.edit, "9")
    qtbot.waitUntil(lambda: "Nomor urut 6-8 dilewati" in form.told.text())
    form.used_on.restore("21/11/2026")
    form.submit()
    qtbot.waitUntil(lambda: "belum terjadi" in form.box("used_on").error)


def test_a_number_far_ahead_is_asked_about_first(qtbot, tasks, page, numbers, trail) -> None:
    show(qtbot, tasks, page)
    page.enter()
    form = page.form
    assert isinstance(form, HandForm)
    form.number.restore("277")
    form.subject.restore("Nota")
    form.submit()
    qtbot.waitUntil(lambda: bool(page.window().findChildren(QMessageBox)))
    box = page.window().findChildren(QMessageBox)[0]
    assert box.text().startswith("271 nomor akan dilewati")
    assert trail.said == []
    next(part for part in box.buttons() if part.text() == "Catat").click()
    qtbot.waitUntil(lambda: trail.said == [f"Nomor {CLASS}/277/BKPSDM/XI/2026 dicatat"])


def test_a_number_by_hand_is_made_void_with_a_reason(qtbot, tasks, page, numbers, trail) -> None:
    show(qtbot, tasks, page)
    page.table.choose(2)
    assert page.void_button.isHidden()
    page.table.choose(0)
    assert not page.void_button.isHidden()
    page.void_button.click()
    form = page.form
    assert isinstance(form, VoidForm)
    form.submit()
    assert form.reason.blank()
    form.reason.restore("Rusak saat dicetak")
    form.submit()
    qtbot.waitUntil(lambda: trail.said == [f"Nomor {CLASS}/5/BKPSDM/XI/2026 dibatalkan"])
    settle(qtbot, tasks)
    line = page.table.model.record(0)
    assert (line.status, line.void_reason) == ("batal", "Rusak saat dicetak")
    assert page.segments._buttons["void"].text() == "Batal  1"


def book(path: Path, *rows: tuple[Any, ...]) -> Path:
    workbook = Workbook()
    for row in (("No.", "Nomor Surat", "Tanggal", "Perihal", "Tujuan"), *rows):
        workbook.active.append(row)
    workbook.save(path)
    return path


@pytest.fixture
def importing(qtbot, tasks, desk, numbers, trail, tmp_path: Path) -> NumberImportPage:
    made = NumberImportPage(desk, trail, preferences=Preferences(tmp_path / "tampilan.ini"))
    show(qtbot, tasks, made)
    return made


def counts(page: NumberImportPage) -> list[int]:
    """How many are new, the same, faulty."""
    return [len(page.rows.rows(state)) for state in RowState]


def test_a_book_from_excel_is_looked_at_then_taken(qtbot, tasks, page, importing, trail, tmp_path: Path) -> None:
    show(qtbot, tasks, page)
    qtbot.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    assert trail.opened[-1] == ("register-import", {})
    rows = (
        (1, 7, date(2026, 11, 18), "Undangan sosialisasi", "Seluruh camat"),
        (2, 4, date(2026, 11, 20), "Undangan", ""),
        (3, "tujuh", date(2026, 11, 20), "Nota", ""),
    )
    importing.read(book(tmp_path / "agenda.xlsx", *rows))
    settle(qtbot, tasks)
    assert counts(importing) == [1, 1, 1]
    (faulty,) = importing.rows.table.model.rows
    assert (faulty.cell, faulty.state) == ("B4", "bermasalah")
    assert importing.rows.card.text.edit.text() == "tujuh"
    importing.classification.choose("800.1.6.1")
    settle(qtbot, tasks)
    assert counts(importing) == [2, 0, 1]
    importing.classification.choose("")
    settle(qtbot, tasks)
    assert counts(importing) == [1, 1, 1]
    importing.save_button.click()
    settle(qtbot, tasks)
    assert (trail.said, trail.opened[-1]) == (["1 nomor diimpor"], ("register", {}))
    assert names(page.table, lambda line: line.ordinal) == [7, 5, 4, 1]
    importing.read(book(tmp_path / "lagi.xlsx", *rows[:2]))
    settle(qtbot, tasks)
    assert not importing.save_button.isEnabled()


def test_a_number_far_ahead_in_a_book_is_asked_about_too(qtbot, tasks, importing, trail, tmp_path: Path) -> None:
    rows = (1, 7, date(2026, 11, 18), "Nota", ""), (2, 99999, date(2026, 11, 18), "Undangan", "")
    importing.read(book(tmp_path / "agenda.xlsx", *rows))
    settle(qtbot, tasks)
    importing.save_button.click()
    qtbot.waitUntil(lambda: bool(importing.findChildren(QMessageBox)))
    box = importing.findChildren(QMessageBox)[0]
    assert box.text().startswith("99.991 nomor akan dilewati")
    assert f"{CLASS}/99999/BKPSDM/XI/2026" in box.text()
    next(part for part in box.buttons() if part.text() == "Batal").click()
    settle(qtbot, tasks)
    assert (trail.said, importing.save_button.isEnabled()) == ([], True)


def test_columns_of_a_book_under_other_names_are_chosen(qtbot, tasks, importing, tmp_path: Path) -> None:
    (tmp_path / "surat.csv").write_text("Berapa;Kapan;Apa\n7;18/11/2026;Nota\n")
    importing.read(tmp_path / "surat.csv")
    settle(qtbot, tasks)
    assert importing._faces.currentIndex() == COLUMNS
    for key, place in (("number", "0"), ("on", "1"), ("subject", "2")):
        importing.columns.choices[key].restore(place)
    importing.columns._look()
    importing.columns.use.click()
    settle(qtbot, tasks)
    assert counts(importing) == [1, 0, 0]


def test_a_file_that_is_no_book_is_refused_in_a_sentence(qtbot, tasks, importing, tmp_path: Path) -> None:
    (tmp_path / "surat.xlsx").write_bytes(b"\x00bukan Excel")
    importing.read(tmp_path / "surat.xlsx")
    settle(qtbot, tasks)
    assert "bukan berkas Excel" in importing.trouble.text()
    assert importing._faces.currentIndex() == CHOOSE


def test_what_is_listed_is_exported(qtbot, tasks, page, numbers, trail, tmp_path: Path) -> None:
    show(qtbot, tasks, page)
    page.segments.choose("outside")
    settle(qtbot, tasks)
    page.save_to(tmp_path / "agenda.xlsx")
    qtbot.waitUntil(lambda: bool(trail.said))
    sheet = load_workbook(io.BytesIO((tmp_path / "agenda.xlsx").read_bytes())).active
    assert sheet["A2"].value == "Tahun 2026, keadaan 20 November 2026: 2 nomor."
    assert [cell.value for cell in sheet[5]][:5] == [
        5,
        f"{CLASS}/5/BKPSDM/XI/2026",
        sheet["C5"].value,
        "Undangan",
        "Camat",
    ]
    assert sheet["C5"].value.date() == TODAY


def test_who_only_reads_enters_nothing(qtbot, tasks, trail, desk_of, numbers) -> None:
    desk = desk_of(Role.LEADER)
    page = RegisterPage(desk, trail)
    show(qtbot, tasks, page)
    assert page.enter_button.parent() is None
    page.segments.choose("holes")
    page.holes.opened.emit(page.holes.model.record(0))
    assert page.form is None


def test_it_is_opened_from_the_letters_and_found_by_its_words(qtbot, tasks, desk, trail) -> None:
    letters = LettersPage(desk, trail)
    show(qtbot, tasks, letters)
    parts = letters.header.findChildren(QPushButton)
    next(part for part in parts if part.text().strip() == "Buku agenda").click()
    assert trail.opened == [("register", {})]
    assert [find.title for find in find_pages("agenda")] == ["Buku agenda"]
