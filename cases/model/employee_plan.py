"""What an import of employees would do, row by row, and what a person says to it before it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from cases.model.cell_fault import CellFault
from cases.model.employee import Employee
from cases.model.employee_import import RowState, UsedColumn
from cases.model.staff import Row, record_of

Difference = tuple[str, str, str]
"""A field's key and its value before and after, as words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOrder:
    """How a sheet is to be taken.

    ``columns`` are columns (from 0) by field, None for those that its headers propose; ``fixes`` are texts that stand
    in the place of cells, by row and field; ``skips`` are rows to be left out. ``whole``: the sheet is a full export.
    """

    file_name: str = ""
    sha256: str = ""
    columns: Mapping[str, int] | None = None
    whole: bool = False
    fixes: Mapping[tuple[int, str], str] = field(default_factory=lambda: MappingProxyType({}))
    skips: frozenset[int] = frozenset()


class PlannedRow(NamedTuple):
    """A row of the sheet (0 for somebody whom it lacks) and what it is to the master; a tuple, as there are so many.

    ``key``, ``cell`` and ``reason`` say what is wrong with a faulty row; ``doubts`` are (cell, sentence) of what is odd
    but taken; ``person`` is a row of ``staff`` as it will be, without an identifier for a newcomer, who gets one when
    he is saved; it may be left out where nothing changes.
    """

    row: int
    state: RowState
    nip: str = ""
    name: str = ""
    person: Row = ()
    key: str = ""
    cell: str = ""
    reason: str = ""
    doubts: tuple[tuple[str, str], ...] = ()
    changes: tuple[Difference, ...] = ()

    @property
    def employee(self) -> Employee | None:
        """The person as a record."""
        return record_of(self.person) if self.person else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What an import would do, in the order of the sheet; ``tidied`` NIPs had an apostrophe or spaces."""

    rows: tuple[PlannedRow, ...]
    columns: tuple[UsedColumn, ...] = ()
    tidied: int = 0

    def of(self, *states: RowState) -> tuple[PlannedRow, ...]:
        """Return the rows in these states."""
        return tuple(row for row in self.rows if row.state in states)

    @property
    def counts(self) -> Counter[RowState]:
        """How many rows are in each state."""
        return Counter(row.state for row in self.rows)

    def count(self, *states: RowState) -> int:
        """Return how many rows are in these states."""
        return sum(row.state in states for row in self.rows)

    def people(self, *states: RowState) -> list[Row]:
        """Return the people of the rows in these states."""
        return [row.person for row in self.rows if row.state in states and row.person]

    @property
    def new(self) -> tuple[Employee, ...]:
        """Employees whom the master lacks."""
        return tuple(map(record_of, self.people(RowState.NEW)))

    @property
    def changed(self) -> tuple[Employee, ...]:
        """Employees as they will be, under their identifiers: changed, back, or gone."""
        return tuple(map(record_of, self.people(*CHANGING)))

    @property
    def same(self) -> int:
        """How many rows say what the master says."""
        return self.count(RowState.SAME)

    @property
    def faulty(self) -> tuple[CellFault, ...]:
        """Rows that cannot be taken."""
        return tuple(CellFault(row=row.row, cell=row.cell, problem=row.reason) for row in self.of(RowState.FAULTY))

    @property
    def warnings(self) -> tuple[CellFault, ...]:
        """What is odd but taken."""
        return tuple(
            CellFault(row=row.row, cell=cell, problem=problem) for row in self.rows for cell, problem in row.doubts
        )


CHANGING = (RowState.CHANGED, RowState.BACK, RowState.GONE)
"""The states of rows by which a record of the master changes."""
