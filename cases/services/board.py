"""The page "Hari ini": what is late, what is due, who is waited for, what comes next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cases.model.listing import AgendaDays, ListQuery, Page
from cases.model.office import WorkWeek
from cases.model.report import ReportStatus
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.agenda import AgendaLine, Group, agenda
from cases.rules.deadlines import urgency
from cases.rules.reference import urgency_table
from cases.rules.working_days import Calendar, add_working_days, missing_years, unknown_years
from cases.services.access import service
from cases.services.settling import calendar_of

HORIZON = timedelta(days=400)
_PLACES = {group: str(place) for place, group in enumerate(Group)}
_GROUPS = {place: group for group, place in _PLACES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The figures of the page: how many lines each group has, how long the first of it is late or waits, in words.

    ``units`` are the work units concerned. ``missing_years`` lack the list of days off that they should have by now, or
    that the due dates hang on; ``week`` is the office's.
    """

    today: date
    counts: dict[Group, int]
    longest: dict[Group, str]
    units: tuple[str, ...]
    new_reports: int
    missing_years: tuple[int, ...]
    week: WorkWeek

    def count(self, *groups: Group) -> int:
        """How many lines these groups have together."""
        return sum(self.counts.get(group, 0) for group in groups)


@service(Right.READ)
def board(work: UnitOfWork, actor: Actor) -> Board:
    """Return the figures of what the office has to do and to wait for, as of today."""
    today, calendar = work.clock.today(), calendar_of(work)
    days = _days(today, calendar)
    found = {_GROUPS[one.place]: one for one in work.deadlines.agenda_counts(days)}
    first = {group: one.earliest for group, one in found.items()}
    last = work.deadlines.last_due(days.until) or today
    return Board(
        today=today,
        counts={group: one.count for group, one in found.items()},
        longest={
            Group.LATE: urgency(first.get(Group.LATE), None, today, calendar)[1],
            Group.PPK: urgency(None, first.get(Group.PPK), today, calendar)[1],
        },
        units=work.deadlines.agenda_units(days),
        new_reports=work.reports.page(ListQuery(sort="number", filters={"status": (ReportStatus.NEW,)}, limit=1)).total,
        missing_years=tuple(
            sorted({*missing_years(today, calendar), *unknown_years(today, max(today, last), calendar)})
        ),
        week=calendar.week,
    )


@service(Right.READ)
def agenda_page(
    work: UnitOfWork, actor: Actor, query: ListQuery, groups: Collection[Group] = tuple(Group)
) -> Page[AgendaLine]:
    """Return one page of the lines of some groups, as of today; the sort "left" puts the most urgent first."""
    today, calendar = work.clock.today(), calendar_of(work)
    if len(groups) < len(Group):
        query = replace(query, filters={**query.filters, "group": tuple(_PLACES[group] for group in groups)})
    page = work.deadlines.agenda(query, _days(today, calendar))
    return Page(rows=agenda(page.rows, today, calendar), next_after=page.next_after, total=page.total)


def _days(today: date, calendar: Calendar) -> AgendaDays:
    safe_from = add_working_days(today, urgency_table().soon + 1, calendar)
    return AgendaDays(today=today, safe_from=safe_from, until=today + HORIZON)
