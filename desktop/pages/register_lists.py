"""How the book of numbers is listed: its numbers, and what was left out."""

from __future__ import annotations

from datetime import date
from typing import Final

from cases.model.letter import LetterStatus
from cases.model.listing import RegisterLine
from cases.rules.dates import short_date
from cases.services.register import Hole
from desktop.counts import grouped
from desktop.models.table import Column
from desktop.pages.case_tabs.words import letter_pill
from desktop.widgets.pill import PillLook

OUTSIDE: Final = "di luar program"
HIDDEN: Final = "dibatasi"
"""The status of a number whose letter is hidden from who is logged in."""
"""The state of a number that belongs to no letter of the program."""

ALL, LETTERS, BY_HAND, VOID, HOLES = "", "letters", "outside", "void", "holes"
SEGMENTS: Final = (
    (ALL, "Semua"),
    (LETTERS, "Surat"),
    (BY_HAND, "Di luar program"),
    (VOID, "Batal"),
    (HOLES, "Dilewati"),
)
STATUSES: Final[dict[str, tuple[str, ...]]] = {
    LETTERS: (LetterStatus.PUT_UP, LetterStatus.SIGNED, LetterStatus.DELIVERED),
    BY_HAND: (OUTSIDE,),
    VOID: (LetterStatus.VOID,),
}


def _look(line: RegisterLine) -> PillLook:
    if line.status == OUTSIDE:
        return PillLook("Di luar program", "grey", "hand-pointing")
    if line.status == HIDDEN:
        return PillLook("Dibatasi", "grey", "lock-simple")
    return letter_pill(LetterStatus(line.status))


def _day(day: date | None) -> str:
    return short_date(day) if day else "–"


NUMBER_COLUMNS: Final[tuple[Column[RegisterLine], ...]] = (
    Column(key="order", title="Urut", width=88, text=lambda line: str(line.ordinal), right=True, filtered=False),
    Column(key="text", title="Nomor", width=218, text=lambda line: line.text, face="tableStrong"),
    Column(key="used_on", title="Tanggal", width=104, text=lambda line: _day(line.used_on), right=True, filtered=False),
    Column(
        key="subject",
        title="Perihal",
        width=200,
        text=lambda line: line.subject or "–",
        second=lambda line: line.void_reason,
        stretch=True,
    ),
    Column(key="addressee", title="Kepada", width=196, text=lambda line: line.addressee or "–"),
    Column(key="case_number", title="Perkara", width=92, text=lambda line: line.case_number or "–"),
    Column(
        key="status",
        title="Keadaan",
        width=158,
        text=lambda line: line.status.capitalize(),
        pill=_look,
        filtered=False,
    ),
)


def _between(hole: Hole) -> str:
    if hole.after_on and hole.after_on == hole.before_on:
        return f"keduanya {short_date(hole.after_on)}"
    parts = (
        f"sesudah {short_date(hole.after_on)}" if hole.after_on else "",
        f"sebelum {short_date(hole.before_on)}" if hole.before_on else "",
    )
    return ", ".join(part for part in parts if part) or "–"


HOLE_COLUMNS: Final[tuple[Column[Hole], ...]] = (
    Column(
        key="words",
        title="Nomor urut",
        width=140,
        text=lambda hole: hole.words,
        face="tableStrong",
        sortable=False,
        filtered=False,
    ),
    Column(
        key="count",
        title="Banyaknya",
        width=100,
        text=lambda hole: grouped(hole.count),
        right=True,
        sortable=False,
        filtered=False,
    ),
    Column(
        key="counter",
        title="Urutan",
        width=220,
        text=lambda hole: hole.counter or "Semua klasifikasi",
        sortable=False,
        filtered=False,
    ),
    Column(
        key="between",
        title="Di antara surat bertanggal",
        width=320,
        text=_between,
        stretch=True,
        sortable=False,
        filtered=False,
    ),
)
