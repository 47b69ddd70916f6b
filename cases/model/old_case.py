"""An old case (perkara arsip): what an office knows of a matter that was over before it had this program.

It is no ``Case``: it has no steps, no letters and no register number of ours, so nothing can run on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cases.model.person import Person


class OldOutcome(StrEnum):
    """How an old case ended, as far as the paper says; CLOSED where it says only that it is over."""

    SANCTIONED = "dihukum"
    PROVEN = "terbukti"
    NOT_PROVEN = "tidak terbukti"
    STOPPED = "dihentikan"
    CLOSED = "selesai"


@dataclass(frozen=True, slots=True, kw_only=True)
class OldCaseForm:
    """What the paper of an old case says; but for the name and the outcome all may be unknown: "" or None, no guess.

    ``number`` is as on paper; ``year`` is the case's, 0 where no day and no paper tells it. ``source`` is a word of
    ``report.Source``, ``track`` of ``case.Track``, ``level`` of ``case.Level``; ``sanction_title`` is as on paper, and
    ``sanction_key`` names the sanction of the law where somebody has chosen it. ``shelf`` is where the paper lies.
    """

    number: str = ""
    year: int = 0
    respondent: Person
    source: str = ""
    track: str = ""
    violation_codes: tuple[str, ...] = ()
    election: str = ""
    narrative: str = ""
    received_on: date | None = None
    event_on: date | None = None
    outcome: OldOutcome
    level: str = ""
    sanction_key: str = ""
    sanction_title: str = ""
    decision_number: str = ""
    decision_on: date | None = None
    decided_by: str = ""
    effective_on: date | None = None
    ends_on: date | None = None
    closed_on: date | None = None
    shelf: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OldCase(OldCaseForm):
    """An old case; ``taken_from`` is the file and row of an import, empty where it was typed."""

    id: str
    taken_from: str = ""
    recorded_at: datetime
    recorded_by: str

    @property
    def named(self) -> str:
        """What it is called: its number on paper, else that it has none."""
        return self.number or "tanpa nomor"

    @property
    def sanctioned(self) -> bool:
        """Whether it ended with a sanction."""
        return self.outcome is OldOutcome.SANCTIONED


@dataclass(frozen=True, slots=True, kw_only=True)
class OldCaseLine:
    """An old case as a list shows it."""

    id: str
    number: str
    year: int
    name: str
    nip: str
    work_unit: str
    outcome: str
    level: str
    sanction_title: str
    decision_number: str
    decision_on: date | None
    taken_from: str
