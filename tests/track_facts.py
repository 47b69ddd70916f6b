"""Facts of the steps of every track as a clerk would give them, for walking a case through the real services."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from office_desk import HEAD, HEAD_TITLE, OfficeAtWork
from samples import make_decision, make_findings

from cases.model.case import CaseFile
from cases.model.person import Examiner, Person, TeamDuty, TeamElement
from cases.model.steps import (
    AbsenceFacts,
    DecisionFacts,
    DeclarationFacts,
    DeclarationManner,
    ExaminationFacts,
    ExaminationMode,
    FindingsFacts,
    HandoverFacts,
    HandoverManner,
    InForceFacts,
    ProposalFacts,
    Question,
    StepKey,
    SummonsFacts,
    TeamFacts,
)
from cases.services import steps

ETHICS, PARTY = "E4", "D5"
"""A form of violation of the ethics track, and the one of the dismissal track."""


def council(office: OfficeAtWork, *, members: int = 3, appointed_by: Person = HEAD, grade: str = "IV/b") -> TeamFacts:
    """An ethics council: chair, secretary and some members, all of them heads of agencies."""
    duties = [TeamDuty.CHAIR, TeamDuty.SECRETARY, *[TeamDuty.MEMBER] * members]
    people = [
        Examiner(
            person=office.person(20 + place, position="Kepala Dinas Sosial", grade=grade),
            duty=duty,
            element=TeamElement.OTHER,
        )
        for place, duty in enumerate(duties)
    ]
    return TeamFacts(members=tuple(people), appointed_by=appointed_by)


def summons(office: OfficeAtWork, on: date) -> SummonsFacts:
    superior = office.person(1)
    return SummonsFacts(examine_on=on, examine_at="09.00", place="Ruang rapat", report_to=superior, signer=superior)


def absence(on: date, *witnesses: Person) -> AbsenceFacts:
    return AbsenceFacts(missed_on=on, reason="tanpa keterangan", witnesses=witnesses)


def hearing(examiners: tuple[Examiner, ...], on: date, **parts: Any) -> ExaminationFacts:
    facts = ExaminationFacts(
        examined_on=on,
        examined_at="09.00",
        place="Ruang rapat",
        mode=ExaminationMode.IN_PERSON,
        examiners=examiners,
        questions=(Question(question="Apakah Saudara sehat?", answer="Ya."),),
    )
    return replace(facts, **parts)


def ruling(office: OfficeAtWork, file: CaseFile, sanction_key: str, level: str, **parts: Any) -> FindingsFacts:
    facts = make_findings(
        office.person(1),
        proven=bool(sanction_key),
        violation_codes=file.case.violation_codes,
        level=level,
        sanction_key=sanction_key,
        authority=HEAD,
    )
    return replace(facts, **parts)


def decided(file: CaseFile, sanction_key: str, level: str, **parts: Any) -> DecisionFacts:
    facts = make_decision(HEAD, sanction_key=sanction_key, level=level, violation_codes=file.case.violation_codes)
    return replace(facts, **parts)


def proposal(office: OfficeAtWork, on: date) -> ProposalFacts:
    return ProposalFacts(
        proposed_by=office.person(9, position="Sekretaris Daerah"), addressed_post=HEAD_TITLE, received_on=on
    )


def declaration(office: OfficeAtWork, on: date, manner: DeclarationManner, *, witnesses: int = 1) -> DeclarationFacts:
    return DeclarationFacts(
        held_on=on,
        manner=manner,
        medium="upacara bendera",
        place="Halaman kantor",
        stated_by=HEAD,
        witnesses=tuple(office.person(40 + place) for place in range(witnesses)),
    )


def handed_over(office: OfficeAtWork, on: date) -> HandoverFacts:
    return HandoverFacts(
        received_on=on, manner=HandoverManner.IN_PERSON, receiver="Terlapor", handed_by=office.person(1)
    )


def in_force(on: date, reason: str = "") -> InForceFacts:
    return InForceFacts(effective_on=on, computed_on=on, manual_reason=reason)


def deadline_days(file: CaseFile) -> dict[str, date]:
    """The due dates of a case, by key."""
    return {row.key: row.due_on for row in file.deadlines}


def next_keys(office: OfficeAtWork, case_id: str) -> list[StepKey]:
    """What may be done next beside no side step, the main action first."""
    return [step.key for step in office.ask(steps.case_view, case_id).next_steps if not step.side]


def heard(office: OfficeAtWork, file: CaseFile, days: int = 8) -> CaseFile:
    """An ethics case whose council has been formed and has heard the respondent."""
    case_id = file.case.id
    office.signed(case_id, StepKey.TEAM, council(office))
    return examined(office, file, days, office.ask(steps.case_view, case_id).file.case.examiners)


def examined(
    office: OfficeAtWork, file: CaseFile, days: int = 8, examiners: tuple[Examiner, ...] | None = None
) -> CaseFile:
    """A case whose respondent was called and came."""
    case_id = file.case.id
    day = date.fromordinal(office.clock.today().toordinal() + days)
    office.signed(case_id, StepKey.SUMMONS_1, summons(office, day))
    office.clock.set_today(day)
    return office.signed(case_id, StepKey.EXAMINATION, hearing(examiners or file.case.examiners, day), day)
