"""A disk that fails at any act of any write path: one sentence, the office sound, the change whole or not there."""

from __future__ import annotations

import pytest
from acts import ACTS
from disk_faults import FAULTS, at, counted, points, problem_of
from house import House
from shim import CHANGES, Fault, Op, missing

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())

NAMES = tuple(ACTS)
WITHIN = {"half a write, then full", "a bad sector"}
"""Asked of what is written inside the office alone: outside there is one way to write, tried with the others."""


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
