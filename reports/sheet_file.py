"""What every Excel file that is read has in common: the container checked before a reader sees it, cells as text."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import islice
from typing import TypeAlias, TypeVar
from xml.sax.saxutils import unescape

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum

from cases.errors import BadFile
from cases.rules.sheet_headers import column_letters
from reports.csv_table import is_text_table, read_text_table

Cell: TypeAlias = int | float | str | bool | time | date | datetime | timedelta
Table: TypeAlias = Sequence[Sequence[Cell]]
Found = TypeVar("Found")

MOST_BYTES = 400 * 1024 * 1024
"""The unpacked size up to which a workbook is opened; 50,000 employees take about 60 MB."""
MOST_CELLS = 10_000_000
"""The area up to which a sheet is opened: the reader lays out the whole rectangle, about 32 bytes a cell."""

_PIECE = 1024 * 1024
_EXACT = 10**15  # Excel keeps 15 digits of a number; what is longer has lost its end
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FILLED = re.compile(rb"""<(?:\w+:)?c [^<>]*?\br=["']([A-Za-z]{1,3})([0-9]{1,7})["'][^<>]*(?<!/)>""")
_ODD = re.compile(rb"""<(?:\w+:)?(?:c|row)\s(?:[^<>]*?\s)?r\s*=\s*["'](?![A-Za-z]{0,3}[0-9]{1,7}["'])""")
"""A place that Excel does not write; the reader would take it for one at the end of the world."""
_BARE = re.compile(rb"<(?:\w+:)?c(?:\s(?![^<>]*\br\s*=)[^<>]*)?(?<!/)>")
"""A cell that does not say where it is: it follows the one before, in a row that may say so."""
_ODD_CELL = re.compile(rb'<c(?=[\s/>])(?! r="[A-Z]{1,3}[0-9]{1,5}")')
_ODD_ROW = re.compile(rb'<row(?=[\s/>])(?! r="[0-9]{1,5}")')
"""A cell or a row that does not say where it is as Excel writes it, or lies below the last of the plain rows."""
_PLAIN_ROWS = 99_999
_RIGHT = re.compile(rb'<c r="([A-Z]{2,3})')
"""A cell to the right of column Z."""
_ODD_OR_RIGHT = re.compile(rb'<c(?=[\s/>])(?! r="[A-Z][0-9]{1,5}")')
"""Either of the two: most sheets have neither, which one search tells."""
_LETTERS = 26
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*>")
_FORMULA = re.compile(rb"<f\b")
_UNKNOWN = re.compile(rb"(<c\s[^<>]*>)\s*<f\b[^<>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_ROW = re.compile(rb"""<(?:\w+:)?row\b(?:[^<>]*?\sr=["']([0-9]{1,7})["'])?""")


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that are merged: their last row, counted from 0, and where they are as Excel writes it ("C5:C9")."""

    last_row: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A sheet laid out from A1; ``unknown`` are cells with a formula that was never calculated."""

    name: str
    table: Sequence[Sequence[Cell]] | None = None
    sheet: CalamineSheet | None = None
    merged: tuple[Merged, ...] = ()
    unknown: tuple[str, ...] = ()

    def rows(self) -> Iterator[Sequence[Cell]]:
        """Yield the rows from the first one of the sheet; of a workbook one at a time, so that few are held at once."""
        if self.sheet is None or self.sheet.start is None:
            yield from self.table or ()
            return
        _, beside = self.sheet.start  # the reader gives the empty rows above, not the empty columns beside
        empty = [""] * beside
        for row in self.sheet.iter_rows():
            yield [*empty, *row] if beside else row

    def top(self, count: int) -> list[Sequence[Cell]]:
        """Return the first rows."""
        return list(islice(self.rows(), count))


def read_laid(data: bytes, name: str, find: Callable[[Sequence[Callable[[], Laid]]], Found]) -> Found:
    """Let ``find`` look through the sheets of a workbook, each opened when called for; raises as ``read_sheets``."""
    formulas = _check_container(data, name)
    with _workbook(data, name) as workbook:
        unknown = _uncalculated(data) if formulas else {}

        def laid(sheet: str) -> Callable[[], Laid]:
            def lay() -> Laid:
                opened = workbook.get_sheet_by_name(sheet)
                return Laid(name=sheet, sheet=opened, merged=_merged(opened), unknown=unknown.get(sheet, ()))

            return lay

        return find([laid(sheet) for sheet in _worksheets(workbook)])


def _merged(sheet: CalamineSheet) -> tuple[Merged, ...]:
    return tuple(
        Merged(bottom, f"{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}")
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )


def _uncalculated(data: bytes) -> dict[str, tuple[str, ...]]:
    """Return the cells of each sheet whose formula has no result, as programs write them that do not calculate."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return {}
        links = dict(_link(tag) for tag in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")))
        found = {}
        for tag in _SHEET.findall(archive.read("xl/workbook.xml")):
            sheet, link = _attribute(tag, rb"name"), _attribute(tag, rb"\w+:id")
            part = "xl/" + links.get(link, "").removeprefix("/xl/")
            read = archive.read(part) if part in names else b""
            cells = [cell for piece in _pieces(read) for cell in _UNKNOWN.findall(piece)] if b"<f" in read else []
            if cells:
                calm = tuple(_attribute(cell, b"r") for cell in cells if b't="str"' not in cell)
                found[unescape(sheet)] = calm
        return found


def _link(tag: bytes) -> tuple[str, str]:
    return _attribute(tag, b"Id"), _attribute(tag, b"Target")


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\s" + name + rb"""=["']([^"']*)["']""", tag)
    return found[1].decode("utf-8", "replace") if found else ""


@contextmanager
def _workbook(data: bytes, name: str) -> Iterator[CalamineWorkbook]:
    """Open a workbook; whatever goes wrong inside the reader becomes one sentence."""
    try:
        yield CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (KeyboardInterrupt, SystemExit, BadFile):
        raise
    except BaseException as error:  # a panic inside the reader is no Exception
        if "password" in str(error).lower():
            raise _protected(name) from error
        raise _damaged(name, error) from error


def _worksheets(workbook: CalamineWorkbook) -> list[str]:
    return [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]


def read_sheets(data: bytes, name: str, find: Callable[[Sequence[Callable[[], Table]]], Found]) -> Found:
    """Let ``find`` look through the sheets of a workbook, or the one of a text file, each laid out from A1 when called.

    ``name`` is only for the sentences. Raises BadFile: empty, not Excel, protected by a password, damaged, too large.
    """
    if is_text_table(name):
        return find([partial(read_text_table, data, name, MOST_CELLS)])
    _check_container(data, name)
    with _workbook(data, name) as workbook:

        def laid_out(sheet: str) -> Callable[[], Table]:
            return lambda: workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)

        return find([laid_out(sheet) for sheet in _worksheets(workbook)])


def cell_text(cell: Cell) -> str:
    """Return a cell as text, the way the import compares it."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        if abs(cell) >= _EXACT:
            return f"{cell:.14E}"
        return str(int(cell)) if float(cell).is_integer() else repr(cell)
    return str(cell)


def _check_container(data: bytes, name: str) -> bool:
    """Refuse what is no workbook before the reader sees it; whether an ``.xlsx`` has formulas. Raises BadFile."""
    if not data:
        raise BadFile(f"Berkas {name} kosong (0 byte); ekspor atau salin ulang berkasnya.")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise _protected(name)
        return False
    if not data.startswith(b"PK"):
        raise BadFile(f"Berkas {name} bukan berkas Excel; buka di Excel lalu simpan sebagai .xlsx.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _check_archive(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise _damaged(name, error) from error


def _check_archive(archive: zipfile.ZipFile, name: str) -> bool:
    """Read every part once, which checks its sum, and measure the sheets' areas; whether any part may have formulas.

    Raises BadFile.
    """
    if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
        raise BadFile(f"Berkas {name} terlalu besar setelah dibuka; sisakan lembar yang diimpor saja, lalu impor lagi.")
    if "xl/workbook.xml" not in archive.namelist():
        raise BadFile(f"Berkas {name} bukan berkas Excel .xlsx; buka di Excel lalu simpan sebagai .xlsx.")
    formulas = False
    for entry in archive.infolist():
        part = archive.read(entry)
        formulas = formulas or (b"<f" in part and bool(_FORMULA.search(part)))
        if entry.filename.startswith("xl/worksheets/") and not _is_small(part):
            if any(_ODD.search(piece) for piece in _pieces(part)):
                raise _damaged(name, ValueError(f"odd places in {entry.filename}"))
            _check_area(part, name)
    return formulas


def _is_small(sheet: bytes) -> bool:
    """Whether every cell and row says where it is as Excel writes it, and none lies far out: what most sheets are."""
    if b":c" in sheet or b":row" in sheet:
        return False
    columns = _LETTERS
    for piece in _pieces(sheet):
        if _ODD_ROW.search(piece):
            return False
        if not _ODD_OR_RIGHT.search(piece):
            continue
        if _ODD_CELL.search(piece):
            return False
        columns = max([columns, *map(_column_number, set(_RIGHT.findall(piece)))])
    return columns * _PLAIN_ROWS <= MOST_CELLS


def _pieces(sheet: bytes) -> Iterator[bytes]:
    """Yield a sheet in pieces that each end before a row: a search holds up every other thread until it is through."""
    start = 0
    while start < len(sheet):
        end = sheet.find(b"<row", start + _PIECE)
        end = len(sheet) if end < 0 else end
        yield sheet[start:end]
        start = end


def _check_area(sheet: bytes, name: str) -> None:
    """Refuse a sheet whose corner lies so far out that laying it out would end the program; raises BadFile."""
    columns = rows = 0
    for piece in _pieces(sheet):
        filled = _FILLED.findall(piece)
        columns = max([columns, *map(_column_number, {letters for letters, _ in filled})])
        rows = max([rows, *(int(row) for _, row in filled)])
    if any(_BARE.search(piece) for piece in _pieces(sheet)):
        numbers = [int(row or 0) for row in _ROW.findall(sheet)]
        rows = max(rows, max(numbers, default=0) + len(numbers))
        columns = max(columns, *(sum(1 for _ in _BARE.finditer(row)) for row in _ROW.split(sheet) if row))
    if columns * rows > MOST_CELLS:
        corner = f"{column_letters(columns - 1)}{rows}"
        raise BadFile(f"Berkas {name} berisi sel jauh di luar tabel (sampai {corner}); hapus lalu simpan ulang.")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _protected(name: str) -> BadFile:
    return BadFile(f"Berkas {name} dilindungi kata sandi; buka di Excel, hapus kata sandinya, simpan, lalu impor lagi.")


def _damaged(name: str, error: BaseException) -> BadFile:
    return BadFile(f"Berkas {name} rusak dan tidak terbaca; ekspor atau salin ulang berkasnya.", detail=repr(error))
