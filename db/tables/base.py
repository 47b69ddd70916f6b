"""The base of every table: names of constraints, and how the field's own types lie in a column."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Final, Generic, TypeVar, cast

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase

Value = TypeVar("Value")
Word = TypeVar("Word", bound=StrEnum)


class Written(sa.TypeDecorator[Value], Generic[Value]):
    """A type of ours that lies in a text column: ``writer`` gives the text, ``reader`` the value; None is NULL.

    Text that does not fit is an error of the reader, not a guess.
    """

    impl = sa.Text
    cache_ok = True

    writer: Callable[[Value], str]
    reader: Callable[[str], Value]

    def process_bind_param(self, value: Value | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """Write."""
        return None if value is None else self.writer(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[Value | None], str | None]:  # noqa: ARG002 - SQLAlchemy's
        """Return what writes a column, for the same reason as ``result_processor``."""
        writer = self.writer

        def write(value: Value | None) -> str | None:
            return None if value is None else writer(value)

        return write

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], Value | None]:  # noqa: ARG002 - SQLAlchemy's
        """Return what reads a column: one call a value, where ``process_result_value`` would take three."""
        reader = self.reader

        def read(text: str | None) -> Value | None:
            return None if text is None else reader(text)

        return read


def _utc_text(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a stored moment must be aware")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


class UtcDateTime(Written[datetime]):
    """An aware moment in UTC with microseconds, so that text order is the order of time; refuses a naive one."""

    cache_ok = True
    writer = staticmethod(_utc_text)
    reader = staticmethod(datetime.fromisoformat)


class IsoDate(Written[date]):
    """A day as ISO text ("2026-05-04"), whose text order is the order of days."""

    cache_ok = True
    writer = staticmethod(date.isoformat)
    reader = staticmethod(date.fromisoformat)


class WordOf(Written[Word], Generic[Word]):
    """A member of a ``StrEnum`` as its word."""

    cache_ok = True

    def __init__(self, words: type[Word]) -> None:
        super().__init__()
        self.words = words
        self.reader = {word.value: word for word in words}.__getitem__
        self.writer = {word: word.value for word in words}.__getitem__


class JsonOf(Written[Value], Generic[Value]):
    """A nested record, or a tuple of such, as compact JSON; read back into the very type."""

    cache_ok = True

    def __init__(self, kind: Any) -> None:  # noqa: ANN401 - any annotation that msgspec reads, as tuple[X, ...]
        super().__init__()
        self.kind = kind
        self.reader = msgspec.json.Decoder(kind).decode
        self.writer = lambda value: msgspec.json.encode(value).decode()


NO_CASE: Final = "NOCASE"
"""The collation without regard to case."""

NAME = sa.Text(collation=NO_CASE)
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


def json_has(column: sa.ColumnElement[Any], text: str) -> sa.ColumnElement[bool]:
    """Return whether a column that keeps JSON has this very text (an identifier, an NIP) for one of its values."""
    return sa.func.instr(sa.type_coerce(column, sa.Text()), f'"{text}"') > 0
