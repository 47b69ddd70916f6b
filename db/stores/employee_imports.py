"""Imports of employees, what they changed, and mappings that are remembered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

import sqlalchemy as sa

from cases.model.employee_import import EmployeeBefore, EmployeeImport, SheetMapping
from db.store import Store
from db.tables import EmployeeBeforeRow, EmployeeImportRow, SheetMappingRow, table_of

_before = table_of(EmployeeBeforeRow)
_import = table_of(EmployeeImportRow)


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
        """Keep what an import did to each employee, in bulk; its own row in the log speaks of it."""
        self.desk.log.may_write()
        if values := [asdict(row) for row in rows]:
            self.connection.execute(sa.insert(_before), values)

    def rows_of(self, import_id: str) -> tuple[EmployeeBefore, ...]:
        """Return what an import did, in the order of the sheet."""
        chosen = sa.select(_before).where(_before.c.import_id == import_id).order_by(_before.c.row)
        return tuple(EmployeeBefore(**row) for row in self.connection.execute(chosen).mappings())

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
