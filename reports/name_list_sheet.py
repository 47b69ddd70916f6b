"""Reading a handed-in list of names (.xlsx, .xls, .csv): headers and rows of cell texts, or one sentence why not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from cases.errors import BadFile
from cases.name_list_import import TABLE
from cases.rules.sheet_headers import recognised
from reports.sheet_file import Table, cell_text, read_sheets

_HEADER_ROWS: Final = 30


@dataclass(frozen=True, slots=True)
class NameListSheet:
    """A sheet as read (``cases.ports.EmployeeSheet``); cells count from column A, rows carry the sheet's numbers."""

    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_name_list_sheet(data: bytes, name: str) -> NameListSheet:
    """Read the sheet of a file that has the most headers of name lists near its top.

    A second row of headers ("TEMPAT", "TANGGAL" beneath "LAHIR") stands in the place of the first where it has words,
    and a row that only numbers the columns is left out. Where no header is known, the first row that is filled is taken
    for the headers, for a person to map. ``name`` is only for the sentences and for telling text files. Raises BadFile:
    empty, no workbook, protected, damaged, too large.
    """
    found = read_sheets(data, name, _find_headers)
    if found is None:
        raise BadFile(f"Berkas {name} tidak berisi data; pilih berkas lain.")
    row, table = found
    headers = list(map(cell_text, table[row]))
    first = row + 1
    if first < len(table) and (second := _second_headers(headers, list(map(cell_text, table[first])))):
        headers = second
        first += 1
    rows = [(number, tuple(map(cell_text, cells))) for number, cells in enumerate(table[first:], start=first + 1)]
    if rows and _only_numbers(rows[0][1]):
        del rows[0]
    return NameListSheet(tuple(headers), tuple((number, texts) for number, texts in rows if any(texts)))


def _find_headers(sheets: Sequence[Callable[[], Table]]) -> tuple[int, Table] | None:
    """The header row's index and its sheet; the row that heads most fields, among equals the first."""
    best: tuple[int, int, Table] | None = None
    for sheet in sheets:
        table = sheet()
        for index, cells in enumerate(table[:_HEADER_ROWS]):
            texts = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
            known = len(recognised(TABLE, texts))
            if texts and (best is None or known > best[0]):
                best = (known, index, table)
    return None if best is None else (best[1], best[2])


def _second_headers(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Two rows of headers as one; empty where the second row is none.

    It is one where all its words are headers and the first row, in these columns, is empty or spans them.
    """
    words = [text for text in second if text]
    if (
        not words
        or len(recognised(TABLE, words)) < len(words)
        or recognised(TABLE, first).issuperset(recognised(TABLE, words))
    ):
        return []
    width = max(len(first), len(second))
    padded_first, padded_second = ([*row, *[""] * (width - len(row))] for row in (first, second))
    return [below or above for above, below in zip(padded_first, padded_second, strict=True)]


def _only_numbers(texts: Sequence[str]) -> bool:
    """Whether a row does nothing but count the columns ("1", "2", "(3)")."""
    numbers = [text.strip("()[] .") for text in texts if text]
    if len(numbers) <= 1 or not all(number.isascii() and number.isdigit() for number in numbers):
        return False
    first = int(numbers[0])
    return [int(number) for number in numbers] == list(range(first, first + len(numbers)))
