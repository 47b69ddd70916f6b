"""Tens of thousands of rows in one statement: what they cost is the database's work.

SQLAlchemy still makes the statement and says how a value lies in its column; its work for each row is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.compiler import SQLCompiler

_Turn: TypeAlias = Callable[[Any], Any] | None
Write: TypeAlias = sa.Insert | sa.Update | sa.Delete


def write_many(connection: sa.Connection, statement: Write, columns: Mapping[str, Iterable[Any]]) -> None:
    """Run a statement once for each row; ``columns`` holds by parameter the values of all rows, in one order.

    The transaction has begun. Raises the driver's own errors, which ``db.failures.told`` knows.
    """
    text, order = _compiled(statement, tuple(columns), connection.dialect)
    values = [columns[name] if turn is None else map(turn, columns[name]) for name, turn in order]
    driver: Any = connection.connection.driver_connection
    driver.executemany(text, zip(*values, strict=True)).close()


def read_many(connection: sa.Connection, statement: sa.Select[Any]) -> list[tuple[Any, ...]]:
    """Return the rows of a statement over columns; each different value of a column is read once."""
    chosen = tuple(statement.selected_columns)
    plain = statement.with_only_columns(*(sa.type_coerce(one, sa.types.NullType()) for one in chosen))
    rows = connection.execute(plain).all()
    turned = [
        column if (turn := _turn_of(one.type, connection.dialect)) is None else map(_Turned(turn).__getitem__, column)
        for one, column in zip(chosen, zip(*rows, strict=True), strict=bool(rows))
    ]
    return list(zip(*turned, strict=True))


def _turn_of(kind: sa.types.TypeEngine[Any], dialect: Dialect) -> _Turn:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


class _Turned(dict[Any, Any]):
    """Stored values as what they stand for."""

    def __init__(self, turn: Callable[[Any], Any]) -> None:
        super().__init__()
        self._turn = turn

    def __missing__(self, stored: Any) -> Any:  # noqa: ANN401 - of any column
        value = self[stored] = self._turn(stored)
        return value


@lru_cache(maxsize=50)
def _compiled(statement: Write, names: tuple[str, ...], dialect: Dialect) -> tuple[str, tuple[tuple[str, _Turn], ...]]:
    """The statement's text, and its parameters in order, each with what turns a value into what is stored."""
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    if not isinstance(compiled, SQLCompiler):
        raise TypeError("only statements over tables have rows")
    order = compiled.positiontup or ()
    kinds = [(name, compiled.binds[name].type.dialect_impl(dialect)) for name in order]
    return str(compiled), tuple((name, kind.bind_processor(dialect)) for name, kind in kinds)
