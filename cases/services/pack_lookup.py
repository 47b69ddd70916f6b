"""What the services of regulations share: a pack by its key, what its keys are called, its marks."""

from __future__ import annotations

from dataclasses import replace

from cases.errors import NotFound
from cases.letters.templates import shipped
from cases.model.identity import new_id
from cases.model.regulation import OfficePack, RuleMark
from cases.ports import UnitOfWork
from cases.regulations import Law, Pack, entries_of
from cases.regulations.addresses import unmarked
from cases.regulations.packs import parse_pack
from cases.regulations.reading import Titles, titles_of
from cases.rules.guards import TESTS


def find_pack(work: UnitOfWork, key: str) -> tuple[Pack, OfficePack | None]:
    """Return a pack by its key, with its record where it is the office's own; raises NotFound."""
    own = work.packs.by_key(key)
    law = work.readable_law
    known = next((pack for pack in (*law.packs, *law.past) if pack.key == key), None)
    if known is not None:
        return known, own
    if own is None:
        raise NotFound("Paket aturan ini tidak ada lagi; muat ulang daftar.")
    return parse_pack(own.text, key), own


def titles(law: Law, pack: Pack) -> Titles:
    """Return what the keys of a pack are called."""
    letters = {info.kind: info.title for info in shipped()}
    return {**titles_of(pack, law, letters), "test": {name: name for name in TESTS}}


def marks_of(work: UnitOfWork, key: str) -> dict[str, RuleMark]:
    """Return the marks of a pack by the addresses of its entries."""
    return {mark.entry: mark for mark in work.marks.all() if mark.pack_key == key}


def carry_marks(work: UnitOfWork, old: Pack, new: Pack) -> None:
    """Let the marks of entries that stayed word for word hold for a new version too."""
    marks, before = marks_of(work, old.key), dict(entries_of(unmarked(old)))
    taken = marks_of(work, new.key)
    for address, entry in entries_of(unmarked(new)):
        if address in marks and address not in taken and before.get(address) == entry:
            work.marks.add(replace(marks[address], id=new_id(), pack_key=new.key))
