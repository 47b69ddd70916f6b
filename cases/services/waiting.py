"""The list "Menunggu PPK": cases whose findings are proven and whose decision is still to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from cases.model.listing import WaitingLine
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.deadlines import days_waited
from cases.services.access import service
from cases.services.settling import calendar_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCase:
    """A case with the days that it waits."""

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

    cases = []
    for line in work.deadlines.waiting():
        working, running = waited(line.waiting_since)
        cases.append(WaitingCase(line=line, working_days=working, calendar_days=running))
    units = sorted({line.line.work_unit for line in cases}, key=str.casefold)
    return WaitingList(today=today, cases=tuple(cases), units=tuple(units))
