"""Taking a step of a case: is it its turn, do the guards allow it, then record it and draft its letters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cases.errors import GuardRefused, InvalidInput
from cases.model.case import CaseFile
from cases.model.deadline import Urgency
from cases.model.identity import new_id
from cases.model.steps import (
    FACTS_OF,
    CaseStep,
    Override,
    StepFacts,
    StepKey,
    TeamFacts,
)
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules import deadlines, guards, lifecycle
from cases.services.access import service
from cases.services.letter_drafts import draft_letter, with_first_summons
from cases.services.settling import calendar_of, law_of, read_file, refuse_far_day, regulations_of, settle, the_office

_MEETINGS = ("examine_on", "meet_on")
"""Facts that call somebody to a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepForm:
    """A step to take: its facts, its day (None when its letter's signature will date it), reasons for warnings."""

    key: StepKey
    facts: StepFacts
    on: date | None = None
    overrides: tuple[Override, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """A case as its page shows it: the file and what the law makes of it today."""

    file: CaseFile
    stage_line: tuple[lifecycle.StageMark, ...]
    next_steps: tuple[lifecycle.NextStep, ...]
    urgency: Urgency
    urgency_words: str


@service(Right.READ)
def case_view(work: UnitOfWork, actor: Actor, case_id: str) -> CaseView:
    """Return a case with its stage line and what comes next; raises NotFound."""
    file = read_file(work, case_id)
    law = law_of(work, file.case)
    summary = file.case.summary
    urgency, words = deadlines.urgency(summary.due_on, summary.waiting_since, work.clock.today(), calendar_of(work))
    return CaseView(
        file=file,
        stage_line=lifecycle.stage_line(file, law),
        next_steps=lifecycle.next_steps(file, law),
        urgency=urgency,
        urgency_words=words,
    )


@service(Right.READ)
def check_step(work: UnitOfWork, actor: Actor, case_id: str, form: StepForm) -> tuple[guards.Finding, ...]:
    """Return what the guards say of a step as typed so far, satisfied ones included; writes nothing."""
    return _findings(work, read_file(work, case_id), form)


@service(Right.READ)
def propose_examination(work: UnitOfWork, actor: Actor, case_id: str, key: StepKey, letter_on: date) -> date:
    """Return the day to propose for the examination after a summons dated ``letter_on``."""
    law = law_of(work, work.cases.get(case_id))
    return deadlines.propose_examination(letter_on, law, calendar_of(work), the_office(work), key)


@service(Right.READ)
def propose_effective(work: UnitOfWork, actor: Actor, case_id: str, received_on: date) -> date:
    """Return the day on which the case's decision, received on ``received_on``, comes into force."""
    return deadlines.effective_on(received_on, law_of(work, work.cases.get(case_id)), calendar_of(work))


@service(Right.HANDLE_CASE)
def take_step(work: UnitOfWork, actor: Actor, case_id: str, form: StepForm) -> CaseFile:
    """Record a step, draft the letters it makes, recompute due dates and stage.

    Raises GuardRefused when it is not its turn or a hard guard forbids it, ReasonNeeded for soft guards without a
    reason, InvalidInput for facts of another step or a missing day.
    """
    if type(form.facts) is not FACTS_OF[form.key]:
        raise InvalidInput("Isian tidak sesuai dengan tahap perkara; muat ulang halaman dan coba lagi.")
    file = read_file(work, case_id)
    on = form.on or work.clock.today()
    regulations = regulations_of(work, file, on)
    if regulations != file.case.regulations:
        file = replace(file, case=replace(file.case, regulations=regulations))
        work.cases.save(file.case)
    law = law_of(work, file.case)
    rule = law.step(file.case.track, form.key)
    if not any(step.key == form.key and step.kind == "step" for step in lifecycle.next_steps(file, law)):
        raise GuardRefused(
            f"Tahap {rule.title} belum dapat dicatat; selesaikan dahulu tahap yang ditunjukkan panel Berikutnya.",
            guard="turn",
            article=rule.article,
        )
    for name, day in (("on", form.on), *((name, getattr(form.facts, name, None)) for name in _MEETINGS)):
        refuse_far_day(work, day, name)
    if rule.dated_by == "event" and form.on is None:
        raise InvalidInput("Isi tanggalnya.", field="on")
    guards.enforce(_findings(work, file, form), form.overrides)
    if isinstance(form.facts, TeamFacts) and form.facts.members != file.case.examiners:
        file = replace(file, case=replace(file.case, examiners=form.facts.members))
        work.cases.save(file.case)
    facts = with_first_summons(file, form.key, form.facts)
    letters = tuple(draft_letter(work, actor, file, kind, facts, form.on) for kind in rule.makes)
    step = CaseStep(
        id=new_id(),
        case_id=case_id,
        key=form.key,
        on=form.on if rule.dated_by == "event" else None,
        letter_id=letters[0].id if letters else None,
        facts=facts,
        overrides=form.overrides,
        regulations=regulations,
        recorded_at=work.clock.now(),
        recorded_by=actor.name,
    )
    for letter in letters:
        work.letters.add(letter)
    work.steps.add(step)
    return settle(work, case_id)


def _findings(work: UnitOfWork, file: CaseFile, form: StepForm) -> tuple[guards.Finding, ...]:
    today = work.clock.today()
    law, counted = law_of(work, file.case), calendar_of(work)
    return guards.check(file, form.key, form.facts, form.on or today, law, counted, the_office(work), today)
