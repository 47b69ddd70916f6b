"""What the services need of the world, as Protocols; ``db``, ``reports`` and the tests' fakes fulfil them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import IO, Protocol, TypeVar

from cases.changes import Action, ChangeSet, Noun
from cases.letters.templates import Shelf
from cases.model.account import Account, AccountLine
from cases.model.case import Case
from cases.model.check_run import CheckRun
from cases.model.deadline import Deadline, Holiday
from cases.model.discarded import Discarded, Part
from cases.model.disposal import DisposedCase
from cases.model.election import Election
from cases.model.electronic import (
    Certificate,
    SignatureFound,
    SignaturePlace,
    SigningOrder,
    TrustedFile,
    TrustFacts,
)
from cases.model.employee import Employee
from cases.model.employee_import import EmployeeBefore, EmployeeImport, SheetMapping
from cases.model.evidence import Evidence, Source, Staged, Stored
from cases.model.export import Cell, ExportTable
from cases.model.figures import FigureLine, FigureQuery
from cases.model.letter import Letter, LetterRequest, RegisterEntry, RenderedLetter
from cases.model.listing import (
    AgendaCount,
    AgendaDays,
    CaseLine,
    DueLine,
    LetterLine,
    ListQuery,
    LogEntry,
    LogHead,
    OldestOfStage,
    Page,
    RegisterLine,
    ReportLine,
    RunningDue,
    SearchHit,
    Verification,
    WaitingLine,
)
from cases.model.log import LogQuery
from cases.model.marks import SeenText
from cases.model.name_list import KnownPerson, ListRow, Matched
from cases.model.name_review import Decision, Earlier, ListCounts, NameHit, NameList, QueueLine
from cases.model.office import Office, Signatory
from cases.model.old_case import OldCase, OldCaseLine
from cases.model.recap import SavedRecap
from cases.model.regulation import OfficePack, RuleMark
from cases.model.report import Report
from cases.model.steps import CaseStep, StepKey
from cases.model.user import Actor, Failures, Right, User
from cases.model.watch import FilledForm, Finding, Round, WatchForm
from cases.model.wording import OfficeTemplate
from cases.model.work_unit import Post, UnitHead, UnitPath
from cases.regulations import Law
from cases.rules.report_state import ReportState

Record = TypeVar("Record")


class Clock(Protocol):
    """The time, handed in so that a test can stand still."""

    def now(self) -> datetime:
        """The moment, aware, UTC."""

    def today(self) -> date:
        """The date at the office."""


class Store(Protocol[Record]):
    """Records of one noun by identifier. Every ``add`` and ``save`` writes its log row in the same transaction."""

    def get(self, record_id: str) -> Record:
        """Return the record; raises NotFound."""

    def find(self, record_id: str) -> Record | None:
        """Return the record, or None."""

    def of_ids(self, ids: Iterable[str]) -> tuple[Record, ...]:
        """Return those of these identifiers that are there, in this order."""

    def add(self, record: Record) -> None:
        """Write a new record."""

    def save(self, record: Record) -> None:
        """Write the record over the stored one; only fields that differ are logged; raises NotFound."""


class UserStore(Store[User], Protocol):
    """Accounts of the program."""

    def by_username(self, username: str) -> User | None:
        """The account of that name, in any case of letters."""

    def standing(self, user_id: str) -> User | None:
        """The account as this unit of work sees it, asked for once; for the gate."""

    def all(self) -> tuple[User, ...]:
        """Every account, by name."""


class FailureStore(Protocol):
    """How often logging in failed, by username or by the group of an unknown name; not logged."""

    def of_name(self, name: str) -> Failures | None:
        """The failures of a name since it last went well."""

    def put(self, name: str, failures: Failures) -> None:
        """Keep them."""

    def drop(self, name: str) -> None:
        """Forget them: it went well."""


class SignatoryStore(Store[Signatory], Protocol):
    """Officials the office picks as signers."""

    def all(self) -> tuple[Signatory, ...]:
        """Every signatory, by name."""


class OfficeStore(Store[Office], Protocol):
    """The one office of this database."""

    def current(self) -> Office | None:
        """The office, or None before the first start ended."""


class EmployeeStore(Store[Employee], Protocol):
    """The employee master."""

    def by_nip(self, nip: str) -> Employee | None:
        """The employee with this NIP (18 digits)."""

    def near(self, nips: Sequence[str], birth: str, nik: str) -> tuple[Employee, ...]:
        """Those with one of these NIPs, with one that begins with these digits, or with this NIK if any."""

    def all_by_nip(self) -> dict[str, Employee]:
        """Every employee by NIP, for an import's comparison."""

    def page(self, query: ListQuery) -> Page[Employee]:
        """One page; sort and filter columns: id, nip, name, status, grade, position, unit_1, unit_2, unit_3."""

    def of_units(self, units: Collection[str], *, with_account: bool = False) -> tuple[Employee, ...]:
        """The active employees of these units (``unit_1``), by name; or those alone who have an account."""

    def import_all(self, new: Iterable[Employee], changed: Iterable[Employee], digest: str) -> None:
        """Write an import in bulk: one log row that carries ``digest`` (SHA-256 of its differences)."""

    def take_back(self, new: Iterable[str], held: Iterable[Employee]) -> None:
        """Undo an import in bulk: take out who came by it, and write the others as they were; one log row."""


