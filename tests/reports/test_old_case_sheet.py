"""The empty workbook of old cases is filled, read back and imported as one step; what is no such sheet is said."""

from __future__ import annotations

import io
from dataclasses import dataclass

import openpyxl
import pytest

from cases.errors import BadFile
from cases.old_case_import import LISTS, TABLE, old_case_words
from cases.rules.sheet_headers import header_fields
from reports.old_case_sheet import HINTS, ROWS, SHEET, make_old_case_book, read_old_case_sheet

NAMES = [field.names[0] for field in header_fields(TABLE)]


def book() -> openpyxl.Workbook:
    words = old_case_words()
    choices = {key: words.offered(key) for key in LISTS} | {"sanction_title": ("Teguran lisan", "=1+1")}
    return openpyxl.load_workbook(io.BytesIO(make_old_case_book("BKPPD Rekaan", words.hints, choices)))


def data_of(made: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def empty() -> openpyxl.Workbook:
    return book()


def test_the_empty_workbook_has_every_column_with_its_list_and_hint(empty: openpyxl.Workbook) -> None:
    sheet = empty[SHEET]
    assert [cell.value for cell in sheet[4]] == NAMES
    rules = sheet.data_validations.dataValidation
    assert len(rules) == len(NAMES)
    lists = {str(rule.formula1).removeprefix("=daftar_") for rule in rules if rule.type == "list"}
    assert lists == {*LISTS, "sanction_title"}
    assert all(rule.prompt and not rule.showErrorMessage for rule in rules)
    assert all(str(rule.sqref).endswith(str(4 + ROWS)) for rule in rules)
    assert [row[0].value for row in empty[HINTS].iter_rows(min_row=3)] == [one.title for one in header_fields(TABLE)]
    for name in lists:
        (place,) = empty.defined_names[f"daftar_{name}"].destinations
        assert all(cell.value for row in empty[place[0]][place[1]] for cell in row)


def test_what_was_typed_is_read_with_the_numbers_of_its_rows(empty: openpyxl.Workbook) -> None:
    assert read_old_case_sheet(data_of(empty), "kosong.xlsx").rows == ()
    filled = book()
    sheet = filled[SHEET]
    sheet["A7"], sheet["B7"] = "Sutarno Rekaan", "197003121995031002"
    sheet["F9"] = "'=HYPERLINK"
    sheet["A9"] = "-Sutarni"
    read = read_old_case_sheet(data_of(filled), "isi.xlsx")
    assert read.headers[: len(NAMES)] == tuple(NAMES)
    assert [(row, cells[0], cells[1]) for row, cells in read.rows] == [
        (7, "Sutarno Rekaan", "197003121995031002"),
        (9, "-Sutarni", ""),
    ]


@dataclass
class _Bad:
    data: bytes
    words: str


@pytest.mark.parametrize(
    "bad",
    [
        _Bad(b"", "kosong"),
        _Bad(b"PK\x03\x04rusak", "rusak"),
        _Bad(b"bukan", "NAMA TERLAPOR"),
        _Bad(b"bukan\0", "bukan berkas Excel"),
    ],
)
def test_what_is_no_workbook_is_said(bad: _Bad) -> None:
    with pytest.raises(BadFile, match=bad.words):
        read_old_case_sheet(bad.data, "x.xlsx")


def test_a_sheet_without_names_is_refused() -> None:
    other = openpyxl.Workbook()
    other.active.append(["Barang", "Jumlah"])
    with pytest.raises(BadFile, match="NAMA TERLAPOR"):
        read_old_case_sheet(data_of(other), "lain.xlsx")
