"""Letters, and the register that their numbers come from."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from cases.model.letter import FinalKind, Initial, LetterContent, LetterStatus
from cases.model.office import Paper
from db.tables.base import NAME, Base, JsonOf, WordOf, later


class LetterRow(Base):
    """What lists read of a letter; ``position`` counts the letters of a case in the order of making, from 1."""

    __tablename__ = "letter"
    __table_args__ = (
        sa.UniqueConstraint("case_id", "position"),
        *(sa.Index(None, column, "id") for column in ("number", "kind", "title", "letter_on", "status")),
        *(sa.Index(None, column) for column in ("short_code", "report_id", "sha256", "final_sha256")),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str | None] = mapped_column(later("case.id"))
    report_id: Mapped[str | None] = mapped_column(later("report.id"))
    position: Mapped[int]
    kind: Mapped[str]
    title: Mapped[str] = mapped_column(NAME)
    status: Mapped[LetterStatus] = mapped_column(WordOf(LetterStatus))
    template: Mapped[str]
    paper: Mapped[Paper] = mapped_column(WordOf(Paper))
    classification: Mapped[str]
    numbered: Mapped[bool]
    number: Mapped[str]
    number_year: Mapped[int | None]
    number_ordinal: Mapped[int | None]
    letter_on: Mapped[date | None]
    short_code: Mapped[str]
    log_head: Mapped[str]
    blob: Mapped[str]
    sha256: Mapped[str]
    pages: Mapped[int]
    signed_on: Mapped[date | None]
    delivered_on: Mapped[date | None]
    delivered_how: Mapped[str]
    void_reason: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    replaces: Mapped[str | None] = mapped_column(later("letter.id"))
    outdated: Mapped[str]
    final_blob: Mapped[str]
    final_sha256: Mapped[str]
    final_kind: Mapped[FinalKind] = mapped_column(WordOf(FinalKind))
    delivered_to: Mapped[str]
    receipt_blob: Mapped[str]
    receipt_sha256: Mapped[str]


class LetterRest(Base):
    """What of a letter is large and read only with the letter itself."""

    __tablename__ = "letter_rest"

    id: Mapped[str] = mapped_column(later("letter.id"), primary_key=True)
    content: Mapped[LetterContent] = mapped_column(JsonOf(LetterContent))
    entries: Mapped[dict[str, str]] = mapped_column(JsonOf(dict[str, str]))
    wording: Mapped[str]
    initials: Mapped[tuple[Initial, ...]] = mapped_column(JsonOf(tuple[Initial, ...]))
    past_forms: Mapped[tuple[str, ...]] = mapped_column(JsonOf(tuple[str, ...]))


class RegisterRow(Base):
    """A number that was taken: once per year and counter, and once as text in a year (not all print theirs).

    ``letter_id`` is no foreign key: a number used outside the program belongs to no letter here and leaves it empty.
    """

    __tablename__ = "register"
    __table_args__ = (
        sa.UniqueConstraint("counter", "year", "ordinal"),
        sa.UniqueConstraint("year", "text"),
        sa.Index(None, "year", "classification", "ordinal"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    classification: Mapped[str]
    counter: Mapped[str]
    year: Mapped[int]
    ordinal: Mapped[int]
    text: Mapped[str]
    letter_id: Mapped[str]
    taken_at: Mapped[datetime]
    used_on: Mapped[date | None]
    subject: Mapped[str]
    addressee: Mapped[str]
    void_reason: Mapped[str]
