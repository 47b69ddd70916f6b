"""Every table of the office as rows of plain values, for the export of everything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from cases.model.export import Cell, ExportTable
from db.tables import Base

_PIECE = 1000
_EACH = "each"


class Everything:
    """Fulfils ``cases.ports.Everything`` within one unit of work."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def count(self, table: ExportTable) -> int:
        """Return how many rows a table has."""
        rows, _ = _source(table)
        counted: int = self._connection.execute(sa.select(sa.func.count()).select_from(rows)).scalar_one()
        return counted

    def rows(self, table: ExportTable) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows in the table's order, a piece at a time; values as they are stored."""
        rows, find = _source(table)
        chosen = sa.select(*(find(column.place) for column in table.columns)).select_from(rows)
        ordered = chosen.order_by(*(find(name) for name in table.order))
        for row in self._connection.execute(ordered).yield_per(_PIECE):
            yield tuple(row)


def _source(table: ExportTable) -> tuple[sa.FromClause, Any]:
    """The rows of a table, and what finds a place in them."""
    main = Base.metadata.tables[table.source]
    tables = [main]
    rows: sa.FromClause = main
    if table.joined:
        rest = Base.metadata.tables[table.joined]
        tables.append(rest)
        rows = rows.outerjoin(rest, rest.c.id == main.c.id)
    element: sa.ColumnElement[Any] | None = None
    if table.each:
        each = sa.func.json_each(main.c[table.each]).table_valued("value", name=_EACH)
        rows = rows.join(each, sa.true())
        element = each.c.value

    def find(place: str) -> sa.ColumnElement[Any]:
        name, dollar, path = place.partition("$")
        if name == _EACH and element is not None:
            return sa.func.json_extract(element, f"${path}")
        column = next(one.c[name] for one in tables if name in one.c)
        plain = sa.type_coerce(column, sa.types.NullType())
        return sa.func.json_extract(plain, f"${path}") if dollar else plain

    return rows, find
