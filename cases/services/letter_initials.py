"""The parafs that a letter carries on its way to the signature: who is to give one, and who has."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from cases.errors import ConfirmationNeeded
from cases.model.letter import Initial, Letter
from cases.ports import UnitOfWork
from cases.services.settling import the_office

_FAMILIES: Final = frozenset({"surat", "keputusan", "laporan"})
"""Letters that go up the office's stairs; a record of what was said is signed by who was there."""
MISSING: Final = "initials"
"""Topic of the question whether a letter is signed without a paraf."""


def with_initials(work: UnitOfWork, letter: Letter) -> Letter:
    """Return a new draft with who gives a paraf on it, as the office set it; who signs it gives none besides."""
    wanted = the_office(work).initials
    if not wanted or work.shelf.of(letter.kind, None).family not in _FAMILIES:
        return letter
    own = {block.person.name for block in letter.content.signatures if block.person.name}
    if not own:
        return letter  # a blank form goes to nobody
    people = [one.person for one in map(work.signatories.find, wanted) if one is not None and one.active]
    initials = (Initial(name=one.name, post=one.position) for one in people if one.name not in own)
    return replace(letter, initials=tuple(initials))


def ask_missing(letter: Letter, *, confirmed: bool) -> None:
    """Raise ConfirmationNeeded while parafs are missing, unless somebody has said that the letter is signed so."""
    missing = tuple(one.name for one in letter.initials if one.given_on is None)
    if missing and not confirmed:
        raise ConfirmationNeeded(
            f"{letter.title} belum diparaf {', '.join(missing)}. Catat parafnya, atau lanjutkan tanpa paraf itu.",
            topic=MISSING,
            items=missing,
        )
