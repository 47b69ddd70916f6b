"""Killed at any call, or cut off from power: the office opens, all of it is sound, the act whole or not there.

A few points each; ``dev.py bench --faults`` does a thousand.
"""

from __future__ import annotations

from random import Random

import pytest
from acts import ACTS
from house import House
from power import Loss
from shim import CHANGES, Fault, Kind, missing

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())

INSIDE = tuple(name for name, act in ACTS.items() if act.watched != "luar")
"""What writes into the office or its backups; where it writes outside is tried with a failing disk."""


@pytest.mark.parametrize("name", INSIDE)
def test_the_plug_is_pulled(house: House, name: str) -> None:
    act, dice = ACTS[name], Random(name)  # noqa: S311 - moments, the same in each run
    before = house.look(name, house.fresh(act.start))["state"]
    after, log, root = house.record(name, act.start, act.watched)

    def found(happened: int, loss: Loss) -> object:
        left = house.cut(name, act.start, act.watched, log[:happened], root, loss, dice)
        assert not left["unsound"], f"{loss} after {happened} of {len(log)}: {left['unsound']}"
        return left["state"]

    assert log[-1].kind == "M", "it was told to be done at the end"
    assert found(len(log), Loss.ALL) == after, "what was told to be done lasts"
    for loss in (Loss.DATA, Loss.SOME, Loss.SOME):
        assert found(dice.randrange(len(log)), loss) in (before, after)


@pytest.mark.parametrize("name", INSIDE)
def test_killed_before_and_within_a_write(house: House, name: str) -> None:
    act, dice = ACTS[name], Random(name)  # noqa: S311 - as above
    before = house.look(name, house.fresh(act.start))["state"]
    good = house.do(name, act.start, Fault(int(CHANGES)))
    for kind in (Kind.KILL, Kind.TORN_KILL):
        done = house.do(name, act.start, Fault(int(CHANGES), dice.randrange(sum(good.seen.values())), kind))
        assert done.killed
        assert not done.unsound, done.unsound
        assert done.state in (before, good.state)
