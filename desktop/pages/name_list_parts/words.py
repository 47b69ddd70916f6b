"""How lists, hits and decisions are called in the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from typing import Final

from cases.model.name_review import Candidate, Decision, NameList, QueueLine, RowState
from cases.rules.dates import short_date
from desktop.full_names import full_name
from desktop.widgets.pill import PillLook

NOTHING_BY_SCORE: Final = "Nilai hanya mengurutkan calon dan tidak memutuskan apa pun; yang memutuskan Anda."

STATES: Final = {
    RowState.OPEN: "Belum",
    RowState.SAME: "Sama",
    RowState.UNSURE: "Ragu",
    RowState.OTHER: "Bukan",
}
STATE_LOOKS: Final = {
    RowState.OPEN: PillLook("Belum", "grey", "circle"),
    RowState.SAME: PillLook("Sama", "green", "check-circle"),
    RowState.UNSURE: PillLook("Ragu", "amber", "question"),
    RowState.OTHER: PillLook("Bukan", "grey", "x-circle"),
}
DECISION_LOOKS: Final = {
    Decision.OPEN: PillLook("Belum", "grey", "circle"),
    Decision.SAME: PillLook("Sama", "green", "check-circle"),
    Decision.UNSURE: PillLook("Ragu", "amber", "question"),
    Decision.OTHER: PillLook("Bukan", "grey", "x-circle"),
}
EARLIER: Final = "earlier"
UNREPORTED: Final = "unreported"
ALL: Final = "all"
FILTERS: Final[tuple[tuple[str, str, Callable[[QueueLine], bool]], ...]] = (
    (RowState.OPEN.value, "Belum", lambda line: line.state is RowState.OPEN),
    (EARLIER, "Pernah diputuskan", lambda line: line.state is RowState.OPEN and line.earlier),
    (RowState.SAME.value, "Sama", lambda line: line.state is RowState.SAME),
    (UNREPORTED, "Belum dilaporkan", lambda line: line.state is RowState.SAME and not line.reported),
    (RowState.UNSURE.value, "Ragu", lambda line: line.state is RowState.UNSURE),
    (RowState.OTHER.value, "Bukan", lambda line: line.state is RowState.OTHER),
    (ALL, "Semua", lambda _line: True),
)
"""By which the queue is narrowed: key, word, and which rows stay."""
BANDS: Final[tuple[tuple[str, str, float, float], ...]] = (
    (ALL, "Semua nilai", 0, 101),
    ("high", "95–100", 95, 101),
    ("middle", "85–94", 85, 95),
    ("low", "di bawah 85", 0, 85),
)
"""The bands of the score: key, words, from, and below what."""


def list_sentence(listed: NameList) -> str:
    """What a list is, in one line."""
    day = f"tertanggal {short_date(listed.listed_on)}" if listed.listed_on else "tanpa tanggal"
    parts = (listed.party, day)
    return " · ".join(part for part in parts if part)


def gone_words(candidate: Candidate) -> str:
    """What is to be said of an employee who is no longer as he was matched, empty for nothing."""
    if candidate.employee is None:
        return "Tidak ada lagi dalam data pegawai; tidak dapat dijadikan laporan."
    if not candidate.employee.active:
        return "Tidak aktif lagi dalam data pegawai (tidak ada dalam ekspor lengkap terakhir)."
    if candidate.employee.id != candidate.hit.employee_id:
        return "Datanya digabung sesudah daftar dicocokkan; yang tampak adalah data gabungannya."
    return ""


def earlier_words(candidate: Candidate, zone: tzinfo) -> str:
    """What was decided in another list, empty for nothing."""
    earlier = candidate.earlier
    if earlier is None:
        return ""
    day = f" tertanggal {short_date(earlier.listed_on)}" if earlier.listed_on else ""
    on = short_date(earlier.decided_at.astimezone(zone).date())
    return (
        f"Pernah diputuskan “{earlier.decision}” oleh {full_name(earlier.decided_by)} pada {on} dalam daftar "
        f"“{earlier.list_title}”{day}, untuk orang dan pegawai yang sama. Di sini belum berlaku: tegaskan (E)."
    )


def decided_words(candidate: Candidate, zone: tzinfo) -> str:
    """Who decided and when, and what became of it; empty for an open one."""
    hit = candidate.hit
    if hit.decision is Decision.OPEN or hit.decided_at is None:
        return ""
    on = short_date(hit.decided_at.astimezone(zone).date())
    told = f"Diputuskan “{hit.decision}” oleh {full_name(hit.decided_by)} pada {on}."
    if candidate.report_number:
        told += f" Sudah menjadi laporan {candidate.report_number}."
    return told


def others_words(candidate: Candidate) -> str:
    """That the employee has a report from another row, empty for none."""
    if not candidate.others:
        return ""
    return f"Pegawai ini sudah terlapor dari daftar nama dalam laporan {', '.join(candidate.others)}."
