"""Work units: the tree that UNOR 1-3 of the employees make, and who heads each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class UnitPath(NamedTuple):
    """The names from the OPD down; what is not there is empty."""

    unit_1: str
    unit_2: str = ""
    unit_3: str = ""

    @property
    def name(self) -> str:
        """The name of the unit itself."""
        return self.unit_3 or self.unit_2 or self.unit_1

    @property
    def parent(self) -> UnitPath | None:
        """The unit above, None for an OPD."""
        if self.unit_3 and self.unit_2:
            return UnitPath(self.unit_1, self.unit_2)
        return UnitPath(self.unit_1) if self.unit_2 or self.unit_3 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitHead:
    """What a person said about the head of a unit; it stands over any guess.

    ``nip`` is the head's, empty where the seat is ``vacant``; with neither the unit is guessed again. ``acting``
    is how he heads it ("Plt.", "Plh.", "Pj."), empty for the definite one.
    """

    id: str
    unit_1: str
    unit_2: str = ""
    unit_3: str = ""
    nip: str = ""
    acting: str = ""
    vacant: bool = False
    set_by: str
    set_on: date

    @property
    def path(self) -> UnitPath:
        """The unit."""
        return UnitPath(self.unit_1, self.unit_2, self.unit_3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An employee whose post may be that of a head."""

    employee_id: str
    nip: str
    name: str
    grade: str
    position: str
    path: UnitPath


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadShown:
    """Who heads a unit as far as is known: ``guessed`` from his post, else as ``set_by`` said on ``set_on``."""

    post: Post | None
    acting: str = ""
    guessed: bool = False
    set_by: str = ""
    set_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkUnit:
    """A node of the tree: how many employees are in it itself, and with the units below; its head where known."""

    path: UnitPath
    direct: int
    total: int
    head: HeadShown | None = None
