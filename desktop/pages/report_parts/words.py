"""How the values of a report are called in the window."""

from __future__ import annotations

from typing import Final

from cases.model.report import Channel, Report, ReportStatus, Source
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
STATUSES: Final = {ReportStatus.NEW: "Baru", ReportStatus.OPENED: "Menjadi perkara"}


def choices(words: dict[Source, str] | dict[Channel, str] | dict[ReportStatus, str]) -> tuple[tuple[str, str], ...]:
    """The pairs that a field or a filter takes."""
    return tuple((str(value), word) for value, word in words.items())


def status_look(status: str) -> PillLook:
    """The pill of a report's status."""
    opened = status == ReportStatus.OPENED
    words = STATUSES[ReportStatus(status)]
    return PillLook(words, "green", "check-circle") if opened else PillLook(words, "amber", "tray")


def event_words(report: Report, zone: str) -> str:
    """When it happened, in words ("Sabtu, 28 September 2024, pukul 19.42 WIB")."""
    if report.event_on is None:
        return ""
    clock = f", pukul {report.event_at} {zone}" if report.event_at else ""
    return f"{weekday_name(report.event_on)}, {long_date(report.event_on)}{clock}"
