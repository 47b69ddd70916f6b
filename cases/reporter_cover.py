"""Takes the name and the contact of whoever reported out of texts, and puts them back where one was edited.

What leaves the program says *pelapor* in their place (``cover``). What is edited has a mark there (``marked``), so that
``unmarked`` tells the cover from a word that somebody typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

COVERED: Final = "pelapor"
MARK: Final = "[pelapor]"
"""What stands for him in a text that may be edited; another name or contact in the same text is "[pelapor 2]"."""
_MARKED: Final = re.compile(r"\[pelapor(?: \d+)?\]")
Places: TypeAlias = Callable[[str], list[tuple[int, int]]]
"""Where a text names somebody: beginnings and ends, in order."""
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
    return cover_with(places_of(told))


def cover_with(places: Places) -> Callable[[str], str]:
    """Return what covers the names and contacts that ``places`` finds."""
    return lambda text: "".join(COVERED if named else part for part, named in _parts(text, places(text)))


def places_of(told: Iterable[str]) -> Places:
    """Return what finds the names and contacts of a whole office in a text."""
    by_first: dict[str, set[str]] = {}
    for one in told:
        if _says_somebody(one):
            by_first.setdefault(_WORD.findall(one.casefold())[0], set()).add(one)

    def places(text: str) -> list[tuple[int, int]]:
        found = by_first.keys() & set(_WORD.findall(text.casefold()))
        names = [_pattern(one) for first in sorted(found) for one in sorted(by_first[first], key=len, reverse=True)]
        return [one.span() for one in re.finditer("|".join(names), text, re.IGNORECASE)] if names else []

    return places


def marked(text: str, places: list[tuple[int, int]]) -> str:
    """Return a text with a mark in each of these places; the same name has the same mark wherever it stands."""
    return "".join(mark or part for part, mark in _marks(text, places))


def unmarked(old: str, places: list[tuple[int, int]], new: str, *, whole: bool = True) -> str | None:
    """Return a text that was made of ``marked(old)`` with the names where the marks stand.

    Marks may be moved with what stands around them, and copied. None for a mark that stands for nobody in ``old``,
    where nobody knows which of two texts one stands for, and, unless ``whole`` is False, where one was taken away.
    """
    stood: dict[str, list[str]] = {}
    for part, mark in _marks(old, places):
        for one, text in ((mark, part),) if mark else ((literal, literal) for literal in _MARKED.findall(part)):
            stood.setdefault(one, []).append(text)
    found = _MARKED.findall(new)
    if not stood.keys() >= set(found):
        return None
    left = {}
    for mark, texts in stood.items():
        more = found.count(mark) - len(texts)
        if (more < 0 and whole) or (more and len({_folded(one) for one in texts}) > 1):
            return None
        left[mark] = iter([*texts, *texts[-1:] * more])
    return _MARKED.sub(lambda one: next(left[one[0]]), new)


def _marks(text: str, places: list[tuple[int, int]]) -> list[tuple[str, str]]:
    """The parts of a text in order, each with the mark that stands for it; without one where it names nobody."""
    known: dict[str, str] = {}
    parts = []
    for part, named in _parts(text, places):
        if named:
            mark = MARK if not known else f"{MARK[:-1]} {len(known) + 1}]"
            parts.append((part, known.setdefault(_folded(part), mark)))
        else:
            parts.append((part, ""))
    return parts


def _parts(text: str, places: list[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The parts of a text in order, and whether each is one of the places."""
    at = 0
    for begin, end in places:
        yield text[at:begin], False
        yield text[begin:end], True
        at = end
    yield text[at:], False


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _says_somebody(told: str) -> bool:
    return sum(map(str.isalnum, told)) >= _LEAST


def _pattern(told: str) -> str:
    name = r"\s+".join(map(re.escape, told.split()))
    return rf"(?<!\w){name}(?!\w)"
