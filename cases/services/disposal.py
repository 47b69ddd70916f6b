"""Disposal by the archive schedule (penyusutan): what is due, what it would take along, and the act itself.

A report, its cases and its evidence are one file: they go together or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import msgspec

from cases.errors import InvalidInput
from cases.model.case import Case
from cases.model.disposal import DisposalOrder, DisposalPlan, DisposedCase, DueFile
from cases.model.report import Report, Verification, VerificationOutcome
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.retention import Retention, retention
from cases.rules.standing import standing_steps
from cases.services.access import service

DESTROY: Final = "musnah"
"""The fate in the archive schedule that lets a file be destroyed."""
MOST: Final = 2000
"""So many closed cases are looked at, the oldest first: who disposes of them comes to the next ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposal:
    """What was done: the stubs that stay, and the blobs of the vault that nobody names by these files any more."""

    stubs: tuple[DisposedCase, ...]
    blobs: tuple[str, ...]


@service(Right.DISPOSE)
def due_files(work: UnitOfWork, actor: Actor) -> tuple[DueFile, ...]:
    """Return the closed cases whose years of keeping are over, the oldest first; some stay, and say why."""
    found = (_due(work, work.cases.get(one)) for one in work.disposals.closed_before(work.clock.today(), MOST))
    return tuple(line for line in found if line is not None)


@service(Right.DISPOSE)
def plan(work: UnitOfWork, actor: Actor, case_ids: tuple[str, ...]) -> DisposalPlan:
    """Return what would be destroyed with these cases; raises InvalidInput for one that stays."""
    return _plan(work, case_ids)


@service(Right.DISPOSE)
def dispose(work: UnitOfWork, actor: Actor, case_ids: tuple[str, ...], order: DisposalOrder) -> Disposal:
    """Destroy the files of these cases by an order; the chain of the log and a stub of each case stay.

    The caller removes the blobs from the vault once this is committed. Raises InvalidInput for a case that stays, or
    an order without number, day or consent, or of a day that has not come.
    """
    number, approval = order.number.strip(), order.approval.strip()
    if not number:
        raise InvalidInput("Isi nomor Berita Acara pemusnahan.", field="number")
    if order.on is None:
        raise InvalidInput("Isi tanggal Berita Acara pemusnahan.", field="on")
    if order.on > work.clock.today():
        raise InvalidInput("Tanggal Berita Acara belum tiba.", field="on")
    if not approval:
        raise InvalidInput("Sebutkan persetujuan pemusnahan: pejabat, nomor, dan tanggalnya.", field="approval")
    found = _plan(work, case_ids)
    if any(line.kept_until >= order.on for line in found.lines):
        raise InvalidInput("Berita Acara lebih awal dari akhir masa simpan; periksa tanggalnya.", field="on")
    stubs: list[DisposedCase] = []
    blobs: list[str] = []
    for report_id in dict.fromkeys(line.report_id for line in found.lines):
        report = work.reports.get(report_id)
        made = tuple(
            _stub(work, actor, report, line, DisposalOrder(number=number, on=order.on, approval=approval))
            for line in found.lines
            if line.report_id == report_id
        )
        records = work.disposals.records_of(report_id)
        blobs += work.disposals.destroy(report_id, made)
        _note(work, made, records)
        stubs += made
    return Disposal(stubs=tuple(stubs), blobs=tuple(dict.fromkeys(blobs)))


@service(Right.READ)
def disposed(work: UnitOfWork, actor: Actor) -> tuple[DisposedCase, ...]:
    """Return what stays of destroyed cases, the newest disposal first."""
    return work.disposals.all()


def _note(work: UnitOfWork, stubs: Iterable[DisposedCase], records: tuple[str, ...]) -> None:
    """One row for each case; the first names every record whose values are gone, which is what the check goes by."""
    for place, stub in enumerate(stubs):
        told = {
            "number": stub.number,
            "berita acara": stub.order_number,
            "tanggal": stub.order_on.isoformat(),
            "persetujuan": stub.approval,
            "kode arsip": stub.code,
            "records": msgspec.json.encode(records if not place else ()).decode(),
        }
        work.audit.note("dispose", "case", stub.id, told)


