"""Imports of employees, what each row that they changed held before, and which column an office says holds what."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from cases.model.employee_import import RowState, UsedColumn
from db.tables.base import Base, JsonOf, WordOf


class EmployeeImportRow(Base):
    """An import; ``log_row`` is the last row of the log before it; newcomers have identifiers of a range."""

    __tablename__ = "employee_import"
    __table_args__ = (sa.Index(None, "at", "id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    file_name: Mapped[str]
    sha256: Mapped[str]
    columns: Mapped[tuple[UsedColumn, ...]] = mapped_column(JsonOf(tuple[UsedColumn, ...]))
    whole: Mapped[bool]
    new: Mapped[int]
    changed: Mapped[int]
    same: Mapped[int]
    left_out: Mapped[int]
    gone: Mapped[int]
    back: Mapped[int]
    at: Mapped[datetime]
    by: Mapped[str]
    log_row: Mapped[int]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str]
    first_new: Mapped[str] = mapped_column(server_default=sa.text("''"))
    last_new: Mapped[str] = mapped_column(server_default=sa.text("''"))


class EmployeeBeforeRow(Base):
    """What an import did to who was there: the row of the sheet (0 for none), the fields that differed, as before."""

    __tablename__ = "employee_before"
    __table_args__ = (sa.Index(None, "employee_id", "import_id"),)

    import_id: Mapped[str] = mapped_column(sa.ForeignKey("employee_import.id"), primary_key=True)
    employee_id: Mapped[str] = mapped_column(primary_key=True)
    row: Mapped[int]
    state: Mapped[RowState] = mapped_column(WordOf(RowState))
    before: Mapped[dict[str, str]] = mapped_column(JsonOf(dict[str, str]))


class SheetMappingRow(Base):
    """Which column holds what in sheets of a kind with these headers, as the office chose it last."""

    __tablename__ = "sheet_mapping"
    __table_args__ = (sa.UniqueConstraint("kind", "headers"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    headers: Mapped[str]
    columns: Mapped[dict[str, int]] = mapped_column(JsonOf(dict[str, int]))
    saved_at: Mapped[datetime]
    saved_by: Mapped[str]
