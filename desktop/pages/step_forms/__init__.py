"""One form for each step of a case: a body of its own where it behaves in its own way, else a sheet of fields."""

from __future__ import annotations

from cases.model.steps import (
    FACTS_OF,
    DecisionFacts,
    ExaminationFacts,
    FindingsFacts,
    InForceFacts,
    StepFacts,
    StepKey,
    SummonsFacts,
    TeamFacts,
)
from desktop.desk import Desk
from desktop.pages.step_forms.after_sheets import AFTER
from desktop.pages.step_forms.body import Scene, StepBody
from desktop.pages.step_forms.course_sheets import COURSE
from desktop.pages.step_forms.decision import DecisionBody, InForceBody
from desktop.pages.step_forms.examination import ExaminationBody, FindingsBody, TeamBody
from desktop.pages.step_forms.plain import PlainBody, Sheet
from desktop.pages.step_forms.summons import SummonsBody

BODIES: dict[type[StepFacts], type[StepBody]] = {
    TeamFacts: TeamBody,
    SummonsFacts: SummonsBody,
    ExaminationFacts: ExaminationBody,
    FindingsFacts: FindingsBody,
    DecisionFacts: DecisionBody,
    InForceFacts: InForceBody,
}
SHEETS: dict[type[StepFacts], Sheet] = COURSE | AFTER


def has_form(key: StepKey) -> bool:
    """Whether a step is recorded by a form; opening a case and corrections have pages of their own."""
    return FACTS_OF[key] in BODIES or FACTS_OF[key] in SHEETS


def form_of(desk: Desk, scene: Scene) -> StepBody:
    """Return the form of the step in view."""
    kind = FACTS_OF[scene.step.key]
    return BODIES[kind](desk, scene) if kind in BODIES else PlainBody(desk, scene, SHEETS[kind])


__all__ = ["BODIES", "SHEETS", "Scene", "StepBody", "form_of", "has_form"]
