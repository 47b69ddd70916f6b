"""Reading a list of days off from Excel: bytes in, rows of cell texts out, or one sentence why not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cases.errors import BadFile
from cases.rules.reference import calendar_table
from reports.sheet_file import Table, cell_text, read_sheets

MOST_ROWS = 2_000
"""Rows of a sheet that are read: a list of days off has some forty."""


def read_holiday_sheet(data: bytes, name: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the rows of the sheet that heads days off, else of the first that holds anything; raises BadFile.

    Each row is its number in the sheet and its texts; a date comes as ISO text.
    """
    table = read_sheets(data, name, _find)
    if table is None:
        raise BadFile(f"Berkas {name} tidak berisi data; pilih berkas lain.")
    rows = ((number, tuple(map(cell_text, cells))) for number, cells in enumerate(table[:MOST_ROWS], start=1))
    return tuple((number, texts) for number, texts in rows if any(texts))


def _find(sheets: Sequence[Callable[[], Table]]) -> Table | None:
    words = {word for field in ("on", "name") for word in calendar_table().headers[field]}
    best: Table | None = None
    for sheet in sheets:
        table = sheet()
        if any(sum(cell_text(cell).casefold() in words for cell in cells) > 1 for cells in table):
            return table
        if best is None and any(cell_text(cell) for cells in table for cell in cells):
            best = table
    return best
