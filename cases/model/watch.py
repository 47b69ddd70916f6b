"""Watch over accounts: rounds in which heads of OPD look at accounts, their forms, answers and findings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class RoundState(StrEnum):
    """Where a round stands."""

    DRAFT = "disiapkan"
    RUNNING = "berjalan"
    CLOSED = "ditutup"


class RoundScope(StrEnum):
    """Which employees of the units stand in the forms."""

    ALL = "semua pegawai aktif"
    WITH_ACCOUNT = "hanya yang akunnya tercatat"


class Owned(StrEnum):
    """What the OPD says of whose the account is, or of accounts at all where none is recorded."""

    YES = "Ya"
    NO = "Bukan"
    UNSURE = "Tidak tahu"
    NONE = "Tidak punya akun"
    LISTED = "Ada, ditulis di Akun baru"


class Seen(StrEnum):
    """What the OPD saw."""

    CLEAN = "Tidak ada temuan"
    FOUND = "Ada temuan"
    LOCKED = "Tidak dapat dilihat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A round of the watch: ``number`` is "2026/P-003", the period is of the posts, ``looks`` what to look for.

    ``units`` are OPD as the master writes them; ``left_out`` are identifiers of employees who stand in no form.
    """

    id: str
    number: str
    year: int
    ordinal: int
    title: str
    first_on: date
    last_on: date
    due_on: date
    units: tuple[str, ...]
    looks: tuple[str, ...]
    scope: RoundScope = RoundScope.ALL
    left_out: tuple[str, ...] = ()
    state: RoundState = RoundState.DRAFT
    note: str = ""
    made_at: datetime
    made_by: str
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """A line of a form: an employee with one account, or with none; ``ordinal`` never changes nor is used again."""

    ordinal: int
    employee_id: str
    name: str
    nip: str
    position: str
    account_id: str | None = None
    platform: str = ""
    handle: str = ""
    url: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchForm:
    """The form of one OPD in a round.

    ``code`` names it on paper, ``edition`` counts from 1 and rises whenever it is written with other content
    (``print_of``), so that an older copy is known. Lines that are ``gone`` stay, so that their answers are understood.
    ``letter_id`` is the letter to its head, ``reminder_ids`` are those that remind him.
    """

    id: str
    round_id: str
    unit: str
    code: str
    edition: int
    print_of: str
    lines: tuple[FormLine, ...]
    made_at: datetime
    made_by: str
    letter_id: str | None = None
    reminder_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a filled form says of a line that is no finding; ``cell`` is where it stands. Empty words were not said.

    ``counts`` is set where a person picked it, or another copy's, against the copy that it stands in.
    """

    ordinal: int
    cell: str
    owned: str = ""
    seen: str = ""
    note: str = ""
    counts: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """An account that a filled form adds; ``account_id`` once it stands in the register."""

    cell: str
    employee_id: str
    name: str
    platform: str
    handle: str
    url: str
    account_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something about a form that was read: its cell (empty for the whole file) and what is so, in a sentence."""

    cell: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """A filled form that was taken in, kept as evidence under ``blob``.

    ``answers`` are those without findings: these are records of their own (``Finding``), for a finding may become a
    restricted case; ``found`` counts them. Where a form was filled more than once ``standing`` is the copy whose
    answers count wherever nobody picked another's (``rules/watch_copies.py``). ``remarks`` is what was said of the
    file when it was taken.
    """

    id: str
    round_id: str
    form_id: str
    edition: int
    file_name: str
    media_type: str
    sha256: str
    blob: str
    size: int
    filled_by: str
    filled_nip: str
    filled_on: date | None
    answers: tuple[Answer, ...]
    accounts: tuple[NewAccount, ...]
    found: int
    remarks: tuple[Remark, ...] = ()
    standing: bool = True
    read_at: datetime
    read_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLine:
    """A finding as a form tells it. ``ordinal`` is its line; 0 and a ``cell`` for an account that the form adds."""

    ordinal: int
    cell: str
    employee_id: str
    name: str
    nip: str
    platform: str
    handle: str
    account_url: str
    owned: str
    urls: tuple[str, ...]
    seen_on: date | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(FoundLine):
    """A finding of a filled form as a record.

    ``report_id`` once it became a report, ``set_aside`` why it will not. ``standing`` where it counts: another copy of
    its form may have been picked for its line.
    """

    id: str
    round_id: str
    form_id: str
    filled_id: str
    standing: bool = True
    report_id: str | None = None
    set_aside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchUnit:
    """A unit that may be in a round, with how many active employees and recorded accounts it has."""

    unit: str
    employees: int
    accounts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """How the form of one OPD stands in a round.

    ``lines`` counts those to answer, ``answered`` those that were, ``found`` the findings, ``open_findings`` those
    that are neither report nor set aside. ``filled_id`` is the copy that counts; ``copies`` counts all.
    """

    unit: str
    employees: int
    accounts: int
    form_id: str | None = None
    code: str = ""
    edition: int = 0
    made_at: datetime | None = None
    lines: int = 0
    answered: int = 0
    found: int = 0
    open_findings: int = 0
    copies: int = 0
    filled_id: str | None = None
    filled_by: str = ""
    filled_on: date | None = None
    read_at: datetime | None = None

    @property
    def state(self) -> str:
        """One word for the list."""
        if self.form_id is None:
            return "formulir belum dibuat"
        if self.filled_id is None:
            return "belum menjawab"
        return "menjawab" if self.answered == self.lines else "menjawab sebagian"


