"""A case with a signed decision in a real office, and a scan of a letter, for tests of the I'DIS pack."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from case_desk import OPENED, SUPERIOR, TODAY, open_case, sign_all
from pypdf import PdfWriter
from samples import make_decision, make_findings

from cases.model.case import CaseFile
from cases.model.report import Source
from cases.model.steps import (
    DecisionFacts,
    ExaminationFacts,
    ExaminationMode,
    FindingsFacts,
    HandoverFacts,
    HandoverManner,
    InForceFacts,
    Override,
    Question,
    StepFacts,
    StepKey,
    SummonsFacts,
)
from cases.model.user import Actor
from cases.services import case_files, steps
from cases.services.office import current_office
from desktop.desk import Desk

DECIDED = date(2026, 8, 3)
CODE, SANCTION, LEVEL = "n.2", "penundaan-kgb", "sedang"


def decided_case(
    do: Callable[..., Any], ask: Callable[..., Any], on_day: Callable[[date], object], *, in_force: bool = False
) -> CaseFile:
    """A case from its report to its signed decision, with ``in_force`` handed over and in force.

    ``on_day`` sets the office's clock; at the end it stands at ``TODAY``.
    """
    on_day(OPENED)
    head = ask(current_office).head
    file = open_case(do, head, CODE)
    day = ask(steps.propose_examination, file.case.id, StepKey.SUMMONS_1, OPENED)

    def take(key: StepKey, facts: StepFacts, on: date, event: date | None = None) -> CaseFile:
        on_day(on)
        form = steps.StepForm(key=key, facts=facts, on=event)
        warned = tuple(
            Override(guard=one.guard, reason="Alasan untuk uji.")
            for one in ask(steps.check_step, file.case.id, form)
            if one.strength == "soft" and not one.satisfied
        )
        sign_all(
            do, do(steps.take_step, file.case.id, steps.StepForm(key=key, facts=facts, on=event, overrides=warned)), on
        )
        return ask(case_files.case_file, file.case.id)

    take(StepKey.SUMMONS_1, _summons(day), OPENED)
    take(StepKey.EXAMINATION, _examination(file, day), day, day)
    take(StepKey.FINDINGS, _findings(head), DECIDED - timedelta(days=3))
    made = take(StepKey.DECISION, _decision(head), DECIDED)
    if not in_force:
        on_day(TODAY)
        return made
    received = DECIDED + timedelta(days=1)
    take(StepKey.HANDOVER, _handover(file, received), received, received)
    effective = date(2026, 8, 27)
    facts = InForceFacts(effective_on=effective, computed_on=effective, manual_reason="untuk uji")
    made = take(StepKey.IN_FORCE, facts, effective, effective)
    on_day(TODAY)
    return made


def come_from_sbt(desk: Desk, case_id: str) -> None:
    """Let a case have come from SBT."""

    def write(work: Any, actor: Actor) -> None:
        case = replace(work.cases.get(case_id), source=str(Source.SBT))
        work.log_as(actor, "tests.source")
        work.cases.save(case)
        work.reports.save(replace(work.reports.get(case.report_id), source=Source.SBT))

    with ThreadPoolExecutor(1) as pool:
        pool.submit(desk.office.write, write, desk.actor).result()


def scan_of(title: str, pages: int = 1) -> bytes:
    """A PDF as a scanner makes it."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    writer.add_metadata({"/Title": title})
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _summons(day: date) -> SummonsFacts:
    return SummonsFacts(examine_on=day, examine_at="09.00", place="Ruang rapat", report_to=SUPERIOR, signer=SUPERIOR)


def _examination(file: CaseFile, day: date) -> ExaminationFacts:
    return ExaminationFacts(
        examined_on=day,
        examined_at="09.00",
        place="Ruang rapat",
        mode=ExaminationMode.IN_PERSON,
        examiners=file.case.examiners,
        questions=(Question(question="Apakah Saudara sehat?", answer="Ya."),),
    )


def _findings(head: Any) -> FindingsFacts:
    return make_findings(SUPERIOR, violation_codes=(CODE,), level=LEVEL, sanction_key=SANCTION, authority=head)


def _decision(head: Any) -> DecisionFacts:
    return make_decision(
        head,
        sanction_key=SANCTION,
        level=LEVEL,
        violation_codes=(CODE,),
        begins_on=date(2026, 9, 1),
        ends_on=date(2027, 8, 31),
    )


def _handover(file: CaseFile, day: date) -> HandoverFacts:
    return HandoverFacts(
        received_on=day,
        manner=HandoverManner.IN_PERSON,
        receiver=file.case.respondent.name,
        handed_by=SUPERIOR,
    )
