"""Which items of evidence belong on the papers of a case."""

from __future__ import annotations

from collections.abc import Iterable

from cases.model.evidence import Evidence


def of_case(items: Iterable[Evidence], person: str) -> tuple[Evidence, ...]:
    """Return the items that concern a person (his NIP or else name); what names nobody concerns everybody."""
    return tuple(item for item in items if not person or not item.concerns or person in item.concerns)


def with_cards(items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the items whose picture is shown: where there is a redacted copy, it is, and not its original."""
    given = tuple(items)
    covered = {item.derived_from for item in given}
    return tuple(item for item in given if item.id not in covered)
