"""Rounds of the watch over accounts, their forms, what was read back, and what was found."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from cases.model.watch import Answer, FormLine, NewAccount, Remark, RoundScope, RoundState
from db.tables.base import NAME, Base, JsonOf, WordOf, later


class RoundRow(Base):
    """A round."""

    __tablename__ = "watch_round"
    __table_args__ = (sa.UniqueConstraint("year", "ordinal"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    year: Mapped[int]
    ordinal: Mapped[int]
    title: Mapped[str] = mapped_column(NAME)
    first_on: Mapped[date]
    last_on: Mapped[date]
    due_on: Mapped[date]
    units: Mapped[tuple[str, ...]] = mapped_column(JsonOf(tuple[str, ...]))
    looks: Mapped[tuple[str, ...]] = mapped_column(JsonOf(tuple[str, ...]))
    scope: Mapped[RoundScope] = mapped_column(WordOf(RoundScope))
    left_out: Mapped[tuple[str, ...]] = mapped_column(JsonOf(tuple[str, ...]))
    state: Mapped[RoundState] = mapped_column(WordOf(RoundState))
    note: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    closed_on: Mapped[date | None]


class FormRow(Base):
    """The form of one OPD in a round."""

    __tablename__ = "watch_form"
    __table_args__ = (sa.UniqueConstraint("round_id", "unit"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    round_id: Mapped[str] = mapped_column(later("watch_round.id"))
    unit: Mapped[str] = mapped_column(NAME)
    code: Mapped[str] = mapped_column(unique=True)
    edition: Mapped[int]
    print_of: Mapped[str]
    lines: Mapped[tuple[FormLine, ...]] = mapped_column(JsonOf(tuple[FormLine, ...]))
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    letter_id: Mapped[str | None]
    reminder_ids: Mapped[tuple[str, ...]] = mapped_column(JsonOf(tuple[str, ...]))


class FilledRow(Base):
    """A filled form that was taken in."""

    __tablename__ = "watch_filled"
    __table_args__ = (sa.Index(None, "round_id", "id"), sa.Index(None, "form_id", "id"), sa.Index(None, "sha256"))

    id: Mapped[str] = mapped_column(primary_key=True)
    round_id: Mapped[str] = mapped_column(later("watch_round.id"))
    form_id: Mapped[str] = mapped_column(later("watch_form.id"))
    edition: Mapped[int]
    file_name: Mapped[str]
    media_type: Mapped[str]
    sha256: Mapped[str]
    blob: Mapped[str]
    size: Mapped[int]
    filled_by: Mapped[str]
    filled_nip: Mapped[str]
    filled_on: Mapped[date | None]
    answers: Mapped[tuple[Answer, ...]] = mapped_column(JsonOf(tuple[Answer, ...]))
    accounts: Mapped[tuple[NewAccount, ...]] = mapped_column(JsonOf(tuple[NewAccount, ...]))
    found: Mapped[int]
    remarks: Mapped[tuple[Remark, ...]] = mapped_column(JsonOf(tuple[Remark, ...]))
    standing: Mapped[bool]
    read_at: Mapped[datetime]
    read_by: Mapped[str]


class FindingRow(Base):
    """A finding; one whose report is restricted is hidden with it (``db.sight``)."""

    __tablename__ = "watch_finding"
    __table_args__ = (
        sa.Index(None, "round_id", "id"),
        sa.Index(None, "filled_id"),
        sa.Index(None, "report_id"),
        sa.Index(None, "employee_id", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    round_id: Mapped[str] = mapped_column(later("watch_round.id"))
    form_id: Mapped[str] = mapped_column(later("watch_form.id"))
    filled_id: Mapped[str] = mapped_column(later("watch_filled.id"))
    ordinal: Mapped[int]
    cell: Mapped[str]
    employee_id: Mapped[str]
    name: Mapped[str] = mapped_column(NAME)
    nip: Mapped[str]
    platform: Mapped[str]
    handle: Mapped[str]
    account_url: Mapped[str]
    owned: Mapped[str]
    urls: Mapped[tuple[str, ...]] = mapped_column(JsonOf(tuple[str, ...]))
    seen_on: Mapped[date | None]
    note: Mapped[str]
    standing: Mapped[bool]
    report_id: Mapped[str | None]
    set_aside: Mapped[str]
