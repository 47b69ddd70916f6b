"""What changed between two packs, entry by entry and field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

import msgspec

from cases.regulations.addresses import address_of, fields_of
from cases.regulations.entries import Entry, Pack
from cases.regulations.reading import Titles, heading_of, in_words
from cases.regulations.vocabulary import vocabulary

_MARKS = frozenset({"verified", "verified_by", "verified_on"})
"""What an office says of an entry; it is no part of the rule."""


class Change(StrEnum):
    """What happened to an entry."""

    NEW = "baru"
    CHANGED = "berubah"
    GONE = "dihapus"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field in words, before and after."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An entry that differs; ``fields`` are all of those of a new or gone one that say something."""

    change: Change
    table: str
    group: str
    heading: str
    where: str
    fields: tuple[FieldChange, ...]


def compare(old: Pack, new: Pack, titles: Titles) -> tuple[Difference, ...]:
    """Return what is new, changed or gone in ``new``, the head first, then by table."""
    found = []
    if fields := tuple(_fields("pack", old.head, new.head, titles)):
        head = Difference(
            change=Change.CHANGED, table="pack", group="Kepala paket", heading=new.head.short, where="", fields=fields
        )
        found.append(head)
    for each in fields_of(Pack):
        before, after = getattr(old, each.name), getattr(new, each.name)
        if isinstance(before, tuple):
            found += _of_table(each.encode_name, before, after, titles)
            found += _order(each.encode_name, before, after)
    return tuple(found)


def _order(table: str, before: Sequence[msgspec.Struct], after: Sequence[msgspec.Struct]) -> Iterator[Difference]:
    """The order of entries that stay, where it is another: it says which is lighter, earlier, or asked first."""
    old, new = _by_name(table, before) or {}, _by_name(table, after) or {}
    one, other = [name for name in old if name in new], [name for name in new if name in old]
    if one != other:
        said = [", ".join(heading_of(table, of[name]) for name in names) for of, names in ((old, one), (new, other))]
        yield Difference(
            change=Change.CHANGED,
            table=table,
            group=vocabulary().of_table(table).title,
            heading="Urutan",
            where="",
            fields=(FieldChange("Urutan", *said),),
        )


def _of_table(
    table: str, before: Sequence[msgspec.Struct], after: Sequence[msgspec.Struct], titles: Titles
) -> Iterator[Difference]:
    for old, new in _pairs(table, before, after):
        fields = tuple(_fields(table, old, new, titles))
        entry = new or old
        if fields and entry is not None:
            yield Difference(
                change=Change.NEW if old is None else Change.GONE if new is None else Change.CHANGED,
                table=table,
                group=vocabulary().of_table(table).title,
                heading=heading_of(table, entry),
                where=entry.place if isinstance(entry, Entry) and entry.article else "",
                fields=fields,
            )


def _pairs(
    table: str, before: Sequence[msgspec.Struct], after: Sequence[msgspec.Struct]
) -> Iterator[tuple[msgspec.Struct | None, msgspec.Struct | None]]:
    """Entries that are the same one: by their name where they have one, else as the lists run alongside."""
    named_before, named_after = _by_name(table, before), _by_name(table, after)
    if named_before is not None and named_after is not None:
        for name in dict.fromkeys((*named_before, *named_after)):
            yield named_before.get(name), named_after.get(name)
        return
    one, other = [_plain(entry) for entry in before], [_plain(entry) for entry in after]
    for what, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        shared = min(j - i, m - k)
        yield from zip(before[i : i + shared], after[k : k + shared], strict=True)
        yield from ((entry, None) for entry in before[i + shared : j])
        yield from ((None, entry) for entry in after[k + shared : m])


def _by_name(table: str, entries: Sequence[msgspec.Struct]) -> dict[str, msgspec.Struct] | None:
    """Entries by their addresses, None where these are only places."""
    named: dict[str, msgspec.Struct] = {}
    for place, entry in enumerate(entries, 1):
        if not isinstance(entry, Entry) or (address := address_of(table, place, entry)) == f"{table}:{place}":
            return None
        named[address] = entry
    return named


def _plain(entry: msgspec.Struct) -> bytes:
    return msgspec.json.encode(
        {name: getattr(entry, name) for name in entry.__struct_fields__ if name not in _MARKS}, order="deterministic"
    )


def _fields(
    table: str, old: msgspec.Struct | None, new: msgspec.Struct | None, titles: Titles, under: str = ""
) -> Iterator[FieldChange]:
    kind = new if new is not None else old
    if kind is None:
        return
    for each in fields_of(type(kind)):
        before, after = getattr(old, each.name, None), getattr(new, each.name, None)
        if before == after or each.name in _MARKS:
            continue
        name = under + each.encode_name
        if isinstance(before, msgspec.Struct) or isinstance(after, msgspec.Struct):
            yield from _fields(table, before, after, titles, f"{name}.")
            continue
        if (old is None or new is None) and not each.required and not (before or after):
            continue
        said = ("" if value is None else in_words(table, name, value, titles) for value in (before, after))
        yield FieldChange(vocabulary().of_field(table, name).label, *said)
