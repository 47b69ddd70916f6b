"""Reading a sheet whose columns have headers, from ``.xlsx``, ``.xls`` or ``.csv``: bytes in, cell texts out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from cases.errors import BadFile
from cases.rules.sheet_headers import fold_header, header_fields, recognised
from reports.csv_table import is_text, read_text_table
from reports.sheet_file import MOST_CELLS, Cell, Laid, cell_text, read_laid

HEADER_ROWS = 30
"""Rows at the top of a sheet among which the headers are looked for."""
_NAMED = 5
"""So many cells are named in a sentence."""
_LONG = 10
"""A text with digits of this length is a number or a date of somebody, and heads no column."""
_LEAST, _MOST = 3, 999
"""A row that numbers its columns has as many at least, and no higher number."""


@dataclass(frozen=True, slots=True)
class HeadedSheet:
    """A sheet as read (``cases.ports.HandedSheet``); cells count from column A, rows carry the sheet's numbers.

    ``sheet`` is its name (empty for a CSV). ``notes`` are sentences about what a person should know: two rows of
    headers that were put together, cells that are merged. ``above`` are the words over the rows, headers among them.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    sheet: str = ""
    notes: tuple[str, ...] = ()
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """Where the headers of a sheet are: the row from 0, and the fields that it heads."""

    laid: Laid
    row: int
    fields: frozenset[str]


def read_headed_sheet(data: bytes, name: str, table: str, *, guess: bool = False) -> HeadedSheet:
    """Read the first sheet that has the headers of a table near its top; ``name`` is only for the sentences.

    Dates come as ISO text, whole numbers without a decimal point, and numbers of more than 15 digits as Excel shows
    them ("1.98503122010011E+17"), so that a ruined NIP is seen. ``guess``: where no header is known, the first row with
    words is taken for the headers, for a person to map. Raises BadFile: empty, of no known kind, protected by a
    password, damaged, too large, without rows, or formulas that were never calculated.
    """
    needed = frozenset(field.key for field in header_fields(table) if field.required)

    def find(sheets: Sequence[Callable[[], Laid]]) -> HeadedSheet | None:
        found = _best(sheets, table, needed)
        if found is None:
            return None
        if not found.fields and not guess:
            wanted = ", ".join(field.names[0] for field in header_fields(table) if field.required)
            raise BadFile(f"Berkas {name} tidak memuat judul kolom seperti {wanted}; pilih berkas Excel atau CSV lain.")
        return _headed(found, table, name)

    sheet = (
        find([lambda: Laid(name="", table=read_text_table(data, name, MOST_CELLS))])
        if is_text(data)
        else read_laid(data, name, find)
    )
    if sheet is None:
        raise BadFile(f"Berkas {name} tidak berisi data; ekspor ulang lalu impor lagi.")
    return sheet


def _best(sheets: Sequence[Callable[[], Laid]], table: str, needed: frozenset[str]) -> _Found | None:
    """The first sheet that heads all that is needed wins, else the row that heads the most."""
    best: _Found | None = None
    for sheet in sheets:
        laid = sheet()
        for index, cells in enumerate(laid.top(HEADER_ROWS)):
            words = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
            fields = recognised(table, words)
            if words and (best is None or len(fields) > len(best.fields)):
                best = _Found(laid, index, fields)
        if needed and best is not None and best.fields >= needed:
            break
    return best


def _headed(found: _Found, table: str, name: str) -> HeadedSheet:
    laid, place = found.laid, found.row
    top = [tuple(map(cell_text, cells)) for cells in laid.top(HEADER_ROWS + 2)]
    headers, below = top[place], top[place + 1] if place + 1 < len(top) else ()
    notes: list[str] = []
    skipped = 1
    if _is_header(below, table, headers):
        headers = _joined(headers, below, table)
        notes.append(f"Judul kolom ada di dua baris ({place + 1} dan {place + 2}); keduanya digabung.")
        skipped = 2
    merged = [one for one in laid.merged if one.last_row >= place + skipped]
    if merged:
        cells = _told([one.address for one in merged])
        notes.append(
            f"Ada sel yang digabung ({cells}); hanya sel pertamanya berisi, pisahkan bila berlaku untuk semua."
        )
    if laid.unknown:
        cells = _told(laid.unknown)
        raise BadFile(f"Sel {cells} berisi rumus yang belum dihitung; buka {name} di Excel, simpan, lalu impor lagi.")
    return HeadedSheet(
        headers=headers,
        rows=tuple(_rows(laid, place + skipped)),
        sheet=laid.name,
        notes=tuple(notes),
        above=tuple(text for cells in top[: place + skipped] for text in cells if text),
    )


def _told(cells: Sequence[str]) -> str:
    return ", ".join(cells[:_NAMED]) + (" …" if len(cells) > _NAMED else "")


def _rows(laid: Laid, first: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the filled rows under the headers with their numbers; a row that numbers the columns is none."""
    begun = False
    for number, cells in islice(enumerate(laid.rows(), start=1), first, None):
        texts = _texts(cells)
        if begun or (any(texts) and not _numbers_columns(texts)):
            begun = True
            if any(texts):
                yield number, texts


def _texts(cells: Sequence[Cell]) -> tuple[str, ...]:
    try:
        return tuple(map(str.strip, cells))  # type: ignore[arg-type]  # most rows are words alone
    except TypeError:
        return tuple(map(cell_text, cells))


def _is_header(below: Sequence[str], table: str, above: Sequence[str]) -> bool:
    """Whether the row under the headers heads columns too, and is no person with such a name."""
    heads = recognised(table, below) - recognised(table, above)
    filled = [text for text in below if text]
    return bool(heads) and not any(any(sign.isdigit() for sign in text) and len(text) >= _LONG for text in filled)


def _joined(above: Sequence[str], below: Sequence[str], table: str) -> tuple[str, ...]:
    """Two rows of headers as one: of each column the words that head a field, the lower ones first."""
    width = max(len(above), len(below))
    upper, lower = ((*row, *[""] * (width - len(row))) for row in (above, below))
    known = {fold_header(name) for field in header_fields(table) for name in field.names}
    joined: list[str] = []
    over = ""
    for high, low in zip(upper, lower, strict=True):
        over = high or (over if low else "")
        choices = (low, f"{over} {low}".strip(), high)
        joined.append(next((text for text in choices if fold_header(text) in known), f"{over} {low}".strip()))
    return tuple(joined)


def _numbers_columns(texts: Sequence[str]) -> bool:
    """Whether a row numbers its columns ("1", "2", "3" or "(1)", "(2)")."""
    filled = [text.strip("()") for text in texts if text]
    if len(filled) < _LEAST or not all(text.isdecimal() for text in filled):
        return False
    first = int(filled[0])
    return first <= _MOST and [int(text) for text in filled] == list(range(first, first + len(filled)))
