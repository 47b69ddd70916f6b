"""The export of everything: tables with what their columns mean, and who takes their rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, TypeAlias

Cell: TypeAlias = str | int | float | None
Kind: TypeAlias = Literal["text", "number", "day", "moment", "json", "yes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportColumn:
    """A column: where its value lies ("respondent$.rank"), its title, its meaning and its kind."""

    place: str
    title: str
    meaning: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportTable:
    """A table: rows of ``source``, with ``each`` one row for each element of that list, in the ``order`` of columns.

    ``without`` are the columns that stay behind, each with its reason.
    """

    name: str
    source: str
    order: tuple[str, ...]
    columns: tuple[ExportColumn, ...]
    joined: str = ""
    each: str = ""
    without: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFacts:
    """What the export says of itself; ``as_of`` is aware and in the office's zone."""

    intro: str
    government: str
    office: str
    as_of: datetime
    made_by: str
    log_head: str


class ExportSink(Protocol):
    """Takes the export, a row after the other; may raise to stop it."""

    def open(self, facts: ExportFacts, tables: tuple[ExportTable, ...], counts: tuple[int, ...]) -> None:
        """Begin; ``counts`` are the rows of each table."""

    def begin(self, table: ExportTable) -> None:
        """Begin a table."""

    def row(self, values: tuple[Cell, ...]) -> None:
        """Take a row of it."""
