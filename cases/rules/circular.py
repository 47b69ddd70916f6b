"""The points of the circular on social media as they are checked in a report, and the categories that they count in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cases.regulations import CircularPoint


@dataclass(frozen=True, slots=True, kw_only=True)
class PointChoice:
    """A box of the report form: ``value`` is what the report keeps ("7", "8.2"), ``category`` what it counts as."""

    value: str
    words: str
    category: str
    point: CircularPoint


def point_choices(points: Iterable[CircularPoint]) -> tuple[PointChoice, ...]:
    """Return the boxes: one for each point, of a point that has parts one for each of them."""
    found = []
    for point in points:
        whole = PointChoice(
            value=str(point.number),
            words=f"{point.number}. {point.short}",
            category=point.category or point.short,
            point=point,
        )
        found += [
            PointChoice(value=f"{point.number}.{place}", words=f"{point.number}. {part}", category=part, point=point)
            for place, part in enumerate(point.parts, start=1)
        ] or [whole]
    return tuple(found)


def point_words(points: Iterable[CircularPoint]) -> dict[str, str]:
    """Return the words of every value that a report may hold; older reports know no parts."""
    known = tuple(points)
    words = {str(point.number): f"{point.number}. {point.short}" for point in known}
    return words | {choice.value: choice.words for choice in point_choices(known)}


def categories(points: Iterable[CircularPoint]) -> dict[str, str]:
    """Return the category that each value counts in."""
    known = tuple(points)
    whole = {str(point.number): point.category or point.short for point in known}
    return whole | {choice.value: choice.category for choice in point_choices(known)}
