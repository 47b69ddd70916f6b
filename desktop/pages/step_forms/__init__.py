"""One form for each step of a case, and the table that says which."""

from __future__ import annotations

from cases.model.steps import StepKey
from desktop.pages.step_forms.body import Scene, StepBody
from desktop.pages.step_forms.decision import DecisionBody, HandoverBody, InForceBody
from desktop.pages.step_forms.examination import ExaminationBody, FindingsBody, StoppedBody, TeamBody
from desktop.pages.step_forms.summons import AbsenceBody, HandoverSummonsBody, SummonsBody

FORM_OF: dict[StepKey, type[StepBody]] = {
    StepKey.TEAM: TeamBody,
    StepKey.SUMMONS_1: SummonsBody,
    StepKey.ABSENCE_1: AbsenceBody,
    StepKey.SUMMONS_2: SummonsBody,
    StepKey.ABSENCE_2: AbsenceBody,
    StepKey.EXAMINATION: ExaminationBody,
    StepKey.FINDINGS: FindingsBody,
    StepKey.STOPPED: StoppedBody,
    StepKey.DECISION: DecisionBody,
    StepKey.HANDOVER_SUMMONS: HandoverSummonsBody,
    StepKey.HANDOVER: HandoverBody,
    StepKey.IN_FORCE: InForceBody,
}

__all__ = ["FORM_OF", "Scene", "StepBody"]
