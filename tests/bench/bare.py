"""The floor of everything that asks the database: the same statements through the bare driver, on the same file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlcipher3 import dbapi2 as sqlcipher

from desktop.wiring import OpenOffice

Statement: TypeAlias = tuple[str, Any]


@contextmanager
def bare_connection(office: OpenOffice, path: Path | None = None) -> Iterator[Any]:
    """A connection of the driver with the key and the page cache that the program's readers have.

    ``path`` is a copy of the office's database that is to be opened in its place.
    """
    with readers(office).connect() as reader:
        cache = reader.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection = sqlcipher.connect(str(path or office.home.database), isolation_level=None)
    for pragma in (f"key = \"x'{office.keys.db_key.hex()}'\"", f"cache_size = {cache}", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    try:
        yield connection
    finally:
        connection.close()


def readers(office: OpenOffice) -> sa.Engine:
    """The engine that reads."""
    return office.database._engines.readers


def statements_of(engine: sa.Engine, work: Callable[[], object]) -> tuple[Statement, ...]:
    """Every statement that ``work`` sends to the driver, with its values."""
    sent: list[Statement] = []

    def keep(*call: Any) -> None:
        _connection, _cursor, statement, values, _context, _many = call
        sent.append((statement, values))

    sa.event.listen(engine, "before_cursor_execute", keep)
    try:
        work()
    finally:
        sa.event.remove(engine, "before_cursor_execute", keep)
    return tuple(sent)


def replay(connection: Any, statements: Sequence[Statement]) -> list[list[Any]]:
    """Send the statements and fetch all of their rows; the transaction that they begin is given up."""
    found = [connection.execute(statement, values).fetchall() for statement, values in statements]
    connection.execute("ROLLBACK")
    return found
