"""A book of numbers in Excel: an office's own read as rows of cell texts, and the program's written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cases.errors import BadFile
from cases.model.listing import RegisterLine
from cases.number_import import MOST_ROWS
from cases.rules.reference import register_table
from reports.sheet_file import Table, cell_text, read_sheets
from reports.table_sheet import SheetColumn, TableSheet, make_table_sheet

_MOST_READ = MOST_ROWS + 200
"""Rows that are read: as many as an import takes, and what stands above their headers."""


def read_number_sheet(data: bytes, name: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the rows of the sheet that heads numbers, else of the first that holds anything; raises BadFile.

    Each row is its number in the sheet and its texts; a date comes as ISO text.
    """
    table = read_sheets(data, name, _find)
    if table is None:
        raise BadFile(f"Berkas {name} tidak berisi data; pilih berkas lain.")
    rows = ((number, tuple(map(cell_text, cells))) for number, cells in enumerate(table[:_MOST_READ], start=1))
    return tuple((number, texts) for number, texts in rows if any(texts))


def make_number_sheet(lines: Sequence[RegisterLine], sentence: str) -> bytes:
    """Return these numbers as a workbook; ``sentence`` says as of when and of what."""
    return make_table_sheet(
        TableSheet(
            name="Buku agenda",
            title="Buku agenda nomor surat",
            sentence=sentence,
            columns=(
                SheetColumn("Nomor urut", 20, "number"),
                SheetColumn("Nomor surat", 58),
                SheetColumn("Tanggal", 24, "date"),
                SheetColumn("Perihal", 62),
                SheetColumn("Kepada", 52),
                SheetColumn("Perkara", 24),
                SheetColumn("Keadaan", 28),
                SheetColumn("Alasan batal", 48),
                SheetColumn("Klasifikasi", 26),
            ),
            rows=[
                (
                    line.ordinal,
                    line.text,
                    line.used_on,
                    line.subject,
                    line.addressee,
                    line.case_number,
                    line.status,
                    line.void_reason,
                    line.classification,
                )
                for line in lines
            ],
        )
    )


def _find(sheets: Sequence[Callable[[], Table]]) -> Table | None:
    headers = register_table().headers
    words = {word for field in ("number", "on", "subject") for word in headers[field]}
    best: Table | None = None
    for sheet in sheets:
        table = sheet()
        if any(sum(cell_text(cell).casefold().strip(" .") in words for cell in cells) > 1 for cells in table):
            return table
        if best is None and any(cell_text(cell) for cells in table for cell in cells):
            best = table
    return best
