"""What a guard's test is asked and what it answers; the sentences around the answer are the pack's."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cases.model.case import CaseFile
from cases.model.office import Office
from cases.model.steps import DecisionFacts, FindingsFacts, RemedyDecisionFacts, StepFacts
from cases.regulations import GuardParams, Law, StepRule
from cases.rules.progress import Progress
from cases.rules.working_days import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known before a step is filled in: the file, how far it is, and the step in view."""

    file: CaseFile
    law: Law
    progress: Progress
    rule: StepRule
    params: GuardParams
    facts: StepFacts | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The violations named by the step, else those of the case."""
        if isinstance(self.facts, FindingsFacts | DecisionFacts):
            return self.facts.violation_codes
        return self.file.case.violation_codes

    @property
    def level(self) -> str:
        """The level that the step names, else the expected one."""
        if isinstance(self.facts, FindingsFacts | DecisionFacts | RemedyDecisionFacts) and self.facts.level:
            return self.facts.level
        return self.progress.level


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Standing):
    """A step as it is to be recorded: its day, with the office's calendar and settings, as of today."""

    on: date
    calendar: Calendar
    office: Office
    today: date


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a guard is satisfied, None when the data cannot tell; ``values`` fill the fields of its sentence."""

    satisfied: bool | None
    values: dict[str, str] = field(default_factory=dict)
