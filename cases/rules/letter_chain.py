"""Which letter stands for which step: a letter may be replaced by another, and stands until that one is signed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cases.model.case import CaseFile
from cases.model.letter import Letter, LetterStatus
from cases.model.steps import CaseStep
from cases.regulations import Law

SIGNED = frozenset({LetterStatus.SIGNED, LetterStatus.DELIVERED})
"""Where a letter binds."""
PRINTED = SIGNED | {LetterStatus.PUT_UP}
"""Where a letter is on paper, with the bytes that are kept for good."""


def successor(letters: Iterable[Letter], letter_id: str) -> Letter | None:
    """Return the letter that takes the place of another, or is about to; a void one does not."""
    found = (one for one in letters if one.replaces == letter_id and one.status is not LetterStatus.VOID)
    return next(found, None)


def in_hand(letters: tuple[Letter, ...], letter_id: str | None) -> Letter | None:
    """Return the letter that is being worked on in the place of one: its last replacement, else itself."""
    letter = next((one for one in letters if one.id == letter_id), None)
    while letter is not None and (newer := successor(letters, letter.id)) is not None:
        letter = newer
    return letter


def replaced_by(letters: tuple[Letter, ...], letter: Letter) -> tuple[Letter, ...]:
    """Return the letters whose place a letter takes, the nearest first."""
    known = {one.id: one for one in letters}
    chain: list[Letter] = []
    while (older := known.get(letter.replaces or "")) is not None:
        chain.append(older)
        letter = older
    return tuple(chain)


def step_of(file: CaseFile, letter: Letter, law: Law) -> CaseStep | None:
    """Return the step that a letter belongs to, itself or by the letters that it replaces.

    A step keeps the first letter that it makes; a further one is known by its kind.
    """
    ids = {letter.id, *(one.id for one in replaced_by(file.letters, letter))}
    own = next((step for step in reversed(file.steps) if step.letter_id in ids), None)
    if own is not None:
        return own
    makers = {rule.key for rule in law.steps(file.case.track) if letter.kind in rule.makes}
    return next((step for step in reversed(file.steps) if step.key in makers), None)


def counts(file: CaseFile, step: CaseStep, law: Law) -> bool:
    """Return whether a step counts: one that its letter dates counts no more once the letter is void."""
    letter = next((one for one in file.letters if one.id == step.letter_id), None)
    dated = any(rule.key == step.key and rule.dated_by == "letter" for rule in law.steps(file.case.track))
    return not (dated and letter is not None and letter.status is LetterStatus.VOID)


def before_step(file: CaseFile, step: CaseStep) -> CaseFile:
    """Return the file as it stood when a step was recorded: without the step itself, later ones and their letters.

    A letter that is being replaced still holds; the one that is to replace it is left out.
    """
    place = next((at for at, one in enumerate(file.steps) if one.id == step.id), len(file.steps))
    gone = {one.letter_id for one in file.steps[place:]}

    def stands(letter: Letter) -> bool:
        older = replaced_by(file.letters, letter)
        pending = bool(older) and letter.status not in SIGNED
        return not pending and letter.id not in gone and not any(one.id in gone for one in older)

    return replace(file, steps=file.steps[:place], letters=tuple(filter(stands, file.letters)))
