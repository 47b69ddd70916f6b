"""The page "Hari ini": what is late, what is due, who is waited for, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from cases.model.listing import ListQuery
from cases.model.office import WorkWeek
from cases.model.report import ReportStatus
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.agenda import AgendaLine, agenda
from cases.rules.working_days import missing_years, unknown_years
from cases.services.access import service
from cases.services.settling import calendar_of

HORIZON = timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All there is to do, the most urgent first, then what is waited for.

    ``missing_years`` lack the list of days off that they should have by now, or that the due dates hang on; ``week`` is
    the office's.
    """

    today: date
    lines: tuple[AgendaLine, ...]
    new_reports: int
    missing_years: tuple[int, ...]
    week: WorkWeek


@service(Right.READ)
def board(work: UnitOfWork, actor: Actor) -> Board:
    """Return what the office has to do and to wait for, as of today."""
    today, calendar = work.clock.today(), calendar_of(work)
    due = work.deadlines.due_between(None, today + HORIZON)
    last = max(today, due[-1].due_on or today) if due else today
    new = work.reports.page(ListQuery(sort="number", filters={"status": (ReportStatus.NEW,)}, limit=1)).total
    return Board(
        today=today,
        lines=agenda((*due, *work.deadlines.undated()), today, calendar),
        new_reports=new,
        missing_years=tuple(sorted({*missing_years(today, calendar), *unknown_years(today, last, calendar)})),
        week=calendar.week,
    )