class AccountStore(Store[Account], Protocol):
    """Public accounts of employees."""

    def page(self, query: ListQuery) -> Page[AccountLine]:
        """One page.

        Sort and filter columns: name, nip, unit, platform, handle, url, known, state, employee_id.
        """

    def of_employee(self, employee_id: str) -> tuple[Account, ...]:
        """The accounts of an employee, by platform."""

    def of_units(self, units: Collection[str]) -> tuple[Account, ...]:
        """The accounts of the active employees of these units, by platform."""

    def of_key(self, key: str) -> tuple[Account, ...]:
        """Every record of one account (``cases.account_names``)."""

    def all(self) -> tuple[Account, ...]:
        """Every account."""

    def add_all(self, accounts: Iterable[Account], digest: str) -> None:
        """Write an import in bulk: one log row that carries ``digest`` (SHA-256 of what is new)."""


class RoundStore(Store[Round], Protocol):
    """Rounds of the watch."""

    def all(self) -> tuple[Round, ...]:
        """Every round, the newest first."""

    def last_ordinal(self, year: int) -> int:
        """The highest ordinal of a year, 0 when there is none."""

    def by_number(self, number: str) -> Round | None:
        """The round of that number."""

    def units(self) -> Mapping[str, tuple[int, int]]:
        """How many active employees and how many accounts of theirs each unit has."""


class FormStore(Store[WatchForm], Protocol):
    """Forms of a round."""

    def of_round(self, round_id: str) -> tuple[WatchForm, ...]:
        """The forms of a round, by unit."""

    def by_code(self, code: str) -> WatchForm | None:
        """The form that bears this code."""


class FilledStore(Store[FilledForm], Protocol):
    """Filled forms that were taken in."""

    def of_round(self, round_id: str) -> tuple[FilledForm, ...]:
        """The filled forms of a round in the order of reading."""

    def of_form(self, form_id: str) -> tuple[FilledForm, ...]:
        """The filled copies of a form in the order of reading."""


class FindingStore(Store[Finding], Protocol):
    """Findings of filled forms; one whose report is hidden from who acts is not found."""

    def of_round(self, round_id: str) -> tuple[Finding, ...]:
        """The findings of a round, by person, copies that do not count included."""

    def of_filled(self, filled_id: str) -> tuple[Finding, ...]:
        """The findings of a filled form in its order."""

    def of_employee(self, employee_id: str) -> tuple[Finding, ...]:
        """What was ever found of an employee, the newest first."""

    def of_report(self, report_id: str) -> tuple[Finding, ...]:
        """The findings that became this report."""

    def reports_with_address(self) -> tuple[tuple[str, str, str], ...]:
        """The identifier, number and address of every report that names an address."""


class UnitStore(Store[UnitHead], Protocol):
    """Work units as the active employees make them, and the heads that persons set."""

    def all(self) -> tuple[UnitHead, ...]:
        """What persons said about heads, by unit."""

    def of_unit(self, path: UnitPath) -> UnitHead | None:
        """What a person said about the head of this unit."""

    def counts(self) -> dict[UnitPath, int]:
        """How many active employees are in each unit itself."""

    def posts(self, beginnings: Iterable[str], unit_1: str = "") -> tuple[Post, ...]:
        """The active employees whose post begins with one of these words, of one OPD when it is named.

        Of those of one unit, post and grade only who has the lowest NIP.
        """


class EmployeeImportStore(Store[EmployeeImport], Protocol):
    """The history of imports of employees, and what each of them changed."""

    def all(self) -> tuple[EmployeeImport, ...]:
        """Every import, the newest first."""

    def keep(self, rows: Iterable[EmployeeBefore]) -> None:
        """Keep what an import did to each employee, in bulk."""

    def rows_of(self, import_id: str) -> tuple[EmployeeBefore, ...]:
        """What an import did, in the order of the sheet."""

    def changed_since(self, done: EmployeeImport) -> tuple[str, ...]:
        """The names of employees of an import whom another act has changed since."""

    def standing(self, done: EmployeeImport) -> tuple[str, ...]:
        """The names of who came by an import and stands in other records; none of who stands only in hidden ones."""

    def of_employee(self, employee_id: str) -> tuple[tuple[EmployeeImport, EmployeeBefore], ...]:
        """What imports that stand did to an employee, the newest first: his posts over time follow from it."""


