"""Corrections: a recorded fact set right with a reason, also after later steps; both versions stay.

Who handles cases corrects them. Once the decision is signed a correction can call what was decided into question, so
that it also asks for the right by which a decision is put up and signed: to manage letters.
"""

from __future__ import annotations

from dataclasses import replace

from cases.errors import GuardRefused, InvalidInput
from cases.model.case import CaseFile
from cases.model.letter import Letter, LetterStatus
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules import guards
from cases.rules.impact import Impact, LetterMove, VerdictChange, broken, impact
from cases.services.access import service
from cases.services.correction_plans import (
    CaseCorrection,
    Correction,
    LetterCorrection,
    Plan,
    StepCorrection,
    StepWithdrawal,
    plan_of,
)
from cases.services.settling import bench_of, settle
from cases.services.steps import StepForm

__all__ = [
    "CaseCorrection",
    "Correction",
    "LetterCorrection",
    "StepCorrection",
    "StepWithdrawal",
    "correct_case",
    "correct_letter",
    "correct_step",
    "preview",
    "withdraw_step",
]


@service(Right.HANDLE_CASE)
def preview(work: UnitOfWork, actor: Actor, case_id: str, correction: Correction) -> Impact:
    """Return what a correction would change; writes nothing. Raises InvalidInput for what cannot be a correction."""
    plan = plan_of(work, actor, case_id, correction, "…")
    return _impact(work, plan)


@service(Right.HANDLE_CASE)
def correct_step(work: UnitOfWork, actor: Actor, case_id: str, step_id: str, form: StepForm, reason: str) -> CaseFile:
    """Put a record in the place of a recorded step; recompute what follows from it.

    The letter of the step follows while it is a draft; once on paper it stays, is marked and can be replaced. Raises
    GuardRefused when a hard guard forbids the step as corrected or a later one then, ReasonNeeded for soft guards
    without a reason, InvalidInput when nothing changes or the reason is missing.
    """
    return _carry_out(work, actor, case_id, StepCorrection(step_id=step_id, form=form), reason)


@service(Right.HANDLE_CASE)
def withdraw_step(work: UnitOfWork, actor: Actor, case_id: str, step_id: str, reason: str) -> CaseFile:
    """Take back a step that was recorded by mistake; its letter becomes void.

    Raises GuardRefused when a later step rests on it, InvalidInput without a reason.
    """
    return _carry_out(work, actor, case_id, StepWithdrawal(step_id=step_id), reason)


@service(Right.HANDLE_CASE)
def correct_case(work: UnitOfWork, actor: Actor, case_id: str, correction: CaseCorrection, reason: str) -> CaseFile:
    """Set facts of the case itself right, recorded as a step with both texts; raises as ``correct_step`` does."""
    return _carry_out(work, actor, case_id, correction, reason)


@service(Right.HANDLE_CASE)
def correct_letter(work: UnitOfWork, actor: Actor, case_id: str, correction: LetterCorrection, reason: str) -> CaseFile:
    """Set the days of a signed letter right, recorded as a step with both texts; raises as ``correct_step`` does.

    The day of signature that dates a step is corrected with the step.
    """
    return _carry_out(work, actor, case_id, correction, reason)


def _carry_out(work: UnitOfWork, actor: Actor, case_id: str, correction: Correction, reason: str) -> CaseFile:
    if not reason.strip():
        raise InvalidInput("Tulis alasan koreksi.", field="correction_reason")
    plan = plan_of(work, actor, case_id, correction, reason.strip())
    found = _impact(work, plan)
    given = plan.record.overrides
    if isinstance(correction, CaseCorrection) and plan.own is not None:
        given = (*given, *plan.own.overrides)
    if found.refusal:
        wrong = broken(found.verdicts, plan.own.id if plan.own else "")[0]
        raise GuardRefused(found.refusal, wrong.guard, wrong.told.article)
    guards.enforce(found.findings, given)
    if plan.after.case != plan.before.case:
        work.cases.save(plan.after.case)
    work.steps.add(plan.record)
    for letter in plan.letters:
        work.letters.save(letter)
    return settle(work, case_id)


def _impact(work: UnitOfWork, plan: Plan) -> Impact:
    bench = bench_of(work)
    found = impact(plan.before, plan.after, bench)
    own = plan.own.id if plan.own else ""
    stopped = broken(found.verdicts, own)
    findings = bench.findings(plan.after, plan.own) if plan.own else ()
    if plan.own is not None and plan.own is not plan.record:
        # Of the opening only what the corrected facts change is judged again.
        moved = {change.guard for change in found.verdicts if change.step_id == own}
        findings = tuple(finding for finding in findings if finding.guard in moved)
    return replace(
        found,
        letters=tuple(_letter_move(plan.before, letter) for letter in plan.letters),
        findings=findings,
        refusal=_refusal(stopped, withdrawn=plan.record.withdrawn) if stopped else "",
    )


def _refusal(stopped: tuple[VerdictChange, ...], *, withdrawn: bool) -> str:
    titles = " dan ".join(dict.fromkeys(change.step_title for change in stopped))
    if withdrawn:
        return (
            f"Tahap ini tidak dapat dibatalkan karena tahap {titles} bergantung padanya; "
            f"batalkan pencatatan tahap {titles} dahulu."
        )
    return (
        f"Koreksi ini tidak sesuai dengan tahap {titles} yang sudah tercatat. {stopped[0].told.sentence} "
        "Koreksi atau batalkan pencatatan tahap itu dahulu."
    )


def _letter_move(before: CaseFile, letter: Letter) -> LetterMove:
    was = next(one for one in before.letters if one.id == letter.id)
    words = "tanggal tanda tangannya dikoreksi"
    if letter.status is LetterStatus.VOID:
        words = "menjadi batal"
    elif letter.status is LetterStatus.DRAFT:
        words = "konsepnya disusun ulang"
    elif letter.outdated:
        words = "perlu diganti"
    elif was.outdated:
        words = "kembali sesuai"
    return LetterMove(letter_id=letter.id, title=letter.title, number=letter.number, words=words)
