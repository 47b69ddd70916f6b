"""Certificates of issuers that the office trusts, and lists of revoked ones."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from cases.model.electronic import TrustKind
from db.tables.base import NAME, Base, WordOf


class TrustRow(Base):
    """A certificate or a list of revoked certificates; its bytes lie in the vault."""

    __tablename__ = "trust"

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[TrustKind] = mapped_column(WordOf(TrustKind))
    title: Mapped[str] = mapped_column(NAME)
    good_until: Mapped[datetime | None]
    blob: Mapped[str]
    sha256: Mapped[str] = mapped_column(unique=True)
    added_at: Mapped[datetime]
    added_by: Mapped[str]
