"""Takes the name and the contact of whoever reported out of texts that leave the program."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

COVERED: Final = "pelapor"
_LEAST: Final = 3
"""Letters and digits of a name or a contact; what is shorter ("-") says nobody."""
_WORD: Final = re.compile(r"\w+")


def cover(told: Iterable[str]) -> Callable[[str], str]:
    """Return what covers each of these names and contacts, in whatever case of letters and with whatever spaces."""
    parts = [_pattern(one) for one in told if _says_somebody(one)]
    if not parts:
        return str
    named = re.compile("|".join(parts), re.IGNORECASE)
    return lambda text: named.sub(COVERED, text)


def cover_many(told: Iterable[str]) -> Callable[[str], str]:
    """Return the same for the names of a whole office: only those whose first word a text has are looked for in it."""
    by_first: dict[str, set[str]] = {}
    for one in told:
        if _says_somebody(one):
            by_first.setdefault(_WORD.findall(one.casefold())[0], set()).add(one)

    def covered(text: str) -> str:
        found = by_first.keys() & set(_WORD.findall(text.casefold()))
        return cover(name for first in sorted(found) for name in sorted(by_first[first], key=len, reverse=True))(text)

    return covered


def _says_somebody(told: str) -> bool:
    return sum(map(str.isalnum, told)) >= _LEAST


def _pattern(told: str) -> str:
    name = r"\s+".join(map(re.escape, told.split()))
    return rf"(?<!\w){name}(?!\w)"
