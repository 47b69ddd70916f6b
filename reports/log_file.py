"""The log as a file, row by row in constant memory: a workbook, or plain text for any other program.

Texts stay texts whatever sign they begin with: Excel takes "=1+1" in a plain text file for a formula.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from types import TracebackType
from typing import IO, Any, Final, Protocol

import xlsxwriter

_MOST_ROWS: Final = 1_048_575
"""What a sheet of Excel holds under its header."""
_LONGEST: Final = 32_767
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA: Final = frozenset("=+-@\t\r")


class LogFile(Protocol):
    """A file that rows of text are written into; leaving it as a context finishes it."""

    def __enter__(self) -> LogFile:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Finish."""

    def row(self, cells: Sequence[str]) -> None:
        """Write a row."""


class LogBook:
    """A workbook: the header on each sheet, as many sheets as the rows need."""

    def __init__(
        self, target: IO[bytes], titles: Sequence[str], widths: Sequence[int], *, most: int = _MOST_ROWS
    ) -> None:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book: Any = xlsxwriter.Workbook(target, options)
        self._book.set_properties({"title": "Catatan perubahan"})
        self._head = self._book.add_format({"bold": True, "bg_color": "#DAE4E1", "border": 1})
        self._text = self._book.add_format({"num_format": "@"})
        self._titles, self._widths, self._most = titles, widths, most
        self._parts = 0
        self._begin()

    def __enter__(self) -> LogBook:
        """Begin with the header."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Finish the workbook, also of what was stopped, whose file is thrown away."""
        self._book.close()

    def _begin(self) -> None:
        self._parts += 1
        part = "" if self._parts == 1 else f" ({self._parts})"
        self._sheet, self._line = self._book.add_worksheet(f"Catatan perubahan{part}"), 0
        for place, (title, width) in enumerate(zip(self._titles, self._widths, strict=True)):
            self._sheet.set_column(place, place, width, self._text)
            self._sheet.write_string(0, place, title, self._head)
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_landscape()
        self._sheet.repeat_rows(0)

    def row(self, cells: Sequence[str]) -> None:
        """Write a row, on another sheet when this one is full."""
        if self._line >= self._most:
            self._begin()
        self._line += 1
        for place, cell in enumerate(cells):
            if cell:
                self._sheet.write_string(self._line, place, _NO_XML.sub("", cell)[:_LONGEST], self._text)


class LogText:
    """A text file with semicolons, as Excel of this country opens it; the encoding says what it is."""

    def __init__(self, target: IO[bytes], titles: Sequence[str]) -> None:
        self._wrapped = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
        self._rows = csv.writer(self._wrapped, delimiter=";")
        self._rows.writerow(titles)

    def __enter__(self) -> LogText:
        """Begin with the header."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Leave the file itself to whoever opened it."""
        self._wrapped.detach()

    def row(self, cells: Sequence[str]) -> None:
        """Write a row."""
        self._rows.writerow([f"'{cell}" if cell[:1] in _FORMULA else cell for cell in cells])
