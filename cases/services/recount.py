"""Counting due dates anew after the calendar or a setting of the office changed, and saying beforehand which move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from cases.model.listing import RunningDue
from cases.model.office import Office
from cases.ports import UnitOfWork
from cases.regulations import DeadlineRule, Law
from cases.rules import deadlines
from cases.rules.working_days import Calendar
from cases.services.settling import bench_of, law_of, read_file, settle


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An open due date that comes to lie on another day; None where it did not or will not exist."""

    case_id: str
    case_number: str
    name: str
    title: str
    before: date | None
    after: date | None


def moved(work: UnitOfWork, before: Office, office: Office, calendar: Calendar) -> tuple[Moved, ...]:
    """Return which open due dates move when the office, now ``before``, counts as ``office`` with ``calendar``.

    They are counted from the stored rows; only a deadline that the office gives its first target asks for whole files.
    """
    found = [
        Moved(
            case_id=row.case_id,
            case_number=row.case_number,
            name=row.name,
            title=row.title,
            before=row.due_on,
            after=after,
        )
        for row, after in _counted(work, office, calendar)
        if after != row.due_on
    ]
    new = {key for key, target in office.targets.items() if target and not before.targets.get(key)}
    return (*found, *(_appearing(work, new, office, calendar) if new else ()))


def recount(work: UnitOfWork, before: Office | None = None) -> None:
    """Settle every case of which a due date lies elsewhere by the office and calendar of now.

    ``before`` is the office as it was, where it changed.
    """
    bench = bench_of(work)
    with work.as_program():  # due dates of a case that is hidden from who changed the calendar move too
        for case_id in {one.case_id: None for one in moved(work, before or bench.office, bench.office, bench.calendar)}:
            settle(work, case_id, bench)


def _counted(work: UnitOfWork, office: Office, calendar: Calendar) -> list[tuple[RunningDue, date | None]]:
    """Every open due date with the day on which it would lie; a rule or a pack that is gone leaves it where it is."""

    @cache
    def rules(track: str, regulations: tuple[str, ...]) -> dict[str, DeadlineRule]:
        law = work.law
        return {rule.key: rule for rule in law.as_judged(regulations).deadlines(track)} if law.has(regulations) else {}

    @cache
    def due(track: str, regulations: tuple[str, ...], key: str, starts_on: date) -> date | None:
        rule = rules(track, regulations)[key]
        target = deadlines.target_of(rule, office)
        if rule.open_ended and not target:
            return None
        return rule.due(starts_on, calendar, deadlines.setting_of(rule, office), target)

    return [
        (row, due(row.track, row.regulations, row.key, row.starts_on))
        for row in work.deadlines.running()
        if row.key in rules(row.track, row.regulations)
    ]


def _appearing(work: UnitOfWork, new: set[str], office: Office, calendar: Calendar) -> list[Moved]:
    """Due dates that come to be because the office now has a target for them."""
    found = []
    for case_id in work.cases.open_ids():
        file = read_file(work, case_id)
        if not work.law.has(file.case.regulations):
            continue
        law: Law = law_of(work, file.case)
        if not any(rule.key in new for rule in law.deadlines(file.case.track)):
            continue
        found += [
            Moved(
                case_id=case_id,
                case_number=file.case.number,
                name=file.case.respondent.name,
                title=row.title,
                before=None,
                after=row.due_on,
            )
            for row in deadlines.compute(file, law, calendar, office)
            if row.key in new and row.done_on is None
        ]
    return found
