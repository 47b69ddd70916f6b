"""A book of numbers: an office's own read from Excel or CSV, and the program's written."""

from __future__ import annotations

from collections.abc import Sequence

from cases.model.listing import RegisterLine
from cases.number_import import TABLE
from reports.headed_sheet import HeadedSheet, read_headed_sheet
from reports.table_sheet import SheetColumn, TableSheet, make_table_sheet


def read_number_sheet(data: bytes, name: str) -> HeadedSheet:
    """Return the sheet that heads numbers, else the first with words for a person to map; raises BadFile."""
    return read_headed_sheet(data, name, TABLE, guess=True)


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
