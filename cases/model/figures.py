"""Figures: what is counted (measures), by what it is told apart (breakdowns), over which records (a query)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class Counted(StrEnum):
    """What a measure counts: reports, the persons whom they accuse, cases, or old cases, which no other measure has."""

    REPORT = "report"
    ACCUSED = "accused"
    CASE = "case"
    OLD = "old_case"


class PeriodBy(StrEnum):
    """The day that decides whether a record falls into a period."""

    RECEIVED = "laporan diterima"
    EVENT = "kejadian"
    DECIDED = "keputusan ditetapkan"
    WAITING = "mulai menunggu PPK"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A figure: its key, its name, and what it means; ``db.figures`` computes it."""

    key: str
    of: Counted
    title: str
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """A way to tell records apart; ``word`` names what it tells. With ``several`` a record may count more than once."""

    key: str
    word: str
    title: str
    definition: str
    several: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureQuery:
    """Over which records figures are counted.

    The period is from ``first`` to ``last``, both included, None where it is open; a record without such a day falls
    into no period. ``filters`` hold the words that are wanted by the key of a breakdown; no words mean all.
    """

    by: PeriodBy = PeriodBy.RECEIVED
    first: date | None = None
    last: date | None = None
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """A word of a breakdown and its counts in the order of the measures that were asked for; "" is no word."""

    word: str
    counts: tuple[int, ...]