class SheetMappingStore(Store[SheetMapping], Protocol):
    """Which column of a sheet holds what, as the office chose it."""

    def of_headers(self, kind: str, headers: str) -> SheetMapping | None:
        """What was chosen for sheets of a kind whose headers fold to this (``sheet_headers.fold_headers``)."""


class ReportStore(Store[Report], Protocol):
    """The register of reports."""

    def last_ordinal(self, year: int) -> int:
        """The highest ordinal of a year, 0 when there is none."""

    def page(self, query: ListQuery) -> Page[ReportLine]:
        """One page; sort columns: number, received_on, source, status.

        Filters: those and respondents, narrative, agency_number, missing, forwarding, answering, circular_points, and
        lacks ("kurang" or "lengkap" for a report that waits, "" for every other).
        """

    def state(self, report: Report) -> ReportState:
        """What the report lacks, and how far forwarding and answering are."""

    def sharing(
        self,
        traits: Collection[tuple[str, str]],
        limit: int,
        dated: Collection[tuple[str, str]] = (),
        days: tuple[date, date] | None = None,
    ) -> dict[str, frozenset[tuple[str, str]]]:
        """Which of these traits (``cases.rules.report_state``) reports have, by identifier; so many of each trait.

        Of ``dated`` traits, with ``days``, only of events on one of them, or on a day that is not known.
        """

    def reindex(self, report_id: str) -> None:
        """Write anew all that is derived from a report: another one went into it, or came out."""

    def index_missing(self, limit: int) -> int:
        """Give traits and state to reports that were written by other rules; return to how many."""

    def split_off(self, report_id: str) -> tuple[Report, ...]:
        """The reports that were split off a report, in the order of their numbers."""

    def is_taken(self, number: str) -> bool:
        """Whether a report bears that number, also one that the actor does not see."""

    def reporters(self, bodies: Collection[str]) -> frozenset[str]:
        """The names and contacts of all people who ever reported, but not of ``bodies``; hidden reports included."""

    def of_election(self, name: str) -> tuple[Report, ...]:
        """The reports that name this election, in any case of letters."""


class CaseStore(Store[Case], Protocol):
    """Cases."""

    def last_ordinal(self, year: int) -> int:
        """The highest ordinal of a year, 0 when there is none."""

    def of_report(self, report_id: str) -> tuple[Case, ...]:
        """The cases a report has led to."""

    def of_nip(self, nip: str) -> tuple[Case, ...]:
        """Every case against this person, newest first."""

    def of_election(self, name: str) -> tuple[Case, ...]:
        """The cases that name this election, in any case of letters, in the order of their numbers."""

    def open_ids(self) -> tuple[str, ...]:
        """Identifiers of cases that still run, have a next step or an open due date; for a recomputation of those."""

    def page(self, query: ListQuery) -> Page[CaseLine]:
        """One page.

        Sort and filter columns: number, name, nip, work_unit, track, stage, status, received_on, due_on, level.
        """

    def count(self, query: ListQuery) -> int:
        """How many cases a list holds; its order, place and length do not matter."""

    def years(self) -> tuple[int, int] | None:
        """The first and the last year that has a case, None without any."""

    def of_figure(self, query: FigureQuery, key: str, today: date) -> tuple[Case, ...]:
        """The cases behind a figure that counts cases, in the order of their numbers."""

    def oldest_by_stage(self) -> dict[str, OldestOfStage]:
        """Of each stage at which running cases stand: its title, the oldest opening, the earliest due date."""

    def counts(self) -> dict[str, int]:
        """Count of cases by status."""

    def restricted(self) -> tuple[Case, ...]:
        """The cases that only some may see, in the order of their numbers."""


class OldCaseStore(Store[OldCase], Protocol):
    """Cases that were over before the program came."""

    def all(self) -> tuple[OldCase, ...]:
        """Every one, by year and number."""

    def of_nip(self, nip: str) -> tuple[OldCase, ...]:
        """Those of a person, the newest first."""

    def alike(self, nip: str, name: str) -> tuple[OldCase, ...]:
        """Those of a NIP, when it is given, or of a name in any case of letters."""

    def of_figure(self, query: FigureQuery, key: str, today: date) -> tuple[OldCase, ...]:
        """Those behind a figure that counts old cases, by year and number."""

    def page(self, query: ListQuery) -> Page[OldCaseLine]:
        """One page.

        Sort and filter columns: number, year, name, nip, work_unit, outcome, level, sanction_title, decision_on.
        """


class StepStore(Store[CaseStep], Protocol):
    """Steps of cases."""

    def of_case(self, case_id: str) -> tuple[CaseStep, ...]:
        """The steps of a case in the order of recording."""

    def of_figure(self, query: FigureQuery, key: str, keys: Collection[StepKey], today: date) -> tuple[CaseStep, ...]:
        """The steps of these keys that count in the cases behind a figure, by case in the order of recording."""


