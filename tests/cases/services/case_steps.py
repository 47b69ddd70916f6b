"""The steps of a case up to its decision, taken through the real services."""

from __future__ import annotations

from datetime import date

from office_desk import HEAD, OfficeAtWork
from samples import make_decision, make_findings
from track_facts import hearing, summons

from cases.model.case import CaseFile
from cases.model.steps import (
    DecisionFacts,
    ExaminationFacts,
    FindingsFacts,
    StepKey,
)
from cases.services import steps


def summon(office: OfficeAtWork, case_id: str, key: StepKey) -> date:
    day = office.ask(steps.propose_examination, case_id, key, office.clock.today())
    office.signed(case_id, key, summons(office, day))
    office.clock.set_today(day)
    return day


def examination(file: CaseFile, on: date) -> ExaminationFacts:
    return hearing(file.case.examiners, on)


def findings(office: OfficeAtWork, file: CaseFile, *, proven: bool = True) -> FindingsFacts:
    level = file.case.suspected_level
    sanction = office.law.sanctions(level, "pp53", "PNS")[0].key if proven else ""
    return make_findings(
        office.person(1),
        proven=proven,
        violation_codes=file.case.violation_codes,
        level=level if proven else "",
        sanction_key=sanction,
        authority=HEAD,
    )


def decision(office: OfficeAtWork, file: CaseFile) -> DecisionFacts:
    sanction = office.law.sanctions(file.case.suspected_level, "pp53", "PNS")[0]
    return make_decision(
        HEAD,
        sanction_key=sanction.key,
        level=sanction.level,
        violation_codes=file.case.violation_codes,
        begins_on=date(2026, 9, 1),
        ends_on=date(2027, 8, 31),
        new_position="Analis",
    )


def examined(office: OfficeAtWork) -> CaseFile:
    """A case whose examination has just been held and signed."""
    file = office.case()
    day = summon(office, file.case.id, StepKey.SUMMONS_1)
    return office.signed(file.case.id, StepKey.EXAMINATION, examination(file, day), day)


def decided(office: OfficeAtWork) -> CaseFile:
    file = examined(office)
    office.signed(file.case.id, StepKey.FINDINGS, findings(office, file))
    return office.signed(file.case.id, StepKey.DECISION, decision(office, file))
