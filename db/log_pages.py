"""Pages of the log for its reader: chosen and counted along a narrow index, the rows themselves read for one page."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

import msgspec
import sqlalchemy as sa

from cases.model.listing import LogEntry, Page
from cases.model.log import KINDS, LogQuery
from db.sight import whole
from db.tables import LogRow, LogValuesRow, table_of

_log = table_of(LogRow)
_values = table_of(LogValuesRow)
WITH_VALUES: Final = sa.select(_log, _values.c.changes).outerjoin(_values, _values.c.sequence == _log.c.sequence)
"""Rows of the log with their values, which are missing where they were disposed of."""


def entry_of(row: sa.RowMapping) -> LogEntry:
    """Return a row of ``WITH_VALUES`` as a record."""
    changes = row["changes"]
    return LogEntry(
        sequence=int(row["sequence"]),
        at=row["at"],
        actor=row["actor"],
        operation=row["operation"],
        action=row["action"],
        noun=row["noun"],
        record_id=row["record_id"],
        fields=msgspec.json.decode(row["fields"], type=tuple[str, ...]),
        changes=msgspec.json.decode(changes, type=dict[str, tuple[str, str]]) if changes else {},
    )


def log_page(connection: sa.Connection, query: LogQuery) -> Page[LogEntry]:
    """Return one page, newest first, and the count of all rows that match where it is asked for."""
    chosen = _conditions(query)
    place = [] if query.before is None else [_log.c.sequence < query.before]
    newest = sa.select(_log.c.sequence).where(*chosen, *place).order_by(_order(query)).limit(query.limit + 1)
    found = list(connection.execute(newest).scalars())
    rows: tuple[LogEntry, ...] = ()
    if shown := found[: query.limit]:
        read = WITH_VALUES.where(_log.c.sequence.in_(shown)).order_by(_log.c.sequence.desc())
        rows = tuple(entry_of(row) for row in connection.execute(read).mappings())
    counting = sa.select(sa.func.count()).select_from(_log).where(*chosen)
    total = connection.execute(counting).scalar_one() if query.counted else 0
    more = len(found) > query.limit
    return Page(rows=rows, next_after=(rows[-1].sequence, str(rows[-1].sequence)) if more else None, total=total)


def log_actors(connection: sa.Connection) -> tuple[str, ...]:
    """Return everybody who stands in the log, by name: one step of the index each, not one for each row."""
    first = sa.select(sa.func.min(_log.c.actor).label("name")).cte("each", recursive=True)
    next_ = sa.select(sa.func.min(_log.c.actor)).where(_log.c.actor > first.c.name).scalar_subquery()
    each = first.union_all(sa.select(next_).where(first.c.name.is_not(None)))
    return tuple(connection.execute(whole(sa.select(each.c.name).where(each.c.name.is_not(None)))).scalars())


def _conditions(query: LogQuery) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if query.actor:
        found.append(_log.c.actor == query.actor)
    if query.noun:
        found.append(_log.c.noun == query.noun)
    if query.kind:
        found.append(_log.c.action.in_(KINDS[query.kind]))
    if query.records is not None:
        found.append(_log.c.record_id.in_(query.records))
    if query.since is not None:
        found.append(_log.c.at >= _stored(query.since))
    if query.until is not None:
        found.append(_log.c.at < _stored(query.until))
    return found


def _order(query: LogQuery) -> sa.ColumnElement[int]:
    """Return the order, newest first.

    Along the log itself the newest come first, but rows that match may be rare, and each costs a page to read. So what
    the narrow index can choose by is chosen there and put in order afterwards: "+" keeps SQLite from the other way.
    """
    narrowed = query.noun or query.kind or query.since or query.until
    place: sa.ColumnElement[int] = sa.literal_column("+log.sequence", sa.Integer()) if narrowed else _log.c.sequence
    return place.desc()


def _stored(moment: datetime) -> str:
    """Return a moment as the log keeps it."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
