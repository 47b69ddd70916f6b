"""The page "Hari ini": what is late, what is due, who is waited for, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from cases.model.deadline import Urgency
from cases.model.listing import DueLine, ListQuery
from cases.model.office import WorkWeek
from cases.model.report import ReportStatus
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules import deadlines
from cases.rules.working_days import unknown_years
from cases.services.access import service
from cases.services.settling import calendar_of

HORIZON = timedelta(days=400)
NO_DATE = "tanpa tenggat"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """One thing to do, with how it stands today in a word."""

    line: DueLine
    urgency: Urgency
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All there is to do, the most urgent first; ``unknown_years`` lack a holiday list; ``week`` is the office's."""

    today: date
    lines: tuple[BoardLine, ...]
    new_reports: int
    unknown_years: tuple[int, ...]
    week: WorkWeek


_ORDER = (Urgency.LATE, Urgency.SOON, Urgency.SAFE, Urgency.WAITING, Urgency.NONE, Urgency.DONE)


@service(Right.READ)
def board(work: UnitOfWork, actor: Actor) -> Board:
    """Return what the office has to do, as of today."""
    today = work.clock.today()
    calendar = calendar_of(work)

    @cache  # thousands of lines share a few hundred days
    def standing(due_on: date | None, waiting_since: date | None) -> tuple[Urgency, str]:
        return deadlines.urgency(due_on, waiting_since, today, calendar)

    lines = []
    for due in work.deadlines.due_lines(today + HORIZON):
        urgency, words = standing(due.due_on, None if due.due_on else due.waiting_since)
        lines.append(BoardLine(line=due, urgency=urgency, words=words or NO_DATE))
    lines.sort(key=lambda item: (_ORDER.index(item.urgency), item.line.due_on or item.line.waiting_since or today))
    new = work.reports.page(ListQuery(sort="number", filters={"status": (ReportStatus.NEW,)}, limit=1)).total
    next_quarter = today + timedelta(days=90)
    return Board(
        today=today,
        lines=tuple(lines),
        new_reports=new,
        unknown_years=tuple(unknown_years(today, next_quarter, calendar)),
        week=calendar.week,
    )
