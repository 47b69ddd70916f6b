"""The test cases that packs bring along; a pack with a failing one is not fit for use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from cases.errors import RegulationError
from cases.model.deadline import Holiday
from cases.model.office import WorkWeek
from cases.regulations.entries import CheckGiven
from cases.regulations.law import Law
from cases.rules.working_days import Calendar

Answer = date | str | tuple[str, ...]


def run_checks(law: Law, holidays: Iterable[Holiday]) -> None:
    """Ask every question of every pack; raises RegulationError that names the pack, the question and both answers."""
    days = tuple(holidays)
    calendars = {week: Calendar.of(days, week) for week in WorkWeek}
    for pack in law.packs:
        for place, check in enumerate(pack.checks, 1):
            question = next((name for name in _QUESTIONS if getattr(check.given, name)), "")
            if not question:
                raise RegulationError(f"Paket aturan {pack.key}: uji ke-{place} tidak menanyakan apa pun.")
            found = _QUESTIONS[question](law, check.given, calendars[check.given.week])
            expected = check.due or check.expect
            if found != expected:
                raise RegulationError(
                    f"Paket aturan {pack.key} tidak lulus ujinya sendiri: {question} "
                    f"{getattr(check.given, question)} memberi {found}, seharusnya {expected}."
                )


def _deadline(law: Law, given: CheckGiven, calendar: Calendar) -> Answer:
    rules = {rule.key: rule for pack in law.packs for rule in pack.deadlines}
    rule = rules.get(given.deadline)
    if rule is None or given.from_ is None:
        return ""
    return rule.due(given.from_, calendar, given.setting)


def _authority(law: Law, given: CheckGiven, _: Calendar) -> Answer:
    level = law.sanction(given.sanction).level
    return tuple(rule.official for rule in law.authorities(given.authority, level, given.sanction, given.region))


_QUESTIONS: dict[str, Callable[[Law, CheckGiven, Calendar], Answer]] = {
    "deadline": _deadline,
    "violation": lambda law, given, _: law.violation(given.violation).level,
    "rank": lambda law, given, _: law.rank_of(given.rank),
    "authority": _authority,
    "archive": lambda law, given, _: law.archive_code(given.archive).code,
    "sanction": lambda law, given, _: law.sanction(given.sanction).level,
}
