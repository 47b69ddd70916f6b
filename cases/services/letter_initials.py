"""The parafs that a letter carries on its way to the signature: who is to give one, and who has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from cases.errors import ConfirmationNeeded, InvalidInput
from cases.model.letter import Initial, Letter, LetterStatus
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service
from cases.services.settling import refuse_future_day, the_office

_OPEN: Final = frozenset({LetterStatus.DRAFT, LetterStatus.PUT_UP})
_MOST: Final = 8
_FAMILIES: Final = frozenset({"surat", "keputusan", "laporan"})
"""Letters that go up the office's stairs; a record of what was said is signed by who was there."""


def with_initials(work: UnitOfWork, letter: Letter) -> Letter:
    """Return a new draft with who gives a paraf on it, as the office set it; who signs it gives none besides."""
    wanted = the_office(work).initials
    if not wanted or work.shelf.of(letter.kind, None).family not in _FAMILIES:
        return letter
    own = {block.person.name for block in letter.content.signatures}
    people = [one.person for one in map(work.signatories.find, wanted) if one is not None and one.active]
    initials = (Initial(name=one.name, post=one.position) for one in people if one.name not in own)
    return replace(letter, initials=tuple(initials))


@service(Right.MANAGE_LETTERS)
def set_initials(work: UnitOfWork, actor: Actor, letter_id: str, wanted: tuple[Initial, ...]) -> Letter:
    """Say who gives a paraf on a letter, in this order; a paraf that was given stays with who gave it."""
    letter = _open(work, letter_id)
    named = tuple(Initial(name=one.name.strip(), post=one.post.strip()) for one in wanted)
    if any(not one.name for one in named):
        raise InvalidInput("Isi nama yang memberi paraf.", field="initials")
    if len({(one.name, one.post) for one in named}) < len(named):
        raise InvalidInput("Seorang pejabat memberi paraf satu kali; hapus baris yang sama.", field="initials")
    if len(named) > _MOST:
        raise InvalidInput(f"Paling banyak {_MOST} paraf pada satu surat.", field="initials")
    given = {(one.name, one.post): one.given_on for one in letter.initials}
    return _saved(work, letter, tuple(replace(one, given_on=given.get((one.name, one.post))) for one in named))


@service(Right.MANAGE_LETTERS)
def give_initial(work: UnitOfWork, actor: Actor, letter_id: str, index: int, given_on: date) -> Letter:
    """Record that one of those who are to give their paraf has given it; ``index`` counts from 0."""
    refuse_future_day(work, given_on, "given_on")
    return _with(work, letter_id, index, given_on)


@service(Right.MANAGE_LETTERS)
def take_back_initial(work: UnitOfWork, actor: Actor, letter_id: str, index: int) -> Letter:
    """Take back a paraf that was recorded by mistake."""
    return _with(work, letter_id, index, None)


def ask_missing(letter: Letter, *, confirmed: bool) -> None:
    """Raise ConfirmationNeeded while parafs are missing, unless somebody has said that the letter is signed so."""
    missing = tuple(one.name for one in letter.initials if one.given_on is None)
    if missing and not confirmed:
        raise ConfirmationNeeded(
            f"{letter.title} belum diparaf {', '.join(missing)}. Catat parafnya, atau lanjutkan tanpa paraf itu.",
            topic="initials",
            items=missing,
        )


def _with(work: UnitOfWork, letter_id: str, index: int, given_on: date | None) -> Letter:
    letter = _open(work, letter_id)
    if not 0 <= index < len(letter.initials):
        raise InvalidInput("Daftar paraf surat ini sudah berubah; muat ulang halaman.")
    changed = (replace(one, given_on=given_on) if at == index else one for at, one in enumerate(letter.initials))
    return _saved(work, letter, tuple(changed))


def _open(work: UnitOfWork, letter_id: str) -> Letter:
    letter = work.letters.get(letter_id)
    if letter.status not in _OPEN:
        raise InvalidInput(f"{letter.title} sudah {letter.status}; parafnya tidak diubah lagi.")
    return letter


def _saved(work: UnitOfWork, letter: Letter, initials: tuple[Initial, ...]) -> Letter:
    made = replace(letter, initials=initials)
    if made != letter:
        work.letters.save(made)
    return made
