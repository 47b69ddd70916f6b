"""How the values of a report are called in the window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from cases.model.report import (
    Progress,
    Report,
    ReportStatus,
    Respondent,
    Verification,
    VerificationOutcome,
    Way,
)
from cases.rules.dates import long_date, weekday_name
from cases.rules.report_state import needs_of
from desktop.widgets.pill import PillLook

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


PROGRESS: Final = {
    Way.FORWARDED: {
        Progress.NONE: "Belum diteruskan ke instansi lain.",
        Progress.DUE: "Hasil verifikasinya diteruskan; suratnya belum ada.",
        Progress.DRAFTED: "Surat penerusannya masih konsep atau menunggu tanda tangan.",
        Progress.DONE: "Surat penerusannya sudah ditandatangani.",
    },
    Way.ANSWERED: {
        Progress.NONE: "Belum ada yang perlu dijawab.",
        Progress.DUE: "Hasilnya belum disampaikan kepada pelapor.",
        Progress.DRAFTED: "Surat jawabannya masih konsep atau menunggu tanda tangan.",
        Progress.DONE: "Surat jawabannya sudah ditandatangani.",
    },
}
_SENT: Final = {
    Way.FORWARDED: {
        Progress.DUE: "Perlu diteruskan",
        Progress.DRAFTED: "Konsep penerusan",
        Progress.DONE: "Diteruskan",
    },
    Way.ANSWERED: {Progress.DUE: "Perlu dijawab", Progress.DRAFTED: "Konsep jawaban", Progress.DONE: "Dijawab"},
}
_SHORT: Final = {Progress.DUE: "Perlu", Progress.DRAFTED: "Konsep", Progress.DONE: "Sudah"}
_SENT_LOOKS: Final = {
    Progress.DUE: ("amber", "warning-circle"),
    Progress.DRAFTED: ("amber", "pencil-simple"),
    Progress.DONE: ("green", "check"),
}


def progress_look(way: Way, progress: Progress) -> PillLook:
    """The pill that says how far a sending is; of one that is not asked for there is none."""
    hue, icon = _SENT_LOOKS[progress]
    return PillLook(_SENT[way][progress], hue, icon, outlined=True)


def progress_words(way: Way, progress: str) -> str:
    """The same in two words, "" for one that is not asked for."""
    return _SENT[way].get(Progress(progress), "")


def short_progress(progress: str) -> str:
    """The same in one word, for under a heading that says of what."""
    return _SHORT.get(Progress(progress), "")


def progress_choices(way: Way) -> tuple[tuple[str, str], ...]:
    """The choices of a filter."""
    return tuple((str(progress), words) for progress, words in _SENT[way].items())


LACKS: Final = (("kurang", "Masih kurang"), ("lengkap", "Lengkap"))
"""The choices of the filter by what a report that waits still lacks."""


def lacks_words(status: str, missing: str) -> str:
    """Whether a report that waits lacks something, "" for one that does not wait any more."""
    if status != ReportStatus.NEW:
        return ""
    count = len(missing.split())
    return f"Kurang {count}" if count else "Lengkap"


def missing_words(missing: str) -> str:
    """What it lacks, one a line."""
    return "\n".join(f"Kurang: {need.title}" for need in needs_of(missing.split())) or "Tidak ada yang kurang."
