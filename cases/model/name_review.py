"""What becomes of a name list in the office: the list itself, its hits with what a person decided of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cases.model.report import Source


class Decision(StrEnum):
    """What a person said of a hit; no score ever says it."""

    OPEN = ""
    SAME = "sama"
    OTHER = "bukan"
    UNSURE = "ragu"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameList:
    """A list of names as it was handed in; the file lies in the vault under ``blob`` with its SHA-256.

    ``listed_on`` is the day that the list bears, ``columns`` are (field, "C NAMA") as they were mapped, ``rows`` counts
    those that were taken and ``left_out`` those that could not be read. ``matched_at`` is None until it was matched,
    and ``cut_rows`` counts the rows that had more candidates than are shown.
    """

    id: str
    title: str
    source: Source
    party: str
    handed_by: str
    listed_on: date | None
    election: str
    file_name: str
    sha256: str
    size: int
    blob: str
    columns: tuple[tuple[str, str], ...]
    rows: int
    left_out: int
    added_at: datetime
    added_by: str
    matched_at: datetime | None = None
    cut_rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NameHit:
    """A row of a list that may be an employee: ``score`` is 0 to 100 and ``reasons`` are words.

    ``identity`` says who the row is (NIK, else name and birth date; empty where it has neither), so that a decision is
    found again in the next list. ``nip`` and ``name`` are the employee's as he was matched. ``report_id`` is the report
    that was made of it.
    """

    id: str
    list_id: str
    row: int
    identity: str
    employee_id: str
    nip: str
    name: str
    score: float
    reasons: tuple[str, ...]
    decision: Decision = Decision.OPEN
    decided_at: datetime | None = None
    decided_by: str = ""
    report_id: str = ""
