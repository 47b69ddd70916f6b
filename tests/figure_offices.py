"""Random offices of reports and cases, and their figures counted by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import strategies as st
from samples import make_case, make_person, make_report, make_step, make_summary

from cases.model.case import Case, CaseStatus, CaseSummary, Track
from cases.model.election import Election, ElectionKind, ElectionStage
from cases.model.figures import Counted, FigureQuery, PeriodBy
from cases.model.identity import new_id
from cases.model.report import Report, Respondent, Source, Verification, VerificationOutcome
from cases.model.steps import Addressee, CaseStep, DocumentedFacts, OpenedFacts, RecordSystem, RemedyFacts, StepKey
from cases.model.user import Actor, Role
from cases.ports import UnitOfWork
from cases.rules.figures import measures
from db.unit import OfficeDatabase

CLERK = Actor(name="petugas", role=Role.CLERK)
TODAY = date(2026, 6, 1)
UNITS = ("Dinas Kebudayaan", "Dinas Perhubungan", "")
CODES = ("D1", "D6", "E2")
POINTS = ("7", "8")
ELECTIONS = ("Pilkada 2026", "")
DECIDED = (CaseStatus.SANCTIONED, CaseStatus.ANNULLED)


@dataclass
class Told:
    """One accused of a report and what became of him."""

    report: Report
    respondent: Respondent
    case: Case | None
    steps: tuple[CaseStep, ...] = ()

    @property
    def summary(self) -> CaseSummary:
        assert self.case is not None
        return self.case.summary


@st.composite
def told(draw: st.DrawFn) -> tuple[Report, list[Told]]:
    received = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 200)))
    report = make_report(
        received_on=received,
        event_on=draw(st.one_of(st.none(), st.just(received - timedelta(days=draw(st.integers(0, 40)))))),
        source=draw(st.sampled_from([Source.BAWASLU, Source.PUBLIC])),
        election=draw(st.sampled_from(ELECTIONS)),
        violation_codes=tuple(draw(st.lists(st.sampled_from(CODES), unique=True, max_size=2))),
        circular_points=tuple(draw(st.lists(st.sampled_from(POINTS), unique=True, max_size=2))),
    )
    everyone = []
    for _ in range(draw(st.integers(1, 3))):
        outcome = draw(st.sampled_from([None, *VerificationOutcome]))
        person = make_person(
            work_unit=draw(st.sampled_from(UNITS)), position_kind=draw(st.sampled_from(["Fungsional", "Struktural"]))
        )
        verification = outcome and Verification(
            verified_on=received, outcome=outcome, jurisdiction=True, identity=True, evidence=True
        )
        respondent = Respondent(id=new_id(), person=person, verification=verification)
        if outcome is VerificationOutcome.ACCEPTED and draw(st.booleans()):
            case, steps = draw(cases(report, respondent))
            everyone.append(Told(report, replace(respondent, case_id=case.id), case, steps))
        else:
            everyone.append(Told(report, respondent, None))
    report = replace(report, respondents=tuple(one.respondent for one in everyone))
    return report, [replace(one, report=report) for one in everyone]


@st.composite
def cases(draw: st.DrawFn, report: Report, respondent: Respondent) -> tuple[Case, tuple[CaseStep, ...]]:
    status = draw(st.sampled_from(CaseStatus))
    decided_on = report.received_on + timedelta(days=draw(st.integers(20, 90))) if status in DECIDED else None
    summary = make_summary(
        status=status,
        stage=draw(st.sampled_from(["opened", "findings"])),
        due_on=draw(st.one_of(st.none(), st.just(TODAY - timedelta(days=1)), st.just(TODAY))),
        decision_on=decided_on,
        effective_on=decided_on and decided_on + timedelta(days=15),
        ends_on=draw(st.one_of(st.none(), st.just(TODAY - timedelta(days=1)), st.just(TODAY))),
        waiting_since=report.received_on + timedelta(days=9) if status is CaseStatus.WAITING_PPK else None,
        level="berat" if decided_on else "",
        sanction_title="penurunan jabatan" if decided_on else "",
    )
    case = make_case(
        report,
        respondent=respondent.person,
        summary=summary,
        election=report.election,
        event_on=report.event_on or report.received_on,
        track=draw(st.sampled_from(Track)),
        violation_codes=tuple(draw(st.lists(st.sampled_from(CODES), unique=True, min_size=1, max_size=2))),
    )
    told = draw(st.lists(st.sampled_from(FACTS), max_size=2))
    steps = [make_step(case, key=StepKey.OPENED)]
    for key, facts in told:
        first = make_step(case, key=key, facts=facts, withdrawn=draw(st.booleans()))
        steps.append(first)
        if draw(st.booleans()):  # corrected by one that is withdrawn or not
            steps.append(replace(first, id=new_id(), corrects=first.id, withdrawn=draw(st.booleans())))
    return case, tuple(steps)


FACTS = (
    (StepKey.OPENED, OpenedFacts()),
    (
        StepKey.OBJECTION,
        RemedyFacts(filed_on=TODAY, received_on=TODAY, addressee=Addressee.PPK, number="1/K", grounds="Keberatan."),
    ),
    *((StepKey.DOCUMENTED, DocumentedFacts(system=system, uploaded_on=TODAY)) for system in RecordSystem),
)


def standing(steps: tuple[CaseStep, ...], *keys: StepKey) -> list[CaseStep]:
    corrected = {step.corrects for step in steps}
    return [step for step in steps if step.key in keys and not step.withdrawn and step.id not in corrected]


def entered(steps: tuple[CaseStep, ...], *systems: RecordSystem) -> bool:
    return any(step.facts.system in systems for step in standing(steps, StepKey.DOCUMENTED))


ELECTION = Election(
    id="e1",
    name="Pilkada 2026",
    kind=ElectionKind.REGIONAL,
    stages=(
        ElectionStage(name="Pendaftaran", begins_on=date(2026, 1, 10), ends_on=date(2026, 3, 1)),
        ElectionStage(name="Penetapan", begins_on=date(2026, 2, 20)),
        ElectionStage(name="Kampanye", begins_on=date(2026, 2, 21), ends_on=date(2026, 5, 1)),
    ),
)
OPEN = (CaseStatus.RUNNING, CaseStatus.WAITING_PPK)
PROVEN = (CaseStatus.WAITING_PPK, *DECIDED)
OF_CASE: dict[str, Callable[[Told], bool]] = {
    "cases": lambda one: one.case is not None,
    "running": lambda one: one.summary.status is CaseStatus.RUNNING,
    "waiting": lambda one: one.summary.status is CaseStatus.WAITING_PPK,
    "open": lambda one: one.summary.status in OPEN,
    "late": lambda one: one.summary.status in OPEN and (one.summary.due_on or TODAY) < TODAY,
    "proven": lambda one: one.summary.status in PROVEN,
    "not-proven": lambda one: one.summary.status is CaseStatus.NOT_PROVEN,
    "stopped": lambda one: one.summary.status is CaseStatus.STOPPED,
    "decided": lambda one: one.summary.decision_on is not None,
    "sanctioned": lambda one: one.summary.status is CaseStatus.SANCTIONED,
    "annulled": lambda one: one.summary.status is CaseStatus.ANNULLED,
    "appealed": lambda one: bool(standing(one.steps, StepKey.OBJECTION, StepKey.APPEAL, StepKey.COURT)),
    "serving": lambda one: (
        one.summary.status is CaseStatus.SANCTIONED
        and (one.summary.effective_on or date.max) <= TODAY <= (one.summary.ends_on or date.min)
    ),
    "documented": lambda one: entered(one.steps, RecordSystem.IDIS, RecordSystem.SIASN),
    "undocumented": lambda one: (
        (one.summary.effective_on or date.max) <= TODAY
        and one.summary.status is not CaseStatus.ANNULLED
        and not entered(one.steps, RecordSystem.IDIS, RecordSystem.SIASN)
    ),
    "sbt-unanswered": lambda one: (
        one.case.source == Source.SBT
        and (one.summary.decision_on is not None or one.summary.status in (CaseStatus.NOT_PROVEN, CaseStatus.STOPPED))
        and not entered(one.steps, RecordSystem.SBT)
    ),
}
OUTCOMES = {
    "reported": None,
    "unverified": "",
    "verified": VerificationOutcome.ACCEPTED,
    "refused": VerificationOutcome.REFUSED,
    "forwarded": VerificationOutcome.FORWARDED,
}


Row = tuple[Report, Told | None, Case | None]


@dataclass
class Counting:
    """The same figures, by hand."""

    everyone: list[Told]
    reports: list[Report]

    def rows(self, key: str) -> list[Row]:
        of = measures()[key].of
        if of is Counted.OLD:
            return []
        if of is Counted.REPORT:
            return [(report, None, None) for report in self.reports]
        if of is Counted.ACCUSED:
            wanted = OUTCOMES[key]
            chosen = [one for one in self.everyone if wanted is None or self.outcome(one) == wanted]
            return [(one.report, one, one.case) for one in chosen]
        test = OF_CASE[key]
        return [(one.report, one, one.case) for one in self.everyone if one.case is not None and test(one)]

    @staticmethod
    def outcome(one: Told) -> str:
        return one.respondent.verification.outcome if one.respondent.verification else ""

    @staticmethod
    def stages(name: str, event_on: date | None) -> list[str]:
        if name != ELECTION.name or event_on is None:
            return [""]
        spans = [(one.name, one.begins_on, one.ends_on or one.begins_on) for one in ELECTION.stages]
        return [stage for stage, first, last in spans if first <= event_on <= last] or [""]

    @staticmethod
    def day(key: str, by: PeriodBy, report: Report, case: Case | None) -> date | None:
        if by is PeriodBy.DECIDED:
            return case.summary.decision_on if case else None
        if by is PeriodBy.WAITING:
            return case.summary.waiting_since if case else None
        if by is PeriodBy.RECEIVED:
            return report.received_on
        return case.event_on if measures()[key].of is Counted.CASE and case else report.event_on

    def words(self, key: str, name: str, by: PeriodBy, row: Row) -> list[str]:
        report, one, case = row
        own = case if measures()[key].of is Counted.CASE else None
        day = self.day(key, by, report, case)
        found = {
            "month": [day.isoformat()[:7] if day else ""],
            "year": [day.isoformat()[:4] if day else ""],
            "violation": list(own.violation_codes if own else report.violation_codes) or [""],
            "category": list(report.circular_points) or [""],
            "source": [str(report.source)],
            "election_stage": self.stages((own or report).election, (own or report).event_on),
            "election": [report.election],
            "work_unit": [one.respondent.person.work_unit] if one else [],
            "post": [one.respondent.person.position_kind] if one else [],
            "status": [str(case.summary.status if case else "") if one else str(report.status)],
            "track": [str(case.track) if case else ""],
            "sanction": [case.summary.sanction_title if case else ""],
            "stage": [case.summary.stage if case else ""],
            "level": [case.summary.level if case else ""],
        }
        return found[name]

    def falls(self, key: str, query: FigureQuery, row: Row) -> bool:
        if query.first is None and query.last is None:
            return True
        day = self.day(key, query.by, row[0], row[2])
        return day is not None and (query.first or date.min) <= day <= (query.last or date.max)

    def of(self, key: str, query: FigureQuery) -> list[Row]:
        return [row for row in self.rows(key) if self.falls(key, query, row)]


@contextmanager
def scratch(database: OfficeDatabase) -> Iterator[UnitOfWork]:
    """A unit of work that leaves nothing behind."""

    class Undo(Exception):
        pass

    with suppress(Undo), database.write() as work:
        work.log_as(CLERK, "test.fill")
        yield work
        raise Undo


OF_PERSONS = {"work_unit", "post", "track", "level", "stage", "sanction"}
"""Breakdowns that a report has none of."""


@st.composite
def offices(draw: st.DrawFn) -> Counting:
    reports, everyone = [], []
    for place, (made, people) in enumerate(draw(st.lists(told(), max_size=5)), 1):
        report = replace(made, id=new_id(), number=f"2026/L-{place:03d}", ordinal=place)
        reports.append(report)
        for one in people:
            number = len(everyone) + 1
            case = one.case and replace(one.case, number=f"2026/{number:03d}", ordinal=number, report_id=report.id)
            everyone.append(replace(one, report=report, case=case))
    return Counting(everyone, reports)


@st.composite
def queries(draw: st.DrawFn) -> FigureQuery:
    first = draw(st.none() | st.dates(date(2026, 1, 1), date(2026, 9, 1)))
    last = draw(st.none() | st.dates(first or date(2026, 1, 1), date(2026, 12, 1)))
    return FigureQuery(by=draw(st.sampled_from(PeriodBy)), first=first, last=last)


def fill(work: UnitOfWork, made: Counting) -> None:
    work.elections.add(ELECTION)
    for report in made.reports:
        work.reports.add(report)
    for one in made.everyone:
        if one.case is not None:
            work.cases.add(one.case)
            for step in one.steps:
                work.steps.add(step)
