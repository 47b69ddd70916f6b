"""Reading an employee export from Excel (python-calamine): bytes in, cell texts out, or one sentence why not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cases.errors import BadFile
from cases.rules.employee_headers import recognised
from reports.sheet_file import Table, cell_text, read_sheets

HEADER_ROWS = 30
"""Rows at the top of a sheet among which the headers are looked for."""

_SURE = frozenset({"nip", "name"})  # a row with both heads the employees


@dataclass(frozen=True, slots=True)
class EmployeeSheetData:
    """A sheet as read (``cases.ports.EmployeeSheet``); cells count from column A, rows carry the sheet's numbers."""

    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_employee_sheet(data: bytes, name: str) -> EmployeeSheetData:
    """Read the first sheet of a workbook that has employee headers near its top; ``name`` is only for the sentences.

    Dates come as ISO text, whole numbers without a decimal point, and numbers of more than 15 digits as Excel shows
    them ("1.98503122010011E+17"), so that a ruined NIP is seen. Raises BadFile: empty, not Excel, protected by a
    password, damaged, too large, without headers.
    """
    found = read_sheets(data, name, _find_headers)
    if found is None:
        raise BadFile(f"Berkas {name} tidak berisi data; ekspor ulang data pegawai lalu impor lagi.")
    row, table, fields = found
    if not fields:
        raise BadFile(f"Berkas {name} tidak memuat judul kolom pegawai seperti NIP BARU dan NAMA; pilih berkas lain.")
    return EmployeeSheetData(
        headers=tuple(map(cell_text, table[row])),
        rows=tuple(
            (number, texts)
            for number, cells in enumerate(table[row + 1 :], start=row + 2)
            if any(texts := tuple(map(cell_text, cells)))
        ),
    )


def _find_headers(sheets: Sequence[Callable[[], Table]]) -> tuple[int, Table, frozenset[str]] | None:
    """Return the header row's index, its sheet from A1 and the fields it heads; None when no sheet holds anything.

    The first sheet that heads NIP and name wins, else the row that heads the most.
    """
    best: tuple[int, Table, frozenset[str]] | None = None
    for sheet in sheets:
        table = sheet()
        for index, cells in enumerate(table[:HEADER_ROWS]):
            fields = recognised([cell for cell in cells if isinstance(cell, str)])
            if best is None or len(fields) > len(best[2]):
                best = (index, table, fields)
        if best is not None and best[2] >= _SURE:
            break
    return best
