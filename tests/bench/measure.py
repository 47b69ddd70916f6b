"""Ours beside its floor in one run: taken in turns, compared by medians."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

Work: TypeAlias = Callable[[], object]
_NUMBERS = (2, 3, 4)
"""The columns of the table that hold numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What ours may cost: a ratio of the floor or so many ms more, whichever is larger, or a fixed count of ms."""

    ratio: float | None = None
    plus_ms: float | None = None
    most_ms: float | None = None

    def allowed(self, floor_ms: float) -> float:
        """The most ms that ours may take when the floor takes ``floor_ms``."""
        if self.most_ms is not None:
            return self.most_ms
        of_floor = [] if self.ratio is None else [floor_ms * self.ratio]
        return max(of_floor + ([] if self.plus_ms is None else [floor_ms + self.plus_ms]))

    def __str__(self) -> str:
        """The bound as the table shows it."""
        if self.most_ms is not None:
            return f"{self.most_ms:g} ms"
        parts = [f"{self.ratio:g}x"] if self.ratio is not None else []
        return " or ".join(parts + ([f"+{self.plus_ms:g} ms"] if self.plus_ms is not None else []))


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """One row of the table: milliseconds of each run of ours and of its floor, and what ours may cost."""

    area: str
    name: str
    ours: tuple[float, ...]
    floor: tuple[float, ...]
    bound: Bound

    @property
    def ours_ms(self) -> float:
        """The median of ours."""
        return statistics.median(self.ours)

    @property
    def floor_ms(self) -> float:
        """The median of the floor."""
        return statistics.median(self.floor)

    @property
    def ok(self) -> bool:
        """Whether the bound holds."""
        return self.ours_ms <= self.bound.allowed(self.floor_ms)

    def cells(self) -> tuple[str, ...]:
        """The row's words."""
        ratio = f"{self.ours_ms / self.floor_ms:.2f}"
        return (
            self.area,
            self.name,
            f"{self.ours_ms:.2f}",
            f"{self.floor_ms:.2f}",
            ratio,
            str(self.bound),
            _word(self),
        )

    def plain(self) -> dict[str, Any]:
        """The row for a JSON file, every run included."""
        return {
            "area": self.area,
            "name": self.name,
            "ours_ms": self.ours_ms,
            "floor_ms": self.floor_ms,
            "ratio": self.ours_ms / self.floor_ms,
            "bound": str(self.bound),
            "allowed_ms": self.bound.allowed(self.floor_ms),
            "ok": self.ok,
            "ours_runs_ms": self.ours,
            "floor_runs_ms": self.floor,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A row that is no timing: something is so, or not, or (None) could not be looked at; ``found`` says what was."""

    area: str
    name: str
    holds: bool | None
    found: str

    @property
    def ok(self) -> bool:
        """Whether nothing speaks against it."""
        return self.holds is not False

    def cells(self) -> tuple[str, ...]:
        """The row's words."""
        verdict = "not measured" if self.holds is None else _word(self)
        return (self.area, self.name, "", "", "", "", f"{verdict}: {self.found}")

    def plain(self) -> dict[str, Any]:
        """The row for a JSON file."""
        return {"area": self.area, "name": self.name, "found": self.found, "ok": self.holds}


Result: TypeAlias = Timing | Check


def in_turns(ours: Work, floor: Work, *, runs: int, warm: int = 1) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Milliseconds of ``runs`` runs of both, in turns, each the first of the two every other time."""
    return alternate(lambda: clocked(ours), lambda: clocked(floor), runs=runs, warm=warm)


def alternate(
    ours: Callable[[], float], floor: Callable[[], float], *, runs: int, warm: int = 1
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The same for two that measure themselves; ``warm`` rounds come first and are not counted."""
    taken: tuple[list[float], list[float]] = ([], [])
    gc.collect()  # what was left lying about before is not swept away at the cost of these
    for turn in range(warm + runs):
        found = [0.0, 0.0]
        for which in (0, 1) if turn % 2 else (1, 0):
            found[which] = (ours, floor)[which]()
        if turn >= warm:
            taken[0].append(found[0])
            taken[1].append(found[1])
    return tuple(taken[0]), tuple(taken[1])


def clocked(work: Work) -> float:
    """Milliseconds that ``work`` takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def spent(work: Work) -> float:
    """Milliseconds of processor time that ``work`` takes: of what waits for nothing, whatever else runs beside it."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def table(results: list[Result]) -> str:
    """The results under each other in columns."""
    heads = ("area", "what", "ours ms", "floor ms", "ratio", "bound", "")
    rows = [heads, *(result.cells() for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    lines = []
    for row in rows:
        cells = (
            cell.rjust(width) if column in _NUMBERS else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _word(result: Result) -> str:
    return "ok" if result.ok else "OVER"
