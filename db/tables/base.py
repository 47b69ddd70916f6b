"""The base of every table: names of constraints, and how the field's own types lie in a column."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar, cast

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase

Value = TypeVar("Value")
Word = TypeVar("Word", bound=StrEnum)

LENGTH_OF_ID = 32


class Written(sa.TypeDecorator[Value], Generic[Value]):
    """A type of ours that lies in a text column; None is NULL, the rest is for ``write`` and ``read``."""

    impl = sa.Text
    cache_ok = True

    def write(self, value: Value) -> str:
        """Return the text to store."""
        raise NotImplementedError

    def read(self, text: str) -> Value:
        """Return the value; text that does not fit is an error, not a guess."""
        raise NotImplementedError

    def process_bind_param(self, value: Value | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """Write."""
        return None if value is None else self.write(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Value | None:  # noqa: ARG002 - SQLAlchemy's
        """Read."""
        return None if value is None else self.read(value)


class UtcDateTime(Written[datetime]):
    """An aware moment in UTC with microseconds, so that text order is the order of time; refuses a naive one."""

    cache_ok = True

    def write(self, value: datetime) -> str:
        """Write in UTC."""
        if value.tzinfo is None:
            raise ValueError("a stored moment must be aware")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def read(self, text: str) -> datetime:
        """Read aware, UTC."""
        return datetime.fromisoformat(text)


class IsoDate(Written[date]):
    """A day as ISO text ("2026-05-04"), whose text order is the order of days."""

    cache_ok = True

    def write(self, value: date) -> str:
        """Write as ISO text."""
        return value.isoformat()

    def read(self, text: str) -> date:
        """Read as a date."""
        return date.fromisoformat(text)


class WordOf(Written[Word], Generic[Word]):
    """A member of a ``StrEnum`` as its word."""

    cache_ok = True

    def __init__(self, words: type[Word]) -> None:
        super().__init__()
        self.words = words

    def write(self, value: Word) -> str:
        """Write the word."""
        return self.words(value).value

    def read(self, text: str) -> Word:
        """Read the member."""
        return self.words(text)


class JsonOf(Written[Value], Generic[Value]):
    """A nested record, or a tuple of such, as compact JSON; read back into the very type."""

    cache_ok = True

    def __init__(self, kind: Any) -> None:  # noqa: ANN401 - any annotation that msgspec reads, as tuple[X, ...]
        super().__init__()
        self.kind = kind
        self._decode: Callable[[str], Value] = msgspec.json.Decoder(kind).decode

    def write(self, value: Value) -> str:
        """Write JSON."""
        return msgspec.json.encode(value).decode()

    def read(self, text: str) -> Value:
        """Read the record."""
        return self._decode(text)


NAME = sa.Text(collation="NOCASE")
"""Text that sorts and compares without regard to case."""


class Base(DeclarativeBase):
    """Base of the tables; constraints have names, so that migrations can speak of them."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own protocol
        str: sa.Text(),
        datetime: UtcDateTime(),
        date: IsoDate(),
        bytes: sa.LargeBinary(),
    }


def later(target: str) -> sa.ForeignKey:
    """A foreign key that is checked at the commit, so that a service may write in its own order."""
    return sa.ForeignKey(target, deferrable=True, initially="DEFERRED")


def table_of(row: type[Base]) -> sa.Table:
    """Return the table of a row class, for statements."""
    return cast("sa.Table", row.__table__)
