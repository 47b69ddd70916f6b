"""Rows of a list compared with the employees; fulfils ``cases.ports.NameMatcher``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from cases.model.name_list import Hit, KnownPerson, ListRow, Matched
from reports.matching import births
from reports.matching.index import Index, Places
from reports.matching.likeness import compare
from reports.matching.score import SURE_SCORE, Asked, Known, exact, judged

MOST_HITS = 10
"""So many employees are shown for one row at most."""
LEAST_SCORE, LEAST_BY_NAME = 75, 60
"""From this score on a hit is shown, and from this one where a list tells no day of birth at all."""
_TOLD_EVERY = 200
_RARE = 3
"""A name that so few bear is looked at although the day of birth differs."""


class RapidMatcher:
    """Finds the employees on a list: by NIP and NIK, else by name with the day of birth and the address as support."""

    def match(
        self, rows: Sequence[ListRow], employees: Sequence[KnownPerson], heard: Callable[[int], object] | None = None
    ) -> Matched:
        """Return who may be whom; see the port."""
        index = Index(employees, lambda: None if heard is None else heard(0))
        hits: list[Hit] = []
        cut: list[int] = []
        known: dict[ListRow, list[Hit]] = {}  # a list may have one row thousands of times
        everybody = [_asked(row, index) for row in rows]
        dated = any(asked.born_on or asked.nik.on for asked in everybody)
        least = LEAST_SCORE if dated else LEAST_BY_NAME
        for done, asked in enumerate(everybody):
            if heard is not None and done % _TOLD_EVERY == 0:
                heard(done)
            same = replace(asked.row, number=0, party="", role="")
            if same not in known:
                known[same] = _hits(asked, index, least)[: MOST_HITS + 1]
            found = [replace(hit, row=asked.row.number) for hit in known[same]]
            hits += found[:MOST_HITS]
            if len(found) > MOST_HITS:
                cut.append(asked.row.number)
        return Matched(tuple(hits), tuple(cut))


def _hits(asked: Asked, index: Index, least: int) -> list[Hit]:
    """A row's hits from a score on, the best first."""
    row = asked.row
    judged_ones = {
        place: exact(compare(asked.name, index.names[place]), same)
        for same, places in (("NIK", index.by_nik.get(row.nik, ())), ("NIP", index.by_nip.get(row.nip, ())))
        for place in places
    }
    if all(one.score < SURE_SCORE for one in judged_ones.values()):
        for place in _candidates(asked, index) - judged_ones.keys():
            judged_ones[place] = judged(asked, Known(index.people[place], index.names[place], index.born[place]))
    shown = ((one, place) for place, one in judged_ones.items() if one.score >= least)
    in_order = sorted(shown, key=lambda pair: (-pair[0].score, index.people[pair[1]].nip))
    return [
        Hit(row=row.number, employee_id=index.people[place].employee_id, score=one.score, reasons=one.reasons)
        for one, place in in_order
    ]


def _asked(row: ListRow, index: Index) -> Asked:
    told = births.of_nik(row.nik)
    return Asked(row=row, name=index.name_of(row.name), born_on=row.born_on, nik=told)


def _candidates(asked: Asked, index: Index) -> Places:
    """Who is compared with a row word by word.

    With a day of birth: who was born then, who may have been and has one of the words, and the few who bear the name.
    Without: who is nearest by name.
    """
    days = {day for day in (asked.born_on, asked.nik.on) if day is not None}
    if not asked.name.words:
        return set()
    if not days:
        return index.alike(asked.name)
    bearers = index.bearers(asked.name)
    found = set(bearers) if len(bearers) <= _RARE else set()
    for day in days:
        found |= index.born_on(day, asked.name) | index.born_near(day, asked.name)
    return found