class LetterStore(Store[Letter], Protocol):
    """Letters."""

    def of_case(self, case_id: str) -> tuple[Letter, ...]:
        """The letters of a case in the order of making."""

    def of_report(self, report_id: str) -> tuple[Letter, ...]:
        """The letters of a report itself, without those of its cases, in the order of making."""

    def of_office(self) -> tuple[Letter, ...]:
        """The letters of neither a case nor a report, in the order of making."""

    def page(self, query: ListQuery) -> Page[LetterLine]:
        """One page; sort and filter columns: number, kind, title, letter_on, status, respondent, case_number."""

    def by_short_code(self, short_code: str) -> Letter | None:
        """The letter that prints this code."""

    def by_fingerprint(self, sha256: str) -> Letter | None:
        """The letter of which the bytes with this fingerprint were put up, or are the final form."""


class NumberRegister(Store[RegisterEntry], Protocol):
    """The register of letter numbers.

    A counter is named by its classification, and counts the letters of it; the counter "" counts all of them.
    """

    def last_ordinal(self, counter: str, year: int) -> int:
        """The highest ordinal taken that a counter has to go on after, 0 when there is none."""

    def take(self, entry: RegisterEntry) -> None:
        """Enter a number; raises InvalidInput when its counter has it taken already."""

    def of_year(self, counter: str, year: int) -> tuple[RegisterEntry, ...]:
        """The numbers of a year that a counter counts, in their order."""

    def years(self) -> tuple[int, ...]:
        """The years that have numbers, the newest first."""

    def page(self, query: ListQuery) -> Page[RegisterLine]:
        """One page.

        Sort and filter columns: order, text, used_on, subject, addressee, case_number, status, year, classification,
        words (number, subject, addressee and reason together).
        """


class EvidenceStore(Store[Evidence], Protocol):
    """Evidence records; the originals lie in the vault."""

    def of_report(self, report_id: str) -> tuple[Evidence, ...]:
        """The evidence of a report in the order of entry."""

    def thumbnail(self, evidence_id: str) -> bytes | None:
        """The small picture (PNG or JPEG bytes), None when there is none yet."""

    def set_thumbnail(self, evidence_id: str, picture: bytes) -> None:
        """Keep the small picture inside the database; not logged."""

    def set_look(self, evidence_id: str, look: int | None) -> None:
        """Keep how an item looks (64 bits), None for one that shows nothing; not logged."""

    def looks_of(self, evidence_ids: Collection[str]) -> dict[str, int | None]:
        """How these items look, None for one that shows nothing; one that was not looked at yet is left out."""

    def looks_near(self, looks: Collection[int], most_bits: int) -> dict[str, int]:
        """How those items look that differ from any of these looks in so many bits at most, by identifier."""

    def unseen(self, limit: int) -> tuple[Evidence, ...]:
        """The items that have yet to be looked at, the oldest first."""

    def thumbnails(self, evidence_ids: Collection[str]) -> dict[str, bytes]:
        """The small pictures of those of these items that have one, by identifier."""

    def text(self, evidence_id: str) -> SeenText | None:
        """What was read in an item, None while it waits."""

    def set_text(self, evidence_id: str, seen: SeenText) -> None:
        """Keep what was read in an item, for the search too; not logged."""

    def unread(self, limit: int, *, pictures: bool = True) -> tuple[Evidence, ...]:
        """The pictures and PDFs in which nobody has looked for text yet, the oldest first.

        Without ``pictures`` only those that no reader of pictures is needed for.
        """

    def count_unread(self) -> tuple[int, int]:
        """How many items wait for a reader of pictures, and how many only for their turn."""

    def searchable(self, report_id: str) -> dict[str, str]:
        """All that search knows of each item of a report, by identifier."""

    def index_missing(self, limit: int) -> int:
        """Tell the search of items that it does not know yet; return of how many."""

    def count(self) -> int:
        """How many items there are."""

    def failing(self, report_id: str = "") -> tuple[Evidence, ...]:
        """The items whose failed check nobody has answered yet, of one report or of all."""

    def of_bytes(self, sha256s: Collection[str]) -> tuple[Evidence, ...]:
        """The items of any report that have one of these fingerprints."""


class NameListStore(Store[NameList], Protocol):
    """Lists of names that somebody handed in, with their rows."""

    def all(self) -> tuple[NameList, ...]:
        """Every list, the newest first."""

    def of_file(self, sha256: str) -> tuple[NameList, ...]:
        """The lists that were made of a file with this fingerprint, the oldest first."""

    def add_rows(self, list_id: str, rows: Iterable[ListRow]) -> None:
        """Write the rows of a new list in bulk."""

    def rows_of(self, list_id: str, numbers: Sequence[int] | None = None) -> tuple[ListRow, ...]:
        """The rows of a list in their order, or those of these numbers."""

    def counts(self, list_id: str = "") -> dict[str, ListCounts]:
        """How each list stands, or the one; a list without candidates is left out."""

    def queue(self, list_id: str) -> tuple[QueueLine, ...]:
        """The rows of a list that have candidates, the likeliest first."""


