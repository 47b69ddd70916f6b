"""Working days: counting, adding, and saying which years lack a list of days off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cases.errors import InvalidInput
from cases.model.deadline import Holiday
from cases.model.office import WorkWeek
from cases.rules.dates import weekday_name
from cases.rules.reference import calendar_table

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days off beside the weekend, the working week, and the years whose days off are known."""

    days_off: frozenset[date]
    week: WorkWeek
    known_years: frozenset[int]

    @classmethod
    def of(cls, holidays: Iterable[Holiday], week: WorkWeek) -> Calendar:
        """Make a calendar; a year is known when its list holds New Year's Day, with which every decree begins.

        A year of which only some days were entered therefore stays unknown.
        """
        days = frozenset(holiday.on for holiday in holidays)
        return cls(days, week, frozenset(day.year for day in days if day == date(day.year, 1, 1)))

    def works(self, day: date) -> bool:
        """Whether the office works on ``day``."""
        return day.weekday() < int(self.week) and day not in self.days_off


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day of a count: its number, or 0 and why it is passed over ("Sabtu", "Hari Raya Idulfitri")."""

    on: date
    number: int
    why: str = ""


def add_working_days(start: date, count: int, calendar: Calendar) -> date:
    """Return the ``count``-th working day after ``start``, or before it when ``count`` is negative.

    The first working day after the start counts as 1; 0 gives the start itself. Raises InvalidInput when the result
    lies outside the years that a date can have.
    """
    step = _DAY if count >= 0 else -_DAY
    left = abs(count)
    room = (date.max - start if count >= 0 else start - date.min).days
    day = start
    while left and left <= room:
        day += step
        room -= 1
        left -= calendar.works(day)
    if left:
        raise InvalidInput("Jumlah hari kerja terlalu besar; isi bilangan yang lebih kecil.", field="working_days")
    return day


def working_days_between(first: date, last: date, calendar: Calendar) -> int:
    """Return how many working days lie after ``first`` up to and with ``last``; negative when ``last`` is earlier."""
    if last < first:
        return -working_days_between(last - _DAY, first - _DAY, calendar)
    week, days_off = int(calendar.week), calendar.days_off  # looked up once: lists count thousands of days
    days = map(date.fromordinal, range(first.toordinal() + 1, last.toordinal() + 1))
    return sum(day.weekday() < week and day not in days_off for day in days)


def unknown_years(first: date, last: date, calendar: Calendar) -> tuple[int, ...]:
    """Return the years touched by the span whose days off are not known yet, in order."""
    early, late = min(first, last), max(first, last)
    return tuple(year for year in range(early.year, late.year + 1) if year not in calendar.known_years)


def count_days(first: date, last: date, calendar: Calendar, names: Mapping[date, str]) -> tuple[CountedDay, ...]:
    """Return every day after ``first`` up to and with ``last``, as working days are counted; ``names`` are of days off.

    A day off that falls on a weekend is named as the weekend.
    """
    counted: list[CountedDay] = []
    number = 0
    for place in range(first.toordinal() + 1, last.toordinal() + 1):
        day = date.fromordinal(place)
        if calendar.works(day):
            number += 1
            counted.append(CountedDay(day, number))
        else:
            weekend = day.weekday() >= int(calendar.week)
            counted.append(CountedDay(day, 0, weekday_name(day) if weekend else names.get(day, "")))
    return tuple(counted)


def missing_years(today: date, calendar: Calendar) -> tuple[int, ...]:
    """Return the years whose days off should be known by now: this one, and the next from the day that a table names.

    The list of the coming year is decreed in the autumn.
    """
    table = calendar_table()
    warned = today >= date(today.year, table.warn_month, table.warn_day)
    return unknown_years(today, date(today.year + 1, 1, 1) if warned else today, calendar)
