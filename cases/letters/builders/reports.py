"""The letters of a report of which no case is made: the reply, the forwarding, the sheet of its verification."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from cases.letters.scene import YES, Built, agency_signature
from cases.letters.templates import TemplateInfo
from cases.letters.wording import Values, acts, day_values, lowered, person_values, sentence
from cases.model.letter import Signature
from cases.model.office import Office, Signatory
from cases.model.person import Person
from cases.model.report import Report, Respondent, Source, Verification, VerificationOutcome
from cases.regulations import Law
from cases.reporter_cover import cover
from cases.rules.dates import long_date

_SOURCES = {
    Source.PUBLIC: "Masyarakat",
    Source.BAWASLU: "Bawaslu",
    Source.SBT: "SBT BKN",
    Source.LAPOR: "SP4N-LAPOR!",
    Source.SUPERIOR: "Atasan",
    Source.INSPECTORATE: "APIP",
    Source.MEDIA: "Media",
    Source.MONITORING: "Pemantauan",
}
ADDRESSEES = {
    Source.BAWASLU: "Ketua Badan Pengawas Pemilihan Umum {region}",
    Source.SBT: "Kepala Badan Kepegawaian Negara",
    Source.LAPOR: "Pengelola SP4N-LAPOR! {region}",
    Source.INSPECTORATE: "Inspektur {region}",
}
"""Who gets the reply to a report that no single person made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportScene:
    """What every letter of a report draws on."""

    report: Report
    respondent: Respondent
    verification: Verification
    office: Office
    law: Law
    info: TemplateInfo
    on: date | None
    signatories: tuple[Signatory, ...] = ()


ReportBuilder: TypeAlias = Callable[[ReportScene], Built]


def without_reporter(report: Report) -> Callable[[str], str]:
    """Return what says *pelapor* in a text for the name and contact of whoever reported, unless a body did."""
    return str if report.source in ADDRESSEES else cover((report.reporter_name, report.reporter_contact))


def told_values(report: Report, office: Office, law: Law) -> Values:
    """What letters tell of a report. Who reported is not among it, nor in what is told."""
    said = without_reporter(report)
    return {
        "laporan.nomor": report.number,
        "laporan.diterima": long_date(report.received_on),
        "laporan.sumber": _SOURCES[report.source],
        "laporan.saluran": report.channel.value.capitalize() or "Belum diketahui",
        "laporan.asal.nomor": report.origin_number,
        "laporan.asal.tanggal": long_date(report.origin_on) if report.origin_on else "",
        "laporan.uraian": said(report.narrative),
        "laporan.pemilihan": report.election,
        "laporan.akun": said(", ".join(filter(None, (report.platform, report.account, report.url)))),
        "peristiwa.tanggal": long_date(report.event_on) if report.event_on else "",
        "peristiwa.jam": f"{report.event_at} {office.time_zone}" if report.event_at else "",
        "peristiwa.tempat": said(report.event_place),
        "pelanggaran.perbuatan": acts(law, report.violation_codes) if report.violation_codes else "",
    }


def report_values(scene: ReportScene) -> Values:
    """What every letter of a verified report knows."""
    verification = scene.verification
    reason = sentence(without_reporter(scene.report)(verification.reason))
    return {
        **told_values(scene.report, scene.office, scene.law),
        **person_values("terlapor", scene.respondent.person),
        **day_values("verifikasi", verification.verified_on),
        "verifikasi.hasil": verification.outcome.value,
        "verifikasi.alasan": reason,
        "verifikasi.sebab": lowered(reason),
        "verifikasi.tujuan": verification.forwarded_to,
    }


def reply_to(report: Report, office: Office) -> str:
    """To whom a reply to a report goes: the body that sent it, else whoever reported it."""
    several = ADDRESSEES.get(report.source)
    person = report.reporter_name.strip()
    return several.format(region=office.region) if several else f"Sdr. {person}" if person else "Pelapor"


def _reply(scene: ReportScene) -> Built:
    to = reply_to(scene.report, scene.office)
    return {"balas.kepada": to}, {}, [agency_signature(scene.office, scene.signatories)]


def _forwarding(scene: ReportScene) -> Built:
    return {}, {}, [agency_signature(scene.office, scene.signatories)]


def _sheet(scene: ReportScene) -> Built:
    verification = scene.verification
    double = verification.duplicate_of
    region = scene.office.region
    checks = (
        ("Kewenangan", f"Terlapor adalah Pegawai ASN {region}", verification.jurisdiction, ""),
        ("Identitas", "Identitas terlapor dapat dipastikan", verification.identity, ""),
        ("Bukti", "Laporan disertai bukti atau petunjuk yang memadai", verification.evidence, ""),
        ("Duplikasi", "Laporan belum pernah ditangani", not double, f"Sama dengan {double}" if double else ""),
    )
    rows = [
        {"hal": subject, "uraian": text, "hasil": "Ya" if holds else "Tidak", "keterangan": note or "-"}
        for subject, text, holds, note in checks
    ]
    values = {
        "verifikasi.diteruskan": YES if verification.outcome is VerificationOutcome.FORWARDED else "",
    }
    signatures = [
        agency_signature(scene.office, scene.signatories),
        Signature(post_line="Petugas Verifikasi", person=Person(name=verification.verified_by)),
    ]
    return values, {"pemeriksaan": rows}, signatures


REPORT_BUILDERS: dict[str, ReportBuilder] = {
    "refusal-reply": _reply,
    "forwarding-letter": _forwarding,
    "verification-sheet": _sheet,
}
