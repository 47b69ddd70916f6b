"""Which records of steps count: a correction stands in the place of what it corrects, a withdrawal in no place."""

from __future__ import annotations

from collections.abc import Iterable

from cases.model.steps import CaseStep


def standing_steps(records: Iterable[CaseStep]) -> tuple[tuple[CaseStep, ...], tuple[CaseStep, ...]]:
    """Return the steps that count, each at the place of its first record, and the records that count no more.

    ``records`` come in the order of recording. A correction may itself be corrected; the last one counts.
    """
    places: dict[str, list[CaseStep]] = {}
    chain_of: dict[str, list[CaseStep]] = {}
    for record in records:
        chain = chain_of.pop(record.corrects or "", None)
        if chain is None:
            chain = places.setdefault(record.id, [])
        chain.append(record)
        chain_of[record.id] = chain
    counting = tuple(chain[-1] for chain in places.values() if not chain[-1].withdrawn)
    past = tuple(record for chain in places.values() for record in (chain if chain[-1].withdrawn else chain[:-1]))
    return counting, past
