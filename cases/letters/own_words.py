"""A letter whose own text stands in the place of its template's."""

from __future__ import annotations

from dataclasses import replace

from cases.letters.templates import read_head
from cases.model.letter import Letter


def in_own_words(letter: Letter) -> Letter:
    """Return a letter with the tembusan of its own text; one that follows its template stays as it is."""
    if not letter.wording:
        return letter
    copies = read_head(letter.wording, letter.template).proposed_copies(letter.content.values)
    return replace(letter, content=replace(letter.content, copies=copies))
