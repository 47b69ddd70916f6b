"""Due dates of a case as rows, the days that the forms propose, and how a due date stands today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cases.model.case import CaseFile, Track
from cases.model.deadline import Deadline, Urgency
from cases.model.office import Office
from cases.model.steps import StepKey
from cases.regulations import DeadlineRule, Law
from cases.rules.dates import short_date, weekday_name
from cases.rules.progress import EFFECTS, Progress
from cases.rules.reference import urgency_table
from cases.rules.working_days import Calendar, working_days_between

_RECEIPT = "handover.received_on"
"""The date from which the day in force is counted where no remedy says otherwise."""


def compute(file: CaseFile, law: Law, calendar: Calendar, office: Office) -> tuple[Deadline, ...]:
    """Return every due date whose beginning has happened, in the order of the pack.

    Identifiers follow from case and key, so that an unchanged due date stays the same row.
    """
    law = law.as_judged(file.case.regulations)
    progress = Progress.of(file, law)
    return tuple(
        Deadline(
            id=f"{file.case.id}:{rule.key}",
            case_id=file.case.id,
            key=rule.key,
            title=rule.title,
            starts_on=progress.dates[rule.from_],
            due_on=due_on,
            done_on=met_on(rule, progress),
            article=rule.article,
            regulation=rule.regulation,
            strength=rule.strength,
            verified=rule.verified,
            party=rule.party,
        )
        for rule in law.deadlines(file.case.track)
        if applies(rule, progress) and (due_on := due_of(rule, progress.dates[rule.from_], calendar, office))
    )


def applies(rule: DeadlineRule, progress: Progress) -> bool:
    """Whether a due date runs or ran in this case; none runs for what the end of the case has put an end to."""
    if rule.step in progress.over and met_on(rule, progress) is None:
        return False
    return rule.from_ in progress.dates and all(progress.holds(word) for word in rule.when)


def met_on(rule: DeadlineRule, progress: Progress) -> date | None:
    """Return the day that met a due date, None while it is open."""
    return min((progress.dates[name] for name in rule.to if name in progress.dates), default=None)


def setting_of(rule: DeadlineRule, office: Office) -> str:
    """Return the value of the office's setting on which the count depends, empty when it depends on none."""
    return str(getattr(office, rule.setting)) if rule.setting else ""


def counts_of(setting: str, law: Law) -> dict[str, int]:
    """Return the counts between which a setting of the office chooses, by its values; none where none hangs on it."""
    rules = (rule for track in Track for rule in law.deadlines(track))
    return next((rule.days_by for rule in rules if rule.setting == setting), {})


def target_of(rule: DeadlineRule, office: Office) -> int:
    """Return the office's own count for a due date that the law leaves open, 0 when it has none."""
    return office.targets.get(rule.key, 0) if rule.open_ended else 0


def due_of(rule: DeadlineRule, start: date, calendar: Calendar, office: Office) -> date | None:
    """Return the day due under the office's setting or target; None where neither the law nor the office counts."""
    target = target_of(rule, office)
    if rule.open_ended and not target:
        return None
    return rule.due(start, calendar, setting_of(rule, office), target)


def propose_examination(
    letter_on: date,
    law: Law,
    calendar: Calendar,
    office: Office,
    after_step: StepKey = StepKey.SUMMONS_1,
    track: str = Track.DISCIPLINE,
) -> date | None:
    """Return the last day in time for the examination after a summons dated ``letter_on``.

    None where the track's law names no such time and the office has set no target of its own.
    """
    for rule in law.deadlines(track):
        if rule.proposes == after_step:
            return due_of(rule, letter_on, calendar, office)
    return None


def effective_on(received_on: date, file: CaseFile, law: Law, calendar: Calendar) -> date | None:
    """Return the day on which a decision received on ``received_on`` comes into force.

    What was decided on a remedy comes first; where that names no day, it is the day that the track's law gives
    without a remedy. None when that gives none either, as where a dismissal names no day from which it holds.
    """
    progress = Progress.of(file, law)
    dates = progress.dates | {_RECEIPT: received_on}
    words = progress.words - EFFECTS
    rules = [rule for rule in law.deadlines(file.case.track) if rule.step == StepKey.IN_FORCE and rule.from_ in dates]
    for holds in (progress.holds, replace(progress, words=words).holds):
        for rule in rules:
            if all(holds(word) for word in rule.when):
                return rule.due(dates[rule.from_], calendar)
    return None


def urgency(due_on: date | None, waiting_since: date | None, today: date, calendar: Calendar) -> tuple[Urgency, str]:
    """Return how an open matter stands today, with its words ("2 hari kerja lagi")."""
    if due_on is not None:
        return _of_due(due_on, today, calendar)
    if waiting_since is not None:
        return Urgency.WAITING, f"menunggu {working_days_between(waiting_since, today, calendar)} hari kerja"
    return Urgency.NONE, ""


def waited(due_on: date, today: date, calendar: Calendar) -> str:
    """Return how long another party still has ("menunggu, 2 hari kerja lagi"), or since when its time is over."""
    stands, words = _of_due(due_on, today, calendar)
    return f"batas {words}" if stands is Urgency.LATE else f"menunggu, {words}"


def days_waited(since: date, today: date, calendar: Calendar) -> tuple[int, int]:
    """Return for how many working days and calendar days something waits."""
    return working_days_between(since, today, calendar), (today - since).days


def _of_due(due_on: date, today: date, calendar: Calendar) -> tuple[Urgency, str]:
    if due_on == today:
        return Urgency.SOON, "hari ini"
    days = working_days_between(min(due_on, today), max(due_on, today), calendar)
    if due_on < today:
        return Urgency.LATE, f"lewat {days} hari kerja" if days else f"lewat sejak {short_date(due_on)}"
    if not days:
        return Urgency.SOON, f"{weekday_name(due_on)}, {short_date(due_on)}"
    return (Urgency.SOON if days <= urgency_table().soon else Urgency.SAFE), f"{days} hari kerja lagi"
