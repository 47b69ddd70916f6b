"""Reading a filled form: bytes of a workbook or of a text file in, what stands in it out, or one sentence why not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cases.filled_sheet import FilledSheet, Texts, filled_sheet
from reports.sheet_file import Table, cell_text, read_sheets


def read_watch_form(data: bytes, name: str) -> FilledSheet:
    """Read a filled form, whatever its sheets look like; ``name`` tells a text file and is in the sentences.

    Raises BadFile: empty, not Excel, protected by a password, damaged, too large.
    """
    return filled_sheet(read_sheets(data, name, _texts))


def _texts(sheets: Sequence[Callable[[], Table]]) -> list[Texts]:
    return [[[cell_text(cell) for cell in row] for row in sheet()] for sheet in sheets]
