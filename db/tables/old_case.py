"""Cases that were over before the program came."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from cases.model.old_case import OldOutcome
from cases.model.person import Person
from db.tables.base import NAME, Base, JsonOf, WordOf


class OldCaseRow(Base):
    """An old case; ``name``, ``nip``, ``work_unit`` and ``post`` repeat the person for lists and figures."""

    __tablename__ = "old_case"
    __table_args__ = (*(sa.Index(None, column, "id") for column in ("name", "nip", "year", "number")),)

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str]
    year: Mapped[int]
    name: Mapped[str] = mapped_column(NAME)
    nip: Mapped[str]
    work_unit: Mapped[str] = mapped_column(NAME)
    post: Mapped[str]
    source: Mapped[str]
    track: Mapped[str]
    election: Mapped[str]
    narrative: Mapped[str]
    received_on: Mapped[date | None]
    event_on: Mapped[date | None]
    outcome: Mapped[OldOutcome] = mapped_column(WordOf(OldOutcome))
    level: Mapped[str]
    sanction_key: Mapped[str]
    sanction_title: Mapped[str]
    decision_number: Mapped[str]
    decision_on: Mapped[date | None]
    decided_by: Mapped[str]
    effective_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    shelf: Mapped[str]
    note: Mapped[str]
    taken_from: Mapped[str]
    violation_codes: Mapped[tuple[str, ...]] = mapped_column(JsonOf(tuple[str, ...]))
    respondent: Mapped[Person] = mapped_column(JsonOf(Person))
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
