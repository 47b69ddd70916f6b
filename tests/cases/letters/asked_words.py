"""What a letter that is asked for prints, and cases that ended one way or another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from letter_entries import ENTRIES
from letter_facts import (
    APPEAL_DECISION,
    FACTS,
    OBJECTION_DECISION,
)
from letter_samples import (
    asked_content,
    letter_file,
    with_steps,
    words_of,
)

from cases.model.case import CaseFile
from cases.model.steps import (
    InForceFacts,
    StepFacts,
    StepKey,
)
from cases.regulations import load_law

LAW = load_law()


def words(kind: str, **parts: Any) -> str:
    """What such a letter prints."""
    return words_of(kind, asked_content(kind, LAW, **parts))


def entries(kind: str, **changed: str) -> dict[str, str]:
    return ENTRIES[kind] | {key.replace("_", "."): value for key, value in changed.items()}


def decided(outcome: str, *, key: StepKey = StepKey.OBJECTION_DECISION, **parts: Any) -> CaseFile:
    """A case whose decision was contested, with how that ended."""
    facts = APPEAL_DECISION if key is StepKey.APPEAL_DECISION else OBJECTION_DECISION
    handed: tuple[StepKey, StepFacts] = (StepKey.HANDOVER, FACTS["handover-receipt"])
    return with_steps(letter_file(), handed, (key, replace(facts, outcome=outcome, **parts)))


def in_force() -> tuple[StepKey, StepFacts]:
    return StepKey.IN_FORCE, InForceFacts(effective_on=date(2025, 1, 10), computed_on=date(2025, 1, 10))
