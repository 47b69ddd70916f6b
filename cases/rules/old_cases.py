"""Old cases: whether two are the same matter, and which year one is of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from cases.model.old_case import OldCase

Key = tuple[str, ...]
"""Two old cases that share one are the same matter."""


def keys_of(old: OldCase) -> frozenset[Key]:
    """Return by what a matter is known: each number on its paper together with its person, by NIP and by name.

    Where its paper bears no number, by its days, its year and its sanction.
    """
    person = old.respondent
    people = [("nip", person.nip)] if person.nip else []
    people.append(("nama", " ".join(person.name.split()).casefold()))
    papers: list[Key] = []
    if old.number:
        papers.append(("nomor", _squeezed(old.number), str(old.year)))
    if old.decision_number:
        papers.append(("keputusan", _squeezed(old.decision_number)))
    if not papers:
        days = (str(day or "") for day in (old.event_on, old.received_on, old.decision_on))
        papers.append(("tanpa nomor", str(old.year), *days, old.sanction_title.casefold()))
    return frozenset((*who, *paper) for who in people for paper in papers)


def same_people(one: OldCase, other: OldCase) -> bool:
    """Whether two may be about one person: two different NIPs are two people, whatever their names."""
    first, second = one.respondent.nip, other.respondent.nip
    return not (first and second) or first == second


def with_year(old: OldCase) -> OldCase:
    """Give a case whose year nobody said the year of its earliest day, 0 where it has none."""
    if old.year:
        return old
    days: Iterable[date | None] = (old.received_on, old.event_on, old.decision_on, old.closed_on)
    known = [day.year for day in days if day is not None]
    return replace(old, year=min(known, default=0))


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()