class NameHitStore(Store[NameHit], Protocol):
    """Which employees the rows of lists may be, and what a person decided."""

    def of_row(self, list_id: str, row: int) -> tuple[NameHit, ...]:
        """The candidates of a row, the likeliest first."""

    def of_list(self, list_id: str, decision: Decision | None = None) -> tuple[NameHit, ...]:
        """The hits of a list by row, or those of one decision."""

    def proposed(self, list_id: str) -> tuple[NameHit, ...]:
        """The open hits of a list about whose person and employee somebody decided in another list, by row."""

    def reported_of(self, employee_id: str) -> tuple[NameHit, ...]:
        """The hits of an employee that are reports now, the oldest decision first."""

    def earlier(self, hit: NameHit) -> Earlier | None:
        """What was last decided about the same person and employee in another list, None for nothing."""

    def replace_open(self, list_id: str, hits: Sequence[NameHit], digest: str, tick: Callable[[float], object]) -> int:
        """Put these in the place of the undecided hits of a list; decided pairs stay. Return how many went in.

        ``tick`` hears how far it is, and may raise to stop.
        """


class DeadlineStore(Protocol):
    """Due dates, always rewritten for a whole case."""

    def of_case(self, case_id: str) -> tuple[Deadline, ...]:
        """The due dates of a case, open ones first, by day."""

    def replace(self, case_id: str, deadlines: Iterable[Deadline]) -> None:
        """Put these in the place of the case's due dates; unchanged ones stay untouched."""

    def due_between(self, first: date, last: date) -> tuple[DueLine, ...]:
        """Open due dates from a day to a day, by day."""

    def agenda(self, query: ListQuery, days: AgendaDays) -> Page[DueLine]:
        """One page of what is due and of the cases that have no due date.

        Sort and filter columns: left (the most urgent first), group ("0" late, "1" today, "2" soon, "3" safe, "4" waits
        for its decision, "5" another party's, "6" without a date), case_number, name, unit, track, title, article,
        due_on.
        """

    def agenda_counts(self, days: AgendaDays) -> tuple[AgendaCount, ...]:
        """The groups of the agenda that have lines."""

    def agenda_units(self, days: AgendaDays) -> tuple[str, ...]:
        """The work units of the agenda, by name."""

    def last_due(self, until: date) -> date | None:
        """The latest open due date of the office's own up to a day."""

    def waiting(self) -> tuple[WaitingLine, ...]:
        """Cases that wait for their decision, the longest first."""

    def running(self) -> tuple[RunningDue, ...]:
        """Every open due date with what it is counted from, in the order of the cases' numbers."""


class HolidayStore(Protocol):
    """The office's calendar of days off."""

    def all(self) -> tuple[Holiday, ...]:
        """Every day off, by date."""

    def replace_year(self, year: int, holidays: Iterable[Holiday]) -> None:
        """Put these in the place of a year's days off; one log row."""


class ElectionStore(Store[Election], Protocol):
    """Elections with their stages."""

    def all(self) -> tuple[Election, ...]:
        """Every election, the newest voting day first."""

    def by_name(self, name: str) -> Election | None:
        """The election of that name, in any case of letters."""


class PackStore(Store[OfficePack], Protocol):
    """Regulation packs of the office's own, whatever their state."""

    def all(self) -> tuple[OfficePack, ...]:
        """Every pack, by key."""

    def by_key(self, key: str) -> OfficePack | None:
        """The pack of that key ("pp-94-2021@2")."""


class MarkStore(Store[RuleMark], Protocol):
    """Who compared which rule with its official copy."""

    def all(self) -> tuple[RuleMark, ...]:
        """Every mark, by pack and entry."""


class TemplateStore(Store[OfficeTemplate], Protocol):
    """The office's own editions of letter templates, whatever their state."""

    def all(self) -> tuple[OfficeTemplate, ...]:
        """Every edition, by kind and in the order of making."""

    def by_name(self, name: str) -> OfficeTemplate | None:
        """The edition of that name ("summons-1@1.2")."""


class SavedRecapStore(Store[SavedRecap], Protocol):
    """Recaps with the columns that the office has chosen."""

    def all(self) -> tuple[SavedRecap, ...]:
        """Every one, by name."""

    def by_name(self, name: str) -> SavedRecap | None:
        """The one of a name, in any case of letters."""


class TrustStore(Store[TrustedFile], Protocol):
    """Certificates of issuers that the office trusts, and lists of revoked ones."""

    def all(self) -> tuple[TrustedFile, ...]:
        """Every certificate and list, by kind and name."""


