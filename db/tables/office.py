"""The office and the officials who sign for it."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from cases.model.office import (
    Margins,
    ModerateSet,
    NumberCounter,
    NumberPolicy,
    Paper,
    SummonsCount,
    TimeZone,
    Typeface,
    WorkWeek,
)
from cases.model.person import Person
from db.tables.base import NAME, Base, JsonOf, WordOf


class OfficeRow(Base):
    """The one office of this database."""

    __tablename__ = "office"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    short_name: Mapped[str]
    government: Mapped[str]
    region: Mapped[str]
    head_title: Mapped[str]
    head: Mapped[Person] = mapped_column(JsonOf(Person))
    address: Mapped[str]
    place: Mapped[str]
    phone: Mapped[str]
    logo_blob: Mapped[str]
    head_emblem_blob: Mapped[str]
    paper: Mapped[Paper] = mapped_column(WordOf(Paper))
    time_zone: Mapped[TimeZone] = mapped_column(WordOf(TimeZone))
    work_week: Mapped[WorkWeek] = mapped_column(WordOf(WorkWeek))
    moderate_set: Mapped[ModerateSet] = mapped_column(WordOf(ModerateSet))
    moderate_set_basis: Mapped[str]
    summons_count: Mapped[SummonsCount] = mapped_column(WordOf(SummonsCount))
    number_policy: Mapped[NumberPolicy] = mapped_column(WordOf(NumberPolicy))
    number_pattern: Mapped[str]
    decision_pattern: Mapped[str]
    unit_code: Mapped[str]
    footer_shown: Mapped[bool]
    mask_reporter: Mapped[bool]
    sample: Mapped[bool]
    targets: Mapped[dict[str, int]] = mapped_column(JsonOf(dict[str, int]))
    unverified_letters: Mapped[tuple[str, ...]] = mapped_column(JsonOf(tuple[str, ...]))
    margins: Mapped[Margins] = mapped_column(JsonOf(Margins))
    typeface: Mapped[Typeface] = mapped_column(WordOf(Typeface))
    head_lines: Mapped[tuple[str, ...]] = mapped_column(JsonOf(tuple[str, ...]))
    second_logo_blob: Mapped[str]
    number_counter: Mapped[NumberCounter] = mapped_column(WordOf(NumberCounter))
    initials: Mapped[tuple[str, ...]] = mapped_column(JsonOf(tuple[str, ...]))
    qr_shown: Mapped[bool]


class SignatoryRow(Base):
    """Officials whom the office picks as signers."""

    __tablename__ = "signatory"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(NAME)
    person: Mapped[Person] = mapped_column(JsonOf(Person))
    post_line: Mapped[str]
    active: Mapped[bool]
