"""What must agree after every change of a case: its due dates and its summary, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from cases.errors import InvalidInput, NotFound
from cases.model.case import Case, CaseFile
from cases.model.office import Office
from cases.model.steps import CaseStep, StepKey
from cases.ports import UnitOfWork
from cases.regulations import Law
from cases.rules import deadlines, lifecycle
from cases.rules.impact import Bench
from cases.rules.standing import standing_steps
from cases.rules.working_days import Calendar


def refuse_far_day(work: UnitOfWork, day: date | None, field: str) -> None:
    """Raise InvalidInput for a day beyond the next year: a slip of the key that no later step could mend."""
    if day is not None and day.year > work.clock.today().year + 1:
        raise InvalidInput(f"Tahun {day.year} terlalu jauh di depan; periksa tanggalnya.", field=field)


def refuse_future_day(work: UnitOfWork, day: date, field: str) -> None:
    """Raise InvalidInput for a day on which nothing can have happened yet."""
    if day > work.clock.today():
        raise InvalidInput("Tanggal itu belum terjadi; isi tanggal hari ini atau sebelumnya.", field=field)


def the_office(work: UnitOfWork) -> Office:
    """Return the office; raises NotFound before the first start ended."""
    office = work.office.current()
    if office is None:
        raise NotFound("Kantor belum disiapkan; jalankan Netralitas dan isi data kantor Anda terlebih dahulu.")
    return office


def full_names(work: UnitOfWork) -> dict[str, str]:
    """Return the full names of the users by the names that records keep."""
    return {user.username: user.full_name or user.username for user in work.users.all()}


def calendar_of(work: UnitOfWork) -> Calendar:
    """Return the calendar that the office's due dates count in."""
    return Calendar.of(work.holidays.all(), the_office(work).work_week)


def bench_of(work: UnitOfWork) -> Bench:
    """Return what a file of this office is judged with, as of today."""
    return Bench(law=work.law, calendar=calendar_of(work), office=the_office(work), today=work.clock.today())


def read_file(work: UnitOfWork, case_id: str) -> CaseFile:
    """Return the whole file of a case; raises NotFound."""
    case = work.cases.get(case_id)
    earlier = tuple(other for other in work.cases.of_nip(case.respondent.nip) if other.id != case_id)
    counting, past = standing_steps(work.steps.of_case(case_id))
    return CaseFile(
        case=case,
        report=work.reports.get(case.report_id),
        steps=counting,
        past_steps=past,
        named_election=work.elections.by_name(case.election) if case.election else None,
        letters=work.letters.of_case(case_id),
        evidence=work.evidence.of_report(case.report_id),
        deadlines=work.deadlines.of_case(case_id),
        earlier_cases=earlier,
        old_cases=work.old_cases.of_nip(case.respondent.nip),
    )


def law_of(work: UnitOfWork, case: Case) -> Law:
    """Return the law by which a case is judged: the versions that it remembers."""
    return work.law.as_judged(case.regulations)


def regulations_of(work: UnitOfWork, file: CaseFile, on: date) -> tuple[str, ...]:
    """Return the versions that judge the case on a day, from what has happened to it so far."""
    return judging(work.law, file.case, file.steps, on)


def judging(law: Law, case: Case, steps: Iterable[CaseStep], on: date) -> tuple[str, ...]:
    """Return the versions by which a law judges a case with these steps on a day.

    It stays with those that it remembers unless a later regulation takes it over by its transition rules.
    """
    days = {step.key: step.on for step in steps}
    return law.versions_for(
        event_on=case.event_on,
        on=on,
        examined_on=days.get(StepKey.EXAMINATION) or days.get(StepKey.ABSENCE_2),
        decided_on=days.get(StepKey.DECISION),
        remembered=case.regulations,
    )


def settle(work: UnitOfWork, case_id: str, bench: Bench | None = None) -> CaseFile:
    """Recompute the due dates and the summary of a case from its steps; return the settled file.

    ``bench`` is what ``bench_of`` gives, for whoever settles many.
    """
    bench = bench or bench_of(work)
    file = read_file(work, case_id)
    law = bench.law.as_judged(file.case.regulations)
    due = deadlines.compute(file, law, bench.calendar, bench.office)
    work.deadlines.replace(case_id, due)
    file = replace(file, deadlines=due)
    summary = lifecycle.summarise(file, law)
    if summary != file.case.summary:
        file = replace(file, case=replace(file.case, summary=summary))
        work.cases.save(file.case)
    return file
