"""The words that search finds; the FTS5 table over them is made and kept by the first migration's triggers."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base


class SearchRow(Base):
    """What search knows of one record: ``title``, ``codes`` and ``body`` are indexed, ``subtitle`` is only shown.

    ``codes`` holds numbers and NIPs as they are typed without spaces.
    """

    __tablename__ = "search_entry"
    __table_args__ = (sa.UniqueConstraint("noun", "record_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    noun: Mapped[str]
    record_id: Mapped[str]
    title: Mapped[str]
    subtitle: Mapped[str]
    codes: Mapped[str]
    body: Mapped[str]
