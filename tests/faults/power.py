"""What a disk holds after a power cut: a log of the shim replayed up to some entry, what was not synced kept or lost.

What was written to a file lasts from the file's fsync on, a name from the fsync of its folder. Of the rest anything may
be lost: each write by itself, whole, half or as zeros; names only from some moment on, since every file system that
matters keeps a journal of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from random import Random

from shim import Entry

SECTOR = 512


class Loss(StrEnum):
    """What became of all that had not been synced."""

    ALL = "everything lost"
    NOTHING = "nothing lost"
    DATA = "names kept, their data lost"
    SOME = "some lost, some torn"


@dataclass
class _File:
    """What lasts of a file, and what has been written since."""

    data: bytearray
    late: list[tuple[int, bytes | None]] = field(default_factory=list)

    def write(self, at: int, data: bytes | None) -> None:
        """Apply one write, or (None) a cut or growth to ``at`` bytes."""
        if data is None:
            del self.data[at:]
            self.data.extend(bytes(at - len(self.data)))
            return
        self.data.extend(bytes(max(0, at - len(self.data))))
        self.data[at : at + len(data)] = data

    def settle(self) -> None:
        for at, data in self.late:
            self.write(at, data)
        self.late.clear()

    def lose(self, loss: Loss, dice: Random) -> None:
        for at, data in self.late:
            fate = {Loss.NOTHING: 0, Loss.SOME: dice.randrange(4)}.get(loss, 1)
            if data is None:
                if fate in {0, 2}:
                    self.write(at, None)
            elif fate == 0:
                self.write(at, data)
            elif fate == 2:  # torn between two sectors
                self.write(at, data[: dice.randrange(len(data) // SECTOR + 1) * SECTOR])
            elif fate == 3 and at >= len(self.data):  # the size lasted, the bytes did not
                self.write(at, bytes(len(data)))
        self.late.clear()


Names = dict[str, "_File | None"]
"""Paths and their files; None is a folder."""


def _apply(names: Names, entry: Entry, fresh: _File | None) -> None:
    """Change the names as one entry says."""
    if entry.kind == "C":
        names[entry.path] = fresh
    elif entry.kind == "D":
        names[entry.path] = None
    elif entry.kind == "U":
        names.pop(entry.path, None)
    else:
        for old in [name for name in names if name == entry.path or name.startswith(entry.path + "/")]:
            names[entry.other + old.removeprefix(entry.path)] = names.pop(old)


class Disk:
    """A folder as the disk has it while the entries of a log come in; it held what ``before`` holds."""

    def __init__(self, root: Path, before: Path) -> None:
        self._root = root
        self._lasting: Names = {}
        for place in before.rglob("*"):
            file = _File(bytearray(place.read_bytes())) if place.is_file() else None
            self._lasting[str(root / place.relative_to(before))] = file
        self._now = dict(self._lasting)
        self._late: list[tuple[Entry, _File | None]] = []

    def feed(self, entries: Iterable[Entry]) -> None:
        """Let these things happen."""
        for entry in entries:
            if entry.kind in "CDRU":
                fresh = _File(bytearray()) if entry.kind == "C" else None
                _apply(self._now, entry, fresh)
                self._late.append((entry, fresh))
            elif entry.kind in "WT" and (file := self._now.get(entry.path)):
                file.late.append((entry.at, entry.data if entry.kind == "W" else None))
            elif entry.kind == "S":
                self._sync(entry.path)

    def _sync(self, path: str) -> None:
        if file := self._now.get(path):
            file.settle()
            return
        kept = []
        for entry, fresh in self._late:  # a folder: the names in it last
            if path in {os.path.dirname(entry.path), os.path.dirname(entry.other)}:  # noqa: PTH120 - plain strings
                _apply(self._lasting, entry, fresh)
            else:
                kept.append((entry, fresh))
        self._late = kept

    def cut(self, into: Path, loss: Loss, dice: Random) -> None:
        """Write into a new folder what is found when the power is back; the disk is used up by it."""
        last = {Loss.ALL: 0, Loss.SOME: dice.randint(0, len(self._late))}.get(loss, len(self._late))
        for entry, fresh in self._late[:last]:
            _apply(self._lasting, entry, fresh)
        into.mkdir(parents=True)
        for path, file in self._lasting.items():
            place = into / Path(path).relative_to(self._root)
            if file is None:
                place.mkdir(parents=True, exist_ok=True)
                continue
            file.lose(loss, dice)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.data)
