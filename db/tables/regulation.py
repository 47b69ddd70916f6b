"""The office's own regulation packs, and the marks of who verified which rule."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from cases.model.regulation import PackState
from db.tables.base import Base, WordOf


class PackRow(Base):
    """A regulation pack of the office's own."""

    __tablename__ = "pack"

    id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str]
    state: Mapped[PackState] = mapped_column(WordOf(PackState))
    based_on: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    changed_at: Mapped[datetime]
    activated_at: Mapped[datetime | None]
    activated_by: Mapped[str]


class MarkRow(Base):
    """A rule that was compared with its official copy."""

    __tablename__ = "mark"
    __table_args__ = (sa.UniqueConstraint("pack_key", "entry"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    pack_key: Mapped[str]
    entry: Mapped[str]
    verified_by: Mapped[str]
    verified_on: Mapped[date]
    note: Mapped[str]
