"""Opening a case for a respondent of a report, naming its officials, reading its file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cases.errors import InvalidInput
from cases.model.case import Case, CaseFile, CaseStatus, CaseSummary, Level, Track
from cases.model.identity import new_id
from cases.model.listing import CaseLine, ListQuery, LogEntry, Page
from cases.model.person import Examiner, Person
from cases.model.report import Report, ReportStatus, Respondent
from cases.model.steps import CaseStep, OpenedFacts, Override, StepKey
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules import guards
from cases.rules.nip import read_nip
from cases.rules.numbering import register_number
from cases.services.access import service
from cases.services.settling import calendar_of, read_file, settle, the_office


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningForm:
    """What turns a respondent into a case; ``suspected_level`` is asked only where the law gives none of its own."""

    violation_codes: tuple[str, ...]
    verification: str
    opened_on: date
    event_on: date | None = None
    suspected_level: Level = Level.UNSET
    superior: Person | None = None
    examiners: tuple[Examiner, ...] = ()
    official: Person | None = None
    official_post: str = ""
    note: str = ""
    overrides: tuple[Override, ...] = ()


@service(Right.HANDLE_CASE)
def open_case(work: UnitOfWork, actor: Actor, report_id: str, respondent_id: str, form: OpeningForm) -> CaseFile:
    """Open a case; the first step of its life is recorded with it.

    Raises InvalidInput for what is missing, GuardRefused or ReasonNeeded for what the law forbids or warns of.
    """
    report = work.reports.get(report_id)
    respondent = _respondent(report, respondent_id)
    event_on = form.event_on or report.event_on
    _check(work, respondent, form, event_on, report.received_on)
    assert event_on is not None  # noqa: S101 - checked just above
    levels = [work.law.violation(code).level for code in form.violation_codes]
    case = Case(
        id=new_id(),
        year=form.opened_on.year,
        ordinal=(ordinal := work.cases.last_ordinal(form.opened_on.year) + 1),
        number=register_number(form.opened_on.year, ordinal),
        report_id=report_id,
        report_number=report.number,
        respondent=replace(respondent.person, taken_on=form.opened_on),
        track=Track(work.law.violation(form.violation_codes[0]).track),
        violation_codes=form.violation_codes,
        suspected_level=Level(work.law.heaviest([*levels, form.suspected_level])),
        source=report.source,
        election=report.election,
        received_on=report.received_on,
        event_on=event_on,
        opened_on=form.opened_on,
        superior=form.superior,
        examiners=form.examiners,
        official=form.official,
        official_post=form.official_post,
        regulations=work.law.versions_for(event_on=event_on, on=form.opened_on),
        summary=CaseSummary(stage=StepKey.OPENED, stage_title="", status=CaseStatus.RUNNING),
        note=form.note.strip(),
    )
    facts = OpenedFacts(verification=form.verification.strip())
    earlier = work.cases.of_nip(case.respondent.nip)
    draft = CaseFile(case=case, report=report, earlier_cases=earlier)
    findings = guards.check(
        draft, StepKey.OPENED, facts, form.opened_on, work.law, calendar_of(work), the_office(work), work.clock.today()
    )
    guards.enforce(findings, form.overrides)
    work.cases.add(case)
    step = CaseStep(
        id=new_id(),
        case_id=case.id,
        key=StepKey.OPENED,
        on=form.opened_on,
        letter_id=None,
        facts=facts,
        overrides=form.overrides,
        regulations=case.regulations,
        recorded_at=work.clock.now(),
        recorded_by=actor.name,
    )
    work.steps.add(step)
    _link(work, report, respondent_id, case.id)
    return settle(work, case.id)


@service(Right.HANDLE_CASE)
def name_officials(
    work: UnitOfWork,
    actor: Actor,
    case_id: str,
    *,
    superior: Person | None,
    examiners: tuple[Examiner, ...],
    official: Person | None,
    official_post: str,
) -> CaseFile:
    """Name or change who signs what in this case; letters already made keep their snapshot."""
    case = work.cases.get(case_id)
    for person in (superior, official, *(examiner.person for examiner in examiners)):
        if person is not None and not person.name.strip():
            raise InvalidInput("Isi nama setiap pejabat yang ditunjuk.", field="name")
    work.cases.save(
        replace(case, superior=superior, examiners=examiners, official=official, official_post=official_post.strip())
    )
    return settle(work, case_id)


@service(Right.READ)
def case_file(work: UnitOfWork, actor: Actor, case_id: str) -> CaseFile:
    """Return the whole file of a case; raises NotFound."""
    return read_file(work, case_id)


@service(Right.READ)
def case_page(work: UnitOfWork, actor: Actor, query: ListQuery) -> Page[CaseLine]:
    """Return one page of the list of cases."""
    return work.cases.page(query)


@service(Right.READ)
def cases_of_person(work: UnitOfWork, actor: Actor, nip: str) -> tuple[Case, ...]:
    """Return every case against a person, newest first: the earlier sanctions shown when he is picked."""
    return work.cases.of_nip(nip)


@service(Right.READ)
def case_log(work: UnitOfWork, actor: Actor, case_id: str) -> tuple[LogEntry, ...]:
    """Return the log rows of a case and all that belongs to it, newest first, without old and new values."""
    entries = work.audit.of_record(_ids_of(work, case_id))
    return tuple(replace(entry, changes={}) for entry in entries)


@service(Right.READ_LOG_VALUES)
def case_log_with_values(work: UnitOfWork, actor: Actor, case_id: str) -> tuple[LogEntry, ...]:
    """Return the same rows with the values old and new."""
    return work.audit.of_record(_ids_of(work, case_id))


def _ids_of(work: UnitOfWork, case_id: str) -> tuple[str, ...]:
    file = read_file(work, case_id)
    return (
        case_id,
        file.report.id,
        *(step.id for step in file.steps),
        *(letter.id for letter in file.letters),
        *(item.id for item in file.evidence),
    )


def _respondent(report: Report, respondent_id: str) -> Respondent:
    for respondent in report.respondents:
        if respondent.id == respondent_id:
            return respondent
    raise InvalidInput("Terlapor tidak ada lagi dalam laporan ini; muat ulang halaman.", field="respondents")


def _check(
    work: UnitOfWork, respondent: Respondent, form: OpeningForm, event_on: date | None, received_on: date
) -> None:
    if respondent.case_id:
        raise InvalidInput(f"Perkara {respondent.person.name} atas laporan ini sudah dibuka.")
    if not respondent.person.nip:
        raise InvalidInput(
            f"Cocokkan {respondent.person.name} dengan NIP dalam daftar pegawai sebelum perkara dibuka.", field="nip"
        )
    read_nip(respondent.person.nip)
    if event_on is None:
        raise InvalidInput("Isi tanggal kejadian; peraturan yang berlaku ditentukan olehnya.", field="event_on")
    if event_on > received_on:
        raise InvalidInput(
            "Kejadian tidak mungkin sesudah laporan diterima; periksa tanggal kejadian.", field="event_on"
        )
    if not form.violation_codes:
        raise InvalidInput("Pilih bentuk pelanggaran yang diduga.", field="violation_codes")
    if not form.verification.strip():
        raise InvalidInput("Isi hasil verifikasi: siapa terlapor, apa buktinya.", field="verification")
    tracks = {work.law.violation(code).track for code in form.violation_codes}
    if len(tracks) > 1:
        raise InvalidInput("Bentuk pelanggaran yang dipilih berasal dari jalur berbeda; pilih satu jalur.")
    if not work.law.steps(tracks.pop()):
        raise InvalidInput("Jalur bentuk pelanggaran ini belum dapat diproses di program; pilih bentuk lain.")


def _link(work: UnitOfWork, report: Report, respondent_id: str, case_id: str) -> None:
    respondents = tuple(
        replace(respondent, case_id=case_id) if respondent.id == respondent_id else respondent
        for respondent in report.respondents
    )
    opened = all(respondent.case_id for respondent in respondents)
    status = ReportStatus.OPENED if opened else ReportStatus.NEW
    work.reports.save(replace(report, respondents=respondents, status=status))
