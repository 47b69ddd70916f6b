"""Names on a list that somebody handed in, the employees they are compared with, and who of them may be whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One row of a list as it was read; ``number`` is the sheet's own, what the list does not tell is empty.

    ``nik`` has 16 digits and ``nip`` 18, or they are empty.
    """

    number: int
    name: str
    nik: str = ""
    nip: str = ""
    born_on: date | None = None
    birth_place: str = ""
    address: str = ""
    party: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """An employee as far as lists are compared with him; without ``born_on`` the day of birth is that of his NIP."""

    employee_id: str
    nip: str
    name: str
    nik: str = ""
    born_on: date | None = None
    birth_place: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A row that may be an employee: ``row`` is its number, ``score`` is 0 to 100, ``reasons`` are Indonesian words.

    Whether it is he, a person decides.
    """

    row: int
    employee_id: str
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """The hits in the order of the rows, the best of each row first.

    ``cut`` are the numbers of rows that resemble more employees than are shown for one row.
    """

    hits: tuple[Hit, ...]
    cut: tuple[int, ...]
