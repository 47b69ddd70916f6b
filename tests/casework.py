"""A case built step by step in memory, for the rules: facts as a clerk would give them, letters signed or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from samples import NOW, make_case, make_decision, make_findings, make_office, make_person, make_report

from cases.model.case import Case, CaseFile, CaseStatus, CaseSummary, Level
from cases.model.letter import Letter, LetterContent, LetterStatus
from cases.model.office import Office, Paper, WorkWeek
from cases.model.person import EmploymentStatus, Examiner, Person, TeamDuty, TeamElement
from cases.model.steps import (
    AbsenceFacts,
    Addressee,
    ArchivedFacts,
    CaseStep,
    ClosedFacts,
    CourtFacts,
    DecisionFacts,
    DocumentedFacts,
    ExaminationFacts,
    ExaminationMode,
    FindingsFacts,
    HandoverFacts,
    HandoverManner,
    HandoverSummonsFacts,
    InForceFacts,
    OpenedFacts,
    RecordSystem,
    RehabilitationFacts,
    RemedyDecisionFacts,
    RemedyFacts,
    ReopenedFacts,
    ResponseFacts,
    ServedFacts,
    StepFacts,
    StepKey,
    StoppedFacts,
    SummonsFacts,
    TeamFacts,
)
from cases.regulations import Law, load_law, shipped_holidays
from cases.rules import deadlines, guards
from cases.rules.guards import Finding
from cases.rules.working_days import Calendar

LAW = load_law()
FIVE = Calendar.of(shipped_holidays(), WorkWeek.FIVE)
SIX = Calendar.of(shipped_holidays(), WorkWeek.SIX)
TODAY = date(2026, 12, 1)

HEAD = Person(name="Wiratama Sastrodiharjo", status=EmploymentStatus.ELECTED, position="Bupati")
SUPERIOR = make_person(
    name="Satria Nugraha, S.Sos.",
    nip="197001011995031002",
    grade="IV/b",
    position="Kepala Dinas Kebudayaan",
    position_kind="Struktural",
)
RESPONDENT = make_person(position="Pengelola Arsip", position_kind="Pelaksana", grade="III/a")
TEAM = (
    Examiner(person=SUPERIOR, duty=TeamDuty.CHAIR, element=TeamElement.SUPERIOR),
    Examiner(
        person=make_person(name="Dewi Lestari", nip="198001012005012003", grade="IV/a"),
        element=TeamElement.SUPERVISION,
    ),
    Examiner(
        person=make_person(name="Bagus Prasetyo", nip="198101012006011004", grade="III/d"),
        element=TeamElement.PERSONNEL,
    ),
)


def summons(examine_on: date, signer: Person = SUPERIOR) -> SummonsFacts:
    return SummonsFacts(
        examine_on=examine_on, examine_at="09.00", place="Ruang Rapat", report_to=SUPERIOR, signer=signer
    )


def examination(on: date, **parts: Any) -> ExaminationFacts:
    facts = ExaminationFacts(
        examined_on=on,
        examined_at="09.00",
        place="Ruang Rapat",
        mode=ExaminationMode.IN_PERSON,
        examiners=TEAM,
        questions=(),
    )
    return replace(facts, **parts)


def findings(**parts: Any) -> FindingsFacts:
    return make_findings(SUPERIOR, **{"authority": HEAD, **parts})


def decision(**parts: Any) -> DecisionFacts:
    return make_decision(HEAD, **parts)


def handover(on: date) -> HandoverFacts:
    return HandoverFacts(received_on=on, manner=HandoverManner.IN_PERSON, receiver="Ratna", handed_by=SUPERIOR)


def remedy(on: date, addressee: Addressee = Addressee.PPK, copy_on: date | None = None) -> RemedyFacts:
    return RemedyFacts(
        filed_on=on, received_on=on, addressee=addressee, number="K-1", grounds="tidak hadir", copy_on=copy_on
    )


def remedy_decision(outcome: str, on: date, **parts: Any) -> RemedyDecisionFacts:
    facts = RemedyDecisionFacts(decided_on=on, outcome=outcome, number="P-1", decided_by="Bupati Tirta Kencana")
    return replace(facts, **parts)


def archived(**parts: Any) -> ArchivedFacts:
    facts = ArchivedFacts(code="800.1.6.2", shelf="A-1", active_until=date(2029, 8, 9), inactive_until=date(2032, 8, 9))
    return replace(facts, **parts)


class Casework:
    """One case; each method records a step and, where it makes a letter, the letter in the status given."""

    def __init__(self, office: Office | None = None, law: Law = LAW, **parts: Any) -> None:
        report = make_report(received_on=date(2026, 5, 4), event_on=date(2026, 4, 30))
        parts = {"superior": SUPERIOR, "examiners": (), "respondent": RESPONDENT, "violation_codes": ("n.2",), **parts}
        self.office = office or make_office()
        self.law = law
        self.file = CaseFile(case=make_case(report, **parts), report=report)

    def record(
        self,
        key: StepKey,
        facts: StepFacts,
        on: date | None,
        *,
        letter: LetterStatus | None = LetterStatus.SIGNED,
    ) -> Casework:
        identifier = f"letter-{len(self.file.steps)}"
        made = Letter(
            id=identifier,
            case_id=self.file.case.id,
            kind=key.value,
            title=f"Surat {key.value}",
            status=letter or LetterStatus.DRAFT,
            template="x",
            content=LetterContent(),
            paper=Paper.F4,
            classification="800.1.6.2",
            numbered=True,
            number=f"800.1.6.2/{len(self.file.steps)}/X/2026",
            made_at=NOW,
            made_by="petugas",
        )
        step = CaseStep(
            id=f"step-{len(self.file.steps)}",
            case_id=self.file.case.id,
            key=key,
            on=on,
            letter_id=identifier if letter else None,
            facts=facts,
            recorded_at=NOW,
            recorded_by="petugas",
        )
        letters = (*self.file.letters, made) if letter else self.file.letters
        self.file = replace(self.file, steps=(*self.file.steps, step), letters=letters)
        return self.settle()

    def settle(self, calendar: Calendar = FIVE) -> Casework:
        """Compute the due dates, as the services do after each step."""
        rows = deadlines.compute(self.file, self.law, calendar, self.office)
        self.file = replace(self.file, deadlines=rows)
        return self

    def opened(self, on: date = date(2026, 5, 5)) -> Casework:
        return self.record(StepKey.OPENED, OpenedFacts(verification="benar"), on, letter=None)

    def team(self, on: date | None = date(2026, 5, 6), letter: LetterStatus = LetterStatus.SIGNED) -> Casework:
        return self.record(StepKey.TEAM, TeamFacts(members=TEAM, appointed_by=HEAD), on, letter=letter)

    def summons_1(self, on: date | None = date(2026, 5, 7), examine_on: date = date(2026, 5, 20)) -> Casework:
        status = LetterStatus.SIGNED if on else LetterStatus.DRAFT
        return self.record(StepKey.SUMMONS_1, summons(examine_on), on, letter=status)

    def absence_1(self, on: date = date(2026, 5, 20), letter: LetterStatus = LetterStatus.SIGNED) -> Casework:
        return self.record(StepKey.ABSENCE_1, AbsenceFacts(missed_on=on), on, letter=letter)

    def summons_2(self, on: date | None = date(2026, 5, 20), examine_on: date = date(2026, 6, 4)) -> Casework:
        status = LetterStatus.SIGNED if on else LetterStatus.PUT_UP
        return self.record(StepKey.SUMMONS_2, summons(examine_on), on, letter=status)

    def absence_2(self, on: date = date(2026, 6, 4), letter: LetterStatus = LetterStatus.SIGNED) -> Casework:
        return self.record(StepKey.ABSENCE_2, AbsenceFacts(missed_on=on), on, letter=letter)

    def examined(
        self, on: date = date(2026, 5, 20), letter: LetterStatus | None = LetterStatus.SIGNED, **parts: Any
    ) -> Casework:
        return self.record(StepKey.EXAMINATION, examination(on, **parts), on, letter=letter)

    def found(self, on: date | None = date(2026, 6, 10), **parts: Any) -> Casework:
        status = LetterStatus.SIGNED if on else LetterStatus.DRAFT
        return self.record(StepKey.FINDINGS, findings(**parts), on, letter=status)

    def stopped(self, on: date = date(2026, 6, 11), reason_key: str = "tidak-terbukti") -> Casework:
        return self.record(StepKey.STOPPED, StoppedFacts(reason="", reason_key=reason_key), on, letter=None)

    def decided(self, on: date | None = date(2026, 7, 1), **parts: Any) -> Casework:
        status = LetterStatus.SIGNED if on else LetterStatus.PUT_UP
        return self.record(StepKey.DECISION, decision(**parts), on, letter=status)

    def called(self, on: date | None = None) -> Casework:
        facts = HandoverSummonsFacts(
            meet_on=date(2026, 7, 14), meet_at="10.00", place="Aula", report_to=SUPERIOR, signer=SUPERIOR
        )
        return self.record(StepKey.HANDOVER_SUMMONS, facts, on, letter=LetterStatus.DRAFT)

    def handed_over(self, on: date = date(2026, 7, 14), letter: LetterStatus = LetterStatus.SIGNED) -> Casework:
        return self.record(StepKey.HANDOVER, handover(on), on, letter=letter)

    def in_force(self, on: date = date(2026, 8, 4)) -> Casework:
        return self.record(StepKey.IN_FORCE, InForceFacts(effective_on=on, computed_on=on), on, letter=None)

    def objected(self, on: date, copy_on: date | None = None) -> Casework:
        facts = remedy(on, Addressee.PPK if copy_on is None else Addressee.HIGHER_OFFICIAL, copy_on)
        return self.record(StepKey.OBJECTION, facts, on, letter=None)

    def objection_answered(self, on: date) -> Casework:
        facts = ResponseFacts(responded_on=on, official=SUPERIOR, content="keputusan sudah tepat")
        return self.record(StepKey.OBJECTION_RESPONSE, facts, on, letter=None)

    def objection_decided(self, outcome: str, on: date, **parts: Any) -> Casework:
        return self.record(StepKey.OBJECTION_DECISION, remedy_decision(outcome, on, **parts), on, letter=None)

    def appealed(self, on: date, copy_on: date | None = None) -> Casework:
        return self.record(StepKey.APPEAL, remedy(on, Addressee.BPASN, copy_on), on, letter=None)

    def appeal_decided(self, outcome: str, on: date, **parts: Any) -> Casework:
        return self.record(StepKey.APPEAL_DECISION, remedy_decision(outcome, on, **parts), on, letter=None)

    def sued(self, filed_on: date, decided_on: date | None = None, outcome: str = "") -> Casework:
        facts = CourtFacts(court="PTUN", filed_on=filed_on, decided_on=decided_on, outcome=outcome)
        return self.record(StepKey.COURT, facts, decided_on or filed_on, letter=None)

    def rehabilitated(self, on: date) -> Casework:
        facts = RehabilitationFacts(restored_on=on, restored="nama baik dan hak-haknya")
        return self.record(StepKey.REHABILITATION, facts, on, letter=None)

    def served(self, on: date) -> Casework:
        return self.record(StepKey.SERVED, ServedFacts(ended_on=on), on, letter=None)

    def documented(self, on: date, system: RecordSystem = RecordSystem.IDIS) -> Casework:
        return self.record(StepKey.DOCUMENTED, DocumentedFacts(system=system, uploaded_on=on), on, letter=None)

    def closed(self, on: date) -> Casework:
        return self.record(StepKey.CLOSED, ClosedFacts(note="selesai"), on, letter=None)

    def archived(self, on: date, **parts: Any) -> Casework:
        return self.record(StepKey.ARCHIVED, archived(**parts), on, letter=None)

    def reopened(self, on: date) -> Casework:
        return self.record(StepKey.REOPENED, ReopenedFacts(reason="bukti baru"), on, letter=None)

    def check(
        self, key: StepKey, facts: StepFacts | None, on: date | None, *, today: date = TODAY
    ) -> dict[str, Finding]:
        """Ask every guard of a step; the findings by guard."""
        found = guards.check(self.file, key, facts, on, self.law, FIVE, self.office, today)
        return {finding.guard: finding for finding in found}


def severe() -> Casework:
    return Casework(violation_codes=("n.6",), suspected_level=Level.SEVERE)


def earlier_case(case: Case, **parts: Any) -> Case:
    """A sanctioned case of the same person, about another act a year before."""
    summary = CaseSummary(
        stage="decision",
        stage_title="Diputus",
        status=CaseStatus.SANCTIONED,
        level="sedang",
        sanction_key="penundaan-kgb",
        sanction_title="penundaan kenaikan gaji berkala",
        decision_on=date(2025, 6, 1),
    )
    earlier = replace(
        case, id="earlier", number="2025/009", report_id="another", event_on=date(2025, 2, 1), summary=summary
    )
    return replace(earlier, **parts)


def examined() -> Casework:
    """A case with its findings, waiting for a decision."""
    return Casework().opened().summons_1().examined().found()


def decided(**parts: Any) -> Casework:
    """A case whose decision was handed over."""
    return examined().decided(**parts).handed_over()


def with_earlier(case: Casework, **parts: Any) -> Casework:
    """The case of somebody who was punished before."""
    case.file = replace(case.file, earlier_cases=(earlier_case(case.file.case, **parts),))
    return case
