"""The office's own editions of letter templates."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from cases.model.wording import WordingState
from db.tables.base import Base, WordOf


class TemplateRow(Base):
    """An edition of a letter template."""

    __tablename__ = "template"

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str]
    state: Mapped[WordingState] = mapped_column(WordOf(WordingState))
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]
    tried_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    used_by: Mapped[str]
    note: Mapped[str]
