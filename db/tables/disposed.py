"""What stays of cases whose files were destroyed by the archive schedule."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base


class DisposedRow(Base):
    """The stub of a case: numbers, days and outcome, nobody's name. The case's own row is gone."""

    __tablename__ = "disposed"

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str]
    year: Mapped[int]
    ordinal: Mapped[int]
    report_number: Mapped[str]
    report_year: Mapped[int]
    report_ordinal: Mapped[int]
    track: Mapped[str]
    received_on: Mapped[date]
    opened_on: Mapped[date]
    closed_on: Mapped[date]
    outcome: Mapped[str]
    decision_on: Mapped[date | None]
    code: Mapped[str]
    kept_until: Mapped[date]
    order_number: Mapped[str]
    order_on: Mapped[date]
    approval: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