class Trash(Protocol):
    """What was taken out of the records, kept whole. Each record that goes or comes back has its row in the log."""

    def take_out(self, noun: Noun, record_id: str, reason: str) -> Part:
        """Take a record out and return it whole; raises NotFound."""

    def put_back(self, part: Part) -> None:
        """Write a record again as it was."""

    def keep(self, entry: Discarded) -> None:
        """Write an entry of Sampah for what was taken out."""

    def drop(self, entry_id: str) -> None:
        """Forget an entry of which everything was put back."""

    def get(self, record_id: str) -> Discarded:
        """An entry; raises NotFound."""

    def all(self) -> tuple[Discarded, ...]:
        """Every entry, the newest first."""

    def of_record(self, noun: str, record_id: str) -> Discarded | None:
        """The entry of a record that was taken out, None for one that was not."""

    def written_by(self, first: int, last: int) -> Discarded | None:
        """The entry that was written with these rows of the log, None for none."""

    def set_back(self, entry: LogEntry) -> None:
        """Give the fields that a row of the log changed their old values again.

        Raises InvalidInput where somebody changed one of them since, or where the values were disposed of.
        """

    def merged_into(self, record_id: str) -> tuple[Discarded, ...]:
        """What was merged into a record, the newest first."""


class Disposals(Protocol):
    """Files that are destroyed by the archive schedule, and what stays of them."""

    def closed_before(self, day: date, limit: int) -> tuple[str, ...]:
        """The cases whose closing was recorded for a day until this one, the oldest first."""

    def all(self) -> tuple[DisposedCase, ...]:
        """What stays of every destroyed case, the newest disposal first."""

    def find(self, case_id: str) -> DisposedCase | None:
        """What stays of a case, None for one that was not destroyed."""

    def records_of(self, report_id: str) -> tuple[str, ...]:
        """The identifiers of a report and of all that belongs to it, what lies in Sampah included."""

    def destroy(self, report_id: str, stubs: Iterable[DisposedCase]) -> tuple[str, ...]:
        """Destroy a report with all its cases and keep these; return the blobs that they named.

        The caller names the ``records_of`` the report in a row of the log, or the check finds their values missing.
        """


class DraftStore(Protocol):
    """What was typed and not yet saved; inside the encrypted database, outside the log."""

    def get(self, key: str, user_id: str) -> str | None:
        """The JSON text of a draft, or None."""

    def put(self, key: str, user_id: str, text: str) -> None:
        """Keep a draft."""

    def drop(self, key: str, user_id: str) -> None:
        """Forget a draft; no error when there is none."""

    def of_user(self, user_id: str) -> dict[str, str]:
        """A user's drafts by key."""


class PeopleNames(Protocol):
    """Whom the office's records know."""

    def all(self) -> frozenset[str]:
        """Every name of an employee, an accused, a reporter, a signatory, or of whom a case or a step names."""


class SearchIndex(Protocol):
    """Words of people, cases, letters, reports and evidence (FTS5)."""

    def find(self, text: str, limit: int, noun: str = "") -> tuple[SearchHit, ...]:
        """The best hits for words, the beginning of words, NIPs with or without spaces, and numbers.

        With ``noun`` only records of that noun are found.
        """


class Figures(Protocol):
    """Figures, computed in the database; measures and breakdowns are named by their keys (``cases.rules.figures``)."""

    def counts(self, query: FigureQuery, keys: Sequence[str], today: date) -> dict[str, int]:
        """The measures by their keys; ``today`` is what is late and what is in force compared with."""

    def table(self, query: FigureQuery, breakdown: str, keys: Sequence[str], today: date) -> tuple[FigureLine, ...]:
        """The measures for each word of a breakdown that occurs, in the order of the words."""


class Everything(Protocol):
    """All tables as rows of plain values."""

    def count(self, table: ExportTable) -> int:
        """How many rows a table has."""

    def rows(self, table: ExportTable) -> Iterator[tuple[Cell, ...]]:
        """The rows in the table's order, a piece at a time."""


class EvidenceVault(Protocol):
    """Encrypted, content-addressed files. A blob named by no record when the unit of work ends is collected later."""

    def put(self, data: bytes, sha256: str = "") -> str:
        """Encrypt, write and fsync; return the blob's name. The same bytes give the same name.

        ``sha256`` is the fingerprint of ``data`` (hexadecimal) where the caller has it, which spares another pass.
        """

    def get(self, blob: str) -> bytes:
        """Decrypt and check against the name; raises DatabaseDamaged when a byte differs, NotFound when it is gone."""

    def stage(self, source: Source, heard: Callable[[int], object] | None = None) -> Staged:
        """Encrypt what is read once from a file, fingerprinted on the way, without putting it into the vault yet.

        ``heard`` is told how many bytes have been read; what it raises ends the reading. Raises StorageError, and then
        nothing is left.
        """

    def take(self, staged: Staged) -> Stored:
        """Give what was staged its place; raises StorageError. Evidence is taken in through ``Custody`` alone."""

    def sync(self) -> None:
        """Make the places of what was taken last over a power cut: once for all of them, before the commit."""

    def swap(self, staged: Staged) -> str:
        """Give what was staged the place of a damaged blob, which is kept under the name that is returned."""

    def copy(self, blob: str, target: IO[bytes]) -> str:
        """Decrypt a blob into a file and return the fingerprint; raises as ``get``."""

    def check(self, blob: str) -> str:
        """The fingerprint of a blob's bytes as they are, empty for one that is gone or cannot be decrypted."""


