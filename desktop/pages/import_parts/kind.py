"""What a page that takes in a sheet is told, as data: its words, how a file is read, looked at and saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, TypeVar

from cases.changes import ChangeSet
from cases.model.user import Actor
from cases.ports import HandedSheet, UnitOfWork
from cases.rules.sheet_headers import column_letters, header_fields
from desktop.long_writing import Tick
from desktop.models.table import Column

if TYPE_CHECKING:  # wiring brings SQLAlchemy, which the log-in screen must not wait for
    from desktop.wiring import OpenOffice

Plan = TypeVar("Plan")
Saved = TypeVar("Saved")
SHEETS: Final = "Excel atau CSV (*.xlsx *.xls *.csv *.txt);;Semua berkas (*)"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportWords:
    """What such a page says.

    ``hints`` tell what is read, ``leave`` is the page that it belongs to and its name, ``leave_to`` what it is
    opened with; ``save`` names what is saved with "{}" for how much, ``nothing`` stands there when there is nothing
    to save.
    """

    title: str
    sentence: str
    ask: str
    drop: str
    hints: tuple[str, ...]
    leave: tuple[str, str]
    leave_to: Mapping[str, Any] = field(default_factory=dict)
    save: str
    nothing: str = "Tidak ada yang baru"
    under: str = "atau klik untuk memilih berkas"
    one: str = "Seret satu berkas saja."


class ReadSheet(HandedSheet, Protocol):
    """A sheet as read, what a person should know of it, and the words that stand over its rows."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences."""

    @property
    def above(self) -> tuple[str, ...]:
        """Words."""


@dataclass(frozen=True, slots=True)
class _Mended:
    """A sheet with some of its cells set right and some rows left out (``HandedSheet``)."""

    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class SheetFile:
    """A file as read, and what a person says to it.

    ``columns`` are columns (from 0) by field; ``fixes`` are texts that stand in the place of cells, by row and field;
    ``skips`` are rows to be left out; ``told`` is what only one kind of import asks for, by the service's names.
    """

    name: str
    data: bytes
    sha256: str
    sheet: ReadSheet
    columns: Mapping[str, int] = field(default_factory=dict)
    fixes: Mapping[tuple[int, str], str] = field(default_factory=dict)
    skips: frozenset[int] = frozenset()
    told: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def _cells(self) -> dict[int, tuple[str, ...]]:
        return dict(self.sheet.rows)

    def has(self, row: int) -> bool:
        """Whether the sheet has a row of this number."""
        return row in self._cells

    def text(self, row: int, key: str) -> str:
        """What stands in the cell of a field, as set right."""
        cells, place = self._cells.get(row, ()), self.columns.get(key)
        read = cells[place] if place is not None and place < len(cells) else ""
        return self.fixes.get((row, key), read)

    @property
    def mended(self) -> HandedSheet:
        """The sheet as a person wants it taken."""
        if not self.fixes and not self.skips:
            return self.sheet
        fixes: dict[int, dict[int, str]] = {}
        for (number, key), text in self.fixes.items():
            if key in self.columns:  # other columns may have been chosen since
                fixes.setdefault(number, {})[self.columns[key]] = text
        rows = ((number, _patched(cells, fixes.get(number, {}))) for number, cells in self.sheet.rows)
        return _Mended(self.sheet.headers, tuple((number, cells) for number, cells in rows if number not in self.skips))

    def offered(self, table: str) -> list[tuple[str, str]]:
        """The fields that have a column, with its letters ("NIP (A)")."""
        return [
            (one.key, f"{one.title} ({column_letters(self.columns[one.key])})")
            for one in header_fields(table)
            if one.key in self.columns
        ]

    def told_columns(self, table: str) -> str:
        """A sentence about which columns are read."""
        titles = {one.key: one.title for one in header_fields(table)}
        found = sorted((place, key) for key, place in self.columns.items())
        read = (f"{column_letters(place)} {self.sheet.headers[place]} ({titles[key]})" for place, key in found)
        left = (
            f"{column_letters(place)} {header}"
            for place, header in enumerate(self.sheet.headers)
            if header and place not in self.columns.values()
        )
        unread = ",  ".join(left)
        return f"Kolom yang dibaca: {',  '.join(read)}." + (f" Tidak dibaca: {unread.rstrip('.')}." if unread else "")


def _patched(cells: tuple[str, ...], texts: Mapping[int, str]) -> tuple[str, ...]:
    width = max(len(cells), *(place + 1 for place in texts)) if texts else len(cells)
    padded = (*cells, *[""] * (width - len(cells)))
    return tuple(texts.get(place, text) for place, text in enumerate(padded))


@dataclass(frozen=True, kw_only=True)
class Segment(Generic[Plan]):
    """Some of the rows: which, and the columns that show them; ``when_any``: not offered while there are none."""

    key: str
    title: str
    rows: Callable[[Plan], Sequence[Any]]
    columns: tuple[Column[Any], ...]
    when_any: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """What can be done with a row: what is said of it, the cell that is set right first, whether it is left out now."""

    row: int
    title: str
    cell: str = ""
    out: bool = False


@dataclass(frozen=True, kw_only=True)
class ImportKind(Generic[Plan, Saved]):
    """One kind of import.

    ``table`` is the table of headers whose columns a person can choose. ``read`` makes bytes a sheet, in a worker;
    ``plan`` is a service on a snapshot, ``save`` writes (all or nothing; ``Tick`` raises once stopped). ``count`` is
    how much would be saved, ``faulty`` how many rows cannot be; ``result`` what is said afterwards. ``segments`` are
    what the rows are narrowed by, ``first`` the keys of those that are shown first where they have rows. ``notes`` are
    sentences to be seen, ``doubt`` a question and its verb before it is saved. ``mend`` says what can be done with a
    row, None for nothing.
    """

    words: ImportWords
    table: str
    read: Callable[[bytes, str], ReadSheet]
    plan: Callable[[UnitOfWork, Actor, SheetFile, Tick], Plan]
    save: Callable[[OpenOffice, Actor, SheetFile, Tick], tuple[Saved, ChangeSet]]
    count: Callable[[Plan], int]
    faulty: Callable[[Plan], int]
    result: Callable[[Saved], str]
    segments: tuple[Segment[Plan], ...]
    first: tuple[str, ...]
    told: Mapping[str, Any] = field(default_factory=dict)
    notes: Callable[[Plan], Iterable[str]] = lambda _plan: ()
    doubt: Callable[[Plan], tuple[str, str] | None] = lambda _plan: None
    mend: Callable[[Any], Mending | None] | None = None
