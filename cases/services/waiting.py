"""The list "Menunggu PPK": cases whose findings are proven and whose decision is still to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from cases.model.listing import WaitingLine
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.deadlines import days_waited
from cases.services.access import service
from cases.services.settling import calendar_of


class WaitingCase(NamedTuple):
    """A case with the days that it waits; a tuple as ``WaitingLine`` is."""

    line: WaitingLine
    working_days: int
    calendar_days: int

    @property
    def id(self) -> str:
        """The case's identifier."""
        return self.line.id


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingList:
    """The cases, the longest wait first, as of a day; ``units`` are their work units, by name."""

    today: date
    cases: tuple[WaitingCase, ...]
    units: tuple[str, ...]


@service(Right.READ)
def waiting(work: UnitOfWork, actor: Actor) -> WaitingList:
    """Return the cases that wait for a decision, as of today."""
    today, calendar = work.clock.today(), calendar_of(work)

    @cache  # many cases share a day
    def waited(since: date) -> tuple[int, int]:
        return days_waited(since, today, calendar)

    lines = work.deadlines.waiting()
    units = sorted({line.work_unit for line in lines}, key=str.casefold)
    cases = tuple(WaitingCase(line, *waited(line.waiting_since)) for line in lines)
    return WaitingList(today=today, cases=cases, units=tuple(units))
