"""The employee master."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from cases.model.person import EmploymentStatus
from db.tables.base import NAME, Base, WordOf


class EmployeeRow(Base):
    """An employee of the region; each column that lists sort by has an index that ends in the identifier."""

    __tablename__ = "employee"
    __table_args__ = (*(sa.Index(None, column, "id") for column in ("name", "status", "grade", "position", "unit_1")),)

    id: Mapped[str] = mapped_column(primary_key=True)
    nip: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(NAME)
    status: Mapped[EmploymentStatus] = mapped_column(WordOf(EmploymentStatus))
    grade: Mapped[str]
    position_kind: Mapped[str]
    position: Mapped[str] = mapped_column(NAME)
    position_since: Mapped[date | None]
    unit_1: Mapped[str] = mapped_column(NAME)
    unit_2: Mapped[str]
    unit_3: Mapped[str]
    active: Mapped[bool]
    nik: Mapped[str] = mapped_column(server_default=sa.text("''"))
    birth_place: Mapped[str] = mapped_column(server_default=sa.text("''"))
    born_on: Mapped[date | None]
    address: Mapped[str] = mapped_column(server_default=sa.text("''"))
    gone_on: Mapped[date | None]
