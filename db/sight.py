"""What whoever acts may see: cases that are restricted to others are left out of every statement that reads.

A case goes together with its report, the report's other cases, and all that belongs to them: they name the same people.
So what is hidden from somebody follows from the reports of which a case is restricted without naming him.

This is the one place. A unit of work begins to look with the actor's eyes as soon as it knows him (``Sight.look_as``),
and from then on each SELECT on its connection reads a view of a table in the place of the table (``VIEWS``). A store
that forgets it is therefore covered too; SQL text, which cannot be looked into, is refused. A table that is in neither
``VIEWS`` nor ``OPEN`` breaks a test.

What belongs to the program and to nobody's eyes (the next number, the end of the log, its check) is asked by statements
of ``whole``, or while ``Sight.as_program`` lasts; ``docs/trust.md`` lists both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Final, TypeAlias, TypeVar, cast
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.sql import visitors

from cases.model.user import Actor
from db.merged import with_merged
from db.tables import (
    CaseRest,
    CaseRow,
    DeadlineRow,
    DiscardedRow,
    EvidenceRow,
    EvidenceTextRow,
    FindingRow,
    LetterRest,
    LetterRow,
    LogRow,
    LookRow,
    NameHitRow,
    RegisterRow,
    ReportRow,
    SearchRow,
    StepRow,
    ThumbnailRow,
    TraitRow,
    table_of,
)

COVERED: Final = "(perkara dibatasi)"
"""What stands in the book of numbers in the place of words about a case that somebody may not see."""
_WHOLE: Final = "whole"
_KEPT: Final = 200
"""So many statements are kept as rewritten for one pair of eyes; the rest are rewritten each time."""

_Chosen: TypeAlias = sa.Select[Any]
_View: TypeAlias = Callable[[sa.Table, "_Hidden"], _Chosen]
Statement = TypeVar("Statement", bound=sa.Executable)

_case = table_of(CaseRow)
_discarded = table_of(DiscardedRow)


def whole(statement: Statement) -> Statement:
    """Mark a statement that is asked for the program itself, whoever acts."""
    marked: Statement = statement.execution_options(**{_WHOLE: True})
    return marked


RESTRICTED_CASE: Final = sa.type_coerce(_case.c.restricted_to, sa.Text()) != sa.literal_column("'[]'")
"""As it stands in the index of restricted cases: nothing is read where there is none."""


_ANY: Final = whole(
    sa.select(_case.c.report_id)
    .where(
        RESTRICTED_CASE,
        sa.func.instr(sa.type_coerce(_case.c.restricted_to, sa.Text()), sa.bindparam("named", type_=sa.Text())) == 0,
    )
    .limit(1)
)
"""Whether any case is hidden from a user, asked by every unit of work: put together once."""


class _Hidden:
    """The statements that choose what is hidden from a user; each is asked once in the statement that it is part of."""

    def __init__(self, user_id: str) -> None:
        # a list of identifiers as JSON: nobody's is part of another's
        named = sa.func.instr(sa.type_coerce(_case.c.restricted_to, sa.Text()), f'"{user_id}"') > 0
        self.reports: _Chosen = sa.select(_case.c.report_id).where(RESTRICTED_CASE, ~named)
        self.homes: _Chosen = with_merged(self.reports)
        alike = sa.alias(_case)
        self.cases: _Chosen = sa.select(alike.c.id).where(alike.c.report_id.in_(self.reports))
        step, letter, item, register = (table_of(row) for row in (StepRow, LetterRow, EvidenceRow, RegisterRow))
        self.letters: _Chosen = sa.select(letter.c.id).where(
            sa.or_(letter.c.case_id.in_(self.cases), letter.c.report_id.in_(self.reports))
        )
        # every copy of a form that tells of the same person: those that do not count became no report
        finding, told = sa.alias(table_of(FindingRow)), sa.alias(table_of(FindingRow))
        same = sa.select(told.c.form_id, told.c.employee_id).where(told.c.report_id.in_(self.homes))
        self.findings: _Chosen = sa.select(finding.c.id).where(
            sa.tuple_(finding.c.form_id, finding.c.employee_id).in_(same)
        )
        self.items: _Chosen = sa.select(item.c.id).where(item.c.report_id.in_(self.reports))
        hit = table_of(NameHitRow)
        self.hits: _Chosen = sa.select(hit.c.id).where(hit.c.report_id.in_(self.homes))
        steps = sa.select(step.c.id).where(step.c.case_id.in_(self.cases))
        numbers = sa.select(register.c.id).where(register.c.letter_id.in_(self.letters))
        gone, part = _discarded, sa.func.json_each(_discarded.c.parts).table_valued("value")
        discarded = (
            sa.select(sa.func.json_extract(part.c.value, "$.record_id"))
            .select_from(gone.join(part, sa.true()))
            .where(gone.c.home.in_(self.homes))
        )
        self.records: sa.SelectBase = sa.union_all(
            self.reports, self.cases, steps, self.letters, self.items, self.hits, self.findings, numbers, discarded
        )


def _without(column: str, hidden: Callable[[_Hidden], sa.SelectBase]) -> _View:
    def view(table: sa.Table, eyes: _Hidden) -> _Chosen:
        return sa.select(table).where(table.c[column].not_in(hidden(eyes)))

    return view


def _letters(table: sa.Table, eyes: _Hidden) -> _Chosen:
    by_case = sa.or_(table.c.case_id.is_(None), table.c.case_id.not_in(eyes.cases))
    by_report = sa.or_(table.c.report_id.is_(None), table.c.report_id.not_in(eyes.reports))
    return sa.select(table).where(by_case, by_report)


def _numbers(table: sa.Table, eyes: _Hidden) -> _Chosen:
    """Every number stays, or the book would seem to have holes; what it was used for is covered."""
    hidden = table.c.letter_id.in_(eyes.letters)
    return sa.select(
        *(
            sa.case((sa.and_(hidden, column != ""), COVERED), else_=column).label(column.name)
            if column.name in _ABOUT
            else column
            for column in table.c
        )
    )


_ABOUT: Final = frozenset({"subject", "addressee", "void_reason"})

VIEWS: Final[dict[sa.Table, _View]] = {
    _case: _without("id", lambda eyes: eyes.cases),
    table_of(CaseRest): _without("id", lambda eyes: eyes.cases),
    table_of(StepRow): _without("case_id", lambda eyes: eyes.cases),
    table_of(DeadlineRow): _without("case_id", lambda eyes: eyes.cases),
    table_of(ReportRow): _without("id", lambda eyes: eyes.reports),
    table_of(TraitRow): _without("report_id", lambda eyes: eyes.reports),
    _discarded: _without("home", lambda eyes: eyes.homes),
    table_of(LetterRow): _letters,
    table_of(LetterRest): _without("id", lambda eyes: eyes.letters),
    table_of(RegisterRow): _numbers,
    table_of(EvidenceRow): _without("report_id", lambda eyes: eyes.reports),
    table_of(EvidenceTextRow): _without("evidence_id", lambda eyes: eyes.items),
    table_of(FindingRow): _without("id", lambda eyes: eyes.findings),
    table_of(LookRow): _without("evidence_id", lambda eyes: eyes.items),
    table_of(ThumbnailRow): _without("evidence_id", lambda eyes: eyes.items),
    table_of(NameHitRow): _without("report_id", lambda eyes: eyes.homes),
    table_of(SearchRow): _without("record_id", lambda eyes: eyes.records),
    table_of(LogRow): _without("record_id", lambda eyes: eyes.records),
}
"""What of each table somebody sees from whom cases are hidden."""

OPEN: Final[dict[str, str]] = {
    "account": "of the office",
    "disposed": "of the office; nobody's name stays in it",
    "draft": "read by its own user alone",
    "election": "of the office",
    "employee": "of the office",
    "employee_before": "of the office",
    "employee_import": "of the office",
    "holiday": "of the office",
    "log_in_failures": "of the office",
    "log_values": "read together with the rows of the log",
    "mark": "of the office",
    "name_list": "of the office",
    "name_list_row": "a list as it was handed in; which of its names has a report is told by name_hit",
    "name_word": "words of employees' names, of no case",
    "office": "of the office",
    "old_case": "names no record of this program, so nothing that is restricted is told by it",
    "pack": "of the office",
    "saved_recap": "of the office",
    "sheet_mapping": "of the office",
    "signatory": "of the office",
    "template": "of the office",
    "trust": "of the office",
    "two_people": "of the office",
    "unit_head": "of the office",
    "user": "of the office",
    "watch_filled": "its findings, which may become cases, are records of their own",
    "watch_form": "of the office",
    "watch_round": "of the office",
}
"""The tables that are the same for everybody, and why."""


class _Eyes:
    """The views of one user, and what statements become with them."""

    def __init__(self, user_id: str) -> None:
        hidden = _Hidden(user_id)
        self._views = {table: view(table, hidden).subquery(table.name) for table, view in VIEWS.items()}
        self._seen: WeakKeyDictionary[sa.SelectBase, sa.SelectBase] = WeakKeyDictionary()

    def see(self, statement: sa.SelectBase) -> sa.SelectBase:
        """Return the statement over the views."""
        known = self._seen.get(statement)
        if known is None:
            known = cast("sa.SelectBase", visitors.replacement_traverse(statement, {}, self._view_of))
            if len(self._seen) < _KEPT:
                self._seen[statement] = known
        return known

    def _view_of(self, element: Any, **_more: object) -> Any:  # noqa: ANN401 - SQLAlchemy's own protocol
        if isinstance(element, sa.Table):
            return self._views.get(element)
        if isinstance(element, sa.Column):
            view = self._views.get(element.table)
            return None if view is None else view.c[element.key]
        return None


_eyes_of = lru_cache(maxsize=16)(_Eyes)


class Sight:
    """What one unit of work sees; everything until it knows who acts."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._eyes: _Eyes | None = None
        self._user_id = ""
        self._listening = False
        self._as_program = 0

    @property
    def limited(self) -> bool:
        """Whether something is hidden now."""
        return self._eyes is not None and not self._as_program

    def look_as(self, actor: Actor) -> None:
        """Look with the eyes of who acts; who has no account is named in no restriction."""
        self._user_id = actor.user_id or ""
        any_ = self._connection.execute(_ANY, {"named": f'"{self._user_id}"'}).first()
        self._eyes = None if any_ is None else _eyes_of(self._user_id)
        if self._eyes is not None and not self._listening:
            sa.event.listen(self._connection, "before_execute", self._before, retval=True)
            self._listening = True

    @contextmanager
    def as_program(self) -> Iterator[None]:
        """See everything meanwhile: for what the program has to do whoever acts."""
        self._as_program += 1
        try:
            yield
        finally:
            self._as_program -= 1

    def hidden_cases(self) -> int:
        """Return how many cases are hidden from who acts."""
        if self._eyes is None:
            return 0
        counted = sa.select(sa.func.count()).select_from(_Hidden(self._user_id).cases.subquery())
        return self._connection.execute(whole(counted)).scalar_one()

    def hides(self, statement: sa.Select[Any]) -> bool:
        """Whether a statement has rows that are hidden from who acts."""
        return self.limited and self._connection.execute(whole(statement.limit(1))).first() is not None

    def _before(
        self,
        _connection: sa.Connection,
        statement: sa.ClauseElement,
        more: object,
        values: object,
        options: Mapping[str, object],
    ) -> tuple[object, object, object]:
        if self._eyes is not None and not self._as_program and not options.get(_WHOLE):
            if isinstance(statement, sa.SelectBase):
                statement = self._eyes.see(statement)
            elif not isinstance(statement, sa.UpdateBase):
                raise RuntimeError("a statement that cannot be looked into shows nothing to whom cases are hidden from")
        return statement, more, values
