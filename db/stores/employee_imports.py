"""Imports of employees, what they changed, and mappings that are remembered."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

import sqlalchemy as sa

from cases.model.employee_import import EmployeeBefore, EmployeeImport, RowState, SheetMapping
from db.bulk import write_many
from db.sight import whole
from db.store import Store
from db.tables import (
    Base,
    CaseRest,
    EmployeeBeforeRow,
    EmployeeImportRow,
    EmployeeRow,
    LogRow,
    OldCaseRow,
    ReportRow,
    SheetMappingRow,
    table_of,
)

_before = table_of(EmployeeBeforeRow)
_import = table_of(EmployeeImportRow)
_employee = table_of(EmployeeRow)
_log = table_of(LogRow)
_MANY = 500
_KEEP = sa.insert(_before)


def _holding() -> list[sa.Select[str]]:
    """The statements that name employees who stand in other records: by a column, or within a person as he was then."""
    own = {_before.name}
    found: list[sa.Select[str]] = [
        sa.select(table.c.employee_id)
        for table in Base.metadata.sorted_tables
        if "employee_id" in table.c and table.name not in own
    ]
    for row in (CaseRest, OldCaseRow):
        person = sa.type_coerce(table_of(row).c.respondent, sa.Text())
        found.append(sa.select(sa.func.json_extract(person, "$.employee_id")))
    accused = sa.func.json_each(table_of(ReportRow).c.respondents).table_valued("value")
    found.append(
        sa.select(sa.func.json_extract(accused.c.value, "$.person.employee_id")).select_from(
            table_of(ReportRow).join(accused, sa.true())
        )
    )
    return found


class EmployeeImportStore(Store[EmployeeImport, EmployeeImportRow]):
    """The history of imports."""

    noun = "import"
    missing = "Impor ini tidak ada lagi; muat ulang halaman."
    record = EmployeeImport
    row = EmployeeImportRow

    def all(self) -> tuple[EmployeeImport, ...]:
        """Return every import, the newest first."""
        return self.many(order=[self.table.c.at.desc(), self.table.c.id.desc()])

    def keep(self, rows: Iterable[EmployeeBefore]) -> None:
        """Keep what an import did to each employee who was there, in bulk; its own row in the log speaks of it."""
        self.desk.log.may_write()
        if kept := sorted(rows, key=attrgetter("employee_id")):
            write_many(self.connection, _KEEP, dict(zip(EmployeeBefore._fields, zip(*kept, strict=True), strict=True)))

    def rows_of(self, import_id: str) -> tuple[EmployeeBefore, ...]:
        """Return what an import did to who was there, in the order of the sheet."""
        ours = sa.and_(_before.c.import_id == import_id, _before.c.state != RowState.NEW)  # as older versions kept
        chosen = sa.select(_before).where(ours).order_by(_before.c.row)
        return tuple(EmployeeBefore(**row) for row in self.connection.execute(chosen).mappings())

    def newcomers(self, done: EmployeeImport) -> tuple[str, ...]:
        """Return who came by an import and is there."""
        chosen = sa.select(_employee.c.id).where(_employee.c.id.between(done.first_new, done.last_new))
        return tuple(self.connection.execute(whole(chosen.order_by(_employee.c.id))).scalars())

    def changed_since(self, done: EmployeeImport) -> tuple[str, ...]:
        """Return the names of employees of an import whom another act has changed since."""
        ours = sa.select(_before.c.employee_id).where(_before.c.import_id == done.id)

        def of_it(one: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
            return sa.or_(one.in_(ours), one.between(done.first_new, done.last_new))

        later = (
            sa.select(_before.c.employee_id)
            .join(_import, _import.c.id == _before.c.import_id)
            .where(_import.c.log_row > done.log_row, _import.c.undone_at.is_(None), _import.c.id != done.id)
            .where(of_it(_before.c.employee_id))
        )
        edited = sa.select(_log.c.record_id).where(_log.c.sequence > done.log_row, _log.c.noun == "employee")
        touched = whole(sa.union(later, edited.where(of_it(_log.c.record_id))))
        return self._names(set(self.connection.execute(touched).scalars()))

    def standing(self, done: EmployeeImport) -> tuple[str, ...]:
        """Return the names of who came by an import and stands in another record, hidden ones without a name."""
        came = set(self.newcomers(done))
        if not came:
            return ()
        seen: set[str] = set()
        hidden: set[str] = set()
        for statement in _holding():
            found = came.intersection(self.connection.execute(whole(statement)).scalars())
            if found:
                told = found.intersection(self.connection.execute(statement).scalars())
                seen |= told
                hidden |= found - told
        return (*self._names(seen), *(("Seseorang dari impor itu",) if hidden - seen else ()))

    def _names(self, ids: set[str]) -> tuple[str, ...]:
        names: list[str] = []
        some = sorted(ids)
        for start in range(0, len(some), _MANY):
            chosen = sa.select(_employee.c.name).where(_employee.c.id.in_(some[start : start + _MANY]))
            names += self.connection.execute(chosen).scalars()
        return (*sorted(names), *("Seseorang yang sudah tidak ada dalam daftar" for _ in range(len(names), len(ids))))

    def of_employee(self, employee_id: str) -> tuple[tuple[EmployeeImport, EmployeeBefore], ...]:
        """Return what imports that were not undone did to an employee, the newest first."""
        chosen = (
            sa.select(_before)
            .join(_import, _import.c.id == _before.c.import_id)
            .where(_before.c.employee_id == employee_id, _import.c.undone_at.is_(None))
            .order_by(_import.c.at.desc(), _import.c.id.desc())
        )
        rows = [EmployeeBefore(**row) for row in self.connection.execute(chosen).mappings()]
        return tuple((self.get(row.import_id), row) for row in rows)


class SheetMappingStore(Store[SheetMapping, SheetMappingRow]):
    """Which column holds what, as the office chose it."""

    noun = "mapping"
    missing = "Pilihan kolom ini tidak ada lagi; muat ulang halaman."
    record = SheetMapping
    row = SheetMappingRow

    def of_headers(self, kind: str, headers: str) -> SheetMapping | None:
        """Return what was chosen for sheets of a kind with these headers (folded), or None."""
        return self.one(self.table.c.kind == kind, self.table.c.headers == headers)
