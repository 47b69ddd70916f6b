"""Whole starts of the program, each in a process of its own: first paint, the way in, and the door ``dev.py``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import dev
from tests.bench import ROOT
from tests.bench.filling import USER, Made, Offices
from tests.bench.measure import Bound, Check, Result, Timing, alternate

_HERE = Path(__file__).parent
_RUNS = 9
_PAGE = 100


def paint(offices: Offices) -> list[Result]:
    """From the start of the process to the first picture on the screen."""
    home = str(offices.folder / "belum-ada")
    ours, floor = alternate(
        lambda: _painted(offices, "child_paint.py", "--home", home),
        lambda: _painted(offices, "child_bare.py"),
        runs=_RUNS,
    )
    return [
        Timing(area="paint", name="first paint, to a bare window's", ours=ours, floor=floor, bound=Bound(ratio=2)),
        *_door(offices),
    ]


def enter(offices: Offices) -> list[Result]:
    """From the confirmed log-in to the morning page and on to the list of cases; full office to an empty one."""
    found: dict[str, list[dict[str, Any]]] = {"full": [], "empty": []}

    def walk(which: str, made: Made) -> float:
        figures = child(offices, "child_enter.py", str(made.home), str(made.key_file), USER.username, USER.password)
        found[which].append(json.loads(figures))
        return float(found[which][-1]["list_ms"])

    listed = alternate(lambda: walk("full", offices.fewer), lambda: walk("empty", offices.empty), runs=_RUNS)
    morning = [tuple(float(run["morning_ms"]) for run in found[which][1:]) for which in ("full", "empty")]
    _expect(found)
    bound = Bound(ratio=1.5)
    alembic = any(run["alembic"] for runs in found.values() for run in runs)
    return [
        Timing(area="enter", name="log-in to the morning page", ours=morning[0], floor=morning[1], bound=bound),
        Timing(area="enter", name="log-in to the list of cases", ours=listed[0], floor=listed[1], bound=bound),
        Check(
            area="enter",
            name="Alembic at a normal start",
            holds=not alembic,
            found="loaded" if alembic else "not loaded",
        ),
    ]


def _expect(found: dict[str, list[dict[str, Any]]]) -> None:
    """Refuse to compare windows that did not show what they should."""
    for run in found["full"]:
        if run["list_rows"] != _PAGE or not run["morning_rows"]:
            raise RuntimeError(f"the office with cases showed {run}")
    for run in found["empty"]:
        if run["list_rows"] or run["morning_rows"]:
            raise RuntimeError(f"the empty office showed {run}")


def _door(offices: Offices) -> list[Result]:
    """What ``dev.py run`` adds to starting the program directly, once everything is set up."""
    name = "dev.py run, to a direct start"
    if dev.read_stamp()[:1] != [dev.digest()]:
        return [Check(area="paint", name=name, holds=None, found="set the project up with dev.py first")]

    def started(*command: str) -> float:
        began = time.perf_counter()
        _run(offices, *command)
        return (time.perf_counter() - began) * 1000

    direct = (str(dev.PYTHON), "-P", "-m", "desktop", "--version")
    ours, floor = alternate(
        lambda: started(sys.executable, str(ROOT / "dev.py"), "run", "--version"),
        lambda: started(*direct),
        runs=_RUNS,
    )
    return [Timing(area="paint", name=name, ours=ours, floor=floor, bound=Bound(plus_ms=500))]


def _painted(offices: Offices, script: str, *arguments: str) -> float:
    """Milliseconds from starting a process to the moment it prints; both read the one clock of the system."""
    began = time.perf_counter()
    return (float(child(offices, script, *arguments)) - began) * 1000


def child(offices: Offices, script: str, *arguments: str, seconds: int = 120) -> str:
    """Run one of the scripts beside this module, for so long at most, and return the last line that it prints."""
    return _run(offices, sys.executable, "-P", str(_HERE / script), *arguments, seconds=seconds)


def _run(offices: Offices, *command: str, seconds: int = 120) -> str:
    """Run a program without a screen, with settings of its own, and return the last line that it prints."""
    settings = str(offices.folder / "settings")
    surroundings = {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": settings, "NETRALITAS_HOME": settings}
    done = subprocess.run(  # noqa: S603 - our own programs
        command, env=os.environ | surroundings, capture_output=True, text=True, check=False, timeout=seconds
    )
    if done.returncode or not done.stdout.strip():
        raise RuntimeError(f"{command} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout.strip().splitlines()[-1]
