"""How wordings and their state are called and shown."""

from __future__ import annotations

from typing import Final

from cases.model.office import TimeZone
from cases.model.wording import WordingState
from cases.rules.dates import short_date
from cases.services.wording_lookup import SHIPPED, EditionLine, split_name
from cases.services.wordings import WordingLine
from desktop.widgets.pill import PillLook

FAMILIES: Final = {
    "surat": "Surat",
    "berita-acara": "Berita acara",
    "laporan": "Laporan atau nota",
    "keputusan": "Keputusan",
}
_STATES: Final = {
    SHIPPED: PillLook("Bawaan", "grey", "package"),
    WordingState.DRAFT.value: PillLook("Konsep", "amber", "pencil-simple"),
    WordingState.USED.value: PillLook("Dipakai", "green", "check-circle"),
    WordingState.RETIRED.value: PillLook("Tidak dipakai", "grey", "minus-circle"),
}


def called(name: str) -> str:
    """What a wording is called: "bawaan versi 1", "edisi kantor 2"."""
    rests_on, edition = split_name(name)
    return f"edisi kantor {edition}" if edition else f"bawaan versi {rests_on.rpartition('@')[2]}"


def edition_look(state: str) -> PillLook:
    """Where an edition, or a shipped wording, stands."""
    return _STATES.get(state, PillLook(state.capitalize(), outlined=True))


def line_look(line: WordingLine) -> PillLook:
    """From what letters of a kind are made."""
    if line.fault:
        return PillLook("Tidak terbaca", "red", "warning-circle")
    if split_name(line.current)[1]:
        return PillLook(called(line.current).capitalize(), "green", "check-circle")
    return PillLook(called(line.current).capitalize(), "grey", "package")


def news_look(line: WordingLine) -> PillLook | None:
    """What asks for attention: a draft that waits, a newer shipped wording."""
    used = line.used
    if used is not None and used.behind:
        return PillLook("Bawaan lebih baru", "amber", "warning-circle")
    return PillLook("Ada konsep", "amber", "pencil-simple") if line.draft is not None else None


def changed_words(edition: EditionLine | None, zone: TimeZone) -> str:
    """Who took an edition into use or changed it last, and when."""
    if edition is None:
        return ""
    if edition.used_at is not None:
        return f"{edition.used_by}, {short_date(zone.day(edition.used_at))}"
    return f"{edition.changed_by}, {short_date(zone.day(edition.changed_at))}"
