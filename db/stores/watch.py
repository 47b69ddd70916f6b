"""Rounds of the watch over accounts, their forms, what was read back, and what was found."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import sqlalchemy as sa

from cases.model.watch import FilledForm, Finding, Round, RoundCounts, WatchForm
from db.sight import whole
from db.store import Store
from db.tables import AccountRow, EmployeeRow, FilledRow, FindingRow, FormRow, RoundRow, table_of
from db.tables.base import json_has

_form, _filled, _finding = table_of(FormRow), table_of(FilledRow), table_of(FindingRow)
_employee, _account = table_of(EmployeeRow), table_of(AccountRow)


class RoundStore(Store[Round, RoundRow]):
    """Rounds."""

    noun = "round"
    missing = "Ronde pemantauan ini tidak ada lagi; muat ulang daftar."
    record = Round
    row = RoundRow

    def all(self) -> tuple[Round, ...]:
        """Return every round, the newest first."""
        return self.many(order=[self.table.c.year.desc(), self.table.c.ordinal.desc()])

    def last_ordinal(self, year: int) -> int:
        """Return the highest ordinal of a year, 0 when there is none."""
        return self.highest("ordinal", self.table.c.year == year)

    def by_number(self, number: str) -> Round | None:
        """Return the round of that number."""
        return self.one(self.table.c.number == number)

    def units(self) -> Mapping[str, tuple[int, int]]:
        """Return how many active employees and how many accounts of theirs each unit has."""
        people = (
            sa.select(_employee.c.unit_1, sa.func.count().label("people"))
            .where(_employee.c.active, _employee.c.unit_1 != "")
            .group_by(_employee.c.unit_1)
        )
        accounts = (
            sa.select(_employee.c.unit_1, sa.func.count().label("known"))
            .join(_account, _account.c.employee_id == _employee.c.id)
            .where(_employee.c.active)
            .group_by(_employee.c.unit_1)
        )
        counted = {row.unit_1: row.known for row in self.connection.execute(accounts)}
        return {row.unit_1: (row.people, counted.get(row.unit_1, 0)) for row in self.connection.execute(people)}

    def counts(self) -> Mapping[str, RoundCounts]:
        """Return how the forms of each round stand that has any; of a unit that was taken out they do not count."""
        watch = self.table
        unit = sa.func.json_each(sa.type_coerce(watch.c.units, sa.Text())).table_valued("value")
        kept = sa.select(sa.func.count()).where(_finding.c.filled_id == _filled.c.id).scalar_subquery()
        counted = (
            sa.select(
                watch.c.id,
                sa.func.count(_form.c.id),
                sa.func.count(_filled.c.id),
                sa.func.coalesce(sa.func.sum(_filled.c.found - kept), 0),
            )
            .select_from(
                watch.join(unit, sa.true())
                .join(_form, sa.and_(_form.c.round_id == watch.c.id, _form.c.unit == unit.c.value))
                .outerjoin(_filled, sa.and_(_filled.c.form_id == _form.c.id, _filled.c.standing))
            )
            .group_by(watch.c.id)
        )
        return {round_id: RoundCounts(*told) for round_id, *told in self.connection.execute(whole(counted))}


class FormStore(Store[WatchForm, FormRow]):
    """Forms."""

    noun = "watch_form"
    missing = "Formulir pemantauan ini tidak ada lagi; muat ulang daftar."
    record = WatchForm
    row = FormRow

    def of_round(self, round_id: str) -> tuple[WatchForm, ...]:
        """Return the forms of a round, by unit."""
        return self.many(self.table.c.round_id == round_id, order=[self.table.c.unit, self.table.c.id])

    def by_code(self, code: str) -> WatchForm | None:
        """Return the form that bears this code."""
        return self.one(self.table.c.code == code)

    def of_employee(self, employee_id: str) -> tuple[WatchForm, ...]:
        """Return the forms that have a line of an employee, the oldest first."""
        return self.many(json_has(self.table.c.lines, employee_id), order=[self.table.c.id])


class FilledStore(Store[FilledForm, FilledRow]):
    """Filled forms that were taken in."""

    noun = "watch_filled"
    missing = "Formulir terisi ini tidak ada lagi; muat ulang daftar."
    record = FilledForm
    row = FilledRow

    def of_round(self, round_id: str) -> tuple[FilledForm, ...]:
        """Return the filled forms of a round in the order of reading."""
        return self.many(self.table.c.round_id == round_id, order=[self.table.c.id])

    def of_form(self, form_id: str) -> tuple[FilledForm, ...]:
        """Return the filled copies of a form in the order of reading."""
        return self.many(self.table.c.form_id == form_id, order=[self.table.c.id])

    def of_employee(self, employee_id: str) -> tuple[FilledForm, ...]:
        """Return the filled forms that add an account of an employee, the oldest first."""
        return self.many(json_has(self.table.c.accounts, employee_id), order=[self.table.c.id])

    def of_digests(self, digests: Collection[str]) -> tuple[FilledForm, ...]:
        """Return the copies with one of these SHA-256."""
        return self.many(self.table.c.sha256.in_(digests), order=[self.table.c.id]) if digests else ()

    def blobs_of(self, record: FilledForm) -> tuple[str, ...]:
        """Return the blob of the file."""
        return (record.blob,)


class FindingStore(Store[Finding, FindingRow]):
    """Findings; one whose report is hidden from who acts is not found."""

    noun = "finding"
    missing = "Temuan ini tidak ada lagi; muat ulang daftar."
    record = Finding
    row = FindingRow

    def of_round(self, round_id: str) -> tuple[Finding, ...]:
        """Return the findings of a round, by person, copies that do not count included."""
        return self.many(self.table.c.round_id == round_id, order=[self.table.c.name, self.table.c.id])

    def of_filled(self, filled_id: str) -> tuple[Finding, ...]:
        """Return the findings of a filled form in its order."""
        return self.many(self.table.c.filled_id == filled_id, order=[self.table.c.ordinal, self.table.c.id])

    def of_employee(self, employee_id: str) -> tuple[Finding, ...]:
        """Return what was ever found of an employee, the newest first."""
        return self.many(self.table.c.employee_id == employee_id, order=[self.table.c.id.desc()])
