"""How a disk fails, and what is wrong with how an act ended under it."""

from __future__ import annotations

import errno
import re

from house import Done
from shim import CHANGES, GROWS, Fault, Kind, Op

FAULTS: dict[str, Fault] = {
    "disk full": Fault(GROWS, 0, errno.ENOSPC, lasting=True),
    "half a write, then full": Fault(GROWS, 0, Kind.TORN, lasting=True),
    "a bad sector": Fault(Op.WRITE | Op.SYNC, 0, errno.EIO),
    "unplugged": Fault(CHANGES | Op.READ, 0, errno.EIO, lasting=True),
    "read-only": Fault(CHANGES, 0, errno.EROFS, lasting=True),
}
SENTENCE = re.compile(r"[A-Z][^\n]*[.]")
NOT_KEPT = "tidak disimpan"
"""Whoever is told so finds nothing; where a sentence does not say so it may be there whole."""


def points(seen: int, wanted: int) -> list[int]:
    """Acts at which something happens: the first, the last, and others evenly between."""
    return sorted({round(step * (seen - 1) / max(1, wanted - 1)) for step in range(wanted)})


def at(fault: Fault, passing: int) -> Fault:
    return Fault(fault.ops, passing, fault.what, fault.lasting)


def problem_of(done: Done, before: dict[str, object], after: dict[str, object]) -> str:
    """What is wrong with how an act under a fault ended, "" when nothing is."""
    if done.bug or done.unsound:
        return done.bug or done.unsound
    if not done.told:
        return "" if done.state == after else f"told to be done, but it is {done.state}"
    if not SENTENCE.fullmatch(done.told) or "kesalahan yang tidak terduga" in done.told:
        return f"no sentence: {done.told}"
    unsure = done.state == after and NOT_KEPT not in done.told
    return "" if unsure or done.state == before else f"refused ({done.told}), but it is {done.state}"


def counted(done: Done, ops: int) -> int:
    """How many acts of these kinds there were."""
    return sum(done.seen[str(op.name)] for op in Op if op & ops)
