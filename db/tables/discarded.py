"""What was taken out and can be put back."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from cases.model.discarded import Part
from db.tables.base import Base, JsonOf


class DiscardedRow(Base):
    """An entry of Sampah; its records lie in ``parts`` as JSON, ``blobs`` repeats the files that they name."""

    __tablename__ = "discarded"
    __table_args__ = (sa.Index(None, "noun", "record_id"), sa.Index(None, "into"))

    id: Mapped[str] = mapped_column(primary_key=True)
    noun: Mapped[str]
    record_id: Mapped[str]
    title: Mapped[str]
    place: Mapped[str]
    home: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    into: Mapped[str]
    first: Mapped[int]
    last: Mapped[int]
    parts: Mapped[tuple[Part, ...]] = mapped_column(JsonOf(tuple[Part, ...]))
    blobs: Mapped[tuple[str, ...]] = mapped_column(JsonOf(tuple[str, ...]))
