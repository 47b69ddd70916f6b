"""A list that the window shows, as an Excel workbook of one sheet: what is shown is what is exported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table

from reports.book_saving import saved
from reports.recap.cells import Look, add_looks, plain, put, set_height, set_widths

_HEAD_ROW = 4
_LOOKS = {"text": Look.TEXT, "number": Look.NUMBER, "date": Look.DATE}
_BUTTON = 5  # millimetres that the filter's button takes of a header


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its title, its width in millimetres, and what it holds."""

    title: str
    width: float
    kind: Literal["text", "number", "date"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSheet:
    """A list: its title, a sentence that says as of when and of what, its columns and rows. ``name`` is the sheet's."""

    name: str
    title: str
    sentence: str
    columns: Sequence[SheetColumn]
    rows: Sequence[Sequence[str | int | date | None]]


def make_table_sheet(table: TableSheet) -> bytes:
    """Return the workbook: a native table, texts that stay texts whatever they begin with, headers on every page."""
    workbook = Workbook()
    add_looks(workbook)
    workbook.properties.title = plain(table.title)
    sheet = workbook.active
    sheet.title = table.name
    set_widths(sheet, [column.width for column in table.columns])
    put(sheet.cell(1, 1), table.title.upper(), Look.TITLE)
    put(sheet.cell(2, 1), table.sentence, Look.LINE)
    for place, column in enumerate(table.columns, start=1):
        put(sheet.cell(_HEAD_ROW, place), column.title, Look.HEAD)
    set_height(sheet, _HEAD_ROW, [(column.title, column.width - _BUTTON) for column in table.columns], bold=True)
    rows = table.rows or [[None] * len(table.columns)]  # a table of Excel has at least one row
    for down, row in enumerate(rows, start=_HEAD_ROW + 1):
        for place, (column, value) in enumerate(zip(table.columns, row, strict=True), start=1):
            put(sheet.cell(down, place), value, _LOOKS[column.kind])
        texts = [(str(v), c.width) for c, v in zip(table.columns, row, strict=True) if isinstance(v, str)]
        set_height(sheet, down, texts)
    end = f"{get_column_letter(len(table.columns))}{_HEAD_ROW + len(rows)}"
    sheet.add_table(Table(displayName="Daftar", ref=f"A{_HEAD_ROW}:{end}"))
    sheet.freeze_panes = sheet.cell(_HEAD_ROW + 1, 1)
    sheet.print_area = f"A1:{end}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return saved(workbook)
