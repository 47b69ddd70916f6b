"""What an import of employees would do, made ready to look at: which column is what, and what changes on whom."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from cases.employee_import import plan_import
from cases.model.employee import Employee, ImportPlan
from cases.model.user import Actor, Right
from cases.ports import EmployeeSheet, UnitOfWork
from cases.rules.dates import short_date
from cases.rules.employee_headers import column_letters, map_headers
from cases.services.access import service

_NEVER_SHOWN = frozenset({"id", "nip", "name"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundColumn:
    """A column of the sheet that was understood: the field's key, its letter in Excel and the header there."""

    key: str
    letters: str
    header: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployeeChange:
    """An employee whose row differs: ``changes`` are (field, before, after) as words."""

    employee: Employee
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReview:
    """The plan of an import with what a person wants to see before he says yes."""

    plan: ImportPlan
    columns: tuple[FoundColumn, ...]
    changes: tuple[EmployeeChange, ...]


@service(Right.IMPORT_EMPLOYEES)
def review_employee_import(work: UnitOfWork, actor: Actor, sheet: EmployeeSheet) -> ImportReview:
    """Compare a sheet with the master; writes nothing. Raises BadFile."""
    existing = work.employees.all_by_nip()
    plan = plan_import(sheet, existing)
    columns = sorted(map_headers(sheet.headers).columns.items(), key=lambda item: item[1])
    return ImportReview(
        plan=plan,
        columns=tuple(
            FoundColumn(key=key, letters=column_letters(place), header=sheet.headers[place]) for key, place in columns
        ),
        changes=tuple(
            EmployeeChange(employee=after, changes=_differences(existing[after.nip], after)) for after in plan.changed
        ),
    )


def _differences(before: Employee, after: Employee) -> tuple[tuple[str, str, str], ...]:
    """Return (field, before, after) for each field that differs; the name first when it is one of them."""
    keys = ["name", *(field.name for field in fields(Employee) if field.name not in _NEVER_SHOWN)]
    pairs = ((key, _words(getattr(before, key)), _words(getattr(after, key))) for key in keys)
    return tuple(pair for pair in pairs if pair[1] != pair[2])


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "aktif" if value else "tidak aktif"
    if isinstance(value, date):
        return short_date(value)
    return "" if value is None else str(value)
