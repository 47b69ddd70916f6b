"""Reading a filled form: bytes of a workbook or of a text file in, what stands in it out, or one sentence why not."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Final

from cases.errors import BadFile
from cases.filled_sheet import FilledSheet, Texts, filled_sheet
from reports.sheet_file import Table, cell_text, read_sheets

ENDINGS: Final = (".xlsx", ".xlsm", ".xls", ".csv")
"""What a filled form may be saved as."""
_TEXT: Final = (".csv", ".txt", ".tsv")
_CODINGS: Final = ("utf-8-sig", "utf-16", "cp1252")
_SIGNS: Final = ";,\t"


def read_watch_form(data: bytes, name: str) -> FilledSheet:
    """Read a filled form; ``name`` tells a text file and is in the sentences.

    Raises BadFile: empty, not Excel, protected by a password, damaged, too large.
    """
    if PurePath(name).suffix.casefold() in _TEXT:
        return filled_sheet([_text_table(data, name)])
    return filled_sheet(read_sheets(data, name, _texts))


def _texts(sheets: Sequence[Callable[[], Table]]) -> list[Texts]:
    return [[[cell_text(cell) for cell in row] for row in sheet()] for sheet in sheets]


def _text_table(data: bytes, name: str) -> Texts:
    if not data.strip():
        raise BadFile(f"Berkas {name} kosong; minta berkasnya dikirim ulang.")
    if data.startswith(b"PK") or b"\x00\x00\x00" in data[:1024]:
        raise BadFile(f"Berkas {name} bukan berkas teks; ganti akhiran namanya menjadi .xlsx lalu baca lagi.")
    text = _decoded(data, name)
    sign = max(_SIGNS, key=text[:20_000].count)
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign)]
    except csv.Error as error:
        raise BadFile(f"Berkas {name} rusak dan tidak terbaca; minta berkasnya dikirim ulang.", str(error)) from error


def _decoded(data: bytes, name: str) -> str:
    for coding in _CODINGS:
        if coding == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            return data.decode(coding)
        except UnicodeDecodeError:
            continue
    raise BadFile(f"Berkas {name} tidak terbaca sebagai teks; simpan sebagai .xlsx lalu baca lagi.")
