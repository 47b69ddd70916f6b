"""How an item of evidence is told: its kind, its times, the state of its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cases.model.evidence import Evidence
from cases.model.office import TimeZone
from cases.rules.dates import long_date, short_date
from cases.services.evidence import CustodyLine
from desktop.widgets.evidence_tiles import TileLook
from desktop.widgets.pill import PillLook

KINDS: Final = (("all", "Semua"), ("picture", "Gambar"), ("document", "Dokumen"), ("other", "Video dan lainnya"))


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of reading an item again: when, and the sentence of what is wrong, "" when it is whole."""

    at: datetime
    problem: str = ""


def kind_of(item: Evidence) -> str:
    """The key of the segment that an item belongs to."""
    if item.media_type.startswith("image/"):
        return "picture"
    document = item.media_type == "application/pdf" or item.media_type.startswith(("text/", "application/vnd"))
    return "document" if document or item.media_type == "application/msword" else "other"


def moment_words(moment: datetime, zone: TimeZone) -> str:
    """A moment at the office ("28 September 2024, 19.42 WIB")."""
    local = moment.astimezone(zone.zone)
    return f"{long_date(local.date())}, {local:%H.%M} {zone}"


_ACTS: Final = {
    "take": "Diterima, disidik, dan dienkripsi",
    "add": "Dicatat",
    "save": "Keterangan diubah",
    "open": "Dibuka",
    "check": "Diperiksa, cocok",
    "derive": "Diolah",
    "export": "Diekspor",
    "print": "Dicetak",
    "restore": "Dipulihkan dari salinan yang utuh",
}
"""What an act of custody is called."""
_OPERATIONS: Final = {
    "evidence.derive": "Dibaca untuk gambar kecil dan kemiripan",
    "evidence_opening.open_copy": "Dibuka dengan program komputer",
    "evidence_handover.copy_evidence": "Disalin ke luar program",
    "evidence_handover.hand_over": "Diekspor ke folder",
    "evidence_handover.take_back": "Ekspor tidak jadi, salinannya dihapus",
    "evidence.answer_failure": "Kegagalan ditindaklanjuti",
    "evidence_redaction.redaction_source": "Dibaca untuk salinan tersunting",
    "evidence_redaction.add_redacted derive": "Salinan tersunting dibuat",
}
"""What it is called where the operation says more, or the operation with what it did."""


def act_words(line: CustodyLine) -> str:
    """What was done with an item ("Diperiksa, cocok")."""
    if line.failure:
        return f"Gagal: {line.failure}"
    words = _OPERATIONS.get(f"{line.operation} {line.action}") or _OPERATIONS.get(line.operation)
    words = words or _ACTS.get(line.action, line.action)
    return f"{words}: {line.reason}" if line.reason else words


def stated_words(moment: datetime | None, stated: str, zone: TimeZone) -> str:
    """A moment in the zone that was stated for it, else in the office's; empty for none."""
    return moment_words(moment, TimeZone(stated) if stated else zone) if moment is not None else ""


def state_look(item: Evidence | None, checked: Checked | None) -> PillLook:
    """What is known of an item's bytes; a failed check stays until it is answered."""
    if item is not None and item.failure and not item.answer:
        return PillLook("Rusak", "red", "shield-warning")
    if checked is None:
        return PillLook("Tercatat", "grey", "shield")
    return PillLook("Rusak", "red", "shield-warning") if checked.problem else PillLook("Utuh", "green", "shield-check")


def tile_look(item: Evidence, zone: TimeZone, checked: Checked | None) -> TileLook:
    """The tile of an item."""
    seen = item.posted_at or item.captured_at
    stated = (item.posted_zone if item.posted_at else item.captured_zone) or zone
    day = short_date(seen.astimezone(TimeZone(stated).zone).date()) if seen else ""
    kind = "PDF" if item.media_type == "application/pdf" else ""
    state = state_look(item, checked)
    return TileLook(
        name=item.label,
        title=item.title,
        under=", ".join(part for part in (item.platform or kind, day) if part) or item.file_name,
        state=state.text,
        state_icon=state.icon,
        state_hue=state.hue,
        target=item.id,
    )


def short_hash(sha256: str) -> str:
    """The ends of a fingerprint ("9f3c71ab … e4025d18")."""
    return f"{sha256[:8]} … {sha256[-8:]}"
