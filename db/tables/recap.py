"""The office's own recaps."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import NAME, Base, JsonOf


class SavedRecapRow(Base):
    """A recap of cases with the columns that the office wants, in their order."""

    __tablename__ = "saved_recap"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(NAME, unique=True)
    recap: Mapped[str]
    columns: Mapped[tuple[str, ...]] = mapped_column(JsonOf(tuple[str, ...]))
    saved_at: Mapped[datetime]
    saved_by: Mapped[str]
