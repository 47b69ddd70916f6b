"""Accounts of the program."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from cases.model.user import Right, Role
from db.tables.base import NAME, Base, JsonOf, WordOf


class UserRow(Base):
    """An account; its name is unique in any case of letters."""

    __tablename__ = "user"

    id: Mapped[str] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(NAME, unique=True)
    full_name: Mapped[str] = mapped_column(NAME)
    role: Mapped[Role] = mapped_column(WordOf(Role))
    password_hash: Mapped[str]
    active: Mapped[bool]
    more: Mapped[tuple[Right, ...]] = mapped_column(JsonOf(tuple[Right, ...]), server_default="[]")
    fewer: Mapped[tuple[Right, ...]] = mapped_column(JsonOf(tuple[Right, ...]), server_default="[]")
    must_change: Mapped[bool] = mapped_column(server_default="0")


class LogInFailures(Base):
    """How often logging in under a name has failed since it last went well, known or not; kept over restarts."""

    __tablename__ = "log_in_failures"

    username: Mapped[str] = mapped_column(NAME, primary_key=True)
    count: Mapped[int]
    last_at: Mapped[datetime]
