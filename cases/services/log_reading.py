"""The reader of the log: who did what with which record, as far as the actor may know it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Protocol

from cases.model.case import Case
from cases.model.letter import Letter
from cases.model.listing import LogEntry, Page
from cases.model.log import LogLine, LogQuery
from cases.model.report import Report
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.reporter_cover import cover
from cases.rules.rights import may
from cases.services.access import service
from cases.services.discretion import discreet_entry
from cases.services.merging import report_of
from cases.services.reporter_shown import told_hits

COVERED: Final = "(dirahasiakan)"
"""What stands in the place of who reported, for those who may not know it."""
_REPORTER: Final = frozenset({"reporter_name", "reporter_contact"})
_MOST_FOUND: Final = 5
_PIECE: Final = 2000


class LogSink(Protocol):
    """Takes the rows that are exported."""

    def row(self, line: LogLine) -> None:
        """Write one."""


@service(Right.READ_LOG)
def log_page(work: UnitOfWork, actor: Actor, query: LogQuery) -> Page[LogLine]:
    """Return one page of the log, the values old and new where the actor may see them."""
    page = work.audit.page(query)
    tell = _Teller(work, actor)
    return Page(rows=tuple(map(tell.line, page.rows)), next_after=page.next_after, total=page.total)


@service(Right.READ_LOG)
def log_actors(work: UnitOfWork, actor: Actor) -> tuple[str, ...]:
    """Return everybody who stands in the log, by name."""
    return work.audit.actors()


@service(Right.READ_LOG)
def log_records(work: UnitOfWork, actor: Actor, text: str) -> tuple[str, ...]:
    """Return the records that a reader means by a number or a name, each case with all that belongs to it."""
    found: dict[str, None] = {}
    for hit in told_hits(work, work.search.find(text, _MOST_FOUND), text):
        found[hit.id] = None
        if hit.noun == "case":
            case = work.cases.get(hit.id)
            found[case.report_id] = None
            found |= dict.fromkeys(step.id for step in work.steps.of_case(case.id))
            found |= dict.fromkeys(letter.id for letter in work.letters.of_case(case.id))
            found |= dict.fromkeys(item.id for item in work.evidence.of_report(case.report_id))
        elif hit.noun == "report":
            found |= dict.fromkeys(letter.id for letter in work.letters.of_report(hit.id))
            found |= dict.fromkeys(item.id for item in work.evidence.of_report(hit.id))
    for record_id in tuple(found):
        found |= dict.fromkeys(_merged_into(work, record_id))
    return tuple(found)


def _merged_into(work: UnitOfWork, record_id: str) -> Iterator[str]:
    """What went into a record, or into one of those: its own past has no other name any more."""
    for entry in work.trash.merged_into(record_id):
        yield entry.record_id
        yield from _merged_into(work, entry.record_id)


@service(Right.EXPORT, Right.READ_LOG)
def export_log(
    work: UnitOfWork, actor: Actor, query: LogQuery, sink: LogSink, go_on: Callable[[int, int], bool]
) -> int:
    """Give every row that the query chooses to ``sink``, and return how many there were.

    ``go_on`` hears after each piece how many of how many were given, and says whether to go on.
    """
    tell, given, total, before = _Teller(work, actor), 0, 0, query.before
    while True:
        page = work.audit.page(replace(query, before=before, limit=_PIECE, counted=not given))
        total = total or page.total
        for entry in page.rows:
            sink.row(tell.line(entry))
        given += len(page.rows)
        if page.next_after is None or not go_on(given, total):
            return given
        before = page.rows[-1].sequence


@dataclass(frozen=True, slots=True)
class _Home:
    """What a record is called, where it is shown, and the report that it belongs to."""

    name: str = ""
    page: str = ""
    target: str = ""
    report: Report | None = None


class _Teller:
    """Makes lines of rows; what a record is called is asked once."""

    def __init__(self, work: UnitOfWork, actor: Actor) -> None:
        self._work = work
        self._actor = actor
        self._values = may(actor, Right.READ_LOG_VALUES)
        self._reporters = may(actor, Right.SEE_REPORTER)
        self._homes: dict[tuple[str, str], _Home] = {}

    def line(self, entry: LogEntry) -> LogLine:
        """Return the row as the actor may see it."""
        home = self._home(entry.noun, entry.record_id)
        shown = self._discreet(entry, home) if self._values else replace(entry, changes={})
        return LogLine(entry=shown, name=home.name, page=home.page, target=home.target)

    def _discreet(self, entry: LogEntry, home: _Home) -> LogEntry:
        if entry.noun == "step" and not may(self._actor, Right.HANDLE_CASE):
            entry = discreet_entry(entry, self._work.steps.find(entry.record_id))
        if self._reporters or entry.noun in _NEVER_OF_REPORTERS:
            return entry
        named = [value for name in _REPORTER & entry.changes.keys() for value in entry.changes[name]]
        if home.report is not None:
            named += [home.report.reporter_name, home.report.reporter_contact]
        hide = cover(named)
        changes = {
            name: (_covered(old), _covered(new)) if name in _REPORTER else (hide(old), hide(new))
            for name, (old, new) in entry.changes.items()
        }
        return replace(entry, changes=changes)

    def _home(self, noun: str, record_id: str) -> _Home:
        key = noun, record_id
        if key not in self._homes:
            find = _FINDERS.get(noun)
            self._homes[key] = find(self._work, record_id) if find is not None else _Home()
        return self._homes[key]


_NEVER_OF_REPORTERS: Final = frozenset({"user", "holiday", "pack", "mark", "template", "trust", "key", "election"})


def _covered(text: str) -> str:
    return COVERED if text else ""


def _report_home(work: UnitOfWork, report_id: str | None, name: str = "") -> _Home:
    report = work.reports.find(report_id) if report_id else None
    if report is not None:
        return _Home(name or f"Laporan {report.number}", "report", report.id, report)
    entry = work.trash.of_record("report", report_id) if report_id else None
    if entry is None or not entry.into:
        return _Home()
    gone = report_of(entry)  # a link to it opens the report that it went into
    return _Home(name or f"Laporan {gone.number}", "report", gone.id, gone)


def _case_home(work: UnitOfWork, case_id: str | None, name: str = "") -> _Home:
    case: Case | None = work.cases.find(case_id) if case_id else None
    if case is None:
        gone = work.disposals.find(case_id) if case_id else None
        return _Home(f"Perkara {gone.number}, {gone.words}") if gone is not None else _Home()
    report = work.reports.find(case.report_id)
    return _Home(f"{name} perkara {case.number}".strip().capitalize(), "case", case.id, report)


def _step_home(work: UnitOfWork, step_id: str) -> _Home:
    step = work.steps.find(step_id)
    return _case_home(work, step.case_id, "tahap") if step is not None else _Home()


def _letter_home(work: UnitOfWork, letter_id: str) -> _Home:
    letter: Letter | None = work.letters.find(letter_id)
    if letter is None:
        return _Home()
    inside = _case_home(work, letter.case_id) if letter.case_id else _report_home(work, letter.report_id)
    return _Home(f"{letter.title} {letter.number}".strip(), "letter", letter.id, inside.report)


def _evidence_home(work: UnitOfWork, evidence_id: str) -> _Home:
    item = work.evidence.find(evidence_id)
    if item is None:
        return _Home()
    home = _report_home(work, item.report_id)
    number = f" {home.report.number}" if home.report is not None else ""
    return replace(home, name=f"Bukti {item.label}, laporan{number}")


def _number_home(work: UnitOfWork, entry_id: str) -> _Home:
    number = work.register.find(entry_id)
    if number is None:
        return _Home()
    home = _letter_home(work, number.letter_id) if number.letter_id else _Home()
    return replace(home, name=f"Nomor {number.text}")


def _user_home(work: UnitOfWork, user_id: str) -> _Home:
    user = work.users.find(user_id)
    return _Home(f"Pengguna {user.username}") if user is not None else _Home()


def _employee_home(work: UnitOfWork, employee_id: str) -> _Home:
    employee = work.employees.find(employee_id)
    return _Home(f"Pegawai {employee.name}") if employee is not None else _Home()


_FINDERS: Final[dict[str, Callable[[UnitOfWork, str], _Home]]] = {
    "case": _case_home,
    "report": _report_home,
    "step": _step_home,
    "letter": _letter_home,
    "evidence": _evidence_home,
    "register": _number_home,
    "user": _user_home,
    "employee": _employee_home,
}
