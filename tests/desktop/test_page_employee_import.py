from __future__ import annotations

import io
from pathlib import Path

import pytest
from list_data import settle, show
from openpyxl import load_workbook
from page_trail import Trail
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox

from cases.model.listing import ListQuery
from cases.services import employees
from desktop.desk import Desk
from desktop.pages.employee_import import EmployeeImportPage
from desktop.pages.employee_imports import EmployeeImportsPage
from desktop.pages.import_parts.page import CHOOSE, COLUMNS, LOOK
from desktop.preferences import Preferences
from desktop.sample.office import employees_workbook


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def page(desk: Desk, trail: Trail, tmp_path) -> EmployeeImportPage:
    return EmployeeImportPage(desk, trail, preferences=Preferences(tmp_path / "tampilan.ini"))


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Twenty made-up employees as SIASN exports them."""
    path = tmp_path / "pegawai.xlsx"
    path.write_bytes(employees_workbook(20))
    return path


def edited(path: Path, cells: dict[str, object]) -> Path:
    """The same workbook with some cells changed."""
    workbook = load_workbook(io.BytesIO(path.read_bytes()))
    for address, value in cells.items():
        workbook.active[address] = value
    changed = path.with_name("ubah.xlsx")
    workbook.save(changed)
    return changed


def read(qtbot, tasks, page: EmployeeImportPage, path: Path) -> None:
    page.read(path)
    settle(qtbot, tasks)


def shown(page: EmployeeImportPage, key: str) -> list[list[str]]:
    """The rows of a segment: row, state, NIP, name, what is said."""
    page.rows.segments.choose(key)
    model = page.rows.table.model
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def count(page: EmployeeImportPage, key: str) -> int:
    return len(page.rows.rows(key))


def save(qtbot, tasks, page: EmployeeImportPage) -> None:
    qtbot.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    settle(qtbot, tasks)


def test_a_good_export_is_looked_at_before_it_is_saved(qtbot, tasks, page, export, ask, trail) -> None:
    show(qtbot, tasks, page)
    assert page._faces.currentIndex() == CHOOSE
    read(qtbot, tasks, page, export)
    assert [count(page, key) for key in ("new", "changed", "same", "faulty")] == [20, 0, 0, 0]
    assert page.save_button.text().strip() == "Simpan 20 baris"
    assert page.rows.segments.current == "new"
    assert "A NIP BARU (NIP)" in page.found.text()
    assert "H UNOR 1 (Unit kerja)" in page.found.text()
    assert ask(employees.employee_page, ListQuery(sort="nip")).total == 0, "nothing is written before one says so"
    save(qtbot, tasks, page)
    assert ask(employees.employee_page, ListQuery(sort="nip")).total == 20
    assert trail.said == ["20 pegawai baru dan 0 berubah disimpan"]
    assert trail.opened == [("employees", {})]
    assert page._faces.currentIndex() == CHOOSE
    read(qtbot, tasks, page, export)
    assert page.save_button.text().strip() == "Tidak ada perubahan"
    assert not page.save_button.isEnabled()


def test_rows_are_told_by_cell_set_right_in_place_or_left_out(qtbot, tasks, page, export, ask) -> None:
    show(qtbot, tasks, page)
    read(qtbot, tasks, page, export)
    save(qtbot, tasks, page)
    cells = {"A3": "19850312", "B4": None, "F6": "Analis Rekaan", "H6": "Dinas Rekaan", "D7": "tidak jelas"}
    right = str(load_workbook(io.BytesIO(export.read_bytes())).active["A3"].value)
    read(qtbot, tasks, page, edited(export, cells))
    assert page.rows.segments.current == "faulty"
    faulty = shown(page, "faulty")
    assert [row[0] for row in faulty] == ["3", "4"]
    assert faulty[0][4].startswith("A3: NIP 19850312 terdiri atas 8 angka")
    change = next(row[4] for row in shown(page, "changed") if "Analis Rekaan" in row[4])
    assert "Jabatan: " in change
    assert "→ Dinas Rekaan" in change
    assert any("tidak jelas" in row[4] for row in shown(page, "warned"))
    assert count(page, "same") == 16

    shown(page, "faulty")
    page.rows.table.choose(0)
    assert (page.rows.card.field.value(), page.rows.card.text.edit.text()) == ("nip", "19850312")
    page.rows.card.text.edit.setText(right)
    qtbot.mouseClick(page.rows.card.use, Qt.MouseButton.LeftButton)
    settle(qtbot, tasks)
    assert [row[0] for row in shown(page, "faulty")] == ["4"]
    page.rows.table.choose(0)
    qtbot.mouseClick(page.rows.card.skip, Qt.MouseButton.LeftButton)
    settle(qtbot, tasks)
    assert (count(page, "faulty"), count(page, "skipped"), count(page, "same")) == (0, 1, 17)
    shown(page, "skipped")
    page.rows.table.choose(0)
    qtbot.mouseClick(page.rows.card.again, Qt.MouseButton.LeftButton)
    settle(qtbot, tasks)
    assert count(page, "faulty") == 1
    save(qtbot, tasks, page)
    rows = ask(employees.employee_page, ListQuery(sort="nip", filters={"position": "Analis Rekaan"})).rows
    assert [row.unit_1 for row in rows] == ["Dinas Rekaan"]


def test_rows_sort_as_numbers_and_are_filtered(qtbot, tasks, page, export) -> None:
    show(qtbot, tasks, page)
    read(qtbot, tasks, page, edited(export, {f"A{row}": "1" for row in range(2, 15)}))
    page.rows.table.header.sort_wanted.emit(0)
    assert [row[0] for row in shown(page, "faulty")] == [str(row) for row in range(14, 1, -1)]
    page.rows.table.set_filters({"told": "A7:"})
    assert [row[0] for row in shown(page, "faulty")] == ["7"]


def test_columns_are_chosen_and_remembered_for_the_same_headers(qtbot, tasks, page, export) -> None:
    odd = edited(export, {"A1": "Nomor pokok", "B1": "Yang bersangkutan"})
    show(qtbot, tasks, page)
    read(qtbot, tasks, page, odd)
    assert page._faces.currentIndex() == COLUMNS
    assert "NIP BARU" in page.columns.trouble.text()
    assert not page.columns.use.isEnabled()
    page.columns.choices["nip"].restore("0")
    page.columns.choices["name"].restore("1")
    page.columns._look()
    assert "mis. 1" in page.columns._samples["nip"].text()
    qtbot.mouseClick(page.columns.use, Qt.MouseButton.LeftButton)
    settle(qtbot, tasks)
    assert (page._faces.currentIndex(), count(page, "new")) == (LOOK, 20)
    read(qtbot, tasks, page, odd)
    assert page._faces.currentIndex() == LOOK, "the second time it is known"


def test_a_full_export_marks_who_is_missing_after_asking(qtbot, tasks, page, export, ask, trail) -> None:
    show(qtbot, tasks, page)
    read(qtbot, tasks, page, export)
    save(qtbot, tasks, page)
    workbook = load_workbook(io.BytesIO(export.read_bytes()))
    workbook.active.delete_rows(2, 3)
    fewer = export.with_name("kurang.xlsx")
    workbook.save(fewer)
    read(qtbot, tasks, page, fewer)
    qtbot.mouseClick(page.whole.box, Qt.MouseButton.LeftButton, pos=page.whole.box.rect().center() / 4)
    page.whole.box.setChecked(True)
    page.tell(whole=True)
    settle(qtbot, tasks)
    assert count(page, "gone") == 3
    save(qtbot, tasks, page)
    box = page.findChild(QMessageBox)
    assert box is not None
    assert "3 pegawai tidak ada dalam berkas" in box.text()
    next(one for one in box.buttons() if "tandai keluar" in one.text()).click()
    settle(qtbot, tasks)
    rows = ask(employees.employee_page, ListQuery(sort="nip", limit=50)).rows
    assert sum(not row.active for row in rows) == 3
    assert trail.said[-1] == "0 pegawai baru dan 0 berubah disimpan, 3 ditandai keluar"


def test_the_keyboard_sets_rows_right_one_after_another_without_saving(qtbot, tasks, page, export, ask) -> None:
    show(qtbot, tasks, page)
    right = str(load_workbook(io.BytesIO(export.read_bytes())).active["A3"].value)
    read(qtbot, tasks, page, edited(export, {"A3": "19850312", "A4": "1"}))
    assert "2 baris bermasalah tidak akan ikut" in page.header._sentence.text()
    assert page.rows.table.view.hasFocus()
    qtbot.keyClick(page.rows.table.view, Qt.Key.Key_Return)
    cursor = page.rows.card.text.edit
    assert (cursor.hasFocus(), cursor.selectedText()) == (True, "19850312")
    qtbot.keyClicks(cursor, "12345")
    qtbot.keyClick(cursor, Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert page.rows.card.title.text().startswith("Baris 3")
    assert "12345 terdiri atas 5 angka" in page.rows.card.title.text()
    assert (cursor.hasFocus(), cursor.selectedText()) == (True, "12345"), "what was typed stands there, to be mended"
    qtbot.keyClicks(cursor, right)
    qtbot.keyClick(cursor, Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert page.rows.card.title.text().startswith("Baris 4")
    assert (cursor.hasFocus(), cursor.text()) == (True, "1")
    qtbot.mouseClick(page.rows.card.skip, Qt.MouseButton.LeftButton)
    settle(qtbot, tasks)
    assert page.rows.table.view.hasFocus(), "no row is left, and Enter saves nothing by itself"
    assert ask(employees.employee_page, ListQuery(sort="nip")).total == 0


def test_each_face_has_the_keyboard(qtbot, tasks, page, export, tmp_path) -> None:
    show(qtbot, tasks, page)
    bad = tmp_path / "rusak.xlsx"
    bad.write_bytes(b"")
    page.save_button.setFocus()
    read(qtbot, tasks, page, bad)
    assert page.drop.hasFocus()
    read(qtbot, tasks, page, export)
    qtbot.mouseClick(page.change_columns, Qt.MouseButton.LeftButton)
    assert page.columns.choices["nip"].box.hasFocus()
    page.back.setFocus()
    page.on_shown()
    assert page.columns.choices["nip"].box.hasFocus()
    qtbot.mouseClick(page.columns.back, Qt.MouseButton.LeftButton)
    assert page._faces.currentIndex() == LOOK
    assert page.rows.table.view.hasFocus()


def test_the_history_undoes_an_import_as_one_step(qtbot, tasks, page, desk, trail, export, ask) -> None:
    show(qtbot, tasks, page)
    read(qtbot, tasks, page, export)
    save(qtbot, tasks, page)
    history = EmployeeImportsPage(desk, trail)
    show(qtbot, tasks, history)
    history.table.choose(0)
    qtbot.mouseClick(history.undo, Qt.MouseButton.LeftButton)
    box = history.findChild(QMessageBox)
    assert box is not None
    assert "20 pegawai keluar lagi dari daftar" in box.text()
    next(one for one in box.buttons() if one.text() == "Urungkan").click()
    settle(qtbot, tasks)
    assert ask(employees.employee_page, ListQuery(sort="nip")).total == 0
    assert history.table.model.index(0, 1).data() == "Diurungkan"
    at = history.table.model.rows[0].at.astimezone(desk.office.clock.time_zone.zone)
    assert history.table.model.index(0, 0).data().endswith(f"{at:%H.%M}"), "the hour of the office"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "kosong (0 byte)"),
        (b"\x00halo", "bukan berkas Excel"),
        (b"halo", "tidak memuat judul kolom"),
        (None, "rusak.xlsx tidak ada; periksa nama dan foldernya"),
    ],
)
def test_a_bad_file_gets_one_sentence_and_nothing_is_left_of_it(qtbot, tasks, page, tmp_path, data, sentence) -> None:
    show(qtbot, tasks, page)
    path = tmp_path / "rusak.xlsx"
    if data is not None:
        path.write_bytes(data)
    read(qtbot, tasks, page, path)
    assert sentence in page.trouble.text()
    assert page.trouble.isVisible()
    assert page._faces.currentIndex() == CHOOSE
    assert not page.save_button.isVisible()


def test_files_are_dropped_or_chosen(qtbot, tasks, page, export) -> None:
    show(qtbot, tasks, page)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(export))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.drop.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys))
    settle(qtbot, tasks)
    assert page._faces.currentIndex() == LOOK
    page.drop.files_dropped.emit([export, export])
    assert page.trouble.text() == "Seret satu berkas saja."
    qtbot.mouseClick(page.other_button, Qt.MouseButton.LeftButton)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(export))
    dialog.close()
    settle(qtbot, tasks)
    assert count(page, "new") == 20


def test_the_answer_to_an_older_file_is_dropped(qtbot, tasks, page, export, tmp_path) -> None:
    show(qtbot, tasks, page)
    bad = tmp_path / "rusak.xlsx"
    bad.write_bytes(b"\x00")
    page.read(bad)
    page.read(export)
    settle(qtbot, tasks)
    assert not page.trouble.isVisible()
    assert page._faces.currentIndex() == LOOK


def test_what_is_cancelled_leaves_no_trace(qtbot, tasks, page, export, ask) -> None:
    show(qtbot, tasks, page)
    page.read(export)
    page.progress.cancel()
    settle(qtbot, tasks)
    assert page._faces.currentIndex() == CHOOSE
    read(qtbot, tasks, page, export)
    page._write()
    page.progress.cancel()
    settle(qtbot, tasks)
    saved = ask(employees.employee_page, ListQuery(sort="nip")).total
    assert (saved, page._faces.currentIndex()) in {(0, LOOK), (20, CHOOSE)}, "what is shown is what happened"
