"""Opening cases for respondents of a report, naming its officials, reading its file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from cases.errors import InvalidInput
from cases.model.case import Case, CaseFile, CaseStatus, CaseSummary, Level, Track
from cases.model.identity import new_id
from cases.model.listing import CaseLine, ListQuery, LogEntry, Page
from cases.model.person import Examiner, Person
from cases.model.report import Report, Respondent
from cases.model.steps import CaseStep, OpenedFacts, Override, StepKey
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules import guards
from cases.rules.guards import Finding
from cases.rules.nip import read_nip
from cases.rules.numbering import register_number
from cases.rules.respondents import obstacle, respondent_of, verification_words, with_respondents
from cases.services import several
from cases.services.access import service
from cases.services.discretion import discreet, discreet_log
from cases.services.restrictions import restriction_of
from cases.services.settling import calendar_of, read_file, settle, the_office


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningForm:
    """What turns respondents into cases; ``suspected_level`` is asked only where the law gives none of its own.

    A blank ``verification`` takes the words of each respondent's own; ``election`` None is the report's.
    """

    violation_codes: tuple[str, ...]
    opened_on: date
    verification: str = ""
    event_on: date | None = None
    election: str | None = None
    suspected_level: Level = Level.UNSET
    superior: Person | None = None
    examiners: tuple[Examiner, ...] = ()
    official: Person | None = None
    official_post: str = ""
    note: str = ""
    overrides: tuple[Override, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opening:
    """A case about to be opened, with what its guards find."""

    respondent_id: str
    case: Case
    facts: OpenedFacts
    findings: tuple[Finding, ...]


@service(Right.READ)
def check_opening(
    work: UnitOfWork, actor: Actor, report_id: str, respondent_ids: tuple[str, ...], form: OpeningForm
) -> tuple[Finding, ...]:
    """Return what the guards say of cases as typed so far, satisfied ones included; writes nothing.

    Raises InvalidInput while date or forms of violation do not make a case.
    """
    report = work.reports.get(report_id)
    event_on = _check_matter(work, form, report)
    people = tuple(respondent_of(report, respondent_id) for respondent_id in respondent_ids)
    return _merged(report, (_opening(work, report, one, form, event_on) for one in people))


@service(Right.HANDLE_CASE)
def open_case(work: UnitOfWork, actor: Actor, report_id: str, respondent_id: str, form: OpeningForm) -> CaseFile:
    """Open a case; the first step of its life is recorded with it.

    Raises InvalidInput for what is missing, GuardRefused or ReasonNeeded for what the law forbids or warns of.
    """
    return _open(work, actor, report_id, (respondent_id,), form)[0]


@service(Right.HANDLE_CASE)
def open_cases(
    work: UnitOfWork, actor: Actor, report_id: str, respondent_ids: tuple[str, ...], form: OpeningForm
) -> tuple[CaseFile, ...]:
    """Open a case for each of several respondents of a report, for all of them or for none.

    Raises as ``open_case`` does, in a sentence that names who stands in the way.
    """
    if not respondent_ids:
        raise InvalidInput("Pilih terlapor yang perkaranya dibuka.", field="respondents")
    return _open(work, actor, report_id, tuple(dict.fromkeys(respondent_ids)), form)


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
    """Return the file of a case as the actor may see it; raises NotFound."""
    return discreet(read_file(work, case_id), actor)


@service(Right.READ)
def case_page(work: UnitOfWork, actor: Actor, query: ListQuery) -> Page[CaseLine]:
    """Return one page of the list of cases."""
    return work.cases.page(query)


@service(Right.READ)
def case_log(work: UnitOfWork, actor: Actor, case_id: str) -> tuple[LogEntry, ...]:
    """Return the log rows of a case and all that belongs to it, newest first, without old and new values."""
    entries = work.audit.of_record(_ids_of(read_file(work, case_id)))
    return tuple(replace(entry, changes={}) for entry in entries)


@service(Right.READ_LOG_VALUES)
def case_log_with_values(work: UnitOfWork, actor: Actor, case_id: str) -> tuple[LogEntry, ...]:
    """Return the same rows with the values old and new, as far as the actor may see them."""
    file = read_file(work, case_id)
    return discreet_log(work.audit.of_record(_ids_of(file)), file, actor)


def _ids_of(file: CaseFile) -> tuple[str, ...]:
    return (
        file.case.id,
        file.report.id,
        *(step.id for step in (*file.steps, *file.past_steps)),
        *(letter.id for letter in file.letters),
        *(item.id for item in file.evidence),
    )


def _open(
    work: UnitOfWork, actor: Actor, report_id: str, respondent_ids: tuple[str, ...], form: OpeningForm
) -> tuple[CaseFile, ...]:
    report = work.reports.get(report_id)
    people = tuple(respondent_of(report, respondent_id) for respondent_id in respondent_ids)
    _check_people(people)
    event_on = _check_matter(work, form, report)
    for respondent in people:
        if not _verification(respondent, form):
            raise InvalidInput(
                f"Isi hasil verifikasi {respondent.person.name}: siapa terlapor, apa buktinya.", field="verification"
            )
    openings = tuple(_opening(work, report, respondent, form, event_on) for respondent in people)
    guards.enforce(_merged(report, openings), form.overrides)
    numbered = tuple(_record(work, actor, opening, form) for opening in openings)
    case_of = {opening.respondent_id: case.id for opening, case in zip(openings, numbered, strict=True)}
    linked = (replace(one, case_id=case_of.get(one.id, one.case_id)) for one in report.respondents)
    work.reports.save(with_respondents(report, tuple(linked)))
    return tuple(settle(work, case.id) for case in numbered)


def _opening(work: UnitOfWork, report: Report, respondent: Respondent, form: OpeningForm, event_on: date) -> _Opening:
    """The case of a respondent, not numbered yet, and what the guards find of it."""
    levels = [work.law.violation(code).level for code in form.violation_codes]
    case = Case(
        id=new_id(),
        year=form.opened_on.year,
        ordinal=0,
        number="",
        report_id=report.id,
        report_number=report.number,
        respondent=replace(respondent.person, taken_on=form.opened_on),
        track=Track(work.law.violation(form.violation_codes[0]).track),
        violation_codes=form.violation_codes,
        suspected_level=Level(work.law.heaviest([*levels, form.suspected_level])),
        source=report.source,
        election=report.election if form.election is None else form.election.strip(),
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
        restricted_to=restriction_of(work, report.id),
    )
    facts = OpenedFacts(verification=_verification(respondent, form))
    file = CaseFile(
        case=case,
        report=report,
        earlier_cases=work.cases.of_nip(case.respondent.nip),
        old_cases=work.old_cases.of_nip(case.respondent.nip),
        named_election=work.elections.by_name(case.election) if case.election else None,
    )
    findings = guards.check(
        file, StepKey.OPENED, facts, form.opened_on, work.law, calendar_of(work), the_office(work), work.clock.today()
    )
    return _Opening(respondent_id=respondent.id, case=case, facts=facts, findings=findings)


def _merged(report: Report, openings: Iterable[_Opening]) -> tuple[Finding, ...]:
    return several.merged((CaseFile(case=one.case, report=report), one.findings) for one in openings)


def _record(work: UnitOfWork, actor: Actor, opening: _Opening, form: OpeningForm) -> Case:
    """Number the case and write it with its first step."""
    ordinal = work.cases.last_ordinal(opening.case.year) + 1
    case = replace(opening.case, ordinal=ordinal, number=register_number(opening.case.year, ordinal))
    passed = {finding.guard for finding in opening.findings if not finding.satisfied}
    work.cases.add(case)
    work.steps.add(
        CaseStep(
            id=new_id(),
            case_id=case.id,
            key=StepKey.OPENED,
            on=form.opened_on,
            letter_id=None,
            facts=opening.facts,
            overrides=tuple(override for override in form.overrides if override.guard in passed),
            regulations=case.regulations,
            recorded_at=work.clock.now(),
            recorded_by=actor.name,
        )
    )
    return case


def _verification(respondent: Respondent, form: OpeningForm) -> str:
    return form.verification.strip() or verification_words(respondent.verification)


def _check_people(people: tuple[Respondent, ...]) -> None:
    """Refuse those whose case cannot be opened, all of them in one sentence each."""
    obstacles = [sentence for sentence in map(obstacle, people) if sentence]
    for respondent in people:
        if respondent.person.nip:
            read_nip(respondent.person.nip)
    if obstacles:
        begin = "Belum satu pun perkara dibuka. " if len(people) > 1 else ""
        unmatched = any(not respondent.person.nip for respondent in people)
        raise InvalidInput(begin + " ".join(obstacles), field="nip" if unmatched else "respondents")


def _check_matter(work: UnitOfWork, form: OpeningForm, report: Report) -> date:
    """Check what all the cases share; return the day of the event."""
    event_on = form.event_on or report.event_on
    if event_on is None:
        raise InvalidInput("Isi tanggal kejadian; peraturan yang berlaku ditentukan olehnya.", field="event_on")
    if event_on > report.received_on:
        raise InvalidInput(
            "Kejadian tidak mungkin sesudah laporan diterima; periksa tanggal kejadian.", field="event_on"
        )
    if not form.violation_codes:
        raise InvalidInput("Pilih bentuk pelanggaran yang diduga.", field="violation_codes")
    tracks: dict[str, list[str]] = {}
    for code in form.violation_codes:
        tracks.setdefault(work.law.violation(code).track, []).append(code)
    if len(tracks) > 1:
        told = " dan ".join(f"{', '.join(codes)} (jalur {track})" for track, codes in tracks.items())
        raise InvalidInput(
            f"{told} tidak dapat digabung: satu perkara berjalan di satu jalur. Pilih bentuk dari satu jalur; "
            "perbuatan di jalur lain dicatat sebagai laporan tersendiri.",
            field="violation_codes",
        )
    if not work.law.steps(next(iter(tracks))):
        raise InvalidInput(
            "Jalur bentuk pelanggaran ini belum dapat diproses di program; pilih bentuk lain.", field="violation_codes"
        )
    return event_on
