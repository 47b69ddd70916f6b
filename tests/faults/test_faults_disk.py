"""A disk that fails at any act of any write path: one sentence, the office sound, the change whole or not there."""

from __future__ import annotations

import errno
import re

import pytest
from acts import ACTS
from house import Done, House
from shim import CHANGES, GROWS, Fault, Kind, Op, missing

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())

NAMES = tuple(ACTS)
FAULTS: dict[str, Fault] = {
    "disk full": Fault(GROWS, 0, errno.ENOSPC, lasting=True),
    "half a write, then full": Fault(GROWS, 0, Kind.TORN, lasting=True),
    "a bad sector": Fault(Op.WRITE | Op.SYNC, 0, errno.EIO),
    "unplugged": Fault(CHANGES | Op.READ, 0, errno.EIO, lasting=True),
    "read-only": Fault(CHANGES, 0, errno.EROFS, lasting=True),
}
WITHIN = {"half a write, then full", "a bad sector"}
"""Asked of what is written inside the office alone: outside there is one way to write, tried with the others."""
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


@pytest.mark.parametrize("name", NAMES)
def test_a_disk_that_fails(house: House, name: str) -> None:
    start = ACTS[name].start
    before = house.look(name, house.fresh(start))["state"]
    good = house.do(name, start, Fault(int(CHANGES | Op.READ)))
    assert not good.told
    assert not good.bug
    wrong = []
    for place, (words, fault) in enumerate(FAULTS.items(), NAMES.index(name)):
        if ACTS[name].watched == "luar" and words in WITHIN:
            continue
        acts = counted(good, fault.ops)
        where = points(acts, 6)
        passing = where[place % len(where)]
        done = house.do(name, start, at(fault, passing))
        if problem := problem_of(done, before, good.state):
            wrong.append(f"{words} at {passing} of {acts}: {problem}")
    assert not wrong, "\n".join(wrong)
