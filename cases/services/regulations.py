"""The office's regulations: which packs there are, what stands in each, and who compared it with the official copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from cases.errors import InvalidInput, RegulationError
from cases.model.identity import new_id
from cases.model.regulation import OfficePack, PackState, RuleMark
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.regulations import Law, Pack, comparing, entries_of
from cases.regulations.addresses import unmarked
from cases.regulations.packs import decode_pack, parse_pack
from cases.regulations.reading import EntryGroup, Titles, read_out
from cases.regulations.writing import write_pack
from cases.services.access import service
from cases.services.discarding import put_away
from cases.services.pack_lookup import find_pack, marks_of, titles

SHIPPED: Final = "bawaan"
"""The state of a pack that came with the program; the others are those of ``PackState``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackLine:
    """A pack in the list. ``record_id`` is empty for a shipped one; ``replaced_by`` is the version in its place.

    ``verified`` counts the entries that somebody compared, of ``entries``. ``fault`` is the sentence of a pack that
    cannot be read any more; such a one has no days.
    """

    key: str
    id: str
    version: int
    family: str
    short: str
    title: str
    valid_from: date | None
    valid_to: date | None
    state: str
    entries: int
    verified: int
    verified_by: str
    verified_on: date | None
    fault: str = ""
    record_id: str = ""
    based_on: str = ""
    replaced_by: str = ""
    changed_at: datetime | None = None

    @property
    def draft(self) -> bool:
        """Whether it can still be changed."""
        return self.state == PackState.DRAFT


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSheet:
    """A pack as its page shows it: in words, as it is written, and the notes of its marks by entry.

    ``titles`` are what its keys are called, for whoever fills in an entry.
    """

    line: PackLine
    pack: Pack
    groups: tuple[EntryGroup, ...]
    titles: Titles
    text: str
    mark_notes: dict[str, str]


@dataclass(frozen=True, slots=True)
class ExportedPack:
    """A pack as a file that another office can import."""

    name: str
    data: bytes


@service(Right.READ)
def pack_lines(work: UnitOfWork, actor: Actor) -> tuple[PackLine, ...]:
    """Return every pack, shipped or the office's own: drafts first, then by title, the newest version first."""
    lines = _lines(work.readable_law, {pack.key: pack for pack in work.packs.all()})
    return tuple(sorted(lines, key=lambda line: (not line.draft, line.short.casefold(), -line.version)))


@service(Right.READ)
def pack_sheet(work: UnitOfWork, actor: Actor, key: str) -> PackSheet:
    """Return a pack for reading; raises NotFound."""
    law = work.readable_law
    pack, own = find_pack(work, key)
    named = titles(law, pack)
    return PackSheet(
        line=_line(law, pack, own),
        pack=decode_pack(own.text, key) if own is not None and own.state is PackState.DRAFT else pack,
        groups=read_out(pack, named),
        titles=named,
        text=own.text if own is not None else write_pack(unmarked(pack)),
        mark_notes={mark.entry: mark.note for mark in marks_of(work, key).values() if mark.note},
    )


@service(Right.READ)
def compare_packs(work: UnitOfWork, actor: Actor, old_key: str, new_key: str) -> tuple[comparing.Difference, ...]:
    """Return what is new, changed or gone in the second pack beside the first; raises NotFound."""
    old, new = find_pack(work, old_key)[0], find_pack(work, new_key)[0]
    return comparing.compare(old, new, titles(work.readable_law, new))


@service(Right.READ)
def export_pack(work: UnitOfWork, actor: Actor, key: str) -> ExportedPack:
    """Return a pack as a file, without the office's marks; raises NotFound."""
    pack, own = find_pack(work, key)
    text = own.text if own is not None else write_pack(unmarked(pack))
    return ExportedPack(f"{pack.key}.toml", text.encode())


# -- marks


