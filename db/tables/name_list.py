"""Lists of names that somebody handed in: the lists, their rows, and which employees the rows may be."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from cases.model.name_review import Decision
from cases.model.report import Source
from db.tables.base import NAME, Base, JsonOf, WordOf


class NameListRow(Base):
    """A list; its file lies in the vault."""

    __tablename__ = "name_list"
    __table_args__ = (sa.Index(None, "sha256"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(NAME)
    source: Mapped[Source] = mapped_column(WordOf(Source))
    party: Mapped[str]
    handed_by: Mapped[str]
    listed_on: Mapped[date | None]
    election: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int] = mapped_column(sa.BigInteger)
    blob: Mapped[str]
    columns: Mapped[tuple[tuple[str, str], ...]] = mapped_column(JsonOf(tuple[tuple[str, str], ...]))
    rows: Mapped[int]
    left_out: Mapped[int]
    added_at: Mapped[datetime]
    added_by: Mapped[str]
    matched_at: Mapped[datetime | None]
    cut_rows: Mapped[int]


class ListedRow(Base):
    """A row of a list, by its number in the sheet.

    Rows and hits of a list that lies in Sampah stay where they are, so they have no foreign key to it.
    """

    __tablename__ = "name_list_row"

    list_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    nik: Mapped[str]
    nip: Mapped[str]
    name: Mapped[str]
    born_on: Mapped[date | None]
    birth_place: Mapped[str]
    address: Mapped[str]
    party: Mapped[str]
    role: Mapped[str]


class NameHitRow(Base):
    """A row of a list that may be an employee, and what a person decided."""

    __tablename__ = "name_hit"
    __table_args__ = (
        sa.UniqueConstraint("list_id", "row", "employee_id"),
        sa.Index(None, "identity", "employee_id"),
        sa.Index(None, "employee_id"),
        sa.Index(None, "report_id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    list_id: Mapped[str]
    row: Mapped[int]
    identity: Mapped[str]
    employee_id: Mapped[str]
    nip: Mapped[str]
    name: Mapped[str] = mapped_column(NAME)
    score: Mapped[float]
    reasons: Mapped[tuple[str, ...]] = mapped_column(JsonOf(tuple[str, ...]))
    decision: Mapped[Decision] = mapped_column(WordOf(Decision))
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str]
    report_id: Mapped[str]
