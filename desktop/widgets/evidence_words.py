"""How an item of evidence is told: its kind, its times, the state of its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cases.model.evidence import Evidence
from cases.model.office import TimeZone
from cases.rules.dates import long_date, short_date
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


def state_look(checked: Checked | None) -> PillLook:
    """What is known of an item's bytes."""
    if checked is None:
        return PillLook("Tercatat", "grey", "shield")
    return PillLook("Rusak", "red", "shield-warning") if checked.problem else PillLook("Utuh", "green", "shield-check")


def tile_look(item: Evidence, zone: TimeZone, checked: Checked | None) -> TileLook:
    """The tile of an item."""
    seen = item.posted_at or item.captured_at
    day = short_date(seen.astimezone(zone.zone).date()) if seen else ""
    kind = "PDF" if item.media_type == "application/pdf" else ""
    state = state_look(checked)
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
