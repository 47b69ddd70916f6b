"""Taking a step of a case: is it its turn, do the guards allow it, then record it and draft its letters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cases.errors import GuardRefused, InvalidInput
from cases.model.case import Case, CaseFile
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
from cases.regulations import Law, StepRule
from cases.rules import deadlines, guards, lifecycle
from cases.rules.rights import DECISIONS
from cases.services import several
from cases.services.access import require, service
from cases.services.discretion import discreet
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
    """Return a case with its stage line and what comes next, as the actor may see it; raises NotFound."""
    file = discreet(read_file(work, case_id), actor)
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
def propose_examination(work: UnitOfWork, actor: Actor, case_id: str, key: StepKey, letter_on: date) -> date | None:
    """Return the day to propose for the examination after a summons dated ``letter_on``.

    None where neither the law of the case's track nor a target of the office says when it should be.
    """
    case = work.cases.get(case_id)
    law, counted = law_of(work, case), calendar_of(work)
    return deadlines.propose_examination(letter_on, law, counted, the_office(work), key, case.track)


@service(Right.READ)
def propose_effective(work: UnitOfWork, actor: Actor, case_id: str, received_on: date) -> date | None:
    """Return the day on which the case's decision, received on ``received_on``, comes into force; None if not told."""
    file = read_file(work, case_id)
    return deadlines.effective_on(received_on, file, law_of(work, file.case), calendar_of(work))


@service(Right.READ)
def siblings(work: UnitOfWork, actor: Actor, case_id: str, key: StepKey) -> tuple[Case, ...]:
    """Return the other cases of the report that can take the same step now; none for what is one person's."""
    case = work.cases.get(case_id)
    if key in several.ONE_PERSONS:
        return ()
    others = (other for other in work.cases.of_report(case.report_id) if other.id != case_id)
    return tuple(other for other in others if other.track == case.track and _its_turn(work, other.id, key))


@service(Right.READ)
def check_step_for(
    work: UnitOfWork, actor: Actor, case_ids: tuple[str, ...], form: StepForm
) -> tuple[guards.Finding, ...]:
    """Return what the guards say of one step for several cases; a sentence names whom it is about."""
    files = [read_file(work, case_id) for case_id in dict.fromkeys(case_ids)]
    return several.merged((file, _findings(work, file, _own(work, files[0], file, form))) for file in files)


@service(Right.HANDLE_CASE)
def take_step(work: UnitOfWork, actor: Actor, case_id: str, form: StepForm) -> CaseFile:
    """Record a step, draft the letters it makes, recompute due dates and stage.

    Raises GuardRefused when it is not its turn or a hard guard forbids it, ReasonNeeded for soft guards without a
    reason, InvalidInput for facts of another step or a missing day, NotAllowed for a decision without that right.
    """
    return _take(work, actor, (case_id,), form)[0]


@service(Right.HANDLE_CASE)
def take_step_for(work: UnitOfWork, actor: Actor, case_ids: tuple[str, ...], form: StepForm) -> tuple[CaseFile, ...]:
    """Record one step for several accused of one report, for all of them or for none; the form is the first case's.

    What it takes from the first case itself (who receives, which violations) is each case's own. Raises as
    ``take_step`` does, in a sentence that names the person, and InvalidInput for what cannot be several people's.
    """
    return _take(work, actor, tuple(dict.fromkeys(case_ids)), form)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """A case about to take a step, with its own form and what its guards find."""

    file: CaseFile
    form: StepForm
    rule: StepRule
    findings: tuple[guards.Finding, ...]


def _take(work: UnitOfWork, actor: Actor, case_ids: tuple[str, ...], form: StepForm) -> tuple[CaseFile, ...]:
    if form.key in DECISIONS:
        require(actor, Right.DECIDE)
    if type(form.facts) is not FACTS_OF[form.key]:
        raise InvalidInput("Isian tidak sesuai dengan tahap perkara; muat ulang halaman dan coba lagi.")
    for name, day in (("on", form.on), *((name, getattr(form.facts, name, None)) for name in _MEETINGS)):
        refuse_far_day(work, day, name)
    files = [read_file(work, case_id) for case_id in case_ids]
    several.refuse_mixed(files, form.key, form.facts)
    turns = [_turn(work, file, _own(work, files[0], file, form), named=len(files) > 1) for file in files]
    guards.enforce(several.merged((turn.file, turn.findings) for turn in turns), form.overrides)
    return tuple(_record(work, actor, turn) for turn in turns)


def _own(work: UnitOfWork, first: CaseFile, file: CaseFile, form: StepForm) -> StepForm:
    facts, on = several.own_facts(work, first, file, form.facts, form.on)
    return replace(form, facts=facts, on=on)


def _turn(work: UnitOfWork, file: CaseFile, form: StepForm, *, named: bool) -> _Turn:
    """Judge a case by the law of the step's day; raises GuardRefused, with the person ``named``, before its turn."""
    regulations = regulations_of(work, file, form.on or work.clock.today())
    file = replace(file, case=replace(file.case, regulations=regulations))
    law = law_of(work, file.case)
    rule = law.step(file.case.track, form.key)
    if not _offered(file, law, form.key):
        whose = f"{file.case.respondent.name}: tahap" if named else "Tahap"
        raise GuardRefused(
            f"{whose} {rule.title} belum dapat dicatat; selesaikan dahulu tahap yang ditunjukkan panel Berikutnya.",
            guard="turn",
            article=rule.article,
        )
    if rule.dated_by == "event" and form.on is None:
        raise InvalidInput("Isi tanggalnya.", field="on")
    return _Turn(file=file, form=form, rule=rule, findings=_findings(work, file, form))


def _record(work: UnitOfWork, actor: Actor, turn: _Turn) -> CaseFile:
    file, form, rule = turn.file, turn.form, turn.rule
    if isinstance(form.facts, TeamFacts):
        file = replace(file, case=replace(file.case, examiners=form.facts.members))
    if file.case != work.cases.get(file.case.id):
        work.cases.save(file.case)
    facts = with_first_summons(file, form.key, form.facts)
    letters = tuple(draft_letter(work, actor, file, kind, facts, form.on) for kind in rule.makes)
    passed = {finding.guard for finding in turn.findings if not finding.satisfied}
    step = CaseStep(
        id=new_id(),
        case_id=file.case.id,
        key=form.key,
        on=form.on if rule.dated_by == "event" else None,
        letter_id=letters[0].id if letters else None,
        facts=facts,
        overrides=tuple(override for override in form.overrides if override.guard in passed),
        regulations=file.case.regulations,
        recorded_at=work.clock.now(),
        recorded_by=actor.name,
    )
    for letter in letters:
        work.letters.add(letter)
    work.steps.add(step)
    return settle(work, file.case.id)


def _its_turn(work: UnitOfWork, case_id: str, key: StepKey) -> bool:
    file = read_file(work, case_id)
    return _offered(file, law_of(work, file.case), key)


def _offered(file: CaseFile, law: Law, key: StepKey) -> bool:
    return any(step.key == key and step.kind == "step" for step in lifecycle.next_steps(file, law))


def _findings(work: UnitOfWork, file: CaseFile, form: StepForm) -> tuple[guards.Finding, ...]:
    today = work.clock.today()
    law, counted = law_of(work, file.case), calendar_of(work)
    return guards.check(file, form.key, form.facts, form.on or today, law, counted, the_office(work), today)
