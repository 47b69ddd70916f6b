"""A nursery and the offices it starts from, for tests and for the bench."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from power import Disk, Loss
from shim import Entry, Fault, build, read_book

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@dataclass(frozen=True)
class Done:
    """What came of an act: what the user was told ("" for done), a bug, how many acts counted, what is left."""

    told: str
    bug: str
    seen: dict[str, int]
    fired: bool
    killed: bool
    state: dict[str, Any]
    unsound: str


@dataclass
class House:
    """Does acts on copies of offices. ``close`` when no more is wanted."""

    folder: Path
    process: subprocess.Popen[str] = field(init=False)
    _count: int = 0

    def __post_init__(self) -> None:
        paths = os.pathsep.join(map(str, (ROOT, HERE.parent, HERE)))
        environment = os.environ | {"PYTHONPATH": paths, "LD_PRELOAD": str(build(self.folder))}
        environment.pop("NETRALITAS_HOME", None)
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, HERE / "nursery.py"],
            env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        made = self.ask({"order": "make", "folder": str(self.offices), "inputs": str(self.inputs)})
        if made["status"]:
            raise RuntimeError("the offices to start from could not be made")

    @property
    def offices(self) -> Path:
        return self.folder / "offices"

    @property
    def inputs(self) -> Path:
        return self.folder / "inputs"

    def ask(self, order: dict[str, Any]) -> dict[str, Any]:
        """Give an order and wait for the answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(json.dumps(order), file=self.process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def fresh(self, start: str) -> Path:
        """A copy of one of the offices, with what lies outside it."""
        self._count += 1
        return Path(shutil.copytree(self.offices / start, self.folder / f"place-{self._count}"))

    def look(self, act: str, folder: Path) -> dict[str, Any]:
        """What is left in a folder."""
        return self.ask({"order": "look", "act": act, "folder": str(folder), "inputs": str(self.inputs)})

    def do(self, act: str, start: str, fault: Fault, book: Path | None = None) -> Done:
        """Do an act under a fault on a fresh office, and look at it when the fault is over."""
        folder = self.fresh(start)
        order = {"act": act, "folder": str(folder), "inputs": str(self.inputs)}
        told = self.ask({"order": "act", **order, "fault": fault.plain(), "book": str(book or "")})
        killed = told["status"] == -9
        if told["status"] and not killed:
            raise RuntimeError(f"the nursery failed at {act} with {fault}: {told}")
        left = self.look(act, folder)
        shutil.rmtree(folder)
        return Done(
            told.get("told", ""), told.get("bug", ""), told.get("seen", {}), told.get("fired", killed), killed,
            left["state"], left["unsound"],
        )  # fmt: skip

    def record(self, act: str, start: str, watched: str) -> tuple[dict[str, Any], list[Entry], Path]:
        """Do an act on a fresh office and write down what it did to the disk; what is left, the log, and its root."""
        folder, book = self.fresh(start), self.folder / f"{act}.book"
        order = {"act": act, "folder": str(folder), "inputs": str(self.inputs)}
        self.ask({"order": "act", **order, "fault": Fault().plain(), "book": str(book)})
        left = self.look(act, folder)
        if left["unsound"]:
            raise RuntimeError(left["unsound"])
        return left["state"], list(read_book(book)), folder / watched

    def cut(
        self, act: str, start: str, watched: str, happened: Sequence[Entry], root: Path, loss: Loss, dice: Random
    ) -> dict[str, Any]:
        """What is found after a power cut once ``happened`` has happened."""
        disk = Disk(root, self.offices / start / watched)
        disk.feed(happened)
        self._count += 1
        folder = self.folder / f"place-{self._count}"
        disk.cut(folder / watched, loss, dice)
        for other in root.parent.iterdir() if watched else ():
            if other.is_dir() and other != root:
                shutil.copytree(other, folder / other.name)
            elif other.is_file():
                shutil.copy(other, folder)
        left = self.look(act, folder)
        shutil.rmtree(folder)
        return left

    def close(self) -> None:
        """End the nursery."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()
        for pipe in (self.process.stdout,):
            assert pipe is not None
            pipe.close()
