"""The chained log, and the values old and new beside it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base


class LogRow(Base):
    """One row of the chain; triggers refuse to change, delete or skip a row (see the first migration).

    ``fields`` is a JSON list of names, ``values_hash`` the salted hash of the values, ``hash`` covers every other
    column, ``previous`` included. ``at`` is ISO text because its very letters are hashed.
    """

    __tablename__ = "log"
    __table_args__ = (
        sa.Index(None, "record_id"),
        sa.Index(None, "actor", "noun", "action", "at"),  # narrow: what the reader of the log counts and chooses by
    )

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str]
    actor: Mapped[str]
    operation: Mapped[str]
    action: Mapped[str]
    noun: Mapped[str]
    record_id: Mapped[str]
    fields: Mapped[str]
    values_hash: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str]


class LogValuesRow(Base):
    """The values of a log row, and the salt of their hash.

    A lawful disposal deletes such a row: the chain stays whole, and without the salt the hash gives nothing away.
    """

    __tablename__ = "log_values"

    sequence: Mapped[int] = mapped_column(sa.ForeignKey("log.sequence"), primary_key=True, autoincrement=False)
    salt: Mapped[bytes]
    changes: Mapped[str]
