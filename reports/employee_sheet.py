"""Reading an employee export from Excel (python-calamine): bytes in, cell texts out, or one sentence why not."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from python_calamine import CalamineWorkbook, SheetTypeEnum

from cases.errors import BadFile
from cases.rules.employee_headers import column_letters, recognised

Cell: TypeAlias = int | float | str | bool | time | date | datetime | timedelta
Table: TypeAlias = Sequence[Sequence[Cell]]

MOST_BYTES = 400 * 1024 * 1024
"""The unpacked size up to which a workbook is opened; 50,000 employees take about 60 MB."""
MOST_CELLS = 10_000_000
"""The area up to which a sheet is opened: the reader lays out the whole rectangle, about 32 bytes a cell."""
HEADER_ROWS = 30
"""Rows at the top of a sheet among which the headers are looked for."""

_EXACT = 10**15  # Excel keeps 15 digits of a number; what is longer has lost its end
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FILLED = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*(?<!/)>')
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
    _check_container(data, name)
    try:
        found = _find_headers(data)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic inside the reader is no Exception
        if "password" in str(error).lower():
            raise _protected(name) from error
        raise _damaged(name, error) from error
    if found is None:
        raise BadFile(f"Berkas {name} tidak berisi data; ekspor ulang data pegawai lalu impor lagi.")
    row, table, fields = found
    if not fields:
        raise BadFile(f"Berkas {name} tidak memuat judul kolom pegawai seperti NIP BARU dan NAMA; pilih berkas lain.")
    return EmployeeSheetData(
        headers=tuple(map(_text, table[row])),
        rows=tuple(
            (number, texts)
            for number, cells in enumerate(table[row + 1 :], start=row + 2)
            if any(texts := tuple(map(_text, cells)))
        ),
    )


def _check_container(data: bytes, name: str) -> None:
    """Refuse what is no workbook before the reader sees it; raises BadFile."""
    if not data:
        raise BadFile(f"Berkas {name} kosong (0 byte); ekspor atau salin ulang berkasnya.")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise _protected(name)
        return
    if not data.startswith(b"PK"):
        raise BadFile(f"Berkas {name} bukan berkas Excel; buka di Excel lalu simpan sebagai .xlsx.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_archive(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged(name, error) from error


def _check_archive(archive: zipfile.ZipFile, name: str) -> None:
    """Read every part once, which checks its sum, and measure the sheets' areas; raises BadFile."""
    if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
        raise BadFile(f"Berkas {name} terlalu besar setelah dibuka; sisakan lembar data pegawai saja lalu impor lagi.")
    if "xl/workbook.xml" not in archive.namelist():
        raise BadFile(f"Berkas {name} bukan berkas Excel .xlsx; buka di Excel lalu simpan sebagai .xlsx.")
    for entry in archive.infolist():
        part = archive.read(entry)
        if entry.filename.startswith("xl/worksheets/"):
            _check_area(part, name)


def _check_area(sheet: bytes, name: str) -> None:
    """Refuse a sheet whose corner lies so far out that laying it out would end the program; raises BadFile."""
    filled = _FILLED.findall(sheet)
    columns = max(map(_column_number, {letters for letters, _ in filled}), default=0)
    rows = max((int(row) for _, row in filled), default=0)
    if columns * rows > MOST_CELLS:
        corner = f"{column_letters(columns - 1)}{rows}"
        raise BadFile(f"Berkas {name} berisi sel jauh di luar tabel (sampai {corner}); hapus lalu simpan ulang.")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _find_headers(data: bytes) -> tuple[int, Table, frozenset[str]] | None:
    """Return the header row's index, its sheet from A1 and the fields it heads; None when no sheet holds anything.

    The first sheet that heads NIP and name wins, else the row that heads the most.
    """
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    best: tuple[int, Table, frozenset[str]] | None = None
    for sheet in workbook.sheets_metadata:
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        table: Table = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        for index, cells in enumerate(table[:HEADER_ROWS]):
            fields = recognised([cell for cell in cells if isinstance(cell, str)])
            if best is None or len(fields) > len(best[2]):
                best = (index, table, fields)
        if best is not None and best[2] >= _SURE:
            break
    return best


def _text(cell: Cell) -> str:
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


def _protected(name: str) -> BadFile:
    return BadFile(f"Berkas {name} dilindungi kata sandi; buka di Excel, hapus kata sandinya, simpan, lalu impor lagi.")


def _damaged(name: str, error: BaseException) -> BadFile:
    return BadFile(f"Berkas {name} rusak dan tidak terbaca; ekspor atau salin ulang berkasnya.", detail=repr(error))
