"""Cases to be corrected and the way to correct them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from office_desk import HEAD, START, OfficeAtWork
from samples import make_decision, make_findings

from cases.model.case import CaseFile
from cases.model.steps import (
    CaseStep,
    ExaminationFacts,
    ExaminationMode,
    Override,
    StepFacts,
    StepKey,
    SummonsFacts,
)
from cases.services import corrections, steps
from cases.services.corrections import CaseCorrection, StepCorrection
from cases.services.steps import StepForm

REASON = "Salah baca tanggal pada buku agenda."


def summons(office: OfficeAtWork, day: date) -> SummonsFacts:
    superior = office.person(1)
    return SummonsFacts(examine_on=day, examine_at="09.00", place="Aula", report_to=superior, signer=superior)


def summoned(office: OfficeAtWork, code: str = "n.2") -> CaseFile:
    """A case with its signed summons of START, the examination proposed."""
    file = office.case(code)
    meet = office.ask(steps.propose_examination, file.case.id, StepKey.SUMMONS_1, START)
    return office.signed(file.case.id, StepKey.SUMMONS_1, summons(office, meet))


def examined(office: OfficeAtWork) -> CaseFile:
    file = summoned(office)
    office.clock.set_today(START + timedelta(days=14))
    facts = ExaminationFacts(
        examined_on=office.clock.today(),
        examined_at="09.00",
        place="Aula",
        mode=ExaminationMode.IN_PERSON,
        examiners=file.case.examiners,
        questions=(),
    )
    return office.signed(file.case.id, StepKey.EXAMINATION, facts, office.clock.today())


def found(office: OfficeAtWork, **parts: Any) -> CaseFile:
    file = examined(office)
    office.clock.set_today(START + timedelta(days=17))
    facts = make_findings(office.person(1), **{"authority": HEAD, **parts})
    return office.signed(file.case.id, StepKey.FINDINGS, facts)


def decided(office: OfficeAtWork) -> CaseFile:
    file = found(office)
    office.clock.set_today(START + timedelta(days=21))
    facts = make_decision(HEAD, begins_on=date(2026, 7, 1), ends_on=date(2027, 6, 30))
    return office.signed(file.case.id, StepKey.DECISION, facts)


def step_of(file: CaseFile, key: StepKey) -> CaseStep:
    return next(step for step in file.steps if step.key is key)


def correct(
    office: OfficeAtWork, file: CaseFile, key: StepKey, on: date | None = None, reason: str = REASON, **parts: Any
) -> CaseFile:
    """Correct a step's facts, warnings answered."""
    old = step_of(file, key)
    facts: StepFacts = replace(old.facts, **parts)
    form = StepForm(key=key, facts=facts, on=on or old.on)
    seen = office.ask(corrections.preview, file.case.id, StepCorrection(step_id=old.id, form=form))
    given = tuple(Override(guard=one.guard, reason="Uji.") for one in seen.findings if not one.satisfied)
    return office.do(corrections.correct_step, file.case.id, old.id, replace(form, overrides=given), reason)


def case_correction(file: CaseFile, **parts: Any) -> CaseCorrection:
    case = file.case
    values: dict[str, Any] = {
        "event_on": case.event_on,
        "received_on": case.received_on,
        "violation_codes": case.violation_codes,
        "suspected_level": case.suspected_level,
        "respondent": case.respondent,
        "source": case.source,
        "election": case.election,
    }
    return CaseCorrection(**(values | parts))
