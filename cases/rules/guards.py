"""Guards of the steps: which bear on a step, what each finds, and whether the step may be recorded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from cases.errors import GuardRefused, ReasonNeeded, RegulationError
from cases.model.case import CaseFile
from cases.model.office import Office
from cases.model.steps import Override, StepFacts, StepKey
from cases.regulations import GuardRule, Law
from cases.rules import (
    course_verdicts,
    election_verdicts,
    ethics_verdicts,
    history_verdicts,
    people_verdicts,
    procedure_verdicts,
    remedy_verdicts,
    sanction_verdicts,
)
from cases.rules.progress import Progress
from cases.rules.verdicts import Asked, Standing, Verdict
from cases.rules.working_days import Calendar

Test = TypeVar("Test")

_FIELD = re.compile(r"\{([^{}]+)\}")

STANDING_TESTS: Mapping[str, Callable[[Standing], Verdict | None]] = {
    "examined_or_twice_absent": procedure_verdicts.examined_or_twice_absent,
    "team_for_levels": procedure_verdicts.team_for_levels,
    "not_punished_before": history_verdicts.not_punished_before,
    "ruling_sent": ethics_verdicts.ruling_sent,
    "words_hold": course_verdicts.words_hold,
    "letters_signed": course_verdicts.letters_signed,
}
"""Tests that need nothing of the step's own facts."""

TESTS: Mapping[str, Callable[[Asked], Verdict | None]] = {
    **STANDING_TESTS,
    "in_turn": procedure_verdicts.in_turn,
    "dates_in_order": procedure_verdicts.dates_in_order,
    "has_happened": procedure_verdicts.has_happened,
    "named_days_follow": procedure_verdicts.named_days_follow,
    "proposed_day_in_time": procedure_verdicts.proposed_day_in_time,
    "in_time": procedure_verdicts.in_time,
    "violation_named": procedure_verdicts.violation_named,
    "article_known": procedure_verdicts.article_known,
    "has_own_level": sanction_verdicts.has_own_level,
    "sanction_fits": sanction_verdicts.sanction_fits,
    "heaviest_level": sanction_verdicts.heaviest_level,
    "repeat_is_heavier": history_verdicts.repeat_is_heavier,
    "act_not_punished": history_verdicts.act_not_punished,
    "older_matter": history_verdicts.older_matter,
    "catalogue_in_force": history_verdicts.catalogue_in_force,
    "examined_by_team": people_verdicts.examined_by_team,
    "period_fits": sanction_verdicts.period_fits,
    "allowance_cut": sanction_verdicts.allowance_cut,
    "set_has_basis": sanction_verdicts.set_has_basis,
    "effective_day": procedure_verdicts.effective_day,
    "days_off_known": procedure_verdicts.days_off_known,
    "team_elements": people_verdicts.team_elements,
    "signed_by_superior": people_verdicts.signed_by_superior,
    "examiners_rank": people_verdicts.examiners_rank,
    "examiner_not_reporter": people_verdicts.examiner_not_reporter,
    "status_covered": people_verdicts.status_covered,
    "official_has_authority": people_verdicts.official_has_authority,
    "acting_within_levels": people_verdicts.acting_within_levels,
    "not_an_accused": people_verdicts.not_an_accused,
    "recording_agreed": people_verdicts.recording_agreed,
    "substitute_named": people_verdicts.substitute_named,
    "after_earlier_sanction": history_verdicts.after_earlier_sanction,
    "stop_reason_fits": course_verdicts.stop_reason_fits,
    "served_in_full": course_verdicts.served_in_full,
    "retention_fits": course_verdicts.retention_fits,
    "recommender_in_office": course_verdicts.recommender_in_office,
    "addressed_rightly": remedy_verdicts.addressed_rightly,
    "late_is_inadmissible": remedy_verdicts.late_is_inadmissible,
    "outcome_known": remedy_verdicts.outcome_known,
    "changed_as_said": remedy_verdicts.changed_as_said,
    "track_fits_stage": election_verdicts.track_fits_stage,
    "council_complete": ethics_verdicts.council_complete,
    "council_not_below": ethics_verdicts.council_not_below,
    "formed_by": ethics_verdicts.formed_by,
    "formed_above": ethics_verdicts.formed_above,
    "administrative_recommended": ethics_verdicts.administrative_recommended,
    "declared_as_decided": ethics_verdicts.declared_as_decided,
    "witnessed": ethics_verdicts.witnessed,
}
"""Every test that a pack may name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a guard found of a step: satisfied or not, in a sentence, and what would satisfy it.

    ``known`` is False when the data cannot tell: the guard then holds nothing up, and the sentence says what to check.
    """

    guard: str
    title: str
    strength: str
    satisfied: bool
    sentence: str
    remedy: str
    article: str
    regulation: str
    verified: bool
    note: str = ""
    known: bool = True


