"""The letters of a batch as its table shows them, each with what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cases.model.letter import LetterStatus
from cases.model.listing import LetterLine
from cases.rules.dates import short_date
from cases.services.letter_batch import BatchCheck
from desktop.models.table import Column, still
from desktop.pages.case_tabs.words import letter_pill
from desktop.widgets.pill import PillLook

WAITS, GOOD, BAD, LEFT = "", "good", "bad", "left"
_LOOKS: Final = {
    GOOD: PillLook("Selesai", "green", "check-circle"),
    BAD: PillLook("Gagal", "red", "warning"),
    LEFT: PillLook("Belum", "grey", "minus-circle"),
}
_TOLD: Final = 4
"""Reasons that the side has room for."""


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A letter of the batch as it stands, and what became of it."""

    line: LetterLine
    place: int
    status: LetterStatus
    told: str
    state: str = WAITS
    words: str = ""

    @property
    def id(self) -> str:
        """The letter's identifier."""
        return self.line.id


COLUMNS: Final[tuple[Column[BatchRow], ...]] = still(
    Column(key="place", title="No.", width=44, text=lambda row: str(row.place), right=True),
    Column(
        key="title",
        title="Surat",
        width=170,
        text=lambda row: row.line.title,
        second=lambda row: _whose(row.line),
        face="tableStrong",
        stretch=True,
    ),
    Column(
        key="status",
        title="Status",
        width=142,
        text=lambda row: str(row.status),
        pill=lambda row: letter_pill(row.status),
    ),
    Column(key="state", title="Hasil", width=96, text=lambda row: row.state, pill=lambda row: _LOOKS.get(row.state)),
    Column(
        key="words",
        title="Keterangan",
        width=206,
        text=lambda row: row.words or row.told,
        tip=lambda row: row.words,
        hue=lambda row: "red" if row.state == BAD else "",
    ),
)


def reasons(rows: Sequence[BatchRow]) -> list[str]:
    """Why letters failed, the first of them in full."""
    failed = [row for row in rows if row.state == BAD]
    told = [f"{row.place}. {row.line.title}, {row.line.case_number}: {row.words}" for row in failed[:_TOLD]]
    more = len(failed) - len(told)
    return [*told, f"Dan {more} lagi; alasannya pada daftar."] if more > 0 else told


def numbered(check: BatchCheck, letter_id: str) -> str:
    """The number of a letter, or the day that a draft would carry."""
    day = check.days.get(letter_id)
    return check.standing[letter_id][1] if day is None or check.blank else f"Bertanggal {short_date(day)}"


def _whose(line: LetterLine) -> str:
    return ", ".join(filter(None, (line.case_number, line.respondent)))
