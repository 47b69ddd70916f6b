"""The law of one office: what the program ships, the office's own packs, and its marks of who verified what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cases.model.regulation import OfficePack, PackState, RuleMark
from cases.regulations.addresses import marked
from cases.regulations.law import Law
from cases.regulations.packs import parse_pack


def office_law(shipped: Law, packs: Iterable[OfficePack], marks: Iterable[RuleMark], today: date | None = None) -> Law:
    """Return the law of an office as it stands on a day.

    An active pack of its own joins the shipped ones, and of equal keys takes the place of the shipped one; a pack that
    was active once stays within reach of the cases that remember it. Raises RegulationError that names a pack which
    cannot be read any more.
    """
    made = tuple(packs)
    own = {pack.key: parse_pack(pack.text, pack.key) for pack in made if pack.state is PackState.ACTIVE}
    past = [parse_pack(pack.text, pack.key) for pack in made if pack.state is PackState.RETIRED and pack.activated_at]
    known = tuple(marks)
    current = [*(pack for pack in shipped.packs if pack.key not in own), *own.values()]
    return Law([marked(pack, known) for pack in current], [marked(pack, known) for pack in past], today)