@service(Right.MANAGE_RULES)
def mark_verified(
    work: UnitOfWork, actor: Actor, key: str, entries: Iterable[str], on: date, note: str = ""
) -> tuple[RuleMark, ...]:
    """Say that the actor compared entries of a pack with the official copy; without entries, all of it.

    Once every entry is marked, so is the pack. Raises InvalidInput for a day to come, an entry that is not there, or
    a draft, which may still change.
    """
    if on > work.clock.today():
        raise InvalidInput("Tanggal pencocokan belum terjadi; isi hari ini atau sebelumnya.", field="on")
    pack, own = find_pack(work, key)
    if own is not None and own.state is PackState.DRAFT:
        raise InvalidInput("Konsep masih dapat berubah; pakai dahulu, lalu tandai entri yang sudah dicocokkan.")
    known = [address for address, _ in entries_of(pack)]
    wanted = tuple(entries) or tuple(known)
    if strange := [address for address in wanted if address not in known]:
        raise InvalidInput(f"Entri {strange[0]} tidak ada dalam {key}; muat ulang halaman.")
    marks = marks_of(work, key)
    whole = ("",) if set(known) <= {*wanted, *marks} else ()
    made = tuple(
        RuleMark(
            id=marks[address].id if address in marks else new_id(),
            pack_key=key,
            entry=address,
            verified_by=actor.full_name or actor.name,
            verified_on=on,
            note=note.strip(),
        )
        for address in (*wanted, *whole)
    )
    for mark in made:
        if mark.entry in marks:
            work.marks.save(mark)
        else:
            work.marks.add(mark)
    return made


@service(Right.MANAGE_RULES)
def take_back(work: UnitOfWork, actor: Actor, key: str, entries: Iterable[str]) -> int:
    """Take back the marks of entries, of all without any; the pack as a whole is then unverified. Return how many."""
    marks = marks_of(work, key)
    wanted = set(entries) or set(marks)
    gone = [mark for address, mark in marks.items() if address in wanted]
    whole = [marks[""]] if gone and "" in marks and marks[""] not in gone else []
    count = sum(mark.entry != "" for mark in gone)
    if gone:
        title = f"Tanda verifikasi {count} entri {key}"
        put_away(work, actor, "mark", [mark.id for mark in (*gone, *whole)], "Tanda ditarik kembali.", title=title)
    return count


def _lines(law: Law, own: Mapping[str, OfficePack]) -> Iterator[PackLine]:
    known = {pack.key: pack for pack in (*law.packs, *law.past)}
    for key in (*known, *(key for key in own if key not in known)):
        try:
            pack = known.get(key) or parse_pack(own[key].text, key)
        except RegulationError as error:
            yield _faulty_line(own[key], error.sentence)
        else:
            yield _line(law, pack, own.get(key))


def _faulty_line(own: OfficePack, fault: str) -> PackLine:
    """The line of a pack that cannot be read: what its record says of it."""
    name, _, version = own.key.rpartition("@")
    return PackLine(
        key=own.key,
        id=name,
        version=int(version),
        family="",
        short=name,
        title=fault,
        valid_from=None,
        valid_to=None,
        state=own.state.value,
        entries=0,
        verified=0,
        verified_by="",
        verified_on=None,
        fault=fault,
        record_id=own.id,
        based_on=own.based_on,
        changed_at=own.changed_at,
    )


def _line(law: Law, pack: Pack, own: OfficePack | None) -> PackLine:
    head = pack.head
    entries = [entry for _, entry in entries_of(pack)]
    used = own is None or own.state is PackState.ACTIVE
    later = [each for each in law.packs if each.head.id == head.id and each.head.version > head.version]
    return PackLine(
        key=pack.key,
        id=head.id,
        version=head.version,
        family=head.family,
        short=head.short,
        title=head.title,
        valid_from=head.valid_from,
        valid_to=head.valid_to,
        state=SHIPPED if own is None else own.state.value,
        entries=len(entries),
        verified=sum(entry.verified for entry in entries),
        verified_by=head.verified_by,
        verified_on=head.verified_on,
        record_id=own.id if own is not None else "",
        based_on=own.based_on if own is not None else "",
        replaced_by=later[-1].key if used and later and law.period(pack) is None else "",
        changed_at=own.changed_at if own is not None else None,
    )
