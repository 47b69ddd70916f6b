"""Who heads a work unit, guessed from posts such as "Kepala Dinas ..."; pure, and never more than a guess."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

import msgspec

import resources
from cases.errors import RegulationError
from cases.model.work_unit import Post, UnitPath

_NO_WORD: Final = re.compile(r"\W+")


class HeadKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of unit: how names of it begin, and what its head's post is called."""

    begins: tuple[str, ...]
    titles: tuple[str, ...]


class HeadWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table: words of acting heads with how they are shown, and the kinds of units, the last for all others."""

    acting: dict[str, str]
    kind: tuple[HeadKind, ...]


class Guess(NamedTuple):
    """A head that was guessed, and how he heads the unit (empty for the definite one)."""

    post: Post
    acting: str


@cache
def head_words() -> HeadWords:
    """Return the table; raises RegulationError when it cannot be read."""
    try:
        return msgspec.toml.decode(resources.read_text("reference/unit_heads.toml"), type=HeadWords)
    except msgspec.MsgspecError as error:
        raise RegulationError(
            "Tabel acuan unit_heads tidak terbaca; pasang ulang program.", detail=str(error)
        ) from error


@cache
def beginnings() -> tuple[str, ...]:
    """Return what a post of a head begins with, folded: the first word of every title, also after a word of acting."""
    words = head_words()
    first = {title.partition(" ")[0] for kind in words.kind for title in kind.titles}
    return tuple(sorted(first | set(words.acting)))


def guess_heads(paths: Iterable[UnitPath], posts: Sequence[Post]) -> dict[UnitPath, Guess]:
    """Return the head of each unit that has a fitting post, of several the first; ``posts`` come the best first.

    A post that names the unit ("Kepala Dinas Pendidikan") fits from within the unit, from above or below it; a bare
    one ("Camat", "Kepala Seksi") only from the unit itself. A definite head comes before an acting one.
    """
    named: dict[str, list[tuple[str, Post]]] = defaultdict(list)
    within: dict[UnitPath, list[tuple[str, str, Post]]] = defaultdict(list)
    for post in posts:
        acting, title = _read(post.position)
        named[title].append((acting, post))
        within[post.path].append((acting, title, post))
    found: dict[UnitPath, Guess] = {}
    for path in paths:
        titles, rest = _titles(_folded(path.name))
        whole = [" ".join(filter(None, (title, rest))) for title in titles]
        fitting = [
            (acting, post)
            for words in dict.fromkeys((*whole, f"kepala {_folded(path.name)}"))
            for acting, post in named.get(words, ())
            if _related(path, post.path)
        ] or [(acting, post) for acting, title, post in within.get(path, ()) if _bare(title, titles, path)]
        if fitting:
            acting, post = min(fitting, key=lambda one: bool(one[0]))
            found[path] = Guess(post, acting)
    return found


def _folded(text: str) -> str:
    return " ".join(_NO_WORD.sub(" ", text).casefold().split())


def _read(position: str) -> tuple[str, str]:
    """How somebody holds a post, and the post, folded."""
    words = _folded(position)
    for before, shown in head_words().acting.items():
        if words.startswith(f"{before} "):
            return shown, words.removeprefix(f"{before} ")
    return "", words


@cache
def _titles(unit: str) -> tuple[tuple[str, ...], str]:
    """The posts of a unit's head, and the rest of the unit's folded name that may follow them."""
    for kind in head_words().kind:
        for begin in sorted(kind.begins, key=len, reverse=True):
            if not begin or unit == begin or unit.startswith(f"{begin} "):
                return kind.titles, unit.removeprefix(begin).strip()
    return (), unit


def _related(path: UnitPath, other: UnitPath) -> bool:
    """Whether one of two units lies within the other."""
    return all(not one or not two or one == two for one, two in zip(path, other, strict=True))


def _bare(post: str, titles: tuple[str, ...], path: UnitPath) -> bool:
    """Whether a post is a head's title alone or with words of the names of the unit and of those above it."""
    names = set(_folded(" ".join(path)).split())
    return any(
        post == title or (post.startswith(f"{title} ") and names.issuperset(post.removeprefix(title).split()))
        for title in titles
    )
