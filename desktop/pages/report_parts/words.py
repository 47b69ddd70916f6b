"""How the values of a report are called in the window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from cases.model.report import (
    Channel,
    Report,
    ReportStatus,
    Respondent,
    Source,
    Verification,
    VerificationOutcome,
)
from cases.rules.dates import long_date, weekday_name
from desktop.widgets.pill import PillLook

SOURCES: Final = {
    Source.PUBLIC: "Masyarakat",
    Source.BAWASLU: "Bawaslu",
    Source.SBT: "SBT BKN",
    Source.LAPOR: "SP4N-LAPOR!",
    Source.SUPERIOR: "Atasan atau kepala OPD",
    Source.INSPECTORATE: "Inspektorat (APIP)",
    Source.MEDIA: "Media massa",
    Source.MONITORING: "Pemantauan sendiri",
}
CHANNELS: Final = {
    Channel.SOCIAL_MEDIA: "Media sosial",
    Channel.ACTIVITY: "Kegiatan fisik",
    Channel.OFFICIAL_ACT: "Keputusan atau tindakan jabatan",
}
STATUSES: Final = {
    ReportStatus.NEW: "Baru",
    ReportStatus.OPENED: "Menjadi perkara",
    ReportStatus.REFUSED: "Tidak memenuhi syarat",
    ReportStatus.FORWARDED: "Diteruskan",
}
OUTCOMES: Final = {
    VerificationOutcome.ACCEPTED: "Memenuhi syarat: perkara dibuka",
    VerificationOutcome.REFUSED: "Tidak memenuhi syarat: tidak ditindaklanjuti",
    VerificationOutcome.FORWARDED: "Diteruskan ke instansi lain",
}
_LOOKS: Final = {
    ReportStatus.NEW: ("amber", "tray"),
    ReportStatus.OPENED: ("green", "check-circle"),
    ReportStatus.REFUSED: ("grey", "x-circle"),
    ReportStatus.FORWARDED: ("grey", "paper-plane-tilt"),
}


def choices(words: Mapping[Any, str]) -> tuple[tuple[str, str], ...]:
    """The pairs that a field or a filter takes."""
    return tuple((str(value), word) for value, word in words.items())


def status_look(status: str) -> PillLook:
    """The pill of a report's status."""
    hue, icon = _LOOKS[ReportStatus(status)]
    return PillLook(STATUSES[ReportStatus(status)], hue, icon)


def respondent_look(respondent: Respondent) -> PillLook:
    """The pill of an accused: his case, the outcome of his verification, or what is still to be done."""
    if respondent.case_id:
        return PillLook("Perkara dibuka", "green", "check-circle")
    verification = respondent.verification
    if verification is not None:
        if verification.outcome is VerificationOutcome.ACCEPTED:
            return PillLook("Memenuhi syarat", "green", "check", outlined=True)
        return status_look(verification.outcome.value)
    if respondent.person.nip:
        return PillLook("Belum diverifikasi", "amber", "list-checks", outlined=True)
    return PillLook("Belum dicocokkan", "amber", "warning-circle")


def verification_line(verification: Verification) -> str:
    """What a verification found, in one line ("Diteruskan kepada ...: ...; 4 Mei 2026, Dewi")."""
    to = f"Diteruskan kepada {verification.forwarded_to}" if verification.forwarded_to else ""
    found = ": ".join(part for part in (to, verification.reason) if part)
    when = f"diverifikasi {long_date(verification.verified_on)} oleh {verification.verified_by}"
    line = f"{found} ({when})" if found else when
    return f"{line[:1].upper()}{line[1:]}"


def event_words(report: Report, zone: str) -> str:
    """When it happened, in words ("Sabtu, 28 September 2024, pukul 19.42 WIB")."""
    if report.event_on is None:
        return ""
    clock = f", pukul {report.event_at} {zone}" if report.event_at else ""
    return f"{weekday_name(report.event_on)}, {long_date(report.event_on)}{clock}"
