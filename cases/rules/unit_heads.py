"""Who heads a work unit, guessed from posts such as "Kepala Dinas ..."; pure, and never more than a guess."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product
from typing import Final, NamedTuple, TypeAlias

import msgspec

import resources
from cases.errors import RegulationError
from cases.model.work_unit import Post, UnitPath

_NO_WORD: Final = re.compile(r"\W+")


_Names: TypeAlias = tuple[str, ...]
_Shape: TypeAlias = tuple[bool, ...]


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


class _Found(NamedTuple):
    """A post that may fit: the smaller the better."""

    acts: bool
    place: int


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
    named: dict[tuple[str, _Shape, _Names], _Found] = {}
    within: dict[UnitPath, dict[str, _Found]] = defaultdict(dict)
    shapes: set[_Shape] = set()
    for one, place in _first_of_each(posts).items():
        title, path, acts = one
        found_here = _Found(acts, place)
        shapes.add(shape := _shape(path))
        for names in _generalised(path):
            key = (title, shape, names)
            named[key] = min(named.get(key, found_here), found_here)
        within[path][title] = min(within[path].get(title, found_here), found_here)
    found: dict[UnitPath, Guess] = {}
    for path in paths:
        titles, rest = _titles(_folded(path.name))
        whole = [" ".join(filter(None, (title, rest))) for title in titles]
        fitting = [
            (fit.acts, turn, fit.place)
            for turn, words in enumerate(dict.fromkeys((*whole, f"kepala {_folded(path.name)}")))
            for shape in shapes
            if (fit := named.get((words, shape, _shaped(path, shape)))) is not None
        ] or [(fit.acts, False, fit.place) for title, fit in within.get(path, {}).items() if _bare(title, titles, path)]
        if fitting:
            *_, place = min(fitting)
            found[path] = Guess(posts[place], _read(posts[place].position)[0])
    return found


def _first_of_each(posts: Sequence[Post]) -> dict[tuple[str, UnitPath, bool], int]:
    """The place of the first post of each title in each unit, of those who act and of those who do not."""
    read = cache(_read)
    first: dict[tuple[str, UnitPath, bool], int] = {}
    for place, post in enumerate(posts):
        acting, title = read(post.position)
        first.setdefault((title, post.path, bool(acting)), place)
    return first


# A post is related to a unit where one of them lies within the other: what both name is the same. So that no unit has
# to look at every post, one is kept under each choice of the names of its unit, and looked up by those that it shares.


def _shape(path: UnitPath) -> _Shape:
    """Which names of a path are there."""
    return tuple(map(bool, path))


def _generalised(path: UnitPath) -> set[_Names]:
    """Every choice of the names of a path, the others empty."""
    return set(product(*((name, "") for name in path)))


def _shaped(path: UnitPath, shape: _Shape) -> _Names:
    """The names of a path that a shape has too, the others empty."""
    return tuple(name if there else "" for name, there in zip(path, shape, strict=True))


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


def _bare(post: str, titles: tuple[str, ...], path: UnitPath) -> bool:
    """Whether a post is a head's title alone or with words of the names of the unit and of those above it."""
    names = set(_folded(" ".join(path)).split())
    return any(
        post == title or (post.startswith(f"{title} ") and names.issuperset(post.removeprefix(title).split()))
        for title in titles
    )
