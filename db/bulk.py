"""Many rows in one statement, straight through the driver: what tens of thousands of rows cost is the database's work.

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


@lru_cache(maxsize=50)
def _compiled(statement: Write, names: tuple[str, ...], dialect: Dialect) -> tuple[str, tuple[tuple[str, _Turn], ...]]:
    """The statement's text, and its parameters in order, each with what turns a value into what is stored."""
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    if not isinstance(compiled, SQLCompiler):
        raise TypeError("only statements over tables have rows")
    order = compiled.positiontup or ()
    kinds = [(name, compiled.binds[name].type.dialect_impl(dialect)) for name in order]
    return str(compiled), tuple((name, kind.bind_processor(dialect)) for name, kind in kinds)
