"""Accounts of the program."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from cases.model.user import Role
from db.tables.base import NAME, Base, WordOf


class UserRow(Base):
    """An account; its name is unique in any case of letters."""

    __tablename__ = "user"

    id: Mapped[str] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(NAME, unique=True)
    full_name: Mapped[str] = mapped_column(NAME)
    role: Mapped[Role] = mapped_column(WordOf(Role))
    password_hash: Mapped[str]
    active: Mapped[bool]
