"""The test cases that packs bring along; a pack with a failing one is not fit for use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cases.errors import OfficeError, RegulationError
from cases.model.deadline import Holiday
from cases.model.office import WorkWeek
from cases.regulations.entries import CheckGiven, DeadlineRule, Pack
from cases.regulations.law import Law
from cases.rules.working_days import Calendar

Answer = date | str | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What came of the check at a place (from 0) of a pack; ``question`` is empty for one that asks nothing."""

    place: int
    question: str
    given: CheckGiven
    expected: Answer
    found: Answer

    @property
    def passed(self) -> bool:
        """Whether a question was asked and the answer is the expected one."""
        return bool(self.question) and self.found == self.expected

    @property
    def asked(self) -> str:
        """What the question names ("n.2")."""
        return str(getattr(self.given, self.question)) if self.question else ""

    @property
    def words(self) -> str:
        """The fault of a check that did not pass, with what was expected."""
        if not self.question:
            return f"uji ke-{self.place + 1} tidak menanyakan apa pun; isi salah satu dari {', '.join(_QUESTIONS)}"
        return (
            f"{self.question} {self.asked} memberi {answer_words(self.found)}, seharusnya {answer_words(self.expected)}"
        )


def calendars(holidays: Iterable[Holiday]) -> Mapping[WorkWeek, Calendar]:
    """Return the calendar of each working week with these days off."""
    days = tuple(holidays)
    return {week: Calendar.of(days, week) for week in WorkWeek}


def ask_checks(law: Law, pack: Pack, by_week: Mapping[WorkWeek, Calendar]) -> tuple[CheckResult, ...]:
    """Ask every question of a pack, of the law as that pack's own version judges."""
    judging = law.as_judged((pack.key,))
    results = []
    for place, check in enumerate(pack.checks):
        question = next((name for name in _QUESTIONS if getattr(check.given, name)), "")
        found: Answer = ""
        if question:
            try:
                found = _QUESTIONS[question](judging, pack, check.given, by_week[check.given.week])
            except OfficeError as error:
                found = error.sentence
        expected: Answer = check.due or check.expect
        if isinstance(found, tuple) and isinstance(expected, str):
            expected = (expected,) if expected else ()
        results.append(CheckResult(place=place, question=question, given=check.given, expected=expected, found=found))
    return tuple(results)


def run_checks(law: Law, holidays: Iterable[Holiday]) -> None:
    """Ask every question of every pack; raises RegulationError that names the pack, the question and both answers."""
    by_week = calendars(holidays)
    for pack in law.packs:
        for result in ask_checks(law, pack, by_week):
            if not result.passed:
                raise RegulationError(f"Paket aturan {pack.key} tidak lulus ujinya sendiri: {result.words}.")


def answer_words(answer: Answer) -> str:
    """Return an answer as it is read: words with commas, a date as in the pack, "(kosong)" for none."""
    words = ", ".join(answer) if isinstance(answer, tuple) else str(answer)
    return words or "(kosong)"


def _deadline(law: Law, pack: Pack, given: CheckGiven, calendar: Calendar) -> Answer:
    rule = _deadline_of(law, pack, given.deadline)
    if rule is None or given.from_ is None:
        return ""
    return rule.due(given.from_, calendar, given.setting)


def _deadline_of(law: Law, pack: Pack, key: str) -> DeadlineRule | None:
    """A due date by its key: the pack's own, else that of another pack that speaks."""
    rules = (rule for each in (pack, *law.current) for rule in each.deadlines)
    return next((rule for rule in rules if rule.key == key), None)


def _authority(law: Law, _: Pack, given: CheckGiven, __: Calendar) -> Answer:
    level = law.sanction(given.sanction).level
    return tuple(rule.official for rule in law.authorities(given.authority, level, given.sanction, given.region))


_QUESTIONS: dict[str, Callable[[Law, Pack, CheckGiven, Calendar], Answer]] = {
    "deadline": _deadline,
    "violation": lambda law, _, given, __: law.violation(given.violation).level,
    "rank": lambda law, _, given, __: law.rank_of(given.rank),
    "authority": _authority,
    "archive": lambda law, _, given, __: law.archive_code(given.archive).code,
    "sanction": lambda law, _, given, __: law.sanction(given.sanction).level,
}
QUESTIONS = tuple(_QUESTIONS)
"""What a check can ask; a check that gives several asks the first of these."""
