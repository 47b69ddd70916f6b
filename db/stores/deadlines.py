"""Due dates of cases, and the office's calendar of days off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date
from typing import Any

import sqlalchemy as sa

from cases.errors import InvalidInput
from cases.model.case import CaseStatus
from cases.model.deadline import Deadline, Holiday
from cases.model.listing import AgendaCount, AgendaDays, DueLine, ListQuery, Page, RunningDue, WaitingLine
from db.audit import Changes, as_text, from_text
from db.paging import Listing, page
from db.store import CHANGED_SINCE, Desk
from db.tables import CaseRest, CaseRow, DeadlineRow, HolidayRow, table_of
from db.tables.base import IsoDate

_deadline = table_of(DeadlineRow)
_holiday = table_of(HolidayRow)
_case = table_of(CaseRow)
_rest = table_of(CaseRest)
_NOTHING: sa.ColumnElement[str] = sa.literal_column("''", sa.Text())
"""The empty text as it stands in the index of cases that are still to be done: a bound one would not find it."""
_OURS = sa.literal_column("'kantor'", sa.Text())
_FIELDS = tuple(field.name for field in fields(Deadline))


class DeadlineStore:
    """Due dates, always rewritten for a whole case; outside the log, for they follow from what is logged."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._connection = desk.connection

    def of_case(self, case_id: str) -> tuple[Deadline, ...]:
        """Return the due dates of a case, open ones first, by day."""
        chosen = sa.select(_deadline).where(_deadline.c.case_id == case_id)
        rows = self._connection.execute(
            chosen.order_by(_deadline.c.done_on.is_not(None), _deadline.c.due_on, _deadline.c.id)
        ).mappings()
        return tuple(Deadline(**{name: row[name] for name in _FIELDS}) for row in rows)

    def replace(self, case_id: str, deadlines: Iterable[Deadline]) -> None:
        """Put these in the place of the case's due dates; rows that stay as they are stay untouched."""
        self._desk.log.may_write()
        wanted = {deadline.id: deadline for deadline in deadlines}
        stored = {deadline.id: deadline for deadline in self.of_case(case_id)}
        gone = [key for key, deadline in stored.items() if wanted.get(key) != deadline]
        new = [asdict(deadline) for key, deadline in wanted.items() if stored.get(key) != deadline]
        if gone:
            self._connection.execute(sa.delete(_deadline).where(_deadline.c.id.in_(gone)))
        if new:
            self._connection.execute(sa.insert(_deadline), new)
        if gone or new:
            self._desk.log.touch("deadline", case_id)

    def due_between(self, first: date, last: date) -> tuple[DueLine, ...]:
        """Return open due dates from a day to a day, by day."""
        rows = self._connection.execute(
            _due(_deadline.c.due_on.between(first, last)).order_by(_deadline.c.due_on, _case.c.number, _deadline.c.id)
        )
        return tuple(map(DueLine._make, rows.all()))

    def agenda(self, query: ListQuery, days: AgendaDays) -> Page[DueLine]:
        """Return one page of what is due and of the cases that have no due date."""
        return page(self._connection, _AGENDA_LIST, query, days._asdict())

    def agenda_counts(self, days: AgendaDays) -> tuple[AgendaCount, ...]:
        """Return the groups of the agenda that have lines."""
        rows = self._connection.execute(_AGENDA_COUNTS, days._asdict()).all()
        return tuple(AgendaCount(place=place, count=count, earliest=day) for place, count, day in rows)

    def agenda_units(self, days: AgendaDays) -> tuple[str, ...]:
        """Return the work units of the agenda, by name."""
        return tuple(self._connection.execute(_AGENDA_UNITS, days._asdict()).scalars())

    def last_due(self, until: date) -> date | None:
        """Return the latest open due date of the office's own up to a day."""
        chosen = sa.select(sa.func.max(_deadline.c.due_on)).where(
            _deadline.c.done_on.is_(None), _deadline.c.party == _OURS, _deadline.c.due_on <= until
        )
        found: date | None = self._connection.execute(chosen).scalar_one()
        return found

    def waiting(self) -> tuple[WaitingLine, ...]:
        """Return cases that wait for their decision, the longest first."""
        rows = self._connection.execute(
            sa.select(
                _case.c.id,
                _case.c.number,
                _case.c.respondent_name,
                _case.c.respondent_nip,
                _case.c.work_unit,
                sa.type_coerce(_case.c.track, sa.Text()),
                _case.c.level,
                _rest.c.official_post,
                _case.c.next_title,
                _case.c.waiting_since,
            )
            .join(_rest, _rest.c.id == _case.c.id)
            .where(_case.c.waiting_since.is_not(None), _case.c.next_title != _NOTHING)
            .where(_case.c.status == CaseStatus.WAITING_PPK)
            .order_by(_case.c.waiting_since, _case.c.number)
        )
        return tuple(map(WaitingLine._make, rows.all()))

    def running(self) -> tuple[RunningDue, ...]:
        """Return every open due date with what it is counted from, in the order of the cases' numbers."""
        rows = self._connection.execute(
            sa.select(
                _case.c.id,
                _case.c.number,
                _case.c.respondent_name,
                sa.type_coerce(_case.c.track, sa.Text()),
                _rest.c.regulations,
                _deadline.c.key,
                _deadline.c.title,
                _deadline.c.party,
                _deadline.c.starts_on,
                _deadline.c.due_on,
            )
            .join(_case, _case.c.id == _deadline.c.case_id)
            .join(_rest, _rest.c.id == _case.c.id)
            .where(_deadline.c.done_on.is_(None))
            .order_by(_case.c.number, _deadline.c.due_on, _deadline.c.id)
        )
        return tuple(map(RunningDue._make, rows.all()))


