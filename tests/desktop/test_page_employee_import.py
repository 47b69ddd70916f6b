from __future__ import annotations

import io
from pathlib import Path

import pytest
from list_data import settle, show
from openpyxl import Workbook, load_workbook
from page_trail import Trail
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from cases.model.listing import ListQuery
from cases.services import employees
from desktop.desk import Desk
from desktop.pages.employee_import import CHANGED, FAULTY, NEW, WARNED, EmployeeImportPage
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
    model = page.tables[key].model
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def test_a_good_export_is_looked_at_before_it_is_saved(qtbot, tasks, page, export, ask, trail) -> None:
    show(qtbot, tasks, page)
    assert page._faces.currentIndex() == 0
    read(qtbot, tasks, page, export)
    assert [page.tiles[key].figure for key in (NEW, CHANGED, "same", FAULTY)] == ["20", "0", "0", "0"]
    assert page.save_button.text().strip() == "Simpan 20 baris"
    assert page.tabs.current == NEW
    assert "A NIP BARU (NIP)" in page.found.text()
    assert "H UNOR 1 (unit kerja)" in page.found.text()
    assert ask(employees.employee_page, ListQuery(sort="nip")).total == 0, "nothing is written before one says so"
    qtbot.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    assert not page.save_button.isEnabled()
    settle(qtbot, tasks)
    assert ask(employees.employee_page, ListQuery(sort="nip")).total == 20
    assert trail.said == ["20 pegawai baru dan 0 berubah disimpan"]
    assert trail.opened == [("employees", {})]
    assert page._faces.currentIndex() == 0


def test_what_is_faulty_is_named_by_its_cell_and_what_changes_by_its_field(qtbot, tasks, page, export, do, ask) -> None:
    show(qtbot, tasks, page)
    read(qtbot, tasks, page, export)
    page.save_button.click()
    settle(qtbot, tasks)
    changed = edited(
        export,
        {
            "A3": "19850312",
            "B4": None,
            "F6": "Analis Rekaan",
            "H6": "Dinas Rekaan",
            "D7": "tidak jelas",
            "A22": 1.98e17,
        },
    )
    read(qtbot, tasks, page, changed)
    assert page.tabs.current == FAULTY
    faulty = shown(page, FAULTY)
    assert [row[:2] for row in faulty] == [["3", "A3"], ["4", "B4"], ["22", "A22"]]
    assert "8 angka" in faulty[0][2]
    change = next(row[2] for row in shown(page, CHANGED) if "Analis Rekaan" in row[2])
    assert "jabatan: " in change
    assert change.endswith("→ Dinas Rekaan")
    assert any("tidak jelas" in row[2] for row in shown(page, WARNED))
    assert page.tiles["same"].figure == "16"
    page.save_button.click()
    settle(qtbot, tasks)
    rows = ask(employees.employee_page, ListQuery(sort="nip", filters={"position": "Analis Rekaan"})).rows
    assert [row.unit_1 for row in rows] == ["Dinas Rekaan"]


def test_the_tables_of_an_import_sort_and_filter_by_themselves(qtbot, tasks, page, export) -> None:
    show(qtbot, tasks, page)
    read(qtbot, tasks, page, edited(export, {f"A{row}": "1" for row in range(2, 15)}))
    table = page.tables[FAULTY]
    table.header.sort_wanted.emit(0)
    assert [row[0] for row in shown(page, FAULTY)] == [str(row) for row in range(14, 1, -1)], "rows sort as numbers"
    table.set_filters({"cell": "A7"})
    assert [row[1] for row in shown(page, FAULTY)] == ["A7"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "kosong (0 byte)"),
        (b"halo", "bukan berkas Excel"),
        (None, "tidak dapat dibaca"),
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
    assert page._faces.currentIndex() == 0
    assert not page.save_button.isVisible()


def test_a_missing_header_is_named(qtbot, tasks, page, tmp_path, export) -> None:
    workbook = Workbook()
    workbook.active.append(["NIP BARU", "NAMA"])
    workbook.active.append(["198503122010011005", "Rekaan"])
    workbook.save(tmp_path / "kurang.xlsx")
    show(qtbot, tasks, page)
    read(qtbot, tasks, page, tmp_path / "kurang.xlsx")
    assert "JABATAN NAMA" in page.trouble.text()
    read(qtbot, tasks, page, export)
    assert not page.trouble.isVisible()


def test_files_are_dropped_or_chosen(qtbot, tasks, page, export) -> None:
    show(qtbot, tasks, page)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(export))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.drop.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys))
    settle(qtbot, tasks)
    assert page._faces.currentIndex() == 2
    page.drop.files_dropped.emit([export, export])
    assert page.trouble.text() == "Seret satu berkas Excel saja."
    qtbot.mouseClick(page.other_button, Qt.MouseButton.LeftButton)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(export))
    dialog.close()
    settle(qtbot, tasks)
    assert page.tiles[NEW].figure == "20"


def test_a_file_without_news_offers_nothing_to_save(qtbot, tasks, page, export) -> None:
    show(qtbot, tasks, page)
    read(qtbot, tasks, page, export)
    page.save_button.click()
    settle(qtbot, tasks)
    read(qtbot, tasks, page, export)
    assert page.save_button.text().strip() == "Tidak ada perubahan"
    assert not page.save_button.isEnabled()
    assert page.tiles["same"].figure == "20"


def test_the_answer_to_an_older_file_is_dropped(qtbot, tasks, page, export, tmp_path) -> None:
    show(qtbot, tasks, page)
    bad = tmp_path / "rusak.xlsx"
    bad.write_bytes(b"halo")
    page.read(bad)
    page.read(export)
    settle(qtbot, tasks)
    assert not page.trouble.isVisible()
    assert page._faces.currentIndex() == 2
