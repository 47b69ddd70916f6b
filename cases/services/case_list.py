"""The list of cases as it stands today: pages of rows with their urgency, and the counts above and below them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from cases.model.case import CaseStatus
from cases.model.deadline import Urgency
from cases.model.listing import CaseLine, ListQuery, Page
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules import deadlines
from cases.rules.reference import urgency_table
from cases.rules.working_days import Calendar, add_working_days
from cases.services.access import service
from cases.services.settling import calendar_of

Span = tuple[date | str | None, date | str | None]
_DAY = timedelta(days=1)
_RUNNING = (CaseStatus.RUNNING, CaseStatus.WAITING_PPK)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingCase:
    """A case of the list with how its nearest due date, or its wait, stands today in words."""

    line: CaseLine
    urgency: Urgency
    words: str

    @property
    def id(self) -> str:
        """The case's identifier."""
        return self.line.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFigures:
    """Counts over all cases, and the years, newest first, from which cases are registered."""

    total: int
    running: int
    waiting: int
    late: int
    soon: int
    years: tuple[int, ...]


@service(Right.READ)
def standing_cases(
    work: UnitOfWork, actor: Actor, query: ListQuery, urgency: Urgency | None = None
) -> Page[StandingCase]:
    """Return one page of cases as of today; with ``urgency`` LATE, SOON or SAFE only those that stand so."""
    today, calendar = work.clock.today(), calendar_of(work)
    if urgency is not None:
        query = replace(query, between={**query.between, "due_on": _due_span(urgency, today, calendar)})

    @cache  # a page's rows share a few days
    def standing(due_on: date | None, waiting_since: date | None) -> tuple[Urgency, str]:
        return deadlines.urgency(due_on, waiting_since, today, calendar)

    page = work.cases.page(query)
    rows = []
    for line in page.rows:
        stands, words = standing(line.due_on, None if line.due_on else line.waiting_since)
        rows.append(StandingCase(line=line, urgency=stands, words=words))
    return Page(rows=tuple(rows), next_after=page.next_after, total=page.total)


@service(Right.READ)
def case_figures(work: UnitOfWork, actor: Actor) -> CaseFigures:
    """Return the counts of cases as of today."""
    today, calendar = work.clock.today(), calendar_of(work)
    by_status = work.cases.counts()

    def due(urgency: Urgency) -> int:
        span = {"due_on": _due_span(urgency, today, calendar)}
        return work.cases.count(ListQuery(sort="number", between=span))

    years = work.cases.years()
    return CaseFigures(
        total=sum(by_status.values()),
        running=sum(by_status.get(status, 0) for status in _RUNNING),
        waiting=by_status.get(CaseStatus.WAITING_PPK, 0),
        late=due(Urgency.LATE),
        soon=due(Urgency.SOON),
        years=tuple(range(years[1], years[0] - 1, -1)) if years else (),
    )


def _due_span(urgency: Urgency, today: date, calendar: Calendar) -> Span:
    """Return the first and last due day that stands so today (``rules.deadlines.urgency`` read backwards)."""
    safe_from = add_working_days(today, urgency_table().soon + 1, calendar)
    spans: dict[Urgency, Span] = {
        Urgency.LATE: (None, today - _DAY),
        Urgency.SOON: (today, safe_from - _DAY),
        Urgency.SAFE: (safe_from, None),
    }
    return spans[urgency]
