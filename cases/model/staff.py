"""Everybody of the employee master at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter, itemgetter
from typing import Any, Final, TypeAlias

from cases.model.employee import Employee

FIELDS: Final = tuple(one.name for one in fields(Employee))
Row: TypeAlias = tuple[Any, ...]
"""An employee as a value for each of ``FIELDS``: fifty thousand records cost more than all that is done with them."""
_NIP: Final = FIELDS.index("nip")
row_of: Final = attrgetter(*FIELDS)
"""The row of an employee."""


def record_of(row: Row) -> Employee:
    """Return the employee of a row."""
    return Employee(**dict(zip(FIELDS, row, strict=True)))


class Staff(Mapping[str, Employee]):
    """The employees by NIP, in the order they came; each is made when he is asked for."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._rows: dict[str, Row] = {row[_NIP]: row for row in rows}

    @classmethod
    def of(cls, employees: Iterable[Employee]) -> Staff:
        """Return the staff that these people are."""
        return cls(map(row_of, employees))

    def __getitem__(self, nip: str) -> Employee:
        return record_of(self._rows[nip])

    def __contains__(self, nip: object) -> bool:
        return nip in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def rows(self) -> Collection[Row]:
        """Everybody as rows."""
        return self._rows.values()

    def row(self, nip: str) -> Row:
        """Return the row of who is there; raises KeyError."""
        return self._rows[nip]

    def told(self, nips: Iterable[str], names: Sequence[str]) -> Iterator[Row | None]:
        """Yield what is known of these people in these fields, which are two at least; None for whom nobody knows."""
        pick, known = itemgetter(*map(FIELDS.index, names)), self._rows
        return (pick(known[nip]) if nip in known else None for nip in nips)
