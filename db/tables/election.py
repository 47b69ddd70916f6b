"""Elections with their stages."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from cases.model.election import ElectionKind, ElectionStage
from db.tables.base import NAME, Base, JsonOf, WordOf


class ElectionRow(Base):
    """An election as the office keeps it."""

    __tablename__ = "election"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(NAME, unique=True)
    kind: Mapped[ElectionKind] = mapped_column(WordOf(ElectionKind))
    candidates_on: Mapped[date | None]
    voting_on: Mapped[date | None]
    stages: Mapped[tuple[ElectionStage, ...]] = mapped_column(JsonOf(tuple[ElectionStage, ...]))
    source: Mapped[str]
    note: Mapped[str]
    verified_by: Mapped[str]
    verified_on: Mapped[date | None]