class Custody(Protocol):
    """Originals of evidence: every taking in, reading and checking leaves its row in the chained log."""

    def take(self, evidence_id: str, staged: Staged) -> Stored:
        """Take in what was staged; raises StorageError, and then nothing was stored."""

    def copy(self, item: Evidence, target: IO[bytes], action: Action, details: Mapping[str, str] = ...) -> None:
        """Write an original into a file; raises DatabaseDamaged, NotFound, StorageError: throw the file away then.

        ``details`` stand in its row besides (where a copy went).
        """

    def read(self, item: Evidence, action: Action) -> bytes:
        """Return an original, held in memory; raises DatabaseDamaged, NotFound, StorageError."""

    def check(self, item: Evidence) -> str:
        """Read an original again and compare; return a sentence of what is wrong, empty for nothing.

        A failure stays on the item until somebody has answered it.
        """

    def check_part(self, run: CheckRun, go_on: Callable[[CheckRun], bool]) -> CheckRun:
        """Read the next originals of a run over all again, until ``go_on`` says no or the part has taken its time."""

    def restore(self, item: Evidence, staged: Staged, details: Mapping[str, str]) -> None:
        """Put a healthy copy in the place of a damaged original, which is kept beside it; raises StorageError."""


class LetterRenderer(Protocol):
    """Makes the bytes of a letter; called inside the unit of work that takes its number."""

    def render(self, request: LetterRequest) -> RenderedLetter:
        """Return the PDF; raises LetterError for a template or picture that cannot be used."""


class DocumentSigner(Protocol):
    """Signs PDFs with a signer's own certificate and reads the signatures that they carry; asks no network, ever."""

    def places(self, pdf: bytes) -> tuple[SignaturePlace, ...]:
        """Where the letter's signers sign, by the letter itself; empty for a letter that does not say."""

    def certificate(self, pkcs12: bytes, password: str, when: datetime, trusted: Sequence[bytes] = ()) -> Certificate:
        """Whose certificate a PKCS#12 file holds, judged at a moment by what is trusted.

        Raises InvalidInput for a wrong password, BadFile for a file that is none or whose key may not sign.
        """

    def sign(self, pdf: bytes, pkcs12: bytes, password: str, order: SigningOrder) -> bytes:
        """Return the PDF with one more signature appended to its bytes; raises as ``certificate`` does, or BadFile."""

    def inspect(self, pdf: bytes, trusted: Sequence[bytes] = ()) -> tuple[SignatureFound, ...]:
        """The signatures of a PDF in their order; ``trusted`` are certificates and lists of revoked ones (DER).

        Raises BadFile for a file that is no readable PDF.
        """

    def only_signed(self, before: bytes, after: bytes) -> bool:
        """Whether a PDF is another one to which nothing but signatures was appended."""

    def words(self, pdf: bytes) -> str:
        """What a PDF says of itself in its keywords; raises BadFile for a file that is no readable PDF."""

    def read_trust(self, data: bytes) -> tuple[TrustFacts, ...]:
        """The certificates of issuers and lists of revoked ones in a file (PEM or DER).

        Raises BadFile when it holds none, or a certificate that issues no others.
        """


class PictureReader(Protocol):
    """Looks at files from outside without trusting them."""

    def inspect(self, source: Source, file_name: str) -> str:
        """Return the media type ("image/png", "application/pdf" ...).

        Raises BadPicture for a picture that is none by its bytes or too large to open, BadFile for an empty file.
        """

    def told(self, source: Source) -> dict[str, str]:
        """What a picture says of itself (EXIF), by Indonesian names; empty for other files and what cannot be read."""

    def thumbnail(self, data: bytes) -> bytes | None:
        """A small JPEG of at most 344 x 236 pixels, or None when the bytes are no picture."""

    def look(self, data: bytes) -> int | None:
        """How a picture looks, as 64 bits of which few differ between copies of it; None when it is none."""

    def pages(self, data: bytes) -> int:
        """How many pages a PDF or a picture has; raises BadFile for a PDF that nobody can open without a password."""


