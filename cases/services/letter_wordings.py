"""The text of one letter, changed before it is put up; the letter keeps it and says so."""

from __future__ import annotations

from dataclasses import replace

from cases.errors import InvalidInput
from cases.letters.own_words import in_own_words
from cases.model.letter import Letter, LetterStatus
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service
from cases.services.letter_print import render
from cases.services.wording_lookup import WordingSheet, base_info, found_problems, sheet_of


@service(Right.READ)
def letter_wording(work: UnitOfWork, actor: Actor, letter_id: str) -> WordingSheet:
    """Return the text of one letter for its page: its own, else its template's."""
    letter = work.letters.get(letter_id)
    return sheet_of(
        work,
        base_info(letter.template),
        name=letter.template,
        text=letter.wording or work.shelf.text(letter.template),
        state=letter.status.value,
        letter=letter,
    )


@service(Right.MANAGE_LETTERS)
def set_letter_wording(work: UnitOfWork, actor: Actor, letter_id: str, text: str) -> Letter:
    """Let one letter say something of its own; its template's text makes it follow the template again.

    Raises InvalidInput with the line of what is wrong, LetterError for a sign that cannot be printed.
    """
    letter = _draft(work, letter_id)
    if text == work.shelf.text(letter.template):
        return drop_letter_wording(work, actor, letter_id)
    problems = found_problems(work, text, letter.template, of_letter=True)
    if problems:
        raise InvalidInput(f"Naskah surat ini belum dapat disimpan. {problems[0].sentence}")
    made = in_own_words(replace(letter, wording=text))
    render(work, made, draft=True)
    if made != letter:
        work.letters.save(made)
    return made


@service(Right.MANAGE_LETTERS)
def drop_letter_wording(work: UnitOfWork, actor: Actor, letter_id: str) -> Letter:
    """Let a letter follow its template again, the one that is used for its day."""
    letter = _draft(work, letter_id)
    info = work.shelf.of(letter.kind, letter.letter_on or work.clock.today())
    content = replace(letter.content, copies=info.proposed_copies(letter.content.values))
    made = replace(letter, wording="", template=info.template, content=content) if letter.wording else letter
    if made != letter:
        work.letters.save(made)
    return made


def _draft(work: UnitOfWork, letter_id: str) -> Letter:
    letter = work.letters.get(letter_id)
    if letter.status is not LetterStatus.DRAFT:
        raise InvalidInput(f"{letter.title} sudah {letter.status}; naskahnya tidak dapat diubah lagi.")
    return letter
