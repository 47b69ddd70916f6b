"""The office's calendar of working days, and the due dates that hang on it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

import resources
from cases.errors import InvalidInput
from cases.holiday_import import TABLE, HolidayPlan, HolidayRow, plan_holidays
from cases.model.deadline import Holiday
from cases.model.office import Office, WorkWeek
from cases.model.user import Actor, Right
from cases.model.watch import Round, RoundState
from cases.ports import HandedSheet, UnitOfWork
from cases.regulations import DeadlineRule
from cases.rules.agenda import AgendaLine, agenda
from cases.rules.dates import add_months
from cases.rules.sheet_headers import checked, propose
from cases.rules.working_days import Calendar, missing_years
from cases.services.access import service
from cases.services.recount import Moved, moved, recount
from cases.services.settling import calendar_of, the_office

_DAY = timedelta(days=1)
_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day of the calendar: whether the office works, which days off it bears, what and which rounds are due."""

    on: date
    works: bool
    holidays: tuple[Holiday, ...]
    lines: tuple[AgendaLine, ...]
    rounds: tuple[Round, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMonth:
    """Whole weeks, from Monday, that hold a month; ``missing_years`` lack the list that they should have by now."""

    first: date
    today: date
    week: WorkWeek
    days: tuple[CalendarDay, ...]
    missing_years: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayReview:
    """A list of days off looked at: each row, the days that would be added, and which open due dates move by them."""

    rows: tuple[HolidayRow, ...]
    new: tuple[Holiday, ...]
    moves: tuple[Moved, ...]


def shipped_holidays() -> tuple[Holiday, ...]:
    """Return the days off that the program ships, by date."""
    days: list[Holiday] = []
    for name in resources.names("holidays", ".toml"):
        table = tomllib.loads(resources.read_text(f"holidays/{name}"))
        days += [
            Holiday(on=row["on"], name=row["name"], kind=row["kind"], source=row["source"]) for row in table["day"]
        ]
    return tuple(sorted(days, key=lambda day: day.on))


def shipped_calendar(week: WorkWeek) -> Calendar:
    """Return the calendar of the shipped days off, for a count that needs no office."""
    return Calendar.of(shipped_holidays(), week)


@service(Right.READ)
def holidays(work: UnitOfWork, actor: Actor) -> tuple[Holiday, ...]:
    """Return every day off of the office, by date."""
    return work.holidays.all()


@service(Right.READ)
def month(work: UnitOfWork, actor: Actor, first: date) -> CalendarMonth:
    """Return the month that begins with ``first``: its days with what is open, and those around it to whole weeks.

    Raises InvalidInput for the last month that a date can have.
    """
    today, calendar = work.clock.today(), calendar_of(work)
    after = add_months(first.replace(day=1), 1)
    begin = first - first.weekday() * _DAY
    end = after + -after.weekday() % _WEEK * _DAY
    off = {on: tuple(days) for on, days in groupby(work.holidays.all(), key=lambda day: day.on)}
    due: dict[date, list[AgendaLine]] = {}
    for line in agenda(work.deadlines.due_between(begin, end - _DAY), today, calendar):
        due.setdefault(line.line.due_on or begin, []).append(line)
    asked = [watch for watch in work.rounds.all() if watch.state is not RoundState.CLOSED]
    days = [begin + place * _DAY for place in range((end - begin).days)]
    return CalendarMonth(
        first=first,
        today=today,
        week=calendar.week,
        days=tuple(
            CalendarDay(
                on=on,
                works=calendar.works(on),
                holidays=off.get(on, ()),
                lines=tuple(due.get(on, ())),
                rounds=tuple(watch for watch in asked if watch.due_on == on),
            )
            for on in days
        ),
        missing_years=missing_years(today, calendar),
    )


@service(Right.MANAGE_RULES)
def preview_holidays(work: UnitOfWork, actor: Actor, year: int, days: tuple[Holiday, ...]) -> tuple[Moved, ...]:
    """Return which open due dates move when these stand in the place of a year's days off; raises as the saving."""
    _check(year, days)
    return _moved_with(work, {year: days})


@service(Right.MANAGE_RULES)
def replace_holidays(work: UnitOfWork, actor: Actor, year: int, days: tuple[Holiday, ...]) -> None:
    """Put these in the place of a year's days off and recompute the due dates that hang on them.

    Raises InvalidInput for a day of another year or one that stands twice.
    """
    _check(year, days)
    work.holidays.replace_year(year, days)
    recount(work)


@service(Right.MANAGE_RULES)
def plan_import(
    work: UnitOfWork, actor: Actor, sheet: HandedSheet, year: int, columns: Mapping[str, int] | None = None
) -> HolidayReview:
    """Return what a list of days off would add, and which open due dates move by it; raises BadFile.

    ``columns`` are a person's choice, else as its headers propose.
    """
    plan = _import_plan(work, sheet, year, columns)
    return HolidayReview(rows=plan.rows, new=plan.new, moves=_moved_with(work, _with_new(work, plan.new)))


@service(Right.MANAGE_RULES)
def import_holidays(
    work: UnitOfWork,
    actor: Actor,
    sheet: HandedSheet,
    year: int,
    columns: Mapping[str, int] | None = None,
    tick: Callable[[float], object] = lambda _done: None,
) -> HolidayPlan:
    """Add the new days of a list to the calendar and recompute the due dates that hang on them; raises BadFile.

    ``tick`` may raise to stop: nothing is kept then.
    """
    plan = _import_plan(work, sheet, year, columns)
    for each, days in _with_new(work, plan.new).items():
        work.holidays.replace_year(each, days)
    tick(0.0)
    recount(work)
    tick(1.0)
    return plan


def _import_plan(work: UnitOfWork, sheet: HandedSheet, year: int, columns: Mapping[str, int] | None) -> HolidayPlan:
    chosen = propose(TABLE, sheet.headers).columns if columns is None else columns
    return plan_holidays(checked(TABLE, sheet.headers, chosen), sheet.rows, work.holidays.all(), year)


@service(Right.MANAGE_OFFICE)
def preview_office(work: UnitOfWork, actor: Actor, office: Office) -> tuple[Moved, ...]:
    """Return which open due dates move when the office counts as ``office`` says."""
    return moved(work, the_office(work), office, Calendar.of(work.holidays.all(), office.work_week))


@service(Right.READ)
def open_ended(work: UnitOfWork, actor: Actor) -> tuple[DeadlineRule, ...]:
    """Return the due dates that the law leaves open, in the order of the packs: the office may set its own."""
    rules = {rule.key: rule for pack in work.law.packs for rule in pack.deadlines if rule.open_ended}
    return tuple(rules.values())


def _check(year: int, days: Sequence[Holiday]) -> None:
    seen: set[date] = set()
    for day in days:
        if day.on.year != year or day.on in seen:
            raise InvalidInput(f"Tanggal {day.on:%d-%m-%Y} tidak sesuai tahun {year} atau tercatat dua kali; perbaiki.")
        seen.add(day.on)


def _with_new(work: UnitOfWork, new: Sequence[Holiday]) -> dict[int, tuple[Holiday, ...]]:
    """The days off of each year that gets some, with those."""
    return {
        year: tuple(day for day in (*work.holidays.all(), *new) if day.on.year == year)
        for year in sorted({day.on.year for day in new})
    }


def _moved_with(work: UnitOfWork, years: Mapping[int, Sequence[Holiday]]) -> tuple[Moved, ...]:
    office = the_office(work)
    kept = [day for day in work.holidays.all() if day.on.year not in years]
    days = [*kept, *(day for those in years.values() for day in those)]
    return moved(work, office, office, Calendar.of(days, office.work_week))
