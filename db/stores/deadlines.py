"""Due dates of cases, and the office's calendar of days off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date
from typing import Any

import sqlalchemy as sa

from cases.model.deadline import Deadline, Holiday
from cases.model.listing import DueLine
from db.audit import as_text
from db.store import Desk
from db.tables import CaseRow, DeadlineRow, HolidayRow, table_of

_deadline = table_of(DeadlineRow)
_holiday = table_of(HolidayRow)
_case = table_of(CaseRow)
_NOTHING: sa.ColumnElement[str] = sa.literal_column("''", sa.Text())
"""The empty text as it stands in the index of cases that are still to be done: a bound one would not find it."""
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

    def due_lines(self, until: date) -> tuple[DueLine, ...]:
        """Return open due dates up to a day, the longest overdue first, then the cases that have none."""
        return (*self._due(until), *self._undated())

    def _due(self, until: date) -> tuple[DueLine, ...]:
        rows = self._connection.execute(
            sa.select(
                *_of_case(),
                _deadline.c.title,
                _case.c.stage_title.label("detail"),
                _deadline.c.article,
                _deadline.c.regulation,
                _deadline.c.verified,
                _deadline.c.due_on,
                _case.c.waiting_since,
            )
            .join(_case, _case.c.id == _deadline.c.case_id)
            .where(_deadline.c.done_on.is_(None), _deadline.c.due_on <= until)
            .order_by(_deadline.c.due_on, _case.c.number, _deadline.c.id)
        )
        return _lines(rows.keys(), rows.all())

    def _undated(self) -> tuple[DueLine, ...]:
        rows = self._connection.execute(
            sa.select(
                *_of_case(),
                _case.c.next_title.label("title"),
                _case.c.stage_title.label("detail"),
                _case.c.waiting_since,
            )
            .where(sa.or_(_case.c.waiting_since.is_not(None), _case.c.due_on.is_(None)), _case.c.next_title != _NOTHING)
            .order_by(_case.c.waiting_since.nulls_last(), _case.c.number)
        )
        return _lines(rows.keys(), rows.all(), article="", regulation="", verified=True, due_on=None)


def _lines(names: Iterable[str], rows: Iterable[Iterable[Any]], **same: Any) -> tuple[DueLine, ...]:  # noqa: ANN401
    """Lines by the names of their columns; a mapping for each of thousands of rows would cost twice as much."""
    names = tuple(names)
    return tuple(DueLine(**dict(zip(names, row, strict=True)), **same) for row in rows)


def _of_case() -> tuple[sa.ColumnElement[str], ...]:
    return (
        _case.c.id.label("case_id"),
        _case.c.number.label("case_number"),
        _case.c.respondent_name.label("name"),
        _case.c.work_unit,
        sa.type_coerce(_case.c.track, sa.Text()).label("track"),
    )


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
