"""One step for several accused of one report: what is each one's own, and what the guards say of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from cases.errors import InvalidInput
from cases.model.case import CaseFile
from cases.model.steps import HandoverFacts, StepFacts, StepKey, SummonsFacts
from cases.ports import UnitOfWork
from cases.rules import deadlines
from cases.rules.guards import Finding
from cases.services.settling import calendar_of, law_of

ONE_PERSONS = frozenset(
    {
        StepKey.EXAMINATION,
        StepKey.EXTRA_EXAMINATION,
        StepKey.SUSPENSION,
        StepKey.CRIMINAL,
        StepKey.OBJECTION,
        StepKey.OBJECTION_RESPONSE,
        StepKey.OBJECTION_DECISION,
        StepKey.APPEAL,
        StepKey.APPEAL_RESPONSE,
        StepKey.APPEAL_DECISION,
        StepKey.COURT,
    }
)
"""Steps about what one person said, filed or was charged with; they are never taken for several at once."""
_DIFFERENT = ("new_position", "allowance_from", "allowance_to")
"""Facts of a decision that two people do not share."""


def refuse_mixed(files: list[CaseFile], key: StepKey, facts: StepFacts) -> None:
    """Raise InvalidInput when one form cannot speak for all of these cases."""
    if len(files) == 1:
        return
    if key in ONE_PERSONS:
        raise InvalidInput("Tahap ini menyangkut satu orang; catat untuk tiap terlapor satu per satu.")
    if len({(file.case.report_id, file.case.track) for file in files}) > 1:
        raise InvalidInput("Satu tahap hanya dapat dicatat bersama untuk terlapor dari laporan dan jalur yang sama.")
    for name in _DIFFERENT:
        if getattr(facts, name, ""):
            raise InvalidInput("Isian ini berbeda bagi tiap orang; catat keputusannya satu per satu.", field=name)


def own_facts(
    work: UnitOfWork, first: CaseFile, file: CaseFile, facts: StepFacts, on: date | None
) -> tuple[StepFacts, date | None]:
    """Return facts and day of a step as they hold for one of several cases.

    Where the form says what is the first case's own (who receives, which violations), each case says its own.
    """
    if file is first:
        return facts, on
    changed: dict[str, Any] = {}
    day = on
    for name, own_of in _OWN.items():
        typed = getattr(facts, name, None)
        own = own_of(work, file) if typed and typed == own_of(work, first) else None
        if own:
            changed[name] = own
            day = own if typed == on else day
    return replace(facts, **changed), day


def merged(found: Iterable[tuple[CaseFile, tuple[Finding, ...]]]) -> tuple[Finding, ...]:
    """Return one finding for each guard, the gravest of all cases.

    Its sentence names everybody whom it is about, unless the very same holds for all of them.
    """
    every = tuple(found)
    by_guard: dict[str, list[tuple[str, Finding]]] = {}
    for file, findings in every:
        for finding in findings:
            by_guard.setdefault(finding.guard, []).append((file.case.respondent.name, finding))
    gravest = (_gravest(told, of=len(every)) for told in by_guard.values())
    return tuple(sorted(gravest, key=lambda finding: finding.strength != "hard"))


def _gravest(told: list[tuple[str, Finding]], *, of: int) -> Finding:
    worst = max((finding for _, finding in told), key=_gravity)
    names: dict[str, list[str]] = {}
    for name, finding in told:
        if _gravity(finding) == _gravity(worst):
            names.setdefault(finding.sentence, []).append(name)
    if not _gravity(worst) or len(names[worst.sentence]) == of:
        return worst
    named = (f"{' dan '.join(people)}: {sentence}" for sentence, people in names.items())
    return replace(worst, sentence=" ".join(named))


def _gravity(finding: Finding) -> int:
    """How much a finding has to be looked at: satisfied, not to be told by the data, not satisfied."""
    return 2 if not finding.satisfied else 0 if finding.known else 1


def _called_on(_work: UnitOfWork, file: CaseFile) -> date | None:
    """The day on which the last summons called the respondent."""
    calls = (step.facts.examine_on for step in reversed(file.steps) if isinstance(step.facts, SummonsFacts))
    return next(calls, None)


def _in_force_on(work: UnitOfWork, file: CaseFile) -> date | None:
    """The day on which the case's decision comes into force by its receipt."""
    receipts = (step.facts.received_on for step in reversed(file.steps) if isinstance(step.facts, HandoverFacts))
    received_on = next(receipts, None)
    return (
        deadlines.effective_on(received_on, file, law_of(work, file.case), calendar_of(work)) if received_on else None
    )


_OWN: Mapping[str, Callable[[UnitOfWork, CaseFile], Any]] = {
    "receiver": lambda _work, file: file.case.respondent.name,
    "violation_codes": lambda _work, file: file.case.violation_codes,
    "missed_on": _called_on,
    "effective_on": _in_force_on,
    "computed_on": _in_force_on,
    "ended_on": lambda _work, file: file.case.summary.ends_on,
}
"""Facts that a form takes from the case itself, and where each case has its own."""
