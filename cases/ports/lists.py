"""Lists of names that somebody handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from cases.model.name_list import KnownPerson, ListRow, Matched
from cases.model.name_review import Decision, Earlier, ListCounts, NameHit, NameList, QueueLine
from cases.ports.base import Store


class NameListStore(Store[NameList], Protocol):
    """Lists of names that somebody handed in, with their rows."""

    def all(self) -> tuple[NameList, ...]:
        """Every list, the newest first."""

    def of_file(self, sha256: str) -> tuple[NameList, ...]:
        """The lists that were made of a file with this fingerprint, the oldest first."""

    def add_rows(self, list_id: str, rows: Iterable[ListRow]) -> None:
        """Write the rows of a new list in bulk."""

    def rows_of(self, list_id: str, numbers: Sequence[int] | None = None) -> tuple[ListRow, ...]:
        """The rows of a list in their order, or those of these numbers."""

    def counts(self, list_id: str = "") -> dict[str, ListCounts]:
        """How each list stands, or the one; a list without candidates is left out."""

    def queue(self, list_id: str) -> tuple[QueueLine, ...]:
        """The rows of a list that have candidates, the likeliest first."""


class NameHitStore(Store[NameHit], Protocol):
    """Which employees the rows of lists may be, and what a person decided."""

    def of_row(self, list_id: str, row: int) -> tuple[NameHit, ...]:
        """The candidates of a row, the likeliest first."""

    def of_list(self, list_id: str, decision: Decision | None = None) -> tuple[NameHit, ...]:
        """The hits of a list by row, or those of one decision."""

    def proposed(self, list_id: str) -> tuple[NameHit, ...]:
        """The open hits of a list about whose person and employee somebody decided in another list, by row."""

    def reported_of(self, employee_id: str) -> tuple[NameHit, ...]:
        """The hits of an employee that are reports now, the oldest decision first."""

    def of_employee(self, employee_id: str) -> tuple[NameHit, ...]:
        """Every hit of an employee, by list and row, also those that wait for a merge to be taken apart."""

    def save_all(self, hits: Sequence[NameHit], tick: Callable[[float], object] = ...) -> None:
        """Save many, each with its row of the log; ``tick`` hears how far it is, and may raise to stop."""

    def decided_before(self, list_id: str) -> Mapping[tuple[str, str], Decision]:
        """What was last decided in other lists about those whom a list leaves open, by identity and employee."""

    def earlier(self, hit: NameHit) -> Earlier | None:
        """What was last decided about the same person and employee in another list, None for nothing."""

    def replace_open(self, list_id: str, hits: Sequence[NameHit], digest: str, tick: Callable[[float], object]) -> int:
        """Put these in the place of the undecided hits of a list; decided pairs stay. Return how many went in.

        ``tick`` hears how far it is, and may raise to stop.
        """


class NameMatcher(Protocol):
    """Compares the rows of a list with the employees (20,000 with 50,000 within a minute), off the database."""

    def match(
        self, rows: Sequence[ListRow], employees: Sequence[KnownPerson], heard: Callable[[int], object] | None = None
    ) -> Matched:
        """Return who may be whom; the inactive are compared too when they are given.

        ``heard`` is told from time to time how many rows have been compared; what it raises ends the matching.
        """
