"""Disposal by the archive schedule: what is due, and the stub that stays of a case whose file was destroyed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFile:
    """A closed case whose years of keeping are over.

    ``code`` is of the archive classification, ``basis`` says where the years stand, ``verified`` whether an official
    copy was compared. ``refusal`` is the sentence that says why it stays, empty where it may be destroyed.
    """

    case_id: str
    number: str
    name: str
    report_id: str
    report_number: str
    closed_on: date
    kept_until: date
    code: str
    title: str
    final: str
    basis: str
    verified: bool
    refusal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalPlan:
    """What would be destroyed together: whole files of reports, with all their cases."""

    lines: tuple[DueFile, ...]
    letters: int
    evidence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalOrder:
    """By what a disposal is ordered: number and day of the record (Berita Acara), and who agreed to it."""

    number: str
    on: date | None
    approval: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposedCase:
    """What stays of a case: numbers, days and outcome, nobody's name; and by what its file was destroyed.

    ``id`` is the case's. The number of its report stays taken with it.
    """

    id: str
    number: str
    year: int
    ordinal: int
    report_number: str
    report_year: int
    report_ordinal: int
    track: str
    received_on: date
    opened_on: date
    closed_on: date
    outcome: str
    decision_on: date | None
    code: str
    kept_until: date
    order_number: str
    order_on: date
    approval: str
    at: datetime
    by: str

    @property
    def words(self) -> str:
        """What became of it ("dimusnahkan berdasarkan Berita Acara ...")."""
        return f"dimusnahkan berdasarkan Berita Acara {self.order_number}"
