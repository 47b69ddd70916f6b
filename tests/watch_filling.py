"""A form of the watch that lies in a folder, filled in as an office would."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from watch_sheets import CLEAN, COLUMNS, FIRST, NONE

_SHEET = "Formulir"


def fill(
    path: Path,
    answers: Mapping[int, Mapping[str, str]] | None = None,
    by: str = "Kepala Rekaan",
    by_account: Mapping[str, str] = CLEAN,
) -> None:
    """Answer each line without a finding, but for ``answers`` by the line's place, from 0; the file is written anew.

    ``by_account`` is what is answered where the office knows an account.
    """
    book = load_workbook(path)
    sheet = book[_SHEET]
    sheet["C7"], sheet["K7"] = by, date(2026, 5, 4)
    row, place = FIRST, 0
    while sheet.cell(row, COLUMNS["code"]).value:
        known = not str(sheet.cell(row, COLUMNS["account"]).value or "(").startswith("(")
        usual = by_account if known else NONE
        for key, value in (answers or {}).get(place, usual).items():
            sheet.cell(row, COLUMNS[key]).value = value
        row, place = row + 1, place + 1
    book.save(path)