def _kept(column: sa.ColumnElement[str], name: str) -> sa.ColumnElement[str]:
    """A column of the case without its index: found by it, every case that was ever closed would be read first."""
    return (sa.type_coerce(column, sa.Text()) + _NOTHING).label(name)


_OF_CASE = (
    _case.c.id.label("case_id"),
    _kept(_case.c.number, "case_number"),
    _kept(_case.c.respondent_name, "name"),
    _kept(_case.c.work_unit, "work_unit"),
    _kept(_case.c.track, "track"),
)


def _due(*conditions: sa.ColumnElement[bool], more: Iterable[sa.ColumnElement[Any]] = ()) -> sa.Select[Any]:
    """Open due dates, in the columns of ``DueLine``."""
    return (
        sa.select(
            _deadline.c.id,
            *_OF_CASE,
            _deadline.c.title,
            _case.c.stage_title.label("detail"),
            _deadline.c.article,
            _deadline.c.regulation,
            _deadline.c.verified,
            _deadline.c.party,
            _deadline.c.due_on,
            _case.c.waiting_since,
            *more,
        )
        .join(_case, _case.c.id == _deadline.c.case_id)
        .where(_deadline.c.done_on.is_(None), *conditions)
    )


def _undated(more: Iterable[sa.ColumnElement[Any]]) -> sa.Select[Any]:
    """Cases to go on with that wait for their decision or have no due date, in the columns of ``DueLine``."""
    return sa.select(
        _case.c.id,
        *_OF_CASE,
        _case.c.next_title.label("title"),
        _case.c.stage_title.label("detail"),
        _NOTHING.label("article"),
        _NOTHING.label("regulation"),
        sa.literal_column("1", sa.Boolean()).label("verified"),
        _OURS.label("party"),
        sa.literal_column("NULL", IsoDate()).label("due_on"),
        _case.c.waiting_since,
        *more,
    ).where(sa.or_(_case.c.waiting_since.is_not(None), _case.c.due_on.is_(None)), _case.c.next_title != _NOTHING)


