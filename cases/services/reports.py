"""The register of reports: what came in, from whom, about whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from cases.errors import InvalidInput, NotAllowed, NotFound
from cases.model.identity import new_id
from cases.model.listing import ListQuery, Page, ReportLine
from cases.model.person import Person
from cases.model.report import Channel, Report, Respondent, Source, VerificationOutcome
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.nip import read_nip
from cases.rules.numbering import register_number
from cases.rules.reference import Need
from cases.rules.report_state import ReportState, needs_of
from cases.rules.respondents import with_respondents
from cases.services.access import service
from cases.services.reporter_shown import TOLD_IN, kept_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportForm:
    """What a clerk enters of a report; see ``cases.model.report.Report`` for the fields."""

    received_on: date
    source: Source
    narrative: str
    channel: Channel
    respondents: tuple[Person, ...] = ()
    event_on: date | None = None
    event_at: str = ""
    event_place: str = ""
    platform: str = ""
    account: str = ""
    url: str = ""
    election: str = ""
    origin_number: str = ""
    origin_on: date | None = None
    reporter_name: str = ""
    reporter_contact: str = ""
    violation_codes: tuple[str, ...] = ()
    circular_points: tuple[str, ...] = ()
    agency_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A report with what it lacks, how far forwarding and answering are, how many evidence, and what was split off it.

    ``origin`` is the report that it was split off itself, where it stands and may be seen.
    """

    report: Report
    missing: tuple[Need, ...]
    state: ReportState
    parts: tuple[Report, ...] = ()
    origin: Report | None = None
    evidence: int = 0


@service(Right.REGISTER_REPORT)
def register_report(work: UnitOfWork, actor: Actor, form: ReportForm) -> Report:
    """Enter a report under the next number of its year; raises InvalidInput with the field's name."""
    _check(work, form)
    year = form.received_on.year
    ordinal = work.reports.last_ordinal(year) + 1
    report = Report(
        id=new_id(),
        number=register_number(year, ordinal, "L"),
        year=year,
        ordinal=ordinal,
        recorded_at=work.clock.now(),
        recorded_by=actor.name,
        **_fields(form),
        respondents=tuple(Respondent(id=new_id(), person=_with_clean_nip(person)) for person in form.respondents),
    )
    work.reports.add(report)
    return report


@service(Right.REGISTER_REPORT)
def change_report(work: UnitOfWork, actor: Actor, report_id: str, form: ReportForm) -> Report:
    """Save a report's own fields; its respondents are changed one by one. Raises InvalidInput.

    Who reported stays as it is when the actor may not see it; raises InvalidInput for a text from which he took a mark
    (``kept_words``).
    """
    _check(work, form)
    stored = work.reports.get(report_id)
    report = replace(stored, **_fields(form))
    if not work.may(Right.SEE_REPORTER):  # he was shown none, and none is taken from him
        told: dict[str, Any] = {
            name: kept_words(work, getattr(stored, name), getattr(report, name), name) for name in TOLD_IN
        }
        report = replace(report, reporter_name=stored.reporter_name, reporter_contact=stored.reporter_contact, **told)
    work.reports.save(report)
    return report


@service(Right.REGISTER_REPORT)
def add_respondent(work: UnitOfWork, actor: Actor, report_id: str, person: Person) -> Report:
    """Add an accused to a report; raises InvalidInput when he stands in it already."""
    report = work.reports.get(report_id)
    person = _with_clean_nip(person)
    if person.nip and any(other.person.nip == person.nip for other in report.respondents):
        raise InvalidInput(f"{person.name} sudah tercatat sebagai terlapor dalam laporan ini.", field="respondents")
    report = with_respondents(report, (*report.respondents, Respondent(id=new_id(), person=person)))
    work.reports.save(report)
    return report


@service(Right.REGISTER_REPORT)
def identify_respondent(work: UnitOfWork, actor: Actor, report_id: str, respondent_id: str, person: Person) -> Report:
    """Put the matched person (with NIP) in the place of one typed by hand; not once his case is open."""
    report = work.reports.get(report_id)
    person = _with_clean_nip(person)
    respondents = []
    for respondent in report.respondents:
        if respondent.id == respondent_id:
            if respondent.case_id:
                raise InvalidInput("Perkara terlapor ini sudah dibuka; identitasnya tidak dapat diganti di sini.")
            respondent = _identified(respondent, person)  # noqa: PLW2901 - the list is rebuilt
        elif person.nip and respondent.person.nip == person.nip:
            raise InvalidInput(f"NIP {person.nip} sudah dipakai terlapor lain dalam laporan ini.", field="nip")
        respondents.append(respondent)
    report = with_respondents(report, tuple(respondents))
    work.reports.save(report)
    return report


