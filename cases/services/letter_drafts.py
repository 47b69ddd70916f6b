"""Drafts of letters: of a step of a case, and of a report that has no case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cases.letters.content import content_for
from cases.letters.post_lines import with_post_lines
from cases.letters.templates import template_of
from cases.model.case import CaseFile
from cases.model.identity import new_id
from cases.model.letter import Letter, LetterContent, LetterStatus
from cases.model.steps import AbsenceFacts, StepFacts, StepKey, SummonsFacts
from cases.model.user import Actor
from cases.ports import UnitOfWork
from cases.services.settling import law_of, the_office


def draft_letter(
    work: UnitOfWork, actor: Actor, file: CaseFile, kind: str, facts: StepFacts, on: date | None
) -> Letter:
    """Return a new draft of a letter that a step makes; ``file`` stands as before the step."""
    template = template_of(kind, on or work.clock.today())
    title = template.title
    if isinstance(facts, AbsenceFacts):
        title = f"{title} {'II' if _absent_before(file) else 'I'}"
    return Letter(
        id=new_id(),
        case_id=file.case.id,
        kind=kind,
        title=title,
        status=LetterStatus.DRAFT,
        template=template.template,
        content=step_content(work, file, kind, facts, on),
        paper=the_office(work).paper,
        classification=law_of(work, file.case).archive_code(file.case.track).code,
        numbered=template.numbered,
        made_at=work.clock.now(),
        made_by=actor.name,
    )


def step_content(work: UnitOfWork, file: CaseFile, kind: str, facts: StepFacts, on: date | None) -> LetterContent:
    """Return what a letter of a step says on a day; ``file`` stands as before the step."""
    content = content_for(kind, file, facts, the_office(work), law_of(work, file.case), on)
    return with_post_lines(content, template_of(kind, on or work.clock.today()).family, work.signatories.all())


def with_first_summons(file: CaseFile, key: StepKey, facts: StepFacts) -> StepFacts:
    """Return the facts as they are recorded: a second summons names the first one's letter."""
    if key is not StepKey.SUMMONS_2 or not isinstance(facts, SummonsFacts):
        return facts
    first = {step.letter_id for step in file.steps if step.key is StepKey.SUMMONS_1}
    for letter in reversed(file.letters):
        if letter.id in first and letter.status is not LetterStatus.VOID:
            return replace(facts, first_number=letter.number, first_on=letter.letter_on)
    return facts


def _absent_before(file: CaseFile) -> bool:
    return any(step.key is StepKey.ABSENCE_1 for step in file.steps)
