"""Evidence records and the small pictures that stand for them in lists."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from cases.model.evidence import Capture
from cases.model.marks import Mark, SeenWord
from db.tables.base import Base, JsonOf, WordOf, later


class EvidenceRow(Base):
    """An item of evidence; its bytes lie in the vault."""

    __tablename__ = "evidence"
    __table_args__ = (sa.UniqueConstraint("report_id", "ordinal"), sa.Index(None, "sha256"))

    id: Mapped[str] = mapped_column(primary_key=True)
    report_id: Mapped[str] = mapped_column(later("report.id"))
    ordinal: Mapped[int]
    title: Mapped[str]
    file_name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int] = mapped_column(sa.BigInteger)
    sha256: Mapped[str]
    blob: Mapped[str]
    platform: Mapped[str]
    account: Mapped[str]
    url: Mapped[str]
    posted_at: Mapped[datetime | None]
    captured_at: Mapped[datetime | None]
    captured_by: Mapped[str]
    description: Mapped[str]
    added_at: Mapped[datetime]
    added_by: Mapped[str]
    profile_name: Mapped[str]
    posted_zone: Mapped[str]
    captured_zone: Mapped[str]
    capture: Mapped[Capture] = mapped_column(WordOf(Capture))
    concerns: Mapped[tuple[str, ...]] = mapped_column(JsonOf(tuple[str, ...]))
    file_time: Mapped[datetime | None]
    told: Mapped[dict[str, str]] = mapped_column(JsonOf(dict[str, str]))
    derived_from: Mapped[str | None] = mapped_column(later("evidence.id"))
    failure: Mapped[str]
    failed_at: Mapped[datetime | None]
    answer: Mapped[str]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str]
    marks: Mapped[tuple[Mark, ...] | None] = mapped_column(JsonOf(tuple[Mark, ...]))


class LookRow(Base):
    """How a picture looks, as 64 bits (signed, as SQLite keeps them); NULL for an item that shows nothing.

    Derived from the original as the small picture is, and outside the log; an item without a row waits for it.
    """

    __tablename__ = "look"

    evidence_id: Mapped[str] = mapped_column(later("evidence.id"), primary_key=True)
    hash: Mapped[int | None] = mapped_column(sa.BigInteger)


class EvidenceTextRow(Base):
    """The text that was read in an item, with where it stands; derived, so it is outside the log.

    A picture or PDF without a row waits to be read; one with empty ``pages`` was found to hold nothing.
    """

    __tablename__ = "evidence_text"

    evidence_id: Mapped[str] = mapped_column(later("evidence.id"), primary_key=True)
    reader: Mapped[str]
    pages: Mapped[tuple[tuple[SeenWord, ...], ...]] = mapped_column(JsonOf(tuple[tuple[SeenWord, ...], ...]))


class ThumbnailRow(Base):
    """The small picture of an item; derived from the original, so it is outside the log."""

    __tablename__ = "thumbnail"

    evidence_id: Mapped[str] = mapped_column(later("evidence.id"), primary_key=True)
    picture: Mapped[bytes]
