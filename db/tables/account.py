"""Public accounts of employees."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from cases.model.account import AccountKnown, AccountState
from db.tables.base import NAME, Base, WordOf


class AccountRow(Base):
    """An account of an employee; ``key`` is what the same account of another has too (``cases.account_names``)."""

    __tablename__ = "account"
    __table_args__ = (
        sa.UniqueConstraint("employee_id", "key"),
        sa.Index(None, "key"),
        *(sa.Index(None, column, "id") for column in ("platform", "handle", "state")),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    employee_id: Mapped[str]
    key: Mapped[str]
    platform: Mapped[str] = mapped_column(NAME)
    handle: Mapped[str] = mapped_column(NAME)
    url: Mapped[str]
    known: Mapped[AccountKnown] = mapped_column(WordOf(AccountKnown))
    known_note: Mapped[str]
    state: Mapped[AccountState] = mapped_column(WordOf(AccountState))
    judged_on: Mapped[date | None]
    judged_by: Mapped[str]
    note: Mapped[str]
    added_at: Mapped[datetime]
    added_by: Mapped[str]
