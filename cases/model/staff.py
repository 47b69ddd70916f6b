"""Everybody of the employee master at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter, itemgetter
from typing import Any, Final

from cases.model.employee import Employee

FIELDS: Final = tuple(one.name for one in fields(Employee))
_NIP: Final = FIELDS.index("nip")


class Staff(Mapping[str, Employee]):
    """The employees by NIP, in the order they came; each is made when he is asked for.

    ``rows`` hold a value for each of ``FIELDS``: what is only compared costs no record.
    """

    __slots__ = ("_rows",)

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._rows = {row[_NIP]: row for row in rows}

    @classmethod
    def of(cls, employees: Iterable[Employee]) -> Staff:
        """Return the staff that these people are."""
        return cls(map(attrgetter(*FIELDS), employees))

    def __getitem__(self, nip: str) -> Employee:
        return Employee(**dict(zip(FIELDS, self._rows[nip], strict=True)))

    def __contains__(self, nip: object) -> bool:
        return nip in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def told(self, nips: Iterable[str], names: Sequence[str]) -> Iterator[tuple[Any, ...] | None]:
        """Yield what is known of these people in these fields, which are two at least; None for whom nobody knows."""
        pick, known = itemgetter(*map(FIELDS.index, names)), self._rows
        return (pick(known[nip]) if nip in known else None for nip in nips)
