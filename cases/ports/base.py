"""Records by identifier, and the time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol, TypeVar

Record = TypeVar("Record")


class Clock(Protocol):
    """The time, handed in so that a test can stand still."""

    def now(self) -> datetime:
        """The moment, aware, UTC."""

    def today(self) -> date:
        """The date at the office."""


class Store(Protocol[Record]):
    """Records of one noun by identifier. Every ``add`` and ``save`` writes its log row in the same transaction."""

    def get(self, record_id: str) -> Record:
        """Return the record; raises NotFound."""

    def find(self, record_id: str) -> Record | None:
        """Return the record, or None."""

    def of_ids(self, ids: Iterable[str]) -> tuple[Record, ...]:
        """Return those of these identifiers that are there, in this order."""

    def add(self, record: Record) -> None:
        """Write a new record."""

    def save(self, record: Record) -> None:
        """Write the record over the stored one; only fields that differ are logged; raises NotFound."""
