"""Evidence that looks like other evidence, over all cases: for one act is punished once, whoever reports it again.

How a picture looks is 64 bits (``PictureReader.look``); copies of one differ in few of them. A picture that was
turned, mirrored or cropped has another look and is not found.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from cases.model.evidence import Evidence
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service

MOST_BITS = 8
"""Bits in which two pictures may differ and still be shown as alike."""
_MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """An item that looks like another: of 64 ``bits`` so many differ, 0 for the very same look.

    ``same_bytes`` is the very same file. ``copy``: the office made one of the two from the other, or both from a third,
    and they are no second act.
    """

    item: Evidence
    report_number: str
    bits: int
    same_bytes: bool
    copy: bool = False


@service(Right.READ)
def alike(work: UnitOfWork, actor: Actor, evidence_id: str) -> tuple[Alike, ...]:
    """Return the items of all reports that look like an item or are the same file, the nearest first, copies last."""
    item = work.evidence.get(evidence_id)
    look = work.evidence.looks_of([evidence_id]).get(evidence_id)
    near = work.evidence.looks_near([look], MOST_BITS) if look is not None else {}
    return _alike(work, item, look, near)


@service(Right.READ)
def alike_elsewhere(work: UnitOfWork, actor: Actor, evidence_ids: Collection[str]) -> dict[str, tuple[Alike, ...]]:
    """Return what of other reports resembles each of these items; one that was not looked at yet is left out."""
    looks = work.evidence.looks_of(evidence_ids)
    near = work.evidence.looks_near([look for look in looks.values() if look is not None], MOST_BITS)
    found = {}
    for evidence_id, look in looks.items():
        item = work.evidence.get(evidence_id)
        found[evidence_id] = tuple(
            one for one in _alike(work, item, look, near) if one.item.report_id != item.report_id
        )
    return found


def earlier_of(work: UnitOfWork, items: Sequence[Evidence]) -> dict[str, str]:
    """Return for each item of a report that resembles an earlier one that one's identifier; copies are told apart."""
    looks = work.evidence.looks_of([item.id for item in items])
    origins: dict[str, str] = {}
    found: dict[str, str] = {}
    earlier: list[str] = []
    seen: list[int] = []
    for item in items:
        source = item.derived_from
        origin = origins[item.id] = item.id if source is None else origins.get(source, source)
        look = looks.get(item.id)
        if look is None:
            continue
        far = [(other ^ look).bit_count() for other in seen]  # of 500 items 125,000: nothing else is done for each
        if far and min(far) <= MOST_BITS:
            near = (one for one, bits in zip(earlier, far, strict=True) if bits <= MOST_BITS)
            if (first := next((one for one in near if origins[one] != origin), None)) is not None:
                found[item.id] = first
        earlier.append(item.id)
        seen.append(look)
    return found


def _alike(work: UnitOfWork, item: Evidence, look: int | None, near: Mapping[str, int]) -> tuple[Alike, ...]:
    """What of ``near`` resembles an item, and the same bytes wherever they are."""
    far = {one.id: 0 for one in work.evidence.of_bytes([item.sha256])}
    if look is not None:
        far |= {one: bits for one, seen in near.items() if (bits := (seen ^ look).bit_count()) <= MOST_BITS}
    far.pop(item.id, None)
    origin = _origin(work, item)
    found = []
    for bits, other_id in sorted((bits, one) for one, bits in far.items())[:_MOST]:
        other = work.evidence.get(other_id)
        number = work.reports.get(other.report_id).number
        same, copy = other.sha256 == item.sha256, _origin(work, other) == origin
        found.append(Alike(item=other, report_number=number, bits=bits, same_bytes=same, copy=copy))
    return tuple(sorted(found, key=lambda one: (one.copy, not one.same_bytes, one.bits)))


def _origin(work: UnitOfWork, item: Evidence) -> str:
    """The item that another was made from in the end; its own identifier for an original."""
    while item.derived_from is not None:
        item = work.evidence.get(item.derived_from)
    return item.id
