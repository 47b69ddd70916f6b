"""Looks across all records: search, figures, recaps and the export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from cases.model.export import Cell, ExportTable
from cases.model.figures import FigureLine, FigureQuery
from cases.model.listing import SearchHit
from cases.model.recap import SavedRecap
from cases.ports.base import Store


class SavedRecapStore(Store[SavedRecap], Protocol):
    """Recaps with the columns that the office has chosen."""

    def all(self) -> tuple[SavedRecap, ...]:
        """Every one, by name."""

    def by_name(self, name: str) -> SavedRecap | None:
        """The one of a name, in any case of letters."""


class SearchIndex(Protocol):
    """Words of people, cases, letters, reports and evidence (FTS5)."""

    def find(self, text: str, limit: int, noun: str = "") -> tuple[SearchHit, ...]:
        """The best hits for words, the beginning of words, NIPs with or without spaces, and numbers.

        With ``noun`` only records of that noun are found.
        """

    def learn_sounds(self, most: int) -> int:
        """Work out how so many words of names sound of which it is not known yet; return of how many."""


class Figures(Protocol):
    """Figures, computed in the database; measures and breakdowns are named by their keys (``cases.rules.figures``)."""

    def counts(self, query: FigureQuery, keys: Sequence[str], today: date) -> dict[str, int]:
        """The measures by their keys; ``today`` is what is late and what is in force compared with."""

    def table(self, query: FigureQuery, breakdown: str, keys: Sequence[str], today: date) -> tuple[FigureLine, ...]:
        """The measures for each word of a breakdown that occurs, in the order of the words."""


class Everything(Protocol):
    """All tables as rows of plain values."""

    def count(self, table: ExportTable) -> int:
        """How many rows a table has."""

    def rows(self, table: ExportTable) -> Iterator[tuple[Cell, ...]]:
        """The rows in the table's order, a piece at a time."""
