"""Who of all employees may be one person recorded twice: the few that are compared, of tens of thousands. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import combinations
from typing import TypeAlias

from cases.model.employee import Employee
from cases.rules.names import plain_name, sound_of
from cases.rules.same_person import birth_of

_Pairs: TypeAlias = Iterable[tuple[int, int]]


def same_people(
    everybody: Sequence[Employee], tick: Callable[[float], object] = lambda _part: None
) -> tuple[tuple[Employee, Employee], ...]:
    """Return every two employees of whom ``same_person.likeness`` says something, by the name of the first.

    Only those are compared who share an NIK, a day of birth, or an NIP but for one slip. ``tick`` hears which part of
    the work is done and may raise to stop.
    """
    sounds = cache(lambda name: frozenset(sound_of(name).split()))
    digits = range(max((len(one.nip) for one in everybody), default=0))
    where = {one.nip: place for place, one in enumerate(everybody)}
    ways: list[Callable[[], _Pairs]] = [partial(_by_nik, everybody), partial(_by_birth, everybody)]
    slips: list[Callable[[], _Pairs]] = [partial(_one_wrong, everybody, place) for place in digits]
    slips += [partial(_two_exchanged, everybody, where, place) for place in digits]
    found: set[tuple[int, int]] = set()
    for done, way in enumerate((*ways, *slips)):
        tick(done / (len(ways) + len(slips)))
        pairs = way()
        if done >= len(ways):  # neighbours in a list of appointments have such NIPs too
            pairs = ((one, two) for one, two in pairs if sounds(everybody[one].name) & sounds(everybody[two].name))
        found.update(pairs)
    both = [(everybody[one], everybody[other]) for one, other in found]
    return tuple(sorted(both, key=lambda pair: (pair[0].name.casefold(), pair[0].nip, pair[1].nip)))


def _together(keys: Iterable[Hashable]) -> Iterator[list[int]]:
    """The places that share a key; an empty one is shared with nobody."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        if key not in {None, ""}:
            groups[key].append(place)
    return (places for places in groups.values() if len(places) > 1)


def _by_nik(everybody: Sequence[Employee]) -> _Pairs:
    for places in _together(one.nik for one in everybody):
        yield from combinations(places, 2)


def _by_birth(everybody: Sequence[Employee]) -> _Pairs:
    for places in _together(birth_of(one) for one in everybody):
        for same in _together(plain_name(everybody[place].name) for place in places):
            yield from combinations([places[one] for one in same], 2)


def _one_wrong(everybody: Sequence[Employee], digit: int) -> _Pairs:
    for places in _together(one.nip[:digit] + " " + one.nip[digit + 1 :] for one in everybody):
        yield from combinations(places, 2)


def _two_exchanged(everybody: Sequence[Employee], where: dict[str, int], digit: int) -> _Pairs:
    for place, one in enumerate(everybody):
        nip = one.nip
        other = where.get(nip[:digit] + nip[digit : digit + 2][::-1] + nip[digit + 2 :], place)
        if other > place:
            yield place, other
