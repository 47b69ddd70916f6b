"""The calculator "jika surat bertanggal ...": a due date counted from any day, with every step of the count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cases.errors import NotFound
from cases.model.case import Track
from cases.model.office import Office, WorkWeek
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.regulations import DeadlineRule, Law
from cases.rules import deadlines
from cases.rules.progress import Progress
from cases.rules.working_days import Calendar, CountedDay, count_days, unknown_years
from cases.services.access import service
from cases.services.settling import law_of, read_file, the_office


@dataclass(frozen=True, slots=True, kw_only=True)
class Countable:
    """A due date that can be counted.

    ``begins`` says which fact it counts from: the title of its step ("" for the event and the report) and the field of
    it. In a case ``starts_on`` is that day where it is known, and ``open`` whether the due date runs. ``target`` is the
    office's own count where the law gives none, 0 without one.
    """

    rule: DeadlineRule
    track: Track
    begins: tuple[str, str]
    target: int
    starts_on: date | None = None
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """What can be counted: all, or in a case what its track knows; ``week`` is the office's."""

    today: date
    week: WorkWeek
    case_number: str
    choices: tuple[Countable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Count ``key`` of a track from a day; ``target`` where the law gives no count, ``week`` None for the office's."""

    track: Track
    key: str
    start: date
    case_id: str = ""
    target: int = 0
    week: WorkWeek | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The due day and how it was reached.

    ``days`` are all days of a count in days, none for months and years. ``setting`` is the office's value on which the
    count hangs; ``others`` are the due days under its other values. ``works`` says whether the office works on the due
    day; ``unknown_years`` lack their list of days off.
    """

    rule: DeadlineRule
    start: date
    due_on: date
    count: int
    days: tuple[CountedDay, ...]
    setting: str
    others: tuple[tuple[str, date], ...]
    works: bool
    unknown_years: tuple[int, ...]


@service(Right.READ)
def counting(work: UnitOfWork, actor: Actor, case_id: str = "") -> Counting:
    """Return what can be counted, in a case with the days that are known; raises NotFound."""
    office, today = the_office(work), work.clock.today()
    if not case_id:
        choices = tuple(one for track in Track for one in _choices(work.law, track, office))
        return Counting(today=today, week=office.work_week, case_number="", choices=choices)
    file = read_file(work, case_id)
    law = law_of(work, file.case)
    days = Progress.of(file, law).dates
    running = {row.key for row in file.deadlines if row.done_on is None}
    return Counting(
        today=today,
        week=office.work_week,
        case_number=file.case.number,
        choices=tuple(_choices(law, file.case.track, office, days, running)),
    )


@service(Right.READ)
def what_if(work: UnitOfWork, actor: Actor, question: Question) -> Answer:
    """Count a due date; raises NotFound for one that the law does not know, InvalidInput when it lies too far."""
    office = the_office(work)
    law = law_of(work, work.cases.get(question.case_id)) if question.case_id else work.law
    rule = next((rule for rule in law.deadlines(question.track) if rule.key == question.key), None)
    if rule is None:
        raise NotFound("Tenggat itu tidak ada lagi dalam aturan; pilih yang lain.")
    holidays = work.holidays.all()
    calendar = Calendar.of(holidays, question.week or office.work_week)
    setting = deadlines.setting_of(rule, office)
    target = question.target or deadlines.target_of(rule, office)
    due_on = rule.due(question.start, calendar, setting, target)
    counted = rule.unit == "hari kerja"
    return Answer(
        rule=rule,
        start=question.start,
        due_on=due_on,
        count=rule.count(setting, target),
        days=count_days(question.start, due_on, calendar, {day.on: day.name for day in holidays}) if counted else (),
        setting=setting,
        others=tuple((value, rule.due(question.start, calendar, value)) for value in rule.days_by if value != setting),
        works=calendar.works(due_on),
        unknown_years=unknown_years(question.start, due_on, calendar) if counted else (),
    )


def _choices(
    law: Law, track: Track, office: Office, days: dict[str, date] | None = None, running: Sequence[str] | set[str] = ()
) -> list[Countable]:
    titles = {rule.key: rule.title for rule in law.steps(track)}
    return [
        Countable(
            rule=rule,
            track=track,
            begins=_begins(rule, titles),
            target=deadlines.target_of(rule, office),
            starts_on=(days or {}).get(rule.from_),
            open=rule.key in running,
        )
        for rule in law.deadlines(track)
    ]


def _begins(rule: DeadlineRule, titles: dict[str, str]) -> tuple[str, str]:
    step, dot, field = rule.from_.partition(".")
    return (titles.get(step, ""), field) if dot else ("", step)