def _agenda() -> sa.Subquery:
    """Both, with the group of each and ``left``, the text that puts the most urgent first."""
    today, safe_from, until = (sa.bindparam(name, type_=IsoDate()) for name in AgendaDays._fields)
    due_on, number = sa.type_coerce(_deadline.c.due_on, sa.Text()), _case.c.number
    waiting = sa.type_coerce(_case.c.waiting_since, sa.Text())
    group = sa.case(
        (_deadline.c.party != _OURS, sa.literal_column("'5'")),
        (_deadline.c.due_on < today, sa.literal_column("'0'")),
        (_deadline.c.due_on == today, sa.literal_column("'1'")),
        (_deadline.c.due_on < safe_from, sa.literal_column("'2'")),
        else_=sa.literal_column("'3'"),
    )
    undated = sa.case((waiting.is_not(None), sa.literal_column("'4'")), else_=sa.literal_column("'6'"))
    due = _due(_deadline.c.due_on <= until, more=(group.label("group"), (group + due_on + number).label("left")))
    left = undated + sa.func.coalesce(waiting, _NOTHING) + number
    return sa.union_all(due, _undated((undated.label("group"), left.label("left")))).subquery("agenda")


# Put together once: these statements are large, and the morning page sends them after every change.
_AGENDA = _agenda().c
_AGENDA_LIST = Listing(
    line=DueLine,
    source=_AGENDA.left.table,
    columns={name: _AGENDA[name] for name in DueLine._fields},
    by={
        "left": _AGENDA.left,
        "group": _AGENDA.group,
        "case_number": _AGENDA.case_number,
        "name": (_AGENDA.name + " " + _AGENDA.work_unit).collate("NOCASE"),
        "unit": _AGENDA.work_unit,
        "track": _AGENDA.track,
        "title": (_AGENDA.title + " " + _AGENDA.detail).collate("NOCASE"),
        "article": _AGENDA.article + " " + _AGENDA.regulation,
        "due_on": sa.type_coerce(_AGENDA.due_on, sa.Text()),
    },
    identity=_AGENDA.id,
    always=frozenset({"left", "name", "title", "article"}),
)
_AGENDA_COUNTS = (
    sa.select(
        _AGENDA.group,
        sa.func.count(),
        sa.func.min(sa.func.coalesce(_AGENDA.due_on, _AGENDA.waiting_since), type_=IsoDate()),
    )
    .group_by(_AGENDA.group)
    .order_by(_AGENDA.group)
)
_AGENDA_UNITS = (
    sa.select(_AGENDA.work_unit).where(_AGENDA.work_unit != "").distinct().order_by(_AGENDA.work_unit.collate("NOCASE"))
)


class HolidayStore:
    """The calendar of days off, replaced year by year."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._connection = desk.connection
        self._known: tuple[Holiday, ...] | None = None

    def all(self) -> tuple[Holiday, ...]:
        """Return every day off, by date; read once in a unit of work, where each step asks several times."""
        if self._known is None:
            self._known = self._where(sa.true())
        return self._known

    def replace_year(self, year: int, holidays: Iterable[Holiday]) -> None:
        """Put these in the place of a year's days off, with one log row; without a difference nothing is written.

        Raises ValueError for a day of another year, which is a bug.
        """
        self._desk.log.may_write()
        new = tuple(sorted(holidays, key=lambda holiday: (holiday.on, holiday.name)))
        if any(holiday.on.year != year for holiday in new):
            raise ValueError(f"a day off outside {year}")
        within = _holiday.c.on.between(date(year, 1, 1), date(year, 12, 31))
        old = self._where(within)
        if old == new:
            return
        self._known = None
        self._connection.execute(sa.delete(_holiday).where(within))
        if new:
            self._connection.execute(sa.insert(_holiday), [asdict(holiday) for holiday in new])
        self._desk.log.write("replace", "holiday", str(year), {"days": (as_text(old), as_text(new))})

    def set_back(self, year: int, changes: Changes) -> None:
        """Put the days off of a year back as they were; raises InvalidInput where they were changed since."""
        old, new = changes["days"]
        if as_text(tuple(day for day in self.all() if day.on.year == year)) != new:
            raise InvalidInput(CHANGED_SINCE)
        self.replace_year(year, from_text(old, tuple[Holiday, ...]))

    def _where(self, condition: sa.ColumnElement[bool]) -> tuple[Holiday, ...]:
        chosen = sa.select(_holiday).where(condition).order_by(_holiday.c.on, _holiday.c.name)
        rows = self._connection.execute(chosen).all()  # every list counts by them: not as mappings, which cost twice
        return tuple(Holiday(on=row.on, name=row.name, kind=row.kind, source=row.source) for row in rows)
