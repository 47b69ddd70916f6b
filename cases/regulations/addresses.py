"""Where an entry stands in its pack ("violation:n.1"), and the office's marks put upon entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from cases.model.regulation import RuleMark
from cases.regulations.entries import Entry, Pack

_KEYS = ("key", "code", "grade", "number")
"""Fields by which an entry is known; one that has none of them is known by its place, counted from 1."""


@cache
def fields_of(kind: type[msgspec.Struct]) -> tuple[msgspec.structs.FieldInfo, ...]:
    """Return the fields of a kind of record; asked for every entry, they are looked up once."""
    return msgspec.structs.fields(kind)


def address_of(table: str, place: int, entry: Entry) -> str:
    """Return the address of the entry at a place (from 1) of a pack's table."""
    name = next((str(getattr(entry, key)) for key in _KEYS if hasattr(entry, key)), str(place))
    return f"{table}:{name}"


def tables_of(pack: Pack) -> Iterator[tuple[str, str, tuple[Entry, ...]]]:
    """Yield the tables of a pack that have entries: the field, the table's name in the file, and its entries."""
    for field in fields_of(Pack):
        entries = getattr(pack, field.name)
        if isinstance(entries, tuple) and entries and isinstance(entries[0], Entry):
            yield field.name, field.encode_name, entries


def entries_of(pack: Pack) -> Iterator[tuple[str, Entry]]:
    """Yield every entry of a pack with its address, in the order of the file."""
    for _, table, entries in tables_of(pack):
        for place, entry in enumerate(entries, 1):
            yield address_of(table, place, entry), entry


def marked(pack: Pack, marks: Iterable[RuleMark]) -> Pack:
    """Return the pack with the marks put upon its entries; a mark of the whole pack stands in its head."""
    by_entry = {mark.entry: mark for mark in marks if mark.pack_key == pack.key}
    if not by_entry:
        return pack
    changed: dict[str, tuple[Entry, ...]] = {}
    for field, table, entries in tables_of(pack):
        changed[field] = tuple(
            _marked(entry, by_entry.get(address_of(table, place, entry))) for place, entry in enumerate(entries, 1)
        )
    whole = by_entry.get("")
    head = pack.head
    if whole is not None:
        head = msgspec.structs.replace(head, verified_by=whole.verified_by, verified_on=whole.verified_on)
    return msgspec.structs.replace(pack, head=head, **changed)


def unmarked(pack: Pack) -> Pack:
    """Return the pack as nobody has verified it: marks are of one office and one version."""
    nobody = {"verified_by": "", "verified_on": None}
    changed = {
        field: tuple(msgspec.structs.replace(entry, verified=False, **nobody) for entry in entries)
        for field, _, entries in tables_of(pack)
    }
    return msgspec.structs.replace(pack, head=msgspec.structs.replace(pack.head, **nobody), **changed)


def _marked(entry: Entry, mark: RuleMark | None) -> Entry:
    if mark is None:
        return entry
    return msgspec.structs.replace(entry, verified=True, verified_by=mark.verified_by, verified_on=mark.verified_on)
