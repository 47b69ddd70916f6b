"""Letters on request: which kinds there are for a case, a report or the office, and drafts of them from entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from cases.errors import InvalidInput, LetterError
from cases.letters.asks import NOBODY, SIGNER, Ask, checked
from cases.letters.own_words import in_own_words
from cases.letters.templates import TemplateInfo
from cases.model.case import CaseFile
from cases.model.letter import Letter, LetterStatus
from cases.model.person import Person
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service
from cases.services.letter_asked import (
    Entries,
    Whose,
    asked_content,
    asked_for,
    asked_letter,
    known_to,
    obstacle,
    signers_of,
)
from cases.services.letter_drafts import asks_for, asks_with, content_now
from cases.services.reporter_shown import refuse_telling
from cases.services.settling import read_file

_PLACES = {
    "case": "halaman perkaranya",
    "report": "halaman laporannya",
    "office": "daftar surat",
    "round": "halaman ronde pemantauan",
}

RECEIPT: Final = "report-receipt"
"""The letter that whoever reported takes home."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A kind of letter that may be asked for.

    ``why`` says when an office writes it, ``fits`` that this is the stage for it; ``obstacle`` says when it can be
    made, empty when it can now. ``draft_id`` names a draft of it that is not put up yet; ``asks`` is what is
    asked for it, each with what is proposed.
    """

    kind: str
    title: str
    why: str
    fits: bool
    obstacle: str
    draft_id: str
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """The letters that may be asked for: of a case or a report with this number, of the office where it is empty.

    ``names`` are those of whom it is about; ``known`` are the people whom its forms know.
    """

    number: str
    names: tuple[str, ...]
    known: tuple[Person, ...]
    offers: tuple[Offer, ...]


@service(Right.READ)
def offered(work: UnitOfWork, actor: Actor, *, case_id: str = "", report_id: str = "") -> Offered:
    """Return what may be asked for: what fits the stage first, what cannot be made yet last; raises NotFound."""
    whose = _whose(work, case_id, report_id)
    offers = [_offer(work, whose, info) for info in _kinds(work, whose)]
    offers.sort(key=lambda one: (bool(one.obstacle), not one.fits, one.title.casefold()))
    return Offered(number=whose.number, names=whose.names, known=known_to(work, whose), offers=tuple(offers))


@service(Right.READ)
def fitting(work: UnitOfWork, actor: Actor, case_id: str) -> tuple[Offer, ...]:
    """Return what fits the stage of a case, without what is asked for it: quick enough for every look at the case."""
    whose = Whose(file=read_file(work, case_id))
    found = (_bare_offer(work, whose, info) for info in _kinds(work, whose) if _fits(whose, info))
    return tuple(sorted((one for one in found if not one.obstacle), key=lambda one: one.title.casefold()))


@service(Right.READ)
def letters_of_report(work: UnitOfWork, actor: Actor, report_id: str) -> tuple[Letter, ...]:
    """Return every letter of a report itself, in the order of making."""
    return work.letters.of_report(report_id)


@service(Right.MANAGE_LETTERS)
def request(
    work: UnitOfWork, actor: Actor, kind: str, *, case_id: str = "", report_id: str = "", entries: Entries
) -> Letter:
    """Draft a letter of a case, of a report or of the office alone from what was entered; return the draft.

    Raises InvalidInput with the field's name for an entry that cannot be taken, or why there is no such letter here.
    """
    whose = _whose(work, case_id, report_id)
    info = work.shelf.of(kind, work.clock.today())
    if info.made != _made_for(whose):
        place = _PLACES.get(info.made)
        told = f"dibuat dari {place}" if place else "dibuat saat tahapnya dicatat"
        raise InvalidInput(f"{info.title} {told}; buka dari sana.")
    offer = _offer(work, whose, info)
    if offer.obstacle:
        raise InvalidInput(f"{info.title} belum dapat dibuat. {offer.obstacle}")
    usual = {ask.key: ask.value for ask in offer.asks if ask.key == SIGNER}
    letter = asked_letter(work, actor, kind, whose, checked(offer.asks, usual | dict(entries), work.clock.today()))
    work.letters.add(letter)
    return letter


@service(Right.MANAGE_LETTERS)
def receipt(work: UnitOfWork, actor: Actor, report_id: str) -> Letter:
    """Return what whoever reported takes home: the newest receipt that is not void, else a new draft; never a second.

    Raises InvalidInput as ``request`` does.
    """
    found = [one for one in work.letters.of_report(report_id) if one.kind == RECEIPT]
    ready = [one for one in found if one.status is not LetterStatus.VOID]
    return ready[-1] if ready else request(work, actor, RECEIPT, report_id=report_id, entries={})


@service(Right.MANAGE_LETTERS)
def change_entries(work: UnitOfWork, actor: Actor, letter_id: str, entries: Entries) -> Letter:
    """Change what was entered for a draft, or who signs it; what is not named stays. Raises InvalidInput."""
    letter = work.letters.get(letter_id)
    refuse_telling(work, letter)  # whom the entries name was covered for him, and is not saved so
    if letter.status is not LetterStatus.DRAFT:
        raise InvalidInput(f"{letter.title} sudah {letter.status}; ganti suratnya bila isinya keliru.")
    today = work.clock.today()
    asks = asks_for(work, letter, today)
    before = {ask.key: ask.value for ask in asks}
    kept = checked(asks, before | dict(entries), today)
    titled = work.shelf.of(letter.kind, today).titled(kept)
    made = replace(letter, entries=kept, title=titled if asked_for(work, letter) else letter.title)
    content = content_now(work, made, letter.letter_on, signers=signers_of(work, kept))
    made = in_own_words(replace(made, content=content or letter.content))
    if made != letter:
        work.letters.save(made)
    return made


def _whose(work: UnitOfWork, case_id: str, report_id: str) -> Whose:
    if case_id:
        return Whose(file=read_file(work, case_id))
    return Whose(report=work.reports.get(report_id) if report_id else None)


def _made_for(whose: Whose) -> str:
    return "case" if whose.file is not None else "report" if whose.report is not None else "office"


def _kinds(work: UnitOfWork, whose: Whose) -> Iterator[TemplateInfo]:
    """The template of today of each kind that may be asked for here at some time."""
    made, today, shelf = _made_for(whose), work.clock.today(), work.shelf
    for kind in sorted({info.kind for info in shelf.all() if info.made == made}):
        try:
            info = shelf.of(kind, today)
        except LetterError:
            continue  # it is not in use any more, or not yet
        if whose.file is None or not info.tracks or whose.file.case.track in info.tracks:
            yield info


def _offer(work: UnitOfWork, whose: Whose, info: TemplateInfo) -> Offer:
    offer = _bare_offer(work, whose, info)
    try:
        probe = asked_content(work, info.kind, whose, None, {}, signers=(NOBODY,))
        return replace(offer, asks=asks_with(work, info, probe, whose.people))
    except LetterError as error:  # one wording that cannot be used takes no other letter away
        return replace(offer, obstacle=error.sentence)


def _bare_offer(work: UnitOfWork, whose: Whose, info: TemplateInfo) -> Offer:
    return Offer(
        kind=info.kind,
        title=info.title,
        why=info.why,
        fits=_fits(whose, info),
        obstacle=obstacle(work, whose, info),
        draft_id=_draft_id(work, whose, info),
        asks=(),
    )


def _fits(whose: Whose, info: TemplateInfo) -> bool:
    return whose.file is not None and not _standing(whose.file).isdisjoint(info.after)


def _standing(file: CaseFile) -> set[str]:
    """The step at which a case stands, and the one recorded last, whose letter may not be signed yet."""
    return {file.case.summary.stage, *(step.key for step in file.steps[-1:])}


def _draft_id(work: UnitOfWork, whose: Whose, info: TemplateInfo) -> str:
    if whose.file is not None:
        letters = whose.file.letters
    else:
        letters = work.letters.of_report(whose.report.id) if whose.report is not None else work.letters.of_office()
    drafts = (one.id for one in reversed(letters) if one.kind == info.kind and one.status is LetterStatus.DRAFT)
    return next(drafts, "")
