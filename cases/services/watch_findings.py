"""Findings of the watch: those of one person become one report, with the forms that tell them kept as its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cases.account_names import account_words
from cases.errors import InvalidInput
from cases.model.evidence import Capture
from cases.model.person import Person
from cases.model.report import Channel, Report, Source
from cases.model.user import Actor, Right
from cases.model.watch import FilledForm, Finding, FindingGroup, ReportAlike, Round
from cases.ports import UnitOfWork
from cases.rules.dates import long_date
from cases.rules.reference import report_table
from cases.rules.report_state import address_traits
from cases.services import evidence
from cases.services.access import service
from cases.services.discarding import checked_reason
from cases.services.reports import ReportForm, add_respondent, register_report
from cases.services.watch_copies import filled_bytes, is_open_to
from cases.services.watch_rounds import open_ones

_SAME_ADDRESS: Final = "alamat yang sama"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingReport:
    """The findings of one person that are to become a report, or to be noted in one that exists (``into``)."""

    finding_ids: tuple[str, ...]
    narrative: str = ""
    into: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingNote:
    """A finding with the number and title of its round, and the number of the report that it became, if any."""

    finding: Finding
    round: str
    number: str = ""


@service(Right.READ)
def findings(work: UnitOfWork, actor: Actor, round_id: str) -> tuple[Finding, ...]:
    """Return the findings of a round that count, by person, whatever became of them."""
    return tuple(one for one in work.findings.of_round(round_id) if one.standing)


@service(Right.READ)
def findings_of(work: UnitOfWork, actor: Actor, employee_id: str) -> tuple[FindingNote, ...]:
    """Return what was ever found of an employee and counts, the newest first."""
    return tuple(_note(work, one) for one in work.findings.of_employee(employee_id) if one.standing)


@service(Right.READ)
def copies_of_report(work: UnitOfWork, actor: Actor, report_id: str) -> dict[str, str]:
    """Return the copies that lie among the evidence of a report and may be opened, by their SHA-256."""
    digests = [item.sha256 for item in work.evidence.of_report(report_id)]
    return {copy.sha256: copy.id for copy in work.filled.of_digests(digests) if is_open_to(work, copy.form_id)}


@service(Right.READ)
def open_findings(work: UnitOfWork, actor: Actor, round_id: str) -> tuple[FindingGroup, ...]:
    """Return the findings that are neither report nor set aside, by person, with the reports that may tell the same."""
    by_person: dict[str, list[Finding]] = defaultdict(list)
    for finding in open_ones(work, work.findings.of_round(round_id)):
        by_person[finding.employee_id].append(finding)
    units = {form.id: form.unit for form in work.forms.of_round(round_id)}
    alike = _alike(work, {url for found in by_person.values() for finding in found for url in finding.urls})
    return tuple(_group(units[found[0].form_id], found, alike) for found in by_person.values())


@service(Right.READ)
def proposed_narrative(work: UnitOfWork, actor: Actor, finding_ids: tuple[str, ...]) -> str:
    """Return what a report of these findings would tell, to be changed before it is registered."""
    chosen = [work.findings.get(one) for one in finding_ids]
    if not chosen:
        raise InvalidInput("Pilih sedikitnya satu temuan.")
    return _narrative(work.rounds.get(chosen[0].round_id), _unit_of(work, chosen[0]), chosen)


@service(Right.REGISTER_REPORT, Right.MANAGE_EVIDENCE)
def make_reports(work: UnitOfWork, actor: Actor, wanted: Sequence[FindingReport]) -> tuple[Report, ...]:
    """Make a report of each person's findings, or note them in a report that exists; all of them or none.

    The filled forms become evidence of it. Raises InvalidInput for findings of several persons together, and for one
    that is a report already or was set aside.
    """
    return tuple(_report(work, actor, one) for one in wanted)


@service(Right.REGISTER_REPORT)
def set_aside(work: UnitOfWork, actor: Actor, finding_ids: tuple[str, ...], reason: str) -> None:
    """Say why findings become no report; an empty reason takes that back. Raises InvalidInput for a report's."""
    why = checked_reason(reason) if reason.strip() else ""
    for finding_id in finding_ids:
        finding = work.findings.get(finding_id)
        if finding.report_id is not None and not open_ones(work, [finding]):
            raise InvalidInput(f"Temuan {finding.name} sudah menjadi laporan; buang laporannya bila salah.")
        work.findings.save(replace(finding, set_aside=why))


def _note(work: UnitOfWork, one: Finding) -> FindingNote:
    watch = work.rounds.get(one.round_id)
    report = work.reports.find(one.report_id) if one.report_id is not None else None
    number = report.number if report is not None else ""
    return FindingNote(finding=one, round=f"{watch.number} {watch.title}", number=number)


