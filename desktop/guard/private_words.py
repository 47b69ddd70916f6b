"""Which parts of a text are names of people or their numbers, and the text without them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

HIDDEN: Final = "•••••"
"""What stands in the place of a name, however long it is."""
HIDDEN_NUMBER: Final = "•••••••• •••••• • •••"
_NUMBER: Final = re.compile(r"(?<!\d)\d{8} ?\d{6} ?\d ?\d{3}(?!\d)|(?<!\d)\d{16}(?!\d)")
"""An NIP, with its spaces or without, or an NIK."""
_WORD: Final = re.compile(r"[^\W_]+")
_TITLES: Final = re.compile(r"^(?:[^\W\d_]{1,6}\.\s*)+")
"""What stands before a name and ends in a point ("Dr. H. "); degrees follow a comma, what else is told in brackets."""
_LEAST: Final = 3
"""Letters that the longest word of a name has."""
_CUT: Final = "…"
_ENOUGH: Final = 2
"""So many first words of a longer name are the name too."""


class Names:
    """The names of people, and a text without them; a name is known without titles, degrees and capitals."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for words in {_words_of(name) for name in names}:
            if words and max(map(len, words)) >= _LEAST:
                self._by_first.setdefault(words[0], []).append(words)
        for known in self._by_first.values():
            known.sort(key=len, reverse=True)  # the longest that fits

    def cover(self, text: str) -> str:
        """Return a text with every name and number covered; one that an ellipsis cuts off is known by its beginning."""
        found = list(_WORD.finditer(text))
        words = [one[0].casefold() for one in found]
        cut = text.rstrip().endswith(_CUT)
        parts: list[str] = []
        done = place = 0
        while place < len(words):
            length = self._length(words, place, cut=cut)
            if length:
                parts += (text[done : found[place].start()], HIDDEN)
                done = found[place + length - 1].end()
            place += length or 1
        return _NUMBER.sub(HIDDEN_NUMBER, "".join((*parts, text[done:])))

    def _length(self, words: list[str], place: int, *, cut: bool) -> int:
        """How many words from a place on are a name, 0 where none begins."""
        for name in self._by_first.get(words[place], ()):
            there = tuple(words[place : place + len(name)])
            if cut and 1 < len(there) == len(words) - place and _begins(there, name):
                return len(there)
            alike = _alike(there, name)
            if alike == len(name) or alike >= _ENOUGH:
                return alike
        return 0


def _alike(there: tuple[str, ...], name: tuple[str, ...]) -> int:
    """How many words two begin with alike."""
    return next(
        (place for place, (one, other) in enumerate(zip(there, name, strict=False)) if one != other), len(there)
    )


def _begins(there: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether a text that is cut off ends within this name."""
    *whole, last = there
    return tuple(whole) == name[: len(whole)] and name[len(whole)].startswith(last)


def _words_of(name: str) -> tuple[str, ...]:
    plain = _TITLES.sub("", name.partition(",")[0].partition("(")[0].strip())
    return tuple(word.casefold() for word in _WORD.findall(plain))
