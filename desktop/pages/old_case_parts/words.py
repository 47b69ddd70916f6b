"""How what is known of old cases is called in the window."""

from __future__ import annotations

from typing import Final

from cases.model.old_case import OldCase, OldOutcome
from cases.rules.dates import short_date
from desktop.widgets.pill import PillLook

BANNER: Final = (
    "Selesai sebelum program ini dipakai: tanpa nomor register, tanpa tenggat, dan di luar Hari ini. "
    "Yang tidak tertulis di berkas dibiarkan kosong."
)
ARCHIVE: Final = PillLook("Arsip", icon="archive", outlined=True)
OUTCOMES: Final = {
    OldOutcome.SANCTIONED: "Dihukum",
    OldOutcome.PROVEN: "Terbukti",
    OldOutcome.NOT_PROVEN: "Tidak terbukti",
    OldOutcome.STOPPED: "Dihentikan",
    OldOutcome.CLOSED: "Selesai",
}
LEVELS: Final = {"ringan": "Ringan", "sedang": "Sedang", "berat": "Berat", "moral": "Sanksi moral"}
_LOOKS: Final = {
    OldOutcome.SANCTIONED: ("red", "gavel"),
    OldOutcome.PROVEN: ("amber", "check"),
    OldOutcome.NOT_PROVEN: ("green", "x-circle"),
    OldOutcome.STOPPED: ("grey", "stop-circle"),
    OldOutcome.CLOSED: ("grey", "archive"),
}


def outcome_look(outcome: str) -> PillLook:
    """The pill of how it ended."""
    known = OldOutcome(outcome)
    hue, icon = _LOOKS[known]
    return PillLook(OUTCOMES[known], hue, icon)


def earlier_words(cases: tuple[OldCase, ...]) -> str:
    """One sentence about a person's old cases, newest first; empty when there are none."""
    if not cases:
        return ""
    told = []
    for one in cases:
        said = one.sanction_title or OUTCOMES[one.outcome]
        day = f", {short_date(one.decision_on)}" if one.decision_on else f", {one.year}" if one.year else ""
        told.append(f"{one.named} ({said}{day})")
    return f"Perkara arsip: {', '.join(told)}."
