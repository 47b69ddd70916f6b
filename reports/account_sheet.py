"""Reading a list of employees' accounts (.xlsx, .xls, .csv): headers and rows of texts, or one sentence why not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from cases.account_import import TABLE
from cases.errors import BadFile
from cases.rules.sheet_headers import recognised
from reports.sheet_file import Table, cell_text, read_sheets

_HEADER_ROWS: Final = 30
_OWNER: Final = frozenset({"nip", "name"})


@dataclass(frozen=True, slots=True)
class AccountSheet:
    """A sheet as read (``cases.ports.EmployeeSheet``); cells count from column A, rows carry the sheet's numbers."""

    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_account_sheet(data: bytes, name: str) -> AccountSheet:
    """Read the sheet that heads most of such a list near its top; ``name`` is in the sentences and tells text files.

    Raises BadFile: empty, no workbook, protected, damaged, too large, no column of owners or none of accounts.
    """
    found = read_sheets(data, name, _find_headers)
    if found is None:
        raise BadFile(
            f"Berkas {name} tidak memuat judul kolom akun; perlu NIP atau Nama, lalu Nama akun, URL, atau medianya."
        )
    row, table = found
    rows = ((number, tuple(map(cell_text, cells))) for number, cells in enumerate(table[row + 1 :], start=row + 2))
    return AccountSheet(
        headers=tuple(map(cell_text, table[row])), rows=tuple((number, texts) for number, texts in rows if any(texts))
    )


def _find_headers(sheets: Sequence[Callable[[], Table]]) -> tuple[int, Table] | None:
    """The header row's index and its sheet; None where no row heads both owners and accounts."""
    best: tuple[int, int, Table] | None = None
    for sheet in sheets:
        table = sheet()
        for index, cells in enumerate(table[:_HEADER_ROWS]):
            keys = recognised(TABLE, [cell for cell in cells if isinstance(cell, str)])
            sure = keys & _OWNER and (keys & {"handle", "url"} or any(key[0].isupper() for key in keys))
            if sure and (best is None or len(keys) > best[0]):
                best = (len(keys), index, table)
    return None if best is None else (best[1], best[2])
