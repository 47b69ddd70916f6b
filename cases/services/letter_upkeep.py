"""What a change of a case makes of its letters: drafts follow it, what is on paper is marked where it is wrong then."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any, TypeAlias

from cases.letters.own_words import in_own_words
from cases.letters.templates import read_head
from cases.model.case import CaseFile
from cases.model.letter import Letter, LetterContent, LetterStatus
from cases.model.steps import CaseStep
from cases.ports import UnitOfWork
from cases.rules.letter_chain import before_step, step_of
from cases.services.letter_asked import Whose, asked_content, asked_for, signers_of
from cases.services.letter_drafts import step_content, with_first_summons
from cases.services.settling import law_of, the_office

Step: TypeAlias = CaseStep | None
"""The step that made a letter, None for one that somebody asked for."""

_MOST = 2
"""How many differences a notice tells."""
_QUIET = frozenset({"balas.kepada", "lapor.penyerah"})
"""What may name who reported: a notice, which everybody reads, does not tell it."""
_FLAG = "ya"
"""What a template's condition holds; nobody reads it on the paper."""


def kept_letters(work: UnitOfWork, before: CaseFile, after: CaseFile, what: str) -> tuple[Letter, ...]:
    """Return the letters that change with a case, as they then are; ``what`` is said of the change ("koreksi ...").

    A draft is drafted anew. A letter on paper is marked where it says otherwise than it would now, and its mark is
    taken away where it is right again. The letter of a step that is no more is void; one that somebody asked for rests
    on no step.
    """
    now = {step.id: step for step in after.steps}
    now |= {step.corrects: step for step in after.steps if step.corrects is not None}
    law = law_of(work, before.case)
    changed: list[Letter] = []
    for letter in after.letters:
        if letter.status is LetterStatus.VOID:
            continue
        old = step_of(before, letter, law)
        if old is not None:
            new = now.get(old.id)
            made = _void(letter, what) if new is None else _followed(work, letter, (before, old), (after, new), what)
        elif asked_for(work, letter):
            made = _followed(work, letter, (before, None), (after, None), what)
        else:
            continue
        if made != letter:
            changed.append(made)
    return tuple(changed)


def _void(letter: Letter, what: str) -> Letter:
    return replace(letter, status=LetterStatus.VOID, void_reason=f"{what[:1].upper()}{what[1:]}", outdated="")


def _followed(
    work: UnitOfWork, letter: Letter, was: tuple[CaseFile, Step], now: tuple[CaseFile, Step], what: str
) -> Letter:
    old, new = _content(work, letter, *was), _content(work, letter, *now)
    if letter.status is LetterStatus.DRAFT:
        return letter if old == new else in_own_words(replace(letter, content=new))
    before, after, stored = (_printed(work, letter, content) for content in (old, new, letter.content))
    moved = [name for name in after if before.get(name) != after[name]]
    if not moved:
        return letter
    asked = list(after) if letter.outdated else moved  # what an earlier change made wrong is told again
    differing = [name for name in asked if stored.get(name) != after[name]]
    wrong = [(None, None) if name in _QUIET else (stored.get(name), after[name]) for name in differing]
    return replace(letter, outdated=_notice(letter, what, wrong) if wrong else "")


def _content(work: UnitOfWork, letter: Letter, file: CaseFile, step: Step) -> LetterContent:
    signers, made_on = signers_of(work, letter.entries), the_office(work).time_zone.day(letter.made_at)
    if step is None:
        on = letter.letter_on or made_on
        return asked_content(work, letter.kind, Whose(file=file), on, letter.entries, signers=signers)
    earlier = before_step(file, step)
    facts = with_first_summons(earlier, step.key, step.facts)
    on = letter.letter_on or step.on or made_on
    return step_content(work, earlier, letter.kind, facts, on, signers=signers)


def _printed(work: UnitOfWork, letter: Letter, content: LetterContent) -> dict[str, Any]:
    """What of a content reaches the paper: the values that the template names, and every row, signature and copy."""
    text = letter.wording or work.shelf.text(letter.template)
    named = {name: value for name, value in content.values.items() if name in text}
    signed = [asdict(block) for block in content.signatures]
    copies = read_head(text, letter.template).proposed_copies(content.values)
    return {**named, "rows": content.rows, "signatures": signed, "copies": copies}


def _notice(letter: Letter, what: str, pairs: list[tuple[Any, Any]]) -> str:
    texts = [(was, now) for was, now in pairs if isinstance(was, str) and isinstance(now, str)]
    told = [f"tertulis “{was or '–'}”, seharusnya “{now or '–'}”" for was, now in texts if _FLAG not in {was, now}]
    told = list(dict.fromkeys(told))[:_MOST] or ["isinya berubah"]
    return f"{letter.title} tidak sesuai lagi karena {what}: {'; '.join(told)}."