def _plan(work: UnitOfWork, case_ids: tuple[str, ...]) -> DisposalPlan:
    reports = dict.fromkeys(work.cases.get(one).report_id for one in case_ids)
    if not reports:
        raise InvalidInput("Pilih dahulu berkas yang akan dimusnahkan.")
    lines: list[DueFile] = []
    letters = evidence = 0
    for report_id in reports:
        for case in work.cases.of_report(report_id):
            line = _due(work, case)
            if line is None or line.refusal:
                why = line.refusal if line is not None else f"Masa simpan perkara {case.number} belum berakhir."
                raise InvalidInput(f"Perkara {case.number} tidak dapat dimusnahkan: {why}")
            lines.append(line)
            letters += len(work.letters.of_case(case.id))
        letters += len(work.letters.of_report(report_id))
        evidence += len(work.evidence.of_report(report_id))
    return DisposalPlan(lines=tuple(lines), letters=letters, evidence=evidence)


def _kept(work: UnitOfWork, case: Case) -> Retention | None:
    steps, _ = standing_steps(work.steps.of_case(case.id))
    return retention(steps, case.track, work.law)


def _over(work: UnitOfWork, case: Case) -> bool:
    kept = _kept(work, case)
    return kept is not None and kept.until is not None and kept.until < work.clock.today()


def _due(work: UnitOfWork, case: Case) -> DueFile | None:
    """The line of a case whose years are over, or of which nobody knows how many they are; None for others."""
    kept = _kept(work, case)
    today = work.clock.today()
    if kept is None or (kept.until is not None and kept.until >= today):
        return None
    code = kept.code
    return DueFile(
        case_id=case.id,
        number=case.number,
        name=case.respondent.name,
        report_id=case.report_id,
        report_number=case.report_number,
        closed_on=kept.closed_on,
        kept_until=kept.until or kept.closed_on,
        code=code.code if code is not None else "",
        title=code.title if code is not None else "",
        final=code.final if code is not None else "",
        basis=code.place if code is not None else "",
        verified=code is not None and code.verified,
        refusal=_refusal(work, case, kept),
    )


def _refusal(work: UnitOfWork, case: Case, kept: Retention) -> str:
    """Why a file stays although its years are over; empty for one that may be destroyed."""
    code = kept.code
    if code is None or kept.until is None:
        return "Jadwal retensi tidak memuat kode atau masa simpannya; lengkapi paket arsip di Pengaturan, Peraturan."
    if code.final != DESTROY:
        fate = code.final or "belum diketahui"
        return f"Nasib akhir kode {code.code} menurut jadwal retensi: {fate}; serahkan ke lembaga kearsipan daerah."
    report = work.reports.get(case.report_id)
    for other in work.cases.of_report(report.id):
        if other.id != case.id and not _over(work, other):
            return f"Perkara {other.number} dari laporan yang sama belum ditutup atau masih dalam masa simpan."
    open_ = next((one for one in report.respondents if not one.case_id and not _refused(one.verification)), None)
    if open_ is not None:
        return f"Terlapor lain dalam laporan {report.number} belum selesai diverifikasi."
    return ""


def _refused(verification: Verification | None) -> bool:
    return verification is not None and verification.outcome is not VerificationOutcome.ACCEPTED


def _stub(work: UnitOfWork, actor: Actor, report: Report, line: DueFile, order: DisposalOrder) -> DisposedCase:
    """What stays: the outcome in the words of the case's own summary, and nobody's name."""
    case = work.cases.get(line.case_id)
    summary = case.summary
    if order.on is None:
        raise InvalidInput("Isi tanggal Berita Acara pemusnahan.", field="on")
    return DisposedCase(
        id=case.id,
        number=case.number,
        year=case.year,
        ordinal=case.ordinal,
        report_number=report.number,
        report_year=report.year,
        report_ordinal=report.ordinal,
        track=case.track,
        received_on=case.received_on,
        opened_on=case.opened_on,
        closed_on=line.closed_on,
        outcome=", ".join(filter(None, (str(summary.status), summary.sanction_title))),
        decision_on=summary.decision_on,
        code=line.code,
        kept_until=line.kept_until,
        order_number=order.number,
        order_on=order.on,
        approval=order.approval,
        at=work.clock.now(),
        by=actor.full_name or actor.name,
    )
