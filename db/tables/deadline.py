"""Due dates of cases, and the days on which no office works."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, later


class DeadlineRow(Base):
    """A due date; recomputed from steps, calendar and law, so it is outside the log."""

    __tablename__ = "deadline"
    __table_args__ = (
        sa.Index(None, "case_id"),
        sa.Index(None, "due_on", sqlite_where=sa.text("done_on IS NULL")),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(later("case.id"))
    key: Mapped[str]
    title: Mapped[str]
    starts_on: Mapped[date]
    due_on: Mapped[date]
    done_on: Mapped[date | None]
    article: Mapped[str]
    regulation: Mapped[str]
    strength: Mapped[str]
    verified: Mapped[bool]
    party: Mapped[str]


class HolidayRow(Base):
    """A day off; two may fall on one day under different names."""

    __tablename__ = "holiday"

    on: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    source: Mapped[str]
