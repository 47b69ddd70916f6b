"""A cell that says it lies far out is refused before the reader lays out everything up to it."""

from __future__ import annotations

import io
import zipfile

import pytest

from cases.errors import BadFile
from reports.headed_sheet import read_headed_sheet


def book(cell: str, row: str = "1") -> bytes:
    sheet = f'<worksheet><sheetData><row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData></worksheet>'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return target.getvalue()


@pytest.mark.parametrize(("cell", "row"), [("XFD20000", "1"), ("AZ999999", "1"), ("XFD1048576", "1048576")])
def test_a_cell_far_out_is_refused_whatever_its_row_says(cell: str, row: str) -> None:
    with pytest.raises(BadFile, match=f"sampai {cell}"):
        read_headed_sheet(book(cell, row), "pegawai.xlsx", "employee")