class AuditLog(Protocol):
    """The chained log."""

    def head(self) -> LogHead:
        """The last row's count and hash."""

    def latest(self) -> datetime | None:
        """The latest moment among the last thousand rows, None in an empty log: the clock has been there."""

    def holds(self, head: LogHead) -> bool:
        """Whether the row of that count still has that hash, or one that begins with it."""

    def note(self, action: Action, noun: Noun, record_id: str, details: Mapping[str, str]) -> None:
        """Write a row about something that changed no field: a print, an export."""

    def of_record(self, record_ids: Iterable[str]) -> tuple[LogEntry, ...]:
        """Rows about these records, newest first, values included."""

    def page(self, query: LogQuery) -> Page[LogEntry]:
        """One page of the rows that a query chooses, newest first, values included; its place is the last sequence."""

    def actors(self) -> tuple[str, ...]:
        """Everybody who stands in the log, by name."""

    def rows(self, first: int, last: int) -> tuple[LogEntry, ...]:
        """The rows from one to another in their order, values included where they were not disposed of."""

    def changed_since(self, count: int, besides: Collection[Action]) -> bool:
        """Whether any row after the first ``count`` is about something else than these actions."""

    def last(self, action: Action, noun: Noun, record_id: str, *, by: str = "") -> LogEntry | None:
        """The newest row of an action on a record, ``by`` an account where it is named; None when there is none."""

    def last_times(self, record_ids: Iterable[str], actions: Collection[Action]) -> dict[str, datetime]:
        """When any of these actions was last done with each of these records."""

    def verify(self, known: LogHead | None = None) -> Verification:
        """Walk the chain and the office's papers; with ``known``, also check that the log holds that head."""


class PasswordHasher(Protocol):
    """argon2id."""

    def hash(self, password: str) -> str:
        """Return the salted hash."""

    def verify(self, password_hash: str, password: str) -> bool:
        """Whether the password is right; an empty hash costs the same time and is never right."""

    def outdated(self, password_hash: str) -> bool:
        """Whether a hash was made with weaker parameters than those of today."""


class UnitOfWork(Protocol):
    """All that a service may touch, in one transaction; leaving it without an error commits, once.

    A unit that was not told ``log_as`` refuses to write.
    """

    clock: Clock
    vault: EvidenceVault
    renderer: LetterRenderer
    passwords: PasswordHasher
    pictures: PictureReader
    signer: DocumentSigner
    office: OfficeStore
    users: UserStore
    failures: FailureStore
    signatories: SignatoryStore
    employees: EmployeeStore
    accounts: AccountStore
    rounds: RoundStore
    forms: FormStore
    filled: FilledStore
    findings: FindingStore
    units: UnitStore
    imports: EmployeeImportStore
    mappings: SheetMappingStore
    reports: ReportStore
    cases: CaseStore
    steps: StepStore
    old_cases: OldCaseStore
    letters: LetterStore
    register: NumberRegister
    evidence: EvidenceStore
    custody: Custody
    name_lists: NameListStore
    name_hits: NameHitStore
    deadlines: DeadlineStore
    holidays: HolidayStore
    elections: ElectionStore
    packs: PackStore
    marks: MarkStore
    templates: TemplateStore
    trust: TrustStore
    recaps: SavedRecapStore
    disposals: Disposals
    drafts: DraftStore
    people: PeopleNames
    trash: Trash
    search: SearchIndex
    figures: Figures
    everything: Everything
    audit: AuditLog

    @property
    def law(self) -> Law:
        """The law of this office: the shipped packs, its own active ones, and the marks of who verified what.

        Raises RegulationError while an active pack cannot be read: nothing is judged by half a law.
        """

    @property
    def readable_law(self) -> Law:
        """The same without the packs that cannot be read, for the services by which the packs themselves are mended."""

    @property
    def shelf(self) -> Shelf:
        """The letter templates of this office: the shipped ones and its own editions."""

    def log_as(self, actor: Actor, operation: str) -> None:
        """Say who acts and by which operation; called by the service decorator alone.

        From then on nothing is found that is restricted to others; ``get`` raises NotAllowed for it.
        """

    def may(self, right: Right) -> bool:
        """Whether who acts has a right; nobody has any before ``log_as``."""

    def as_program(self) -> AbstractContextManager[None]:
        """See everything meanwhile, whoever acts: for what the program owes every case, never for what is shown."""

    def hidden_cases(self) -> int:
        """How many cases are hidden from who acts."""

    def changes(self) -> ChangeSet:
        """What has been touched so far."""


class EmployeeSheet(Protocol):
    """A sheet of an Excel file as read: header texts and rows of cell texts, with the sheet's own row numbers."""

    @property
    def headers(self) -> tuple[str, ...]:
        """The header row's texts."""

    @property
    def rows(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """The sheet's row number and the cell texts of each row under the header."""


class NameMatcher(Protocol):
    """Compares the rows of a list with the employees (20,000 with 50,000 within a minute), off the database."""

    def match(
        self, rows: Sequence[ListRow], employees: Sequence[KnownPerson], heard: Callable[[int], object] | None = None
    ) -> Matched:
        """Return who may be whom; the inactive are compared too when they are given.

        ``heard`` is told from time to time how many rows have been compared; what it raises ends the matching.
        """