def _report(work: UnitOfWork, actor: Actor, wanted: FindingReport) -> Report:
    chosen = [work.findings.get(one) for one in wanted.finding_ids]
    if not chosen:
        raise InvalidInput("Pilih sedikitnya satu temuan.")
    first = chosen[0]
    for one in chosen:
        if one.employee_id != first.employee_id:
            raise InvalidInput("Satu laporan memuat temuan satu orang; pilih temuan orang yang sama.")
        if not open_ones(work, [one]):
            raise InvalidInput(f"Temuan {one.name} di sel {one.cell} sudah menjadi laporan atau dikesampingkan.")
    watch, unit = work.rounds.get(first.round_id), _unit_of(work, first)
    if wanted.into:
        report = work.reports.get(wanted.into)
        if all(one.person.nip != first.nip for one in report.respondents):
            report = add_respondent(work, actor, report.id, _person(work, first, unit))
    else:
        told = next((one for one in chosen if one.urls), first)
        report = register_report(
            work,
            actor,
            ReportForm(
                received_on=work.clock.today(),
                source=Source.MONITORING,
                narrative=wanted.narrative.strip() or _narrative(watch, unit, chosen),
                channel=Channel.SOCIAL_MEDIA,
                respondents=(_person(work, first, unit),),
                event_on=told.seen_on,
                platform=told.platform,
                account=told.handle or told.account_url,
                url=told.urls[0] if told.urls else "",
            ),
        )
    present = {item.sha256 for item in work.evidence.of_report(report.id)}
    for filled_id in dict.fromkeys(one.filled_id for one in chosen):
        filled = work.filled.get(filled_id)
        if filled.sha256 not in present:
            _keep_form(work, actor, report, filled, watch, [one for one in chosen if one.filled_id == filled_id])
    for one in chosen:
        work.findings.save(replace(one, report_id=report.id))
    return work.reports.get(report.id)


def _keep_form(
    work: UnitOfWork, actor: Actor, report: Report, filled: FilledForm, watch: Round, chosen: Iterable[Finding]
) -> None:
    cells = ", ".join(dict.fromkeys(one.cell for one in chosen))
    unit = work.forms.get(filled.form_id).unit
    form = evidence.EvidenceForm(
        file_name=filled.file_name,
        title=f"Formulir pemantauan {watch.number} {unit}",
        capture=Capture.UNIT,
        captured_by=filled.filled_by,
        description=f"Temuan di sel {cells}.",
    )
    _, data = filled_bytes(work, actor, filled.id)
    staged = evidence.stage_paper(work.vault, data, filled.file_name, filled.media_type)
    evidence.enter(work, actor, report.id, staged, form)


def _group(unit: str, found: Sequence[Finding], known: Mapping[str, Sequence[ReportAlike]]) -> FindingGroup:
    first = found[0]
    alike = {one.report_id: one for finding in found for url in finding.urls for one in known[url]}
    return FindingGroup(
        employee_id=first.employee_id,
        name=first.name,
        nip=first.nip,
        unit=unit,
        findings=tuple(found),
        alike=tuple(sorted(alike.values(), key=lambda one: one.number)),
    )


def _alike(work: UnitOfWork, urls: Collection[str]) -> dict[str, list[ReportAlike]]:
    """The reports that name each of these addresses, however it is written."""
    traits = {url: address_traits(url) for url in urls}
    shared = work.reports.sharing(sorted(frozenset().union(*traits.values())), report_table().most_alike)
    reports = work.reports.of_ids(shared)
    return {
        url: [
            ReportAlike(report_id=report.id, number=report.number, reason=f"{_SAME_ADDRESS}: {url}")
            for report in reports
            if shared[report.id] & keys
        ]
        for url, keys in traits.items()
    }


def _unit_of(work: UnitOfWork, finding: Finding) -> str:
    return work.forms.get(finding.form_id).unit


def _person(work: UnitOfWork, finding: Finding, unit: str) -> Person:
    employee = work.employees.find(finding.employee_id) or work.employees.by_nip(finding.nip)
    if employee is None:
        return Person(name=finding.name, nip=finding.nip, work_unit=unit)
    return employee.snapshot(work.clock.today(), work.law.rank_of(employee.grade))


def _narrative(watch: Round, unit: str, chosen: Sequence[Finding]) -> str:
    """What was found, as the forms tell it, without a word of judgement."""
    period = f"{long_date(watch.first_on)} sampai dengan {long_date(watch.last_on)}"
    head = f"Pemantauan akun media sosial {watch.number} ({watch.title}), masa {period}."
    lines = [head, f"{unit} melaporkan atas nama {chosen[0].name}:"]
    for place, one in enumerate(chosen, start=1):
        account = account_words(one.platform, one.handle, one.account_url) if one.platform else "akun belum tercatat"
        seen = f", terlihat {long_date(one.seen_on)}" if one.seen_on is not None else ""
        owned = f"; milik pegawai: {one.owned}" if one.owned else ""
        lines.append(f"{place}. {account}{seen}{owned}. {one.note}".rstrip(". ") + ".")
        lines += [f"   {url}" for url in one.urls]
    return "\n".join(lines)
