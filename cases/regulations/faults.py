"""What is wrong with a pack: the place, the words, and what was expected there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from cases.regulations.lines import Path

_NEAR: Final = 0.6
_FEW: Final = 12
_MOST_NEAR: Final = 3


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in a pack at a place; ``words`` begin with the entry and end with what was expected."""

    path: Path
    words: str


def likely(word: str, known: Iterable[str]) -> str:
    """Return what was expected in the place of a word: the nearest known words, or all when they are few."""
    choices = sorted(each for each in known if each)
    near = get_close_matches(word, choices, n=_MOST_NEAR, cutoff=_NEAR)
    if near:
        return f"mungkin maksudnya {' atau '.join(near)}"
    if len(choices) <= _FEW:
        return f"yang dikenal: {', '.join(choices)}" if choices else "di sini tidak ada yang dapat disebut"
    return f"yang dikenal antara lain {', '.join(choices[:_FEW])}"


def called(path: Path) -> str:
    """Return the words for a place in a pack ("[[step]] ke-3, isian after")."""
    if not path:
        return "seluruh berkas"
    head, rest = f"[{path[0]}]", path[1:]
    if rest and isinstance(rest[0], int):
        head, rest = f"[[{path[0]}]] ke-{rest[0] + 1}", rest[1:]
    return f"{head}, isian {'.'.join(map(str, rest))}" if rest else head
