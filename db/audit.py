"""The chained log: every change leaves one row in its own transaction, and nothing can be taken out unnoticed.

A row's ``hash`` covers all its other columns and the hash before it. The values old and new stand in a side table
together with a random salt; the row itself holds only their salted hash. When the values are disposed of, the salt
goes with them, so that the chain stays whole and nobody can try out values against the hash.

Not logged: drafts (not yet a record), thumbnails and search words (derived from what is logged), and due dates
(recomputed from steps, calendar and law, all of which are logged).
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec
import sqlalchemy as sa

from cases.changes import Action, Change, Noun
from cases.model.listing import LogEntry, LogHead, Page, Verification
from cases.model.log import LogQuery
from cases.model.user import Actor
from db.chain import START, hash_of_row, hash_of_values
from db.log_pages import WITH_VALUES, entry_of, log_actors, log_page
from db.sight import whole
from db.tables import LogRow, LogValuesRow, table_of
from db.verify import verify

if TYPE_CHECKING:
    from cases.ports import Clock, EvidenceVault

_SALT_BYTES = 16
_MANY = 500

Changes: TypeAlias = Mapping[str, tuple[str, str]]

_log = table_of(LogRow)
_values = table_of(LogValuesRow)
# Every change sends these: made once, they need not be put together and compared for each.
_LAST_ROWS = 1000
_LAST = whole(sa.select(_log.c.sequence, _log.c.hash).order_by(_log.c.sequence.desc()).limit(1))
_ADD, _ADD_VALUES = sa.insert(_log), sa.insert(_values)


def as_text(value: object) -> str:
    """Return a field's value as the log shows it: words and days as they are, nested records as JSON."""
    if value is None or value == ():
        return ""
    plain = msgspec.to_builtins(value)
    return plain if isinstance(plain, str) else msgspec.json.encode(plain).decode()


def from_text(text: str, kind: Any) -> Any:  # noqa: ANN401 - whatever the field's type is
    """Return the value of a field of this type that ``as_text`` shows as this text; raises msgspec.ValidationError."""
    for plain in (text,) if text else (None, (), ""):
        try:
            return msgspec.convert(plain, kind)
        except msgspec.ValidationError:
            continue
    return msgspec.json.decode(text, type=kind)


