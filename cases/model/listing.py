"""What lists ask for and get: one page of rows, its place, and the count."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from cases.changes import Noun
from cases.head_code import head_code
from cases.rules.dates import long_date

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuery:
    """A page of a list: ``filters`` by column name (text matches a part, a tuple of words matches any of them).

    ``between`` holds the first and last day or text by column name, both included, None where that end is open.
    ``after`` is the last row's ``(sort value, identifier)`` of the page before, None for the first page.
    """

    sort: str
    descending: bool = False
    filters: dict[str, str | tuple[str, ...]] = field(default_factory=dict)
    received_from: date | None = None
    received_to: date | None = None
    between: dict[str, tuple[date | str | None, date | str | None]] = field(default_factory=dict)
    after: tuple[str | int | None, str] | None = None
    limit: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Row]):
    """Rows of one page; ``next_after`` continues it, None when it is the last; ``total`` counts all that match."""

    rows: tuple[Row, ...]
    next_after: tuple[str | int | None, str] | None
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case as a list shows it."""

    id: str
    number: str
    name: str
    nip: str
    work_unit: str
    track: str
    stage: str
    stage_title: str
    status: str
    next_title: str
    received_on: date
    due_on: date | None
    due_title: str
    waiting_since: date | None
    level: str
    restricted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A report as a list shows it; ``respondents`` are their names, joined, ``missing`` the keys of unmet needs."""

    id: str
    number: str
    received_on: date
    source: str
    respondents: str
    narrative: str
    status: str
    agency_number: str = ""
    missing: str = ""
    forwarding: str = ""
    answering: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """A letter as a list shows it; ``case_number`` is its report's where it belongs to no case.

    ``worded`` says that it has a text of its own.
    """

    id: str
    case_id: str | None
    case_number: str
    respondent: str
    kind: str
    title: str
    number: str
    letter_on: date | None
    status: str
    outdated: str
    worded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """A number of the register as a list shows it.

    ``status`` is the letter's, "di luar program" for a number that belongs to no letter here, "batal" for a void one,
    "dibatasi" where the letter's case is hidden from who asks;
    ``case_number`` is of the letter's case, else of its report. ``order`` sorts by year, counter and ordinal.
    """

    id: str
    order: str
    classification: str
    counter: str
    year: int
    ordinal: int
    text: str
    letter_id: str
    used_on: date | None
    subject: str
    addressee: str
    case_id: str | None
    case_number: str
    status: str
    void_reason: str


class DueLine(NamedTuple):
    """An open deadline, or a case to go on with that has none, as the page "Hari ini" shows it.

    ``party`` is who has to act ("kantor", "terlapor", "lain"); a case without a due date has ``waiting_since`` while it
    waits for its decision. Read by the thousand, so it is a tuple: a frozen dataclass takes four times as long to make.
    """

    id: str
    case_id: str
    case_number: str
    name: str
    work_unit: str
    track: str
    title: str
    detail: str
    article: str
    regulation: str
    verified: bool
    party: str
    due_on: date | None
    waiting_since: date | None


class AgendaDays(NamedTuple):
    """The days that part the agenda: today, the first due day that is safe, and the last one that is looked at."""

    today: date
    safe_from: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaCount:
    """How many lines a group of the agenda has (its place: "0" late ... "6" without a date), and the earliest day."""

    place: str
    count: int
    earliest: date | None


class RunningDue(NamedTuple):
    """An open deadline with what its day is counted from; for counting all of them anew."""

    case_id: str
    case_number: str
    name: str
    track: str
    regulations: tuple[str, ...]
    key: str
    title: str
    party: str
    starts_on: date
    due_on: date


class OldestOfStage(NamedTuple):
    """Of the running cases that stand at a stage: its title, the oldest opening, the earliest due date."""

    title: str
    opened_on: date
    due_on: date | None


class WaitingLine(NamedTuple):
    """A case that waits for its decision; ``official_post`` is who has to take it, empty while nobody is named."""

    id: str
    number: str
    name: str
    nip: str
    work_unit: str
    track: str
    level: str
    official_post: str
    next_title: str
    waiting_since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One find; ``snippet`` has the hit within its words.

    ``noun`` is "employee", "report", "case", "letter" or "evidence".
    """

    noun: str
    id: str
    title: str
    subtitle: str
    snippet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One row of the log; ``changes`` are field -> (old, new) texts, empty without the right to see them."""

    sequence: int
    at: str
    actor: str
    operation: str
    action: str
    noun: Noun
    record_id: str
    fields: tuple[str, ...]
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogHead:
    """The end of the log: how many rows, and the chain's last hash (64 hexadecimal digits)."""

    count: int
    hash: str

    @property
    def code(self) -> str:
        """The head as paper carries it ("1204-9FKX-3453-DW4C-4H0HD"); see ``cases.head_code``."""
        return head_code(self.count, self.hash)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAnchor:
    """A letter of this office that prints a head of the log, and the row that its code names."""

    title: str
    number: str
    letter_on: date | None
    row: int

    @property
    def named(self) -> str:
        """The letter in words ("surat 800.1.6.2/14/BKPSDM/2026 tanggal 4 Mei 2026")."""
        day = f" tanggal {long_date(self.letter_on)}" if self.letter_on else ""
        return f"surat {self.number or self.title}{day}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a check of the database, log and vault found; ``problems`` are Indonesian sentences, empty when sound.

    ``anchored`` is the last letter whose printed head the log still holds, None when there is none.
    """

    rows: int
    head: LogHead
    evidence_checked: int
    letters_checked: int
    problems: tuple[str, ...]
    anchored: PaperAnchor | None = None
