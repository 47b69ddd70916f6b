"""A thousand kills, faults and power cuts over every write path, a point each; it goes on where it was stopped.

``dev.py bench --faults [COUNT]``: what was tried is kept in a file, so that a run may be broken off.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.bench.filling import say

HERE = Path(__file__).parents[1]
sys.path[:0] = [str(HERE), str(HERE / "faults")]
KEPT = Path(tempfile.gettempdir()) / "netralitas-faults.json"
WAYS = ("killed", "killed within a write", "power cut", "failing disk")


@dataclass(frozen=True)
class Point:
    """One try: which act, in which way; everything else follows from its number."""

    number: int
    act: str
    way: str


def points(count: int, acts: tuple[str, ...]) -> list[Point]:
    """So many tries, spread evenly over acts and ways."""
    pairs = [(act, way) for way in WAYS for act in acts]
    return [Point(number, *pairs[number % len(pairs)]) for number in range(count)]


class Trial:
    """Does the points on one house; what an act leaves when nobody disturbs it is found once."""

    def __init__(self, folder: Path) -> None:
        from house import House  # noqa: PLC0415 - the tests' own, on the path now

        self.house = House(folder)
        self._known: dict[str, Any] = {}

    def known(self, act: str) -> Any:
        """What was there before and after a good run, its counts, and its log."""
        from acts import ACTS  # noqa: PLC0415 - as above
        from shim import CHANGES, Fault, Op  # noqa: PLC0415 - as above

        if act not in self._known:
            start, watched = ACTS[act].start, ACTS[act].watched
            before = self.house.look(act, self.house.fresh(start))["state"]
            good = self.house.do(act, start, Fault(int(CHANGES | Op.READ)))
            self._known[act] = (before, good, self.house.record(act, start, watched))
        return self._known[act]

    def wrong(self, point: Point) -> str:
        """What is wrong after a try, "" when nothing is."""
        from acts import ACTS  # noqa: PLC0415 - as above
        from disk_faults import FAULTS, at, counted, problem_of  # noqa: PLC0415 - as above
        from power import Loss  # noqa: PLC0415 - as above
        from shim import CHANGES, Fault, Kind  # noqa: PLC0415 - as above

        act, dice = ACTS[point.act], Random(point.number)  # noqa: S311 - moments, the same in each run
        before, good, (_, log, root) = self.known(point.act)
        if point.way == "power cut":
            happened, loss = dice.randrange(len(log) + 1), dice.choice(list(Loss))
            left = self.house.cut(point.act, act.start, act.watched, log[:happened], root, loss, dice)
            wanted = [good.state] if happened == len(log) else [before, good.state]
            return left["unsound"] or ("" if left["state"] in wanted else f"{loss} after {happened}: {left['state']}")
        if point.way == "failing disk":
            fault = dice.choice(list(FAULTS.values()))
            done = self.house.do(point.act, act.start, at(fault, dice.randrange(counted(good, fault.ops))))
            return problem_of(done, before, good.state)
        kind = Kind.KILL if point.way == "killed" else Kind.TORN_KILL
        done = self.house.do(point.act, act.start, Fault(int(CHANGES), dice.randrange(counted(good, CHANGES)), kind))
        return done.unsound or ("" if done.state in (before, good.state) else str(done.state))


def faults(count: int, *, anew: bool) -> int:
    """Try so many points, going on where the last run stopped; return the exit status."""
    from acts import ACTS  # noqa: PLC0415 - the tests' own, on the path now

    tried: dict[str, str] = {} if anew or not KEPT.exists() else json.loads(KEPT.read_text(encoding="utf-8"))
    wanted = points(count, tuple(ACTS))
    left = [point for point in wanted if str(point.number) not in tried]
    say(f"{len(wanted) - len(left)} of {count} points were tried before")
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="netralitas-faults-", ignore_cleanup_errors=True) as folder:
        trial = Trial(Path(folder))
        for place, point in enumerate(left, 1):
            tried[str(point.number)] = problem = trial.wrong(point)
            if problem:
                say(f"point {point.number} ({point.act}, {point.way}): {problem}")
            if place % 20 == 0 or place == len(left):
                KEPT.write_text(json.dumps(tried), encoding="utf-8")
                say(f"{place} of {len(left)} in {time.perf_counter() - began:.0f} s")
        trial.house.close()
    done = Counter((point.act, point.way) for point in wanted)
    bad = Counter((point.act, point.way) for point in wanted if tried[str(point.number)])
    sys.stdout.write(table(done, bad) + "\n")
    return 1 if bad else 0


def table(done: Counter[tuple[str, str]], bad: Counter[tuple[str, str]]) -> str:
    """How many points each act had in each way, and how many of them went wrong."""
    acts = dict.fromkeys(act for act, _ in done)
    lines = ["| Act | " + " | ".join(WAYS) + " |", "|---" * (len(WAYS) + 1) + "|"]
    for act in acts:
        cells = [f"{done[act, way]}" + (f", {bad[act, way]} wrong" if bad[act, way] else "") for way in WAYS]
        lines.append(f"| {act} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