def check(
    file: CaseFile,
    step: StepKey,
    facts: StepFacts | None,
    on: date | None,
    law: Law,
    calendar: Calendar,
    office: Office,
    today: date,
) -> tuple[Finding, ...]:
    """Return what every guard that bears on the step finds, satisfied ones too, the hard ones first.

    ``on`` is the step's day, None while its letter has none; the step then stands as of ``today``.
    """
    law = law.as_judged(file.case.regulations)
    progress = Progress.of(file, law)
    rule = law.step(file.case.track, step)
    found = []
    for guard in _of_step(file, step, law):
        asked = Asked(
            file=file,
            law=law,
            progress=progress,
            rule=rule,
            params=guard.params,
            facts=facts,
            on=on or today,
            calendar=calendar,
            office=office,
            today=today,
        )
        found.append(_finding(guard, _test(guard, TESTS)(asked)))
    return _sorted(found)


def standing(file: CaseFile, step: StepKey, law: Law) -> tuple[Finding, ...]:
    """Return what the guards find that need nothing of the step's own facts, to be shown before it is filled in."""
    law = law.as_judged(file.case.regulations)
    progress = Progress.of(file, law)
    rule = law.step(file.case.track, step)
    found = []
    for guard in _of_step(file, step, law):
        if guard.standing:
            asked = Standing(file=file, law=law, progress=progress, rule=rule, params=guard.params)
            found.append(_finding(guard, _test(guard, STANDING_TESTS)(asked)))
    return _sorted(found)


def enforce(findings: Iterable[Finding], overrides: Iterable[Override]) -> None:
    """Let a step pass, or raise.

    Raises GuardRefused for the first hard guard that is not satisfied; ReasonNeeded, with every soft guard that is
    not satisfied and has no written reason among the overrides.
    """
    open_guards = [finding for finding in findings if not finding.satisfied]
    for finding in open_guards:
        if finding.strength == "hard":
            raise GuardRefused(f"{finding.sentence} {finding.remedy}", finding.guard, finding.article)
    reasons = {override.guard for override in overrides if override.reason.strip()}
    missing = tuple((finding.guard, finding.sentence) for finding in open_guards if finding.guard not in reasons)
    if missing:
        sentences = " ".join(sentence for _, sentence in missing)
        raise ReasonNeeded(f"{sentences} Perbaiki isiannya, atau tulis alasan untuk setiap peringatan.", missing)


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values into the fields of a pack's sentence; a field without a value becomes an ellipsis.

    A name that ends with its degree's full stop ends the sentence with it.
    """
    return _FIELD.sub(lambda found: values.get(found.group(1)) or "…", text).replace("..", ".")


def _of_step(file: CaseFile, step: StepKey, law: Law) -> tuple[GuardRule, ...]:
    return tuple(guard for guard in law.guards(file.case.track) if step in guard.steps)


def _test(guard: GuardRule, tests: Mapping[str, Test]) -> Test:
    if guard.test not in tests:
        raise RegulationError(f"Uji {guard.test} dari penjaga {guard.key} tidak dikenal; perbarui program.")
    return tests[guard.test]


def _finding(guard: GuardRule, verdict: Verdict | None) -> Finding | None:
    if verdict is None:
        return None
    known = verdict.satisfied is not None
    text = (guard.ok if verdict.satisfied else guard.problem) if known else guard.unknown
    return Finding(
        guard=guard.key,
        title=guard.title,
        strength=guard.strength,
        satisfied=verdict.satisfied is not False,
        sentence=fill(text, verdict.values),
        remedy=guard.remedy,
        article=guard.article,
        regulation=guard.regulation,
        verified=guard.verified,
        note=guard.note,
        known=known,
    )


def _sorted(found: Iterable[Finding | None]) -> tuple[Finding, ...]:
    kept = (finding for finding in found if finding is not None)
    return tuple(sorted(kept, key=lambda finding: finding.strength != "hard"))
