"""Pages of lists: sorted, filtered, and continued from the last row (keyset), never by counting off rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Generic, Protocol, TypeVar

import sqlalchemy as sa

from cases.model.listing import ListQuery, Page


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


Line = TypeVar("Line", bound=_HasId)
_ESCAPE = "\\"
_DIGITS_ONLY = frozenset({"nip"})
"""Filters that a user types with spaces and points between the digits."""


@dataclass(frozen=True)
class Listing(Generic[Line]):
    """A list of one noun.

    ``columns`` are by the field names of ``line``; ``by`` are the names that sort and filter; ``identity`` breaks
    ties. Rows without a value in the sorted column come last in both directions; those in ``always`` have one in every
    row, which need not be asked.
    """

    line: type[Line]
    source: sa.FromClause
    columns: Mapping[str, sa.ColumnElement[Any]]
    by: Mapping[str, sa.ColumnElement[Any]]
    identity: sa.ColumnElement[str]
    received_on: sa.ColumnElement[Any] | None = None
    always: frozenset[str] = frozenset()


def listing_columns(line: type[Any], *tables: sa.Table, **others: sa.ColumnElement[Any]) -> dict[str, Any]:
    """Return a column for each field of a line: from ``others``, else of that name in the first table that has it.

    Words are read as plain text, which is all that a list shows.
    """
    columns: dict[str, Any] = {}
    for field in fields(line):
        column = others.get(field.name)
        if column is None:
            column = next(table.c[field.name] for table in tables if field.name in table.c)
        columns[field.name] = _text(column).label(field.name) if field.type == "str" else column
    return columns


def page(
    connection: sa.Connection, listing: Listing[Line], query: ListQuery, values: Mapping[str, Any] | None = None
) -> Page[Line]:
    """Return one page and the count of all rows that match; ``values`` are those that the source itself asks for.

    Raises ValueError for a column that the list does not know, which is a bug of the caller.
    """
    matching = _conditions(listing, query)
    names = tuple(listing.columns)
    sort = _text(listing.by[query.sort])
    chosen = sa.select(*listing.columns.values(), sort.label("sort_")).select_from(listing.source).where(*matching)
    rows: list[Any] = []
    for part in _parts(listing, query, sort):
        wanted = query.limit + 1 - len(rows)
        if wanted > 0:
            rows += connection.execute(part(chosen).limit(wanted), values).all()
    more = len(rows) > query.limit
    rows = rows[: query.limit]
    lines = tuple(listing.line(**dict(zip(names, row, strict=False))) for row in rows)
    return Page(
        rows=lines,
        next_after=(rows[-1].sort_, lines[-1].id) if more else None,
        total=_total(connection, listing, matching, values),
    )


def count(connection: sa.Connection, listing: Listing[Line], query: ListQuery) -> int:
    """Return the count of all rows that match; raises ValueError as ``page`` does."""
    return _total(connection, listing, _conditions(listing, query))


def _text(column: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """The column as the text that it is stored as, so that a page can go on from a row's own sort value."""
    return sa.type_coerce(column, sa.Text())


class _Part(Protocol):
    def __call__(self, chosen: sa.Select[Any]) -> sa.Select[Any]: ...


def _parts(listing: Listing[Line], query: ListQuery, sort: sa.ColumnElement[str]) -> list[_Part]:
    """The list in two parts: rows with a sort value, then rows without; each walks an index from where it begins."""
    identity = listing.identity
    order = [sort.desc(), identity.desc()] if query.descending else [sort.asc(), identity.asc()]
    value, last = query.after or (None, "")
    nullable = query.sort not in listing.always and _nullable(listing.by[query.sort])

    def with_value(chosen: sa.Select[Any]) -> sa.Select[Any]:
        if query.after is not None:
            place, begin = sa.tuple_(sort, identity), sa.tuple_(sa.literal(str(value)), sa.literal(last))
            chosen = chosen.where(place < begin if query.descending else place > begin)
        elif nullable:
            chosen = chosen.where(sort.is_not(None))
        return chosen.order_by(*order)

    def without_value(chosen: sa.Select[Any]) -> sa.Select[Any]:
        chosen = chosen.where(sort.is_(None))
        if query.after is not None and value is None:
            chosen = chosen.where(identity < last if query.descending else identity > last)
        return chosen.order_by(order[1])

    if not nullable:
        return [with_value]
    if query.after is not None and value is None:
        return [without_value]
    return [with_value, without_value]


def _nullable(column: sa.ColumnElement[Any]) -> bool:
    return bool(getattr(column, "nullable", True))


def _conditions(listing: Listing[Line], query: ListQuery) -> list[sa.ColumnElement[bool]]:
    for name in (query.sort, *query.filters, *query.between):
        if name not in listing.by:
            raise ValueError(f"the list has no column {name!r}")
    conditions = [_matches(name, _text(listing.by[name]), wanted) for name, wanted in query.filters.items() if wanted]
    if listing.received_on is not None:
        if query.received_from is not None:
            conditions.append(listing.received_on >= query.received_from)
        if query.received_to is not None:
            conditions.append(listing.received_on <= query.received_to)
    for name, (first, last) in query.between.items():
        if first is not None:
            conditions.append(_text(listing.by[name]) >= str(first))
        if last is not None:
            conditions.append(_text(listing.by[name]) <= str(last))
    return conditions


def _matches(name: str, column: sa.ColumnElement[str], wanted: str | tuple[str, ...]) -> sa.ColumnElement[bool]:
    if isinstance(wanted, tuple):
        return column.in_(wanted)
    if name in _DIGITS_ONLY:
        wanted = "".join(letter for letter in wanted if letter.isalnum())
    return column.contains(wanted, autoescape=True, escape=_ESCAPE)  # LIKE ignores the case of ASCII letters


def _total(
    connection: sa.Connection,
    listing: Listing[Line],
    matching: list[sa.ColumnElement[bool]],
    values: Mapping[str, Any] | None = None,
) -> int:
    counted = sa.select(sa.func.count()).select_from(listing.source).where(*matching)
    return connection.execute(counted, values).scalar_one()
