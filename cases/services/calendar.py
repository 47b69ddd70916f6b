"""The office's calendar of working days, and the due dates that hang on it."""

from __future__ import annotations

import tomllib
from datetime import date

import resources
from cases.errors import InvalidInput
from cases.model.deadline import Holiday
from cases.model.office import WorkWeek
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.working_days import Calendar
from cases.services.access import service
from cases.services.settling import settle


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


@service(Right.MANAGE_OFFICE)
def replace_holidays(work: UnitOfWork, actor: Actor, year: int, days: tuple[Holiday, ...]) -> None:
    """Put these in the place of a year's days off and recompute the due dates of every running case.

    Raises InvalidInput for a day of another year or one that stands twice.
    """
    seen: set[date] = set()
    for day in days:
        if day.on.year != year or day.on in seen:
            raise InvalidInput(f"Tanggal {day.on:%d-%m-%Y} tidak sesuai tahun {year} atau tercatat dua kali; perbaiki.")
        seen.add(day.on)
    work.holidays.replace_year(year, days)
    for case_id in work.cases.open_ids():
        settle(work, case_id)
