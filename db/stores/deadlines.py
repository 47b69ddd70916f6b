"""Due dates of cases, and the office's calendar of days off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date

import sqlalchemy as sa

from cases.model.case import CaseStatus
from cases.model.deadline import Deadline, Holiday
from cases.model.listing import DueLine, RunningDue, WaitingLine
from db.audit import as_text
from db.store import Desk
from db.tables import CaseRest, CaseRow, DeadlineRow, HolidayRow, table_of

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

    def due_between(self, first: date | None, last: date) -> tuple[DueLine, ...]:
        """Return open due dates from a day (None: however long ago) to a day, by day."""
        rows = self._connection.execute(
            sa.select(
                *_OF_CASE,
                _deadline.c.title,
                _case.c.stage_title,
                _deadline.c.article,
                _deadline.c.regulation,
                _deadline.c.verified,
                _deadline.c.party,
                _deadline.c.due_on,
                _case.c.waiting_since,
            )
            .join(_case, _case.c.id == _deadline.c.case_id)
            .where(
                _deadline.c.done_on.is_(None),
                _deadline.c.due_on <= last,
                *(() if first is None else (_deadline.c.due_on >= first,)),
            )
            .order_by(_deadline.c.due_on, _case.c.number, _deadline.c.id)
        )
        return tuple(map(DueLine._make, rows))

    def undated(self) -> tuple[DueLine, ...]:
        """Return cases to go on with that wait for their decision, the longest first, then those without a due date."""
        rows = self._connection.execute(
            sa.select(
                *_OF_CASE,
                _case.c.next_title,
                _case.c.stage_title,
                _NOTHING.label("article"),
                _NOTHING.label("regulation"),
                sa.literal_column("1", sa.Boolean()).label("verified"),
                _OURS.label("party"),
                sa.literal_column("NULL").label("due_on"),
                _case.c.waiting_since,
            )
            .where(sa.or_(_case.c.waiting_since.is_not(None), _case.c.due_on.is_(None)), _case.c.next_title != _NOTHING)
            .order_by(_case.c.waiting_since.nulls_last(), _case.c.number)
        )
        return tuple(map(DueLine._make, rows))

    def waiting(self) -> tuple[WaitingLine, ...]:
        """Return cases that wait for their decision, the longest first."""
        rows = self._connection.execute(
            sa.select(
                _case.c.id,
                _case.c.number,
                _case.c.respondent_name.label("name"),
                _case.c.respondent_nip.label("nip"),
                _case.c.work_unit,
                sa.type_coerce(_case.c.track, sa.Text()).label("track"),
                _case.c.level,
                _rest.c.official_post,
                _case.c.next_title,
                _case.c.waiting_since,
            )
            .join(_rest, _rest.c.id == _case.c.id)
            .where(_case.c.waiting_since.is_not(None), _case.c.next_title != _NOTHING)
            .where(_case.c.status == CaseStatus.WAITING_PPK)
            .order_by(_case.c.waiting_since, _case.c.number)
        ).mappings()
        return tuple(WaitingLine(**row) for row in rows)

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
        return tuple(map(RunningDue._make, rows))


_OF_CASE = (
    _case.c.id,
    _case.c.number,
    _case.c.respondent_name,
    _case.c.work_unit,
    sa.type_coerce(_case.c.track, sa.Text()).label("track"),
)
"""The first columns of a ``DueLine``."""


class HolidayStore:
    """The calendar of days off, replaced year by year."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._connection = desk.connection

    def all(self) -> tuple[Holiday, ...]:
        """Return every day off, by date."""
        return self._where(sa.true())

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
        self._connection.execute(sa.delete(_holiday).where(within))
        if new:
            self._connection.execute(sa.insert(_holiday), [asdict(holiday) for holiday in new])
        self._desk.log.write("replace", "holiday", str(year), {"days": (as_text(old), as_text(new))})

    def _where(self, condition: sa.ColumnElement[bool]) -> tuple[Holiday, ...]:
        chosen = sa.select(_holiday).where(condition).order_by(_holiday.c.on, _holiday.c.name)
        rows = self._connection.execute(chosen).all()  # every list counts by them: not as mappings, which cost twice
        return tuple(Holiday(on=row.on, name=row.name, kind=row.kind, source=row.source) for row in rows)
