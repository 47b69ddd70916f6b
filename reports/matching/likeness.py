"""How alike two names are, word by word: letters, sound, order, initials, words written together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA, Indel

from cases.rules.names import joined_sound

_SAME_SOUND = 0.97
_INITIAL = 0.72
_FALL = 1.5
"""How much faster likeness falls than letters differ: a quarter of other letters costs three eighths."""
_LEAST_LETTERS = 0.6
"""From this share of equal letters on, two words may be one."""
_SURE_LETTERS = 0.85
"""Below this share of equal letters by sound, the letters as they are written are compared too."""
_EXTRA = 0.5
"""What a word that only one of the names has weighs."""
_WHOLE = 0.84
"""From this share of equal letters on, two names without their spaces may be one."""
_WORTH_JOINING = 0.55
"""Below this share of common letters nobody looks whether words were written together."""
_LOOSE, _LOOSE_COST = 0.7, 0.8
"""From this share of common letters on, two names of one day of birth may be one, and what that is worth."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a plain name, its sound, and how much it tells (0 to 1; rare words tell more)."""

    plain: str
    sound: str
    weight: float


@dataclass(frozen=True, slots=True)
class Name:
    """The words of a plain name, and its sound without spaces."""

    words: tuple[Word, ...]
    whole: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are (0 to 1), with the pairs of words that were found and the words without one."""

    degree: float
    pairs: tuple[tuple[Word, Word, float], ...]
    only_first: tuple[Word, ...]
    only_second: tuple[Word, ...]
    whole: bool = False
    """Whether they are alike without their spaces only."""


def word_likeness(one: Word, other: Word) -> float:
    """Return how alike two words are, 0 for words that have nothing to do with each other."""
    if one.plain == other.plain:
        return 1.0
    if one.sound == other.sound:
        return _SAME_SOUND
    if _is_initial(one, other):
        return _INITIAL if one.plain[0] == other.plain[0] else 0.0
    letters = OSA.normalized_similarity(one.sound, other.sound, score_cutoff=_LEAST_LETTERS)
    if letters < _SURE_LETTERS:
        letters = max(letters, OSA.normalized_similarity(one.plain, other.plain, score_cutoff=_LEAST_LETTERS))
    return 1 - _FALL * (1 - letters) if letters else 0.0


def name_of(words: Iterable[Word]) -> Name:
    """Return a name of these words."""
    kept = tuple(words)
    return Name(kept, joined_sound(word.sound for word in kept))


def compare(first: Name, second: Name) -> Likeness:
    """Return how alike two names are; it is the same whichever comes first."""
    best = _aligned(first.words, second.words)
    if not (best.only_first or best.only_second):
        return best
    if not Indel.normalized_similarity(first.whole, second.whole, score_cutoff=_WORTH_JOINING):
        return best
    others = [_aligned(joined, second.words) for joined in _joins(first.words, second.words)]
    others += [_aligned(first.words, joined) for joined in _joins(second.words, first.words)]
    best = max([best, *others], key=_degree)
    degree = _whole_likeness(first.whole, second.whole)
    return Likeness(degree, (), (), (), whole=True) if degree > best.degree else best


def loosely(first: Name, second: Name) -> float:
    """Return how alike two names are without spaces, letters that one of them lacks not counted for much."""
    return Indel.normalized_similarity(first.whole, second.whole, score_cutoff=_LOOSE) * _LOOSE_COST


def _is_initial(one: Word, other: Word) -> bool:
    return len(one.plain) == 1 or len(other.plain) == 1


def _degree(likeness: Likeness) -> float:
    return likeness.degree


def _aligned(first: Sequence[Word], second: Sequence[Word]) -> Likeness:
    """Pair the words that are most alike first."""
    found = [
        (likeness, -abs(here - there), here, there)
        for here, one in enumerate(first)
        for there, other in enumerate(second)
        if (likeness := word_likeness(one, other)) > 0
    ]
    found.sort(reverse=True)
    free_first, free_second = set(range(len(first))), set(range(len(second)))
    pairs: list[tuple[Word, Word, float]] = []
    alike = total = 0.0
    for likeness, _, here, there in found:
        if here in free_first and there in free_second:
            free_first.discard(here)
            free_second.discard(there)
            one, other = first[here], second[there]
            pairs.append((one, other, likeness))
            weight = (max if _is_initial(one, other) else min)(one.weight, other.weight)
            alike += weight * likeness
            total += weight
    if not pairs or all(_is_initial(one, other) for one, other, _ in pairs):
        return Likeness(0.0, (), tuple(first), tuple(second))
    only_first = tuple(first[here] for here in sorted(free_first))
    only_second = tuple(second[there] for there in sorted(free_second))
    total += _EXTRA * sum(word.weight for word in (*only_first, *only_second))
    return Likeness(alike / total, tuple(pairs), only_first, only_second)


def _joins(words: Sequence[Word], others: Sequence[Word]) -> list[list[Word]]:
    """The name with two neighbours as one word, wherever the other name has such a word."""
    found = []
    longest = max((len(other.sound) for other in others), default=0)
    for place, (here, there) in enumerate(pairwise(words)):
        if (len(here.sound) + len(there.sound)) * _LEAST_LETTERS > longest:
            continue
        for one, other in ((here, there), (there, here)):
            sound, weight = joined_sound((one.sound, other.sound)), min(one.weight + other.weight, 1.0)
            joined = Word(one.plain + other.plain, sound, weight)
            if any(word_likeness(joined, word) > _LEAST_LETTERS for word in others):
                found.append([*words[:place], joined, *words[place + 2 :]])
    return found


def _whole_likeness(first: str, second: str) -> float:
    """How alike two names are without their spaces, one of them with letters in between or without."""
    if first == second:
        return 1.0
    letters = OSA.normalized_similarity(first, second, score_cutoff=_WHOLE)
    return 1 - _FALL * (1 - letters) if letters else 0.0
