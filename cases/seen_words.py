"""Words that were read in evidence: found again as the search finds them, and told in short."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import Final

from cases.model.marks import Place, SeenText

_TOKEN: Final = re.compile(r"[^\W_]+")
_LONGEST: Final = 90


def tokens_of(text: str) -> list[str]:
    """Return the words of a text as the search compares them: in small letters, without accents, cut at every sign."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _TOKEN.findall(text.casefold())


def phrases_of(typed: str) -> list[tuple[str, ...]]:
    """Return what to look for: the tokens of each typed word in their order, and groups of digits also as one number.

    The last token of the last phrase and of each number may be a beginning; ``begins`` says so with a trailing "*".
    """
    words = [tokens for word in typed.split() if (tokens := tokens_of(word))]
    if not words:
        return []
    phrases = [tuple(tokens) for tokens in words]
    phrases[-1] = (*phrases[-1][:-1], phrases[-1][-1] + "*")
    for digits, run in groupby(words, key=lambda tokens: all(token.isdecimal() for token in tokens)):
        parts = [token for tokens in run for token in tokens]
        if digits and len(parts) > 1:
            phrases.append(("".join(parts) + "*",))
    return phrases


def places_in(seen: SeenText, typed: str) -> tuple[Place, ...]:
    """Return where the words that somebody searched for stand, in reading order."""
    tokens = [(token, word.place) for page in seen.pages for word in page for token in tokens_of(word.words)]
    met: set[int] = set()
    for phrase in phrases_of(typed):
        for start in range(len(tokens) - len(phrase) + 1):
            if all(_meets(tokens[start + step][0], wanted) for step, wanted in enumerate(phrase)):
                met.update(range(start, start + len(phrase)))
    return tuple(dict.fromkeys(tokens[number][1] for number in sorted(met)))


def holds_words(text: str, typed: str) -> bool:
    """Whether every typed word begins a word of a text, in any order; no words are in every text."""
    tokens = tokens_of(text)
    return all(any(token.startswith(wanted) for token in tokens) for wanted in tokens_of(typed))


def excerpt(seen: SeenText) -> str:
    """Return the beginning of what was read, short enough for a line or two."""
    words = " ".join(seen.words.split())
    if len(words) <= _LONGEST:
        return words
    return words[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _meets(token: str, wanted: str) -> bool:
    return token.startswith(wanted[:-1]) if wanted.endswith("*") else token == wanted
