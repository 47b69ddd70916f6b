"""What was typed and not yet saved."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base


class DraftRow(Base):
    """A draft of a form, per user; outside the log. ``user_id`` may name an actor without an account."""

    __tablename__ = "draft"

    user_id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