@dataclass(frozen=True, slots=True)
class RoundCounts:
    """How many forms of a round's units were made and answered, and how many findings of the answers are destroyed."""

    forms: int = 0
    answered: int = 0
    destroyed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLine:
    """A round as a list shows it: how many of its forms were made and answered, and what came of them."""

    round: Round
    forms: int
    answered: int
    found: int
    open_findings: int
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundView:
    """A round with its units, by name."""

    round: Round
    units: tuple[UnitLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two answers that cannot both be right; ``between`` says which sort it is."""

    unit: str
    name: str
    nip: str
    account: str
    between: str
    said: str
    filled_id: str
    cell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAlike:
    """A report that a finding may already be in: its number, and why it is thought so."""

    report_id: str
    number: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """The open findings of one person in a round, which become one report together."""

    employee_id: str
    name: str
    nip: str
    unit: str
    findings: tuple[Finding, ...]
    alike: tuple[ReportAlike, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSheet:
    """Everything that the form of an OPD prints; ``code`` is the whole code of the form, ``mark`` that of the office.

    ``file_name`` ends in ".xlsx" and is another for each form of a round. ``paper`` is "F4" or "A4".
    """

    form_id: str
    unit: str
    office: str
    code: str
    form_code: str
    number: str
    title: str
    first_on: date
    last_on: date
    due_on: date
    looks: tuple[str, ...]
    lines: tuple[FormLine, ...]
    paper: str
    file_name: str
    made_at: datetime


class CopyState(StrEnum):
    """What a file is to the records."""

    NEW = "baru"
    AGAIN = "formulir ini sudah pernah dijawab"
    KNOWN = "berkas ini sudah diterima"
    REFUSED = "ditolak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A line on which two copies of a form differ; ``before`` is what the copy says that counts so far."""

    ordinal: int
    name: str
    account: str
    cell: str
    before: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRead:
    """A file as it was understood. With ``problems`` it cannot be taken; ``remarks`` are said and harm nothing.

    What is ``KNOWN`` is there already and is passed over.

    ``differs`` compares with the copy that counts so far (``twin`` is its file's name), or with the file of the same
    name that was read together with this one. ``missing`` counts the lines of the form that the file does not have.
    """

    file_name: str
    state: CopyState
    form_id: str = ""
    round_id: str = ""
    number: str = ""
    unit: str = ""
    edition: int = 0
    problems: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()
    answers: tuple[Answer, ...] = ()
    found: tuple[FoundLine, ...] = ()
    accounts: tuple[NewAccount, ...] = ()
    lines: int = 0
    answered: int = 0
    missing: int = 0
    filled_by: str = ""
    filled_nip: str = ""
    filled_on: date | None = None
    differs: tuple[Difference, ...] = ()
    twin: str = ""

    @property
    def is_taken(self) -> bool:
        """Whether taking it in keeps it."""
        return not self.problems and self.state is not CopyState.KNOWN
