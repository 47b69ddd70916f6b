"""What persons said of heads of work units and of who is who, and the words that names of employees are made of."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import NAME, Base


class UnitHeadRow(Base):
    """The head of a unit as a person set it; the units themselves follow from the employees."""

    __tablename__ = "unit_head"
    __table_args__ = (sa.UniqueConstraint("unit_1", "unit_2", "unit_3"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    unit_1: Mapped[str] = mapped_column(NAME)
    unit_2: Mapped[str] = mapped_column(NAME)
    unit_3: Mapped[str] = mapped_column(NAME)
    nip: Mapped[str]
    acting: Mapped[str]
    vacant: Mapped[bool]
    set_by: Mapped[str]
    set_on: Mapped[date]


class TwoPeopleRow(Base):
    """Two employees who look like one and are two, as a person said."""

    __tablename__ = "two_people"
    __table_args__ = (sa.UniqueConstraint("one_id", "other_id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    one_id: Mapped[str]
    other_id: Mapped[str]
    one: Mapped[str]
    other: Mapped[str]
    seen: Mapped[str]
    set_by: Mapped[str]
    set_on: Mapped[date]


class NameWordRow(Base):
    """A word that stands in a name of an employee, as search folds it, and how it sounds (NULL: not worked out yet).

    Words stay when nobody bears them any more; they then lead nowhere.
    """

    __tablename__ = "name_word"

    word: Mapped[str] = mapped_column(primary_key=True)
    sound: Mapped[str | None] = mapped_column(index=True)
