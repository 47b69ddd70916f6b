"""The law of one office: what the program ships, the office's own packs, and its marks of who verified what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from cases.errors import RegulationError
from cases.model.regulation import OfficePack, PackState, RuleMark
from cases.regulations.addresses import marked
from cases.regulations.entries import Pack
from cases.regulations.law import Law
from cases.regulations.packs import parse_pack


def office_law(shipped: Law, packs: Iterable[OfficePack], marks: Iterable[RuleMark], today: date | None = None) -> Law:
    """Return the law of an office as it stands on a day.

    An active pack of its own joins the shipped ones, and of equal keys takes the place of the shipped one; a pack that
    was active once stays within reach of the cases that remember it. A pack that cannot be read any more is left out;
    of an active one the law says so (``unreadable``).
    """
    made = tuple(packs)
    faults: list[str] = []
    own = {pack.key: pack for pack in _read((one for one in made if one.state is PackState.ACTIVE), faults)}
    past = _read((one for one in made if one.state is PackState.RETIRED and one.activated_at), [])
    known = tuple(marks)
    current = [*(pack for pack in shipped.packs if pack.key not in own), *own.values()]
    return Law([marked(pack, known) for pack in current], [marked(pack, known) for pack in past], today, tuple(faults))


def _read(packs: Iterable[OfficePack], faults: list[str]) -> Iterator[Pack]:
    for pack in packs:
        try:
            yield parse_pack(pack.text, pack.key)
        except RegulationError as error:
            faults.append(error.sentence)
