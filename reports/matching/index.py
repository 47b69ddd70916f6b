"""The employees by everything that finds them: numbers, days of birth, words by sound and with one letter astray."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from heapq import nlargest
from itertools import islice, pairwise
from operator import itemgetter
from typing import TypeAlias

from rapidfuzz import fuzz, process

from cases.model.name_list import KnownPerson
from cases.rules.names import joined_sound, linked_words, plain_name, word_sound
from reports.matching import births
from reports.matching.births import Born
from reports.matching.likeness import Name, Word, name_of

Places: TypeAlias = set[int]
"""Places of employees in the sequence that was indexed."""

_NOBODY: Places = set()
_LEAST_WEIGHT = 0.35
_INITIAL_WEIGHT = 0.2
_LINKED = 0.25
"""What a name behind bin, binti or alias weighs of what it would weigh else."""
_SHORTEST = 4
"""Letters that a word has at least to be found with one letter astray."""
_FEW = 150
"""A word that so few share finds them alone; a more common one only together with another word."""
_LOOKED_AT, _MANY = 5000, 1500
"""Of so many candidates it is looked at what words they share, of so many of these how near the whole names are."""
_TICK_EVERY = 2000
_RANKED = 40
"""So many of a row's candidates are compared word by word."""


class Index:
    """Finds the employees that a row may be, by their places in ``people``; ``tick`` is called while it is made."""

    def __init__(self, people: Sequence[KnownPerson], tick: Callable[[], object] = lambda: None) -> None:
        self.people = people
        self.born: list[Born] = []
        self.by_nip: dict[str, list[int]] = defaultdict(list)
        self.by_nik: dict[str, list[int]] = defaultdict(list)
        self._by_day: dict[date, Places] = defaultdict(set)
        self._by_two: dict[tuple[str, int, int], Places] = defaultdict(set)
        self._by_word: dict[str, Places] = defaultdict(set)
        self._by_joined: dict[str, Places] = defaultdict(set)
        self._by_initial: dict[str, Places] = defaultdict(set)
        self._by_name: dict[tuple[str, ...], Places] = defaultdict(set)
        self._sounds: list[str] = []
        self._found: dict[tuple[str, ...], Places] = {}  # a list may have one name thousands of times
        plain: list[str] = []
        for place, person in enumerate(people):
            if place % _TICK_EVERY == 0:
                tick()
            plain.append(plain_name(person.name))
            self._enter(place, person, [word_sound(word) for word in plain[-1].split()])
        self._seldom = {word: self._weight(len(places)) for word, places in self._by_word.items()}
        self.names = [self._name(person.name, words) for person, words in zip(people, plain, strict=True)]
        self._astray = self._all_astray()

    def name_of(self, text: str) -> Name:
        """Return a name with the sounds of its words and their weights."""
        return self._name(text, plain_name(text))

    def born_on(self, day: date, name: Name) -> Places:
        """Return who was born on a day; where very many were, those of them whose names may be this one."""
        born = self._by_day.get(day, _NOBODY)
        return born if len(born) <= _FEW else self._having(name, born)

    def born_near(self, day: date, name: Name) -> Places:
        """Return whose name may be this one and who was born on a day that may be meant: see ``births.nearness``."""
        near: Places = set()
        for key in _two_parts(day):
            near |= self._by_two.get(key, _NOBODY)
        for other in births.near_days(day):
            near |= self._by_day.get(other, _NOBODY)
        return self._having(name, near)

    def bearers(self, name: Name) -> Places:
        """Return whose name has the same sound, in whichever order or without its spaces."""
        joined = self._by_joined.get(name.whole, _NOBODY)
        return joined | self._by_name.get(_sorted_sounds(word.sound for word in name.words), _NOBODY)

    def alike(self, name: Name) -> Places:
        """Return whose names are nearest to this one: a bounded number, however many bear it."""
        asked = tuple(word.plain for word in name.words)
        if asked not in self._found:
            self._found[asked] = self._nearest(name)
        return self._found[asked]

    def _nearest(self, name: Name) -> Places:
        groups = sorted(self._groups(name, None), key=len)
        found: Places = set()
        for number, group in enumerate(groups):
            if len(group) <= _FEW or len(groups) == 1:
                found |= group
            for other in groups[number + 1 :]:
                found |= group & other
        if not found and groups:
            found = groups[0]
        return _bounded(self.bearers(name), _RANKED) | self._most_alike(name, groups, found)

    def _having(self, name: Name, among: Places) -> Places:
        """Who among some has a word of a name."""
        having = among & self.bearers(name)
        return _bounded(having, _RANKED) | _bounded(set().union(*self._groups(name, among)), _FEW)

    def _groups(self, name: Name, among: Places | None) -> Iterator[Places]:
        """For each word, written as it is or together with its neighbour or apart, those who have it or one like it."""
        for word in name.words:
            if len(word.plain) == 1:
                yield from _some(self._by_initial.get(word.plain, _NOBODY), among)
                continue
            group = self._like(word.sound) | self._by_joined.get(word.sound, _NOBODY)
            yield from _some(group | self._by_word.get(word.plain[0], _NOBODY), among)
            for cut in range(_SHORTEST, len(word.sound) - _SHORTEST + 1):
                for part in (word.sound[:cut], word.sound[cut:]):
                    yield from _some(self._by_word.get(part, _NOBODY), among)
        for joined in _joined([word.sound for word in name.words]):
            yield from _some(self._like(joined) | self._by_joined.get(joined, _NOBODY), among)

    def _like(self, sound: str) -> Places:
        """Who has a word of this sound, or of one with a letter astray."""
        return self._by_word.get(sound, _NOBODY).union(*(self._by_word[near] for near in self._near_words(sound)))

    def _most_alike(self, name: Name, groups: Sequence[Places], found: Places) -> Places:
        """Those who share the rarest words, among equals those whose whole names are nearest."""
        if len(found) <= _RANKED:
            return found
        found = _bounded(found, _LOOKED_AT)
        shared = dict.fromkeys(found, 0.0)
        for group in groups:
            told = self._weight(len(group))
            for place in group & found:
                shared[place] += told
        if len(shared) > _MANY:
            shared = dict(nlargest(_MANY, shared.items(), key=itemgetter(1)))
        asked = " ".join(_sorted_sounds(word.sound for word in name.words))
        near = process.extract(asked, {place: self._sounds[place] for place in shared}, scorer=fuzz.ratio, limit=None)
        in_order = nlargest(_RANKED, ((shared[place], ratio, place) for _, ratio, place in near))
        return {place for _, _, place in in_order}

    def _near_words(self, sound: str) -> set[str]:
        if len(sound) < _SHORTEST:
            return set()
        near = set(self._astray.get(sound, ()))
        for short in _without_one(sound):
            near.update(self._astray.get(short, ()))
            if short in self._by_word:
                near.add(short)
        return near

    def _enter(self, place: int, person: KnownPerson, sounds: Sequence[str]) -> None:
        if person.nip:
            self.by_nip[person.nip].append(place)
        if person.nik:
            self.by_nik[person.nik].append(place)
        told = births.of_nip(person.nip)
        born = Born(person.born_on or told.on, told.sex)
        self.born.append(born)
        if born.on is not None:
            self._by_day[born.on].add(place)
            for key in _two_parts(born.on):
                self._by_two[key].add(place)
        for sound in sounds:
            self._by_word[sound].add(place)
            self._by_initial[sound[:1]].add(place)
        for joined in _joined(sounds):
            self._by_joined[joined].add(place)
        in_order = _sorted_sounds(sounds)
        self._by_name[in_order].add(place)
        self._sounds.append(" ".join(in_order))

    def _name(self, text: str, plain: str) -> Name:
        linked = linked_words(text)
        return name_of(
            Word(word, sound := word_sound(word), self._told(word, sound) * (_LINKED if word in linked else 1))
            for word in plain.split()
        )

    def _told(self, word: str, sound: str) -> float:
        return _INITIAL_WEIGHT if len(word) == 1 else self._seldom.get(sound, 1.0)

    def _weight(self, bearers: int) -> float:
        """How much a word tells that so many bear: 1 for one alone, ``_LEAST_WEIGHT`` for one that all bear."""
        everybody = math.log(len(self.people) + 1)
        return max(_LEAST_WEIGHT, 1 - (1 - _LEAST_WEIGHT) * math.log(bearers) / everybody)

    def _all_astray(self) -> dict[str, list[str]]:
        astray: dict[str, list[str]] = defaultdict(list)
        for word in self._by_word:
            if len(word) >= _SHORTEST:
                for short in _without_one(word):
                    astray[short].append(word)
        return dict(astray)


def _without_one(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def _two_parts(day: date) -> tuple[tuple[str, int, int], ...]:
    return (("dm", day.day, day.month), ("my", day.month, day.year), ("dy", day.day, day.year))


def _joined(sounds: Sequence[str]) -> set[str]:
    """Each two neighbours written as one word, and all of them."""
    pairs = {joined_sound((one, other)) for one, other in pairwise(sounds)}
    return pairs | {joined_sound(sounds)} if len(sounds) > 1 else pairs


def _bounded(places: Places, most: int) -> Places:
    """The places, or so many of them; whoever bears a name with thousands is shown by a few, and the row says so."""
    return places if len(places) <= most else set(islice(places, most))


def _some(group: Places, among: Places | None) -> Iterator[Places]:
    if group := group if among is None else among & group:
        yield group


def _sorted_sounds(sounds: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(sounds))