@service(Right.READ)
def report(work: UnitOfWork, actor: Actor, report_id: str) -> Report:
    """Return a report, for one that was merged the one that stayed; raises NotFound."""
    return standing(work, report_id)


@service(Right.READ)
def report_view(work: UnitOfWork, actor: Actor, report_id: str) -> ReportView:
    """Return a report with what follows from it, as ``report`` does; raises NotFound."""
    found = standing(work, report_id)
    state = work.reports.state(found)
    origin = _seen(work, found.split_from) if found.split_from else None
    return ReportView(
        report=found,
        missing=needs_of(state.missing),
        state=state,
        parts=work.reports.split_off(found.id),
        origin=origin,
        evidence=len(work.evidence.of_report(found.id)),
    )


_NARRATIVE: Final = "narrative"


@service(Right.READ)
def report_page(work: UnitOfWork, actor: Actor, query: ListQuery) -> Page[ReportLine]:
    """Return one page of the register.

    Who may not see who reported cannot narrow it by the narrative, which is shown to him covered: raises NotAllowed.
    """
    if not work.may(Right.SEE_REPORTER) and _NARRATIVE in {query.sort, *query.filters, *query.between}:
        raise NotAllowed(
            "Daftar ini disaring menurut uraian hanya oleh yang berhak melihat pelapor; cari lewat Ctrl+K."
        )
    return work.reports.page(query)


def standing(work: UnitOfWork, report_id: str) -> Report:
    """Return the report that a link means now, however often it went into another one; raises NotFound."""
    return work.reports.get(standing_id(work, "report", report_id))


def standing_id(work: UnitOfWork, noun: str, record_id: str) -> str:
    """Return the id of the record that a merged one went into, however often; its own for one that was not merged."""
    while (entry := work.trash.of_record(noun, record_id)) is not None and entry.into:
        record_id = entry.into
    return record_id


def _seen(work: UnitOfWork, report_id: str) -> Report | None:
    try:
        return standing(work, report_id)
    except (NotFound, NotAllowed):
        return None


def _identified(respondent: Respondent, person: Person) -> Respondent:
    """Another person in the place of one: what was accepted of the first does not speak of him."""
    verification = respondent.verification
    if verification is not None and verification.outcome is VerificationOutcome.ACCEPTED:
        verification = None if person.nip != respondent.person.nip else verification
    return replace(respondent, person=person, verification=verification)


def _fields(form: ReportForm) -> dict[str, Any]:
    names = set(ReportForm.__dataclass_fields__) - {"respondents"}
    return {name: _trimmed(getattr(form, name)) for name in names}


def _trimmed(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def _check(work: UnitOfWork, form: ReportForm) -> None:
    today = work.clock.today()
    if form.received_on > today:
        raise InvalidInput("Tanggal diterima belum terjadi; isi tanggal hari ini atau sebelumnya.", field="received_on")
    if form.event_on is not None and form.event_on > today:
        raise InvalidInput("Tanggal kejadian belum terjadi; isi tanggal hari ini atau sebelumnya.", field="event_on")
    if form.event_on is not None and form.event_on > form.received_on:
        raise InvalidInput("Kejadian tidak mungkin sesudah laporan diterima; periksa kedua tanggal.", field="event_on")
    if form.origin_on is not None and form.origin_on > form.received_on:
        raise InvalidInput("Tanggal surat asal tidak mungkin sesudah laporan diterima.", field="origin_on")
    if not form.narrative.strip():
        raise InvalidInput("Isi uraian kejadian: siapa, apa, kapan, di mana.", field="narrative")
    numbers = [person.nip for person in form.respondents if person.nip]
    if len(numbers) != len(set(numbers)):
        raise InvalidInput("Seorang terlapor tercatat dua kali; hapus salah satunya.", field="respondents")
    for code in form.violation_codes:
        work.law.violation(code)


def _with_clean_nip(person: Person) -> Person:
    if not person.name.strip():
        raise InvalidInput("Isi nama terlapor.", field="respondents")
    return replace(person, name=person.name.strip(), nip=read_nip(person.nip).nip) if person.nip else person
