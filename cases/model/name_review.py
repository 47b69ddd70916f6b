"""What becomes of a name list in the office: the list itself, its hits with what a person decided of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cases.model.employee import Employee
from cases.model.name_list import KnownPerson, ListRow
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


class RowState(StrEnum):
    """Where a row with candidates stands: somebody is he, else something is still open, else unsure, else nobody."""

    OPEN = "open"
    SAME = "same"
    UNSURE = "unsure"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCounts:
    """How a list stands, by rows: those with candidates, those of each state, and what became of who was confirmed.

    ``earlier`` counts the open rows of which somebody decided in another list; ``reported`` the confirmed ones that are
    a report and ``unreported`` those that never became one.
    """

    with_hits: int = 0
    open: int = 0
    same: int = 0
    other: int = 0
    unsure: int = 0
    earlier: int = 0
    reported: int = 0
    unreported: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """A row of a list that has candidates, as the queue shows it; ``score`` is the best of its ``hits``.

    ``earlier`` tells that somebody decided about it in another list, ``report`` that it is a report.
    """

    row: int
    name: str
    score: float
    hits: int
    state: RowState
    earlier: bool
    reported: bool

    @property
    def id(self) -> str:
        """What tells the line from others."""
        return str(self.row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What was decided of the same person and the same employee in another list."""

    decision: Decision
    decided_at: datetime
    decided_by: str
    list_title: str
    listed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
    """A list with how it stands."""

    list: NameList
    counts: ListCounts

    @property
    def id(self) -> str:
        """The list's identifier."""
        return self.list.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A hit as a person looks at it.

    ``employee`` is he as he stands now, None for one who is no longer in the master. ``earlier`` is what was decided in
    another list, ``report_number`` the report that was made of this hit, and ``others`` the reports of this employee
    from other rows.
    """

    hit: NameHit
    employee: Employee | None
    earlier: Earlier | None = None
    report_number: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReview:
    """A row of a list beside the employees who may be he, the likeliest first."""

    row: ListRow
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchInput:
    """What is matched: the rows of a list and the whole master."""

    list: NameList
    rows: tuple[ListRow, ...]
    people: tuple[KnownPerson, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """A line of the result: a row, one of its candidates (None for a row without any), and its report's number."""

    row: ListRow
    candidate: Candidate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListResult:
    """The result of a list as it leaves the office: how it stands, and a line for each candidate of each row."""

    list: NameList
    counts: ListCounts
    lines: tuple[ResultLine, ...]
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HitCard:
    """What the card of a confirmed hit prints: the list, the row, and the employee whom a person found to be he."""

    list: NameList
    row: ListRow
    hit: NameHit
    employee: Employee
