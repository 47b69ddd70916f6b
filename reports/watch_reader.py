"""Reading a filled form: bytes of a workbook or of a text file in, what stands in it out, or one sentence why not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from cases.errors import BadFile
from cases.filled_sheet import FilledSheet, Texts, filled_sheet
from reports.csv_table import is_text_table
from reports.sheet_file import Laid, Table, cell_text, read_laid, read_sheets

_NAMED: Final = 5


def read_watch_form(data: bytes, name: str) -> FilledSheet:
    """Read a filled form, whatever its sheets look like; ``name`` tells a text file and is in the sentences.

    Raises BadFile: empty, not Excel, protected by a password, damaged, too large, or with formulas that were never
    calculated: what they answer is in nobody's file.
    """
    if is_text_table(name):
        return filled_sheet(read_sheets(data, name, _texts))
    laid = read_laid(data, name, lambda sheets: [_calculated(sheet(), name) for sheet in sheets])
    return filled_sheet(laid)


def _texts(sheets: Sequence[Callable[[], Table]]) -> list[Texts]:
    return [[[cell_text(cell) for cell in row] for row in sheet()] for sheet in sheets]


def _calculated(sheet: Laid, name: str) -> Texts:
    if sheet.unknown:
        cells = ", ".join(sheet.unknown[:_NAMED]) + (" …" if len(sheet.unknown) > _NAMED else "")
        words = f"Sel {cells} di lembar {sheet.name} berisi rumus yang belum dihitung; buka {name} di Excel, simpan,"
        raise BadFile(f"{words} lalu baca lagi.")
    return [[cell_text(cell) for cell in row] for row in sheet.rows()]
