"""Words and pills of regulation packs."""

from __future__ import annotations

from datetime import date
from typing import Final

from cases.model.regulation import PackState
from cases.rules.dates import short_date
from cases.services.regulations import SHIPPED, PackLine
from desktop.widgets.pill import PillLook

_STATES: Final = {
    SHIPPED: PillLook("Bawaan", "grey", "package"),
    PackState.DRAFT.value: PillLook("Konsep", "amber", "pencil-simple"),
    PackState.ACTIVE.value: PillLook("Dipakai", "green", "check-circle"),
    PackState.RETIRED.value: PillLook("Tidak dipakai", "grey", "minus-circle"),
}


def state_look(line: PackLine) -> PillLook:
    """Where a pack stands; one whose place a higher version took says so, and one that cannot be read."""
    if line.fault:
        return PillLook("Tidak terbaca", "red", "warning-circle")
    if line.replaced_by:
        return PillLook(f"Digantikan versi {line.replaced_by.rpartition('@')[2]}", "grey", "arrow-right")
    return _STATES[line.state]


def verified_look(line: PackLine) -> PillLook:
    """How much of a pack somebody compared with the official copy."""
    if line.fault:
        return PillLook("–", outlined=True)
    if line.draft:
        return PillLook("Setelah dipakai", outlined=True)
    if line.verified_by:
        return PillLook("Diverifikasi", "green", "check-circle")
    if line.verified:
        return PillLook(f"{line.verified} dari {line.entries}", "amber", "warning-circle")
    return PillLook("Belum diverifikasi", "amber", "warning-circle")


def validity(first: date | None, last: date | None) -> str:
    """From when to when a pack is in force; a dash where nobody can tell."""
    if first is None:
        return "–"
    return f"sejak {short_date(first)}" if last is None else f"{short_date(first)} – {short_date(last)}"