class Log:
    """The log within one unit of work: it writes rows and answers for them."""

    def __init__(self, connection: sa.Connection, clock: Clock, vault: EvidenceVault, *, writable: bool) -> None:
        self._connection = connection
        self._clock = clock
        self._vault = vault
        self._writable = writable
        self._actor: Actor | None = None
        self._operation = ""
        self._head: LogHead | None = None
        self.touched: set[tuple[Noun, str]] = set()
        self.grown = False
        self.first = self.last_row = 0
        """The rows that were written, 0 for none."""

    def log_as(self, actor: Actor, operation: str) -> None:
        """Name who acts; until then nothing may be written."""
        self._actor = actor
        self._operation = operation

    @property
    def actor(self) -> Actor | None:
        """Who acts, None until somebody was named."""
        return self._actor

    def go_on(self, other: Log) -> None:
        """Act for whom another log acts, by the same operation."""
        self._actor, self._operation = other._actor, other._operation

    def touch(self, noun: Noun, record_id: str) -> None:
        """Remember a record for the change set; raises RuntimeError when nobody was named, which is a bug."""
        self.may_write()
        self.touched.add((noun, record_id))

    def may_write(self) -> Actor:
        """Return who acts; raises RuntimeError when the unit only reads or nobody was named, which is a bug."""
        if not self._writable:
            raise RuntimeError("a unit of work that reads writes nothing")
        if self._actor is None:
            raise RuntimeError("a unit of work that was not told log_as writes nothing")
        return self._actor

    def write(self, action: Action | Change, noun: Noun, record_id: str, changes: Changes) -> None:
        """Append a row about one record, chained to the one before; ``changes`` are field -> (old, new)."""
        self.write_many(action, noun, [(record_id, changes)])

    def write_many(self, action: Action | Change, noun: Noun, changed: Iterable[tuple[str, Changes]]) -> None:
        """Append a row about each of these records in their order, as ``write`` does about one."""
        actor, head = self.may_write(), self.head()
        at = self._clock.now().astimezone(UTC).isoformat(timespec="microseconds")
        rows: list[dict[str, object]] = []
        values: list[dict[str, object]] = []
        count, last = head.count, head.hash
        for record_id, changes in changed:
            self.touched.add((noun, record_id))
            salt, text, count = os.urandom(_SALT_BYTES), msgspec.json.encode(changes).decode(), count + 1
            row: dict[str, object] = {
                "sequence": count,
                "at": at,
                "actor": actor.name,
                "operation": self._operation,
                "action": action,
                "noun": noun,
                "record_id": record_id,
                "fields": msgspec.json.encode(sorted(changes)).decode(),
                "values_hash": hash_of_values(salt, text),
                "previous": last,
            }
            row["hash"] = last = hash_of_row(row)
            rows.append(row)
            values.append({"sequence": count, "salt": salt, "changes": text})
        if not rows:
            return
        self._connection.execute(_ADD, rows if len(rows) > 1 else rows[0])
        self._connection.execute(_ADD_VALUES, values if len(values) > 1 else values[0])
        self._head = LogHead(count=count, hash=last)
        self.grown = True
        self.last_row = count
        self.first = self.first or head.count + 1

    def note(self, action: Action, noun: Noun, record_id: str, details: Mapping[str, str]) -> None:
        """Append a row about something that changed no field."""
        self.write(action, noun, record_id, {name: ("", told) for name, told in details.items()})

    def head(self) -> LogHead:
        """The last row's count and hash."""
        if self._head is None:
            row = self._connection.execute(_LAST).one_or_none()
            self._head = LogHead(count=0, hash=START) if row is None else LogHead(count=row.sequence, hash=row.hash)
        return self._head

    def latest(self) -> datetime | None:
        """The latest moment among the last rows; one that a wrong clock left behind falls out of them in time."""
        last = sa.select(_log.c.at).order_by(_log.c.sequence.desc()).limit(_LAST_ROWS).subquery()
        found: str | None = self._connection.execute(sa.select(sa.func.max(last.c.at))).scalar_one()
        return datetime.fromisoformat(found) if found else None

    def holds(self, head: LogHead) -> bool:
        """Whether the row of that count still has that hash, or one that begins with it."""
        if head.count == 0:
            return START.startswith(head.hash)
        found = self._connection.execute(whole(sa.select(_log.c.hash).where(_log.c.sequence == head.count)))
        return str(found.scalar_one_or_none() or "").startswith(head.hash)

    def of_record(self, record_ids: Iterable[str]) -> tuple[LogEntry, ...]:
        """Rows about these records, newest first, values included where they were not disposed of."""
        ids = list(dict.fromkeys(record_ids))
        entries: list[LogEntry] = []
        for start in range(0, len(ids), _MANY):
            chosen = WITH_VALUES.where(_log.c.record_id.in_(ids[start : start + _MANY]))
            entries += [entry_of(row) for row in self._connection.execute(chosen).mappings()]
        return tuple(sorted(entries, key=lambda entry: -entry.sequence))

    def page(self, query: LogQuery) -> Page[LogEntry]:
        """One page of the rows that a query chooses, newest first, values included."""
        return log_page(self._connection, query)

    def actors(self) -> tuple[str, ...]:
        """Everybody who stands in the log, by name."""
        return log_actors(self._connection)

    def rows(self, first: int, last: int) -> tuple[LogEntry, ...]:
        """Return the rows from one to another in their order, values included where they were not disposed of."""
        chosen = WITH_VALUES.where(_log.c.sequence.between(first, last)).order_by(_log.c.sequence)
        return tuple(entry_of(row) for row in self._connection.execute(chosen).mappings())

    def changed_since(self, count: int, besides: Collection[Action]) -> bool:
        """Whether any row after the first ``count`` is about something else than these actions."""
        later = sa.select(_log.c.sequence).where(_log.c.sequence > count, _log.c.action.not_in(besides)).limit(1)
        return self._connection.execute(later).first() is not None

    def last(self, action: Action, noun: Noun, record_id: str, *, by: str = "") -> LogEntry | None:
        """The newest row of an action on a record, ``by`` an account where it is named; None when there is none."""
        wanted = [_log.c.record_id == record_id, _log.c.noun == noun, _log.c.action == action]
        wanted += [_log.c.actor == by] if by else []
        chosen = WITH_VALUES.where(*wanted).order_by(_log.c.sequence.desc()).limit(1)
        row = self._connection.execute(chosen).mappings().first()
        return None if row is None else entry_of(row)

    def last_times(self, record_ids: Iterable[str], actions: Collection[Action]) -> dict[str, datetime]:
        """When any of these actions was last done with each of these records."""
        ids, found = list(dict.fromkeys(record_ids)), {}
        for start in range(0, len(ids), _MANY):
            chosen = (
                sa.select(_log.c.record_id, sa.func.max(_log.c.at))
                .where(_log.c.record_id.in_(ids[start : start + _MANY]), _log.c.action.in_(actions))
                .group_by(_log.c.record_id)
            )
            for record_id, at in self._connection.execute(chosen):
                found[record_id] = datetime.fromisoformat(at)
        return found

    def verify(self, known: LogHead | None = None) -> Verification:
        """Check file, chain, values and vault; with ``known`` also that the log still holds that head."""
        return verify(self._connection, self._vault, known)
