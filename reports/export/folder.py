"""Writes the export into a folder in constant memory, the workbook and the text files row by row beside each other."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from cases.errors import Stopped
from cases.model.export import Cell, ExportColumn, ExportFacts, ExportTable
from cases.rules.dates import long_date

BOOK: Final = "Semua data.xlsx"
GUIDE: Final = "Keterangan kolom"
TEXTS: Final = "csv"
ROWS_OF_A_SHEET: Final = 1_048_575
"""What a sheet of Excel holds under its header."""

_LONGEST: Final = 32_767
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDTHS: Final = {"text": 24, "number": 12, "day": 12, "moment": 19, "json": 40, "yes": 8}
_TELL_EACH: Final = 500
_LONGEST_NAME: Final = 31


class FolderSink:
    """Fulfils ``cases.model.export.ExportSink``; use it as a context, which finishes the workbook.

    ``tick`` hears how far it is (0 to 1) and of which table; ``stop`` is asked now and then whether to end. Raises
    Stopped when it is to end, and an OSError of the folder as it is.
    """

    def __init__(
        self,
        folder: Path,
        tick: Callable[[float, str], object] = lambda _done, _words: None,
        stop: Callable[[], bool] = lambda: False,
        *,
        rows_of_a_sheet: int = ROWS_OF_A_SHEET,
    ) -> None:
        self._folder, self._tick, self._stop = folder, tick, stop
        self._most = rows_of_a_sheet
        self._open = ExitStack()
        self._book: Any = None
        self._sheet: Any = None
        self._table: ExportTable | None = None
        self._text: Any = None
        self._kinds: tuple[str, ...] = ()
        self._done, self._total, self._line, self._part = 0, 1, 0, 1

    def __enter__(self) -> FolderSink:
        """Begin with nothing written."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the files; also of what was stopped, whose folder is thrown away, lest one of them stays open."""
        try:
            self._open.close()
        finally:
            if self._book is not None:
                _close(self._book)

    def open(self, facts: ExportFacts, tables: tuple[ExportTable, ...], counts: tuple[int, ...]) -> None:
        """Begin the workbook with the page that says what it is."""
        (self._folder / TEXTS).mkdir()
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                   "strings_to_numbers": False, "tmpdir": str(self._folder)}  # fmt: skip
        self._book = xlsxwriter.Workbook(str(self._folder / BOOK), options)
        self._book.set_properties(
            {"title": "Semua data", "author": facts.office, "created": facts.as_of.astimezone(UTC).replace(tzinfo=None)}
        )
        self._total = max(sum(counts), 1)
        self._head = self._book.add_format({"bold": True, "bg_color": "#DAE4E1", "border": 1, "text_wrap": True})
        self._wrap = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._looks = {
            "text": self._book.add_format({"num_format": "@"}),
            "json": self._book.add_format({"num_format": "@"}),
            "day": self._book.add_format({"num_format": "dd-mm-yyyy"}),
            "moment": self._book.add_format({"num_format": "dd-mm-yyyy hh:mm:ss"}),
            "number": self._book.add_format({"num_format": "0"}),
            "yes": self._book.add_format({}),
        }
        self._guide(facts, tables, counts)

    def _guide(self, facts: ExportFacts, tables: tuple[ExportTable, ...], counts: tuple[int, ...]) -> None:
        sheet = self._book.add_worksheet(GUIDE)
        sheet.set_column(0, 2, 26)
        sheet.set_column(3, 3, 80)
        moment = f"{long_date(facts.as_of.date())} pukul {facts.as_of:%H.%M} {facts.as_of.tzname()}"
        lines = [
            ("RAHASIA", "", "", ""),
            (facts.government, "", "", ""),
            (facts.office, "", "", ""),
            (f"Keadaan {moment}, dibuat oleh {facts.made_by}", "", "", ""),
            (f"Kepala rantai log {facts.log_head}", "", "", ""),
            (facts.intro, "", "", ""),
        ]
        rows = [("Lembar", "Kolom", "Jenis", "Arti")]
        for table, count in zip(tables, counts, strict=True):
            rows.append((table.name, f"{count} baris", "", f"Berkas {TEXTS}/{table.name}.csv"))
            rows += [(table.name, column.title, column.kind, column.meaning) for column in table.columns]
            rows += [(table.name, name, "tidak ikut", reason) for name, reason in table.without.items()]
        for number, cells in enumerate((*lines, *rows)):
            for place, cell in enumerate(cells):
                if cell:
                    head = number == len(lines)
                    sheet.write_string(
                        number, place, _plain(cell), self._head if head else self._wrap if place else None
                    )
        with (self._folder / f"{GUIDE}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows([*((line[0],) for line in lines), *rows])

    def begin(self, table: ExportTable) -> None:
        """Begin a sheet and a text file."""
        self._table, self._part = table, 1
        self._kinds = tuple(column.kind for column in table.columns)
        self._open.close()
        place = self._folder / TEXTS / f"{table.name}.csv"
        file = self._open.enter_context(place.open("w", encoding="utf-8-sig", newline=""))
        self._text = csv.writer(file, delimiter=";")
        self._text.writerow([column.title for column in table.columns])
        self._begin_sheet(table, table.columns)

    def _begin_sheet(self, table: ExportTable, columns: tuple[ExportColumn, ...]) -> None:
        name = table.name if self._part == 1 else f"{table.name[: _LONGEST_NAME - 4]} ({self._part})"
        self._sheet, self._line = self._book.add_worksheet(name), 0
        for place, column in enumerate(columns):
            self._sheet.set_column(place, place, _WIDTHS[column.kind], self._looks[column.kind])
            self._sheet.write_string(0, place, column.title, self._head)
        self._sheet.freeze_panes(1, 1)

    def row(self, values: tuple[Cell, ...]) -> None:
        """Write a row."""
        table = self._table
        if table is None:
            raise RuntimeError("a row before its table")
        if self._line >= self._most:
            self._part += 1
            self._begin_sheet(table, table.columns)
        self._line += 1
        shown = [_shown(value, kind) for value, kind in zip(values, self._kinds, strict=True)]
        self._text.writerow([_guarded(cell) for cell in shown])
        for place, (cell, kind) in enumerate(zip(shown, self._kinds, strict=True)):
            self._put(place, cell, kind)
        self._done += 1
        if self._done % _TELL_EACH == 0:
            if self._stop():
                raise Stopped("Ekspor dibatalkan; tidak ada yang ditulis.")
            self._tick(self._done / self._total, f"Mengekspor {table.name}")

    def _put(self, place: int, cell: Cell | date | datetime, kind: str) -> None:
        look = self._looks[kind]
        if cell is None or cell == "":
            return
        if isinstance(cell, date):
            self._sheet.write_datetime(self._line, place, cell, look)
        elif isinstance(cell, str):
            self._sheet.write_string(self._line, place, _plain(cell)[:_LONGEST], look)
        else:
            self._sheet.write_number(self._line, place, cell, look)


def _close(book: Any) -> None:  # noqa: ANN401 - XlsxWriter tells no types
    """Finish a workbook; raises the OSError that XlsxWriter wraps (a full disk)."""
    try:
        book.close()
    except XlsxWriterException as error:
        raise next((one for one in error.args if isinstance(one, OSError)), OSError(str(error))) from error


def _shown(value: Cell, kind: str) -> Cell | date | datetime:
    """A stored value as a reader sees it; what is not of its kind stays as it is."""
    if value is None or value == "":
        return None
    if kind == "yes":
        return "ya" if value else "tidak"
    if kind == "day" and isinstance(value, str):
        return _dated(value)
    if kind == "moment" and isinstance(value, str):
        return _timed(value)
    return value


def _dated(text: str) -> str | date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _timed(text: str) -> str | datetime:
    """A moment in UTC without its zone, as Excel knows none; the guide says so."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)
    except ValueError:
        return text


def _guarded(cell: Cell | date | datetime) -> object:
    """A cell of a text file: Excel takes what begins with one of these signs for a formula."""
    if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return f"'{cell}"
    return "" if cell is None else cell


def _plain(text: str) -> str:
    return _NO_XML.sub("", text)
