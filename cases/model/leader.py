"""The leader's page: what runs, what is late, what was decided, as figures, charts and two short tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.model.figures import FigureQuery
from cases.model.letter import LetterProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The list behind a number: a recap by its name and what it is asked for."""

    recap: str
    query: FigureQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderTile:
    """A figure with what stands under it; ``share`` is shown in per cent instead of the figure where there is one.

    ``share`` is None also when there is nothing to divide by. ``hue`` is a colour of the theme ("red").
    """

    key: str
    title: str
    figure: int
    under: str
    hue: str
    target: Target | None
    share: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A word with its figures, one for each series, and the list behind it."""

    word: str
    figures: tuple[int, ...]
    target: Target | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartData:
    """Bars over words; ``series`` names the figures of each. ``lying`` bars lead to the right, one under the other.

    ``unit`` is what is counted ("perkara"), "" where the series count different things.
    """

    key: str
    title: str
    note: str
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    lying: bool = False
    unit: str = "perkara"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLine:
    """A stage with the cases that stand at it: all, late ones, and how long the oldest of them runs, in words.

    ``target`` lists all of them, ``late_target`` those that are late.
    """

    title: str
    cases: int
    late: int
    oldest: str
    target: Target | None = None
    late_target: Target | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitGroup:
    """How many cases wait for their decision so many working days, and their list; None where there are none."""

    title: str
    cases: int
    target: Target | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """A case that waits for its decision the longest."""

    case_id: str
    number: str
    name: str
    unit: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedLine:
    """What the office still owes BKN: the words, how many cases, and their list."""

    title: str
    cases: int
    target: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderPage:
    """All that the page shows and prints. ``as_of`` is aware and in the office's zone; ``query`` the year's period."""

    year: int
    query: FigureQuery
    period: str
    as_of: datetime
    made_by: str
    log_head: str
    profile: LetterProfile
    tiles: tuple[LeaderTile, ...]
    charts: tuple[ChartData, ...]
    stages: tuple[StageLine, ...]
    waits: tuple[WaitGroup, ...]
    waiting: tuple[WaitingRow, ...]
    owed: tuple[OwedLine, ...]
    definitions: tuple[tuple[str, str], ...]
