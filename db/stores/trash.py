"""Sampah: records that were taken out whole, and go back whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from cases.changes import Noun
from cases.errors import InvalidInput
from cases.model.discarded import Discarded, Part
from cases.model.listing import LogEntry
from db.audit import Changes
from db.store import Desk, Store
from db.stores.deadlines import HolidayStore
from db.tables import DiscardedRow, table_of

_table = table_of(DiscardedRow)
_NEWEST = (_table.c.at.desc(), _table.c.id.desc())


class _Entries(Store[Discarded, DiscardedRow]):
    noun = "trash"
    missing = "Catatan ini tidak ada lagi di Sampah; muat ulang halaman."
    record = Discarded
    row = DiscardedRow


class Trash:
    """Fulfils ``cases.ports.Trash``. The log tells of each record that goes or comes, so entries are not logged."""

    def __init__(self, desk: Desk, stores: Iterable[Store[Any, Any]], holidays: HolidayStore) -> None:
        self._desk, self._holidays = desk, holidays
        self._entries = _Entries(desk)
        self._table = self._entries.table
        self._stores: dict[str, Store[Any, Any]] = {store.noun: store for store in stores}

    def take_out(self, noun: Noun, record_id: str, reason: str) -> Part:
        """Take a record out and return it whole; raises NotFound."""
        return self._stores[noun].take_out(record_id, reason)

    def put_back(self, part: Part) -> None:
        """Write a record again as it was."""
        self._stores[part.noun].put_back(part)

    def keep(self, entry: Discarded) -> None:
        """Write an entry."""
        self._desk.log.touch("trash", entry.id)
        blobs = tuple(dict.fromkeys(blob for part in entry.parts for blob in part.blobs))
        self._desk.connection.execute(sa.insert(self._table), self._entries.to_values(entry) | {"blobs": blobs})

    def drop(self, entry_id: str) -> None:
        """Forget an entry of which everything was put back."""
        self._desk.log.touch("trash", entry_id)
        self._desk.connection.execute(sa.delete(self._table).where(self._table.c.id == entry_id))

    def get(self, record_id: str) -> Discarded:
        """Return an entry; raises NotFound."""
        return self._entries.get(record_id)

    def all(self) -> tuple[Discarded, ...]:
        """Return every entry, the newest first."""
        return self._entries.many(order=_NEWEST)

    def of_record(self, noun: str, record_id: str) -> Discarded | None:
        """Return the entry of a record that was taken out, None for one that was not."""
        return self._entries.one(self._table.c.noun == noun, self._table.c.record_id == record_id)

    def written_by(self, first: int, last: int) -> Discarded | None:
        """Return the entry that was written with these rows of the log, None for none."""
        return self._entries.one(self._table.c.first >= first, self._table.c.last <= last)

    def set_back(self, entries: Iterable[LogEntry], tick: Callable[[float], object] = lambda _fraction: None) -> None:
        """Give the fields that rows changed their old values again; raises InvalidInput, see ``cases.ports.Trash``."""
        for noun, several in groupby(entries, key=lambda entry: entry.noun):
            rows = [(entry.record_id, _known(entry.changes)) for entry in several]
            if noun == "holiday":
                for record_id, changes in rows:
                    self._holidays.set_back(int(record_id), changes)
            else:
                self._stores[noun].set_back_all(rows, tick)

    def merged_into(self, record_id: str) -> tuple[Discarded, ...]:
        """Return what was merged into a record, the newest first."""
        return self._entries.many(self._table.c.into == record_id, order=_NEWEST)


def _known(changes: Changes) -> Changes:
    if not changes:
        raise InvalidInput("Nilai lamanya tidak ada lagi dalam catatan perubahan; ubah langsung di halamannya.")
    return changes
