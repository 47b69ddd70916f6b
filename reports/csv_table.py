"""A text file of cells (.csv) as a table: its signs, its separator and its quotes found out, cells kept as text."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Final

from cases.errors import BadFile

ENDINGS: Final = (".csv", ".tsv", ".txt")
"""How the names of such files end."""
_NO_TEXT: Final = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1b")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_OTHERS: Final = (b"PK", bytes.fromhex("d0cf11e0a1b11ae1"))
_SEPARATORS: Final = ";,\t|"
_LOOKED_AT: Final = 50
_LONGEST_CELL: Final = 1_000_000


def is_text_table(name: str) -> bool:
    """Whether a file is one by its name."""
    return name.lower().endswith(ENDINGS)


def is_text(data: bytes) -> bool:
    """Whether bytes may be one, whatever the file is called: neither a workbook nor a web page nor something else."""
    if not data or data.startswith(_OTHERS) or data.lstrip().startswith(b"<"):
        return False
    return data.startswith(_UTF_16) or _NO_TEXT.isdisjoint(data[:4096])


def read_text_table(data: bytes, name: str, most_cells: int) -> list[list[str]]:
    """Return the rows of a text file, as Excel counts them; cells stay the text that they are.

    UTF-8, UTF-16 with its mark and Windows' own signs are read, separated by semicolons, commas, tabs or bars. Raises
    BadFile: empty, no text, a quotation mark that is never closed, more than ``most_cells``.
    """
    text = _text(data, name)
    lines = text.split("\n", 1)
    separator = ""
    if lines[0].strip().lower().startswith("sep=") and len(lines) > 1:
        separator, text = lines[0].strip()[4:5], lines[1]
    rows: list[list[str]] = []
    cells = 0
    previous = csv.field_size_limit(_LONGEST_CELL)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator or _separator(text), strict=True)
        for row in reader:
            rows.append([cell.strip() for cell in row])
            cells += len(row)
            if cells > most_cells:
                raise BadFile(
                    f"Berkas {name} terlalu besar; bagilah menjadi beberapa berkas, lalu impor satu per satu."
                )
    except csv.Error as error:
        raise BadFile(
            f"Berkas {name} rusak pada baris {len(rows) + 1} (tanda kutip tidak ditutup atau sel terlalu panjang);"
            " buka di Excel lalu simpan sebagai .xlsx.",
            detail=str(error),
        ) from error
    finally:
        csv.field_size_limit(previous)
    return rows


def _text(data: bytes, name: str) -> str:
    if not data.strip():
        raise BadFile(f"Berkas {name} kosong; ekspor atau salin ulang berkasnya.")
    if data.startswith(_UTF_16):
        encodings = ["utf-16"]
    elif b"\0" in data:
        raise BadFile(f"Berkas {name} bukan berkas teks; buka di Excel lalu simpan sebagai .xlsx.")
    else:
        encodings = ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise BadFile(f"Berkas {name} rusak dan tidak terbaca; ekspor atau salin ulang berkasnya.")


def _separator(text: str) -> str:
    """The separator that most lines at the top have equally often; a semicolon where none has any."""
    lines = [line for line in text.split("\n", _LOOKED_AT)[:_LOOKED_AT] if line.strip()]
    best, most = ";", (0, 0)
    for sign in _SEPARATORS:
        counted = Counter(count for line in lines if (count := line.count(sign)))
        if counted:
            times, lines_with = max(counted.items(), key=lambda pair: (pair[1], pair[0]))
            if (lines_with, times) > most:
                best, most = sign, (lines_with, times)
    return best
