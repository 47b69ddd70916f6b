"""Sheets of old cases: an empty workbook to fill in, with drop-downs and hints, and reading one that was filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from cases.old_case_import import TABLE
from cases.rules.sheet_headers import header_fields
from reports.book_saving import saved
from reports.headed_sheet import HeadedSheet, read_headed_sheet
from reports.recap.cells import Look, add_looks, put, set_height, set_widths

ROWS: Final = 500
"""Rows of the empty workbook that are made ready for typing."""
SHEET, HINTS, LISTS = "Perkara arsip", "Petunjuk", "Daftar"
_HEAD: Final = 4
_WIDTHS: Final = {"name": 48, "nip": 40, "work_unit": 48, "position": 44, "narrative": 70, "sanction_title": 60}
_USUAL: Final = 32
_LONGEST_HINT: Final = 250


def read_old_case_sheet(data: bytes, name: str) -> HeadedSheet:
    """Read a sheet of old cases from ``.xlsx``, ``.xls`` or a text file; raises BadFile with one sentence."""
    return read_headed_sheet(data, name, TABLE)


def make_old_case_book(office: str, hints: Mapping[str, str], choices: Mapping[str, Sequence[str]]) -> bytes:
    """Return the empty workbook: a sheet to fill in, one that says what each column wants, one of lists.

    ``hints`` are by the key of a column, ``choices`` the words of its drop-down; other words may be typed too. Every
    cell is text, days too: an Excel that puts the month first would turn 5/11 round.
    """
    book = Workbook()
    add_looks(book)
    fields = header_fields(TABLE)
    sheet = book.active
    sheet.title = SHEET
    set_widths(sheet, [_WIDTHS.get(field.key, _USUAL) for field in fields])
    put(sheet.cell(1, 1), "PERKARA ARSIP", Look.TITLE)
    put(sheet.cell(2, 1), f"{office}. Satu baris satu orang; yang tidak diketahui dibiarkan kosong.", Look.LINE)
    for place, field in enumerate(fields, start=1):
        put(sheet.cell(_HEAD, place), field.names[0], Look.HEAD)
        for row in range(_HEAD + 1, _HEAD + 1 + ROWS):
            cell = sheet.cell(row, place)
            if isinstance(cell, Cell):
                put(cell, None, Look.TEXT)
    heads = [(field.names[0], _WIDTHS.get(field.key, _USUAL)) for field in fields]
    set_height(sheet, _HEAD, heads, bold=True)
    sheet.freeze_panes = sheet.cell(_HEAD + 1, 2)
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows, sheet.print_title_cols = f"{_HEAD}:{_HEAD}", "A:A"
    _add_hints(book, hints)
    _add_lists(book, choices)
    for place, field in enumerate(fields, start=1):
        _validate(sheet, get_column_letter(place), field.title, hints.get(field.key, ""), choices.get(field.key, ()))
    return saved(book)


def _add_hints(book: Workbook, hints: Mapping[str, str]) -> None:
    sheet = book.create_sheet(HINTS)
    set_widths(sheet, [50, 140])
    put(sheet.cell(1, 1), "PETUNJUK PENGISIAN", Look.TITLE)
    for row, field in enumerate(header_fields(TABLE), start=3):
        put(sheet.cell(row, 1), field.title, Look.HEAD)
        put(sheet.cell(row, 2), hints.get(field.key, ""), Look.TEXT)
        set_height(sheet, row, [(field.title, 50), (hints.get(field.key, ""), 140)])


def _add_lists(book: Workbook, choices: Mapping[str, Sequence[str]]) -> None:
    """The words of the drop-downs, each list a name: Excel takes no long list in the rule itself."""
    sheet = book.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    for place, (key, words) in enumerate(choices.items(), start=1):
        for row, word in enumerate(words, start=1):
            put(sheet.cell(row, place), word, Look.TEXT)
        letter = get_column_letter(place)
        where = f"{quote_sheetname(LISTS)}!${letter}$1:${letter}${len(words)}"
        book.defined_names[f"daftar_{key}"] = DefinedName(f"daftar_{key}", attr_text=where)


def _validate(sheet: Worksheet, letter: str, title: str, hint: str, choices: Sequence[str]) -> None:
    """A drop-down that hinders nobody from typing what the paper says, and the hint beside the cell."""
    key = next(field.key for field in header_fields(TABLE) if field.title == title)
    rule = DataValidation(type="list", formula1=f"=daftar_{key}") if choices else DataValidation(type=None)
    rule.showErrorMessage = False
    rule.allow_blank = True
    rule.showInputMessage = bool(hint)
    rule.promptTitle, rule.prompt = title[:32], hint[:_LONGEST_HINT]
    rule.add(f"{letter}{_HEAD + 1}:{letter}{_HEAD + ROWS}")
    sheet.add_data_validation(rule)
