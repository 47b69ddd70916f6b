"""A folder into which a scanner or a phone puts files: what is new in it, and whole, is offered as evidence.

Nothing in it is ever moved, changed or deleted. Only the folder itself is looked into, not folders inside it.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from desktop.preferences import Preferences
from desktop.tasks import Task, Tasks

MOST_ENTRIES: Final = 100_000
"""So many entries of a folder are looked at; one with more is said to be too large."""
MOST_REMEMBERED: Final = 4_000
"""So many files are remembered one by one as settled; the preferences hold some more."""
MOST_OFFERED: Final = 200
"""So many are offered at once, the oldest first."""
POLL_MS: Final = 15_000
"""Looked at so often even when the system says nothing: of network drives and sticks it does not."""
SETTLE_MS: Final = 2_000
"""A file whose size and time are the same after this pause has stopped growing."""
_ROUNDED: Final = 2_000_000_000
"""Nanoseconds to which a stick rounds its times."""
_UNFINISHED: Final = (".tmp", ".part", ".partial", ".crdownload", ".download", ".filepart", ".lnk", ".ini", ".db")
_GONE: Final = "Folder pindaian tidak ditemukan; sambungkan lagi stik atau jaringannya, atau ganti di Pengaturan."
_CLOSED: Final = "Folder pindaian tidak dapat dibaca; periksa hak aksesnya, atau ganti di Pengaturan."
_LARGE: Final = "Folder pindaian berisi lebih dari 100.000 berkas; pakai folder tersendiri untuk pindaian."


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file in the folder by its path, size and time (nanoseconds); ``came`` is when it came there."""

    path: Path
    size: int
    changed: int
    came: int

    @property
    def key(self) -> str:
        """What it is remembered by once it was dismissed."""
        return hashlib.sha256(f"{self.path}\0{self.size}\0{self.changed}".encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Found:
    """What a look into the folder gave: files that have stopped growing by their fingerprint, or a sentence why not.

    ``growing`` says that others are still being written.
    """

    files: Mapping[Arrival, str] = field(default_factory=dict)
    problem: str = ""
    growing: bool = False


def new_in(folder: Path, since: int) -> tuple[tuple[Arrival, ...], str]:
    """The files that came into a folder after a moment (nanoseconds), the oldest first, or why there are none.

    A file came when it was written or, copied with its old time, when its entry was made.
    """
    found: list[Arrival] = []
    try:
        with os.scandir(folder) as entries:
            for place, entry in enumerate(entries):
                if place >= MOST_ENTRIES:
                    return (), _LARGE
                arrival = _arrival(entry)
                if arrival is not None and arrival.came > since - _ROUNDED:
                    found.append(arrival)
    except FileNotFoundError:
        return (), _GONE
    except OSError:
        return (), _CLOSED if folder.is_dir() else _GONE
    return tuple(sorted(found, key=lambda one: (one.came, one.path.name))), ""


def start_of(folder: Path) -> tuple[int, list[str]]:
    """From when on files are new in a folder that is watched from now on, and the keys of those that are not.

    Those that are there are remembered one by one; of too many, the newest tells by the clock of its own disk.
    """
    there, _ = new_in(folder, 0)
    since = settled(there) if len(there) > MOST_REMEMBERED else 0
    return since, [one.key for one in there if one.came > since - _ROUNDED][-MOST_REMEMBERED:]


def settled(files: Iterable[Arrival]) -> int:
    """When the newest of some files came; a time that has not come yet, by a wrong clock, does not count."""
    now = time.time_ns()
    return max((one.came for one in files if one.came <= now), default=0)


def _arrival(entry: os.DirEntry[str]) -> Arrival | None:
    name = entry.name.lower()
    if name.startswith((".", "~$")) or name.endswith(_UNFINISHED):
        return None
    try:
        if not entry.is_file(follow_symlinks=False):
            return None
        told = entry.stat(follow_symlinks=False)
    except OSError:  # gone meanwhile
        return None
    made = getattr(told, "st_birthtime_ns", told.st_ctime_ns)  # of a copy, the time of copying
    if not told.st_size:  # not yet written
        return None
    return Arrival(Path(entry.path), told.st_size, told.st_mtime_ns, max(told.st_mtime_ns, made))


@lru_cache(maxsize=4 * MOST_OFFERED)
def _fingerprint(arrival: Arrival) -> str:
    with arrival.path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def look_into(
    folder: Path, since: int, dismissed: Collection[str], before: Collection[Arrival], stop: Callable[[], bool]
) -> tuple[Found, frozenset[Arrival]]:
    """What is new in a folder and was the same at the look ``before``; and all that was there, for the next look."""
    there, problem = new_in(folder, since)
    wanted = [one for one in there if one.key not in dismissed][:MOST_OFFERED]
    files: dict[Arrival, str] = {}
    growing = False
    for one in wanted:
        if stop():
            break
        if one not in before:
            growing = True
            continue
        try:
            files[one] = _fingerprint(one)
        except OSError:  # held by the program that writes it, or gone: it is looked at again
            growing = True
    return Found(files, problem, growing), frozenset(wanted)


class WatchedFolder(QObject):
    """Looks into the folder of the preferences while ``watch`` is on. ``found`` follows a look that gave other things.

    It looks when the system says that something changed, every ``POLL_MS`` besides, and again after ``SETTLE_MS``
    while a file may still grow; one look at a time, in a worker.
    """

    found = Signal(object)

    def __init__(self, tasks: Tasks, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._preferences = tasks, preferences
        self._before: frozenset[Arrival] = frozenset()
        self._shown = Found()
        self._folder: Path | None = None
        self._looks: Task | None = None
        self._poll, self._soon = QTimer(self), QTimer(self)
        self._system = QFileSystemWatcher(self)
        self._system.directoryChanged.connect(self._stir)
        self._poll.setInterval(POLL_MS)
        self._soon.setInterval(SETTLE_MS)
        self._soon.setSingleShot(True)
        self._poll.timeout.connect(self.look)
        self._soon.timeout.connect(self.look)
        self._on = self._again = False

    def watch(self, *, on: bool) -> None:
        """Begin, or rest."""
        if on == self._on:
            return
        self._on = on
        if on and self._preferences.watched is not None:
            self._poll.start()
            self.look()
        elif on:
            self._follow(None)
        else:
            self._poll.stop()
            self._soon.stop()
            if self._looks is not None:
                self._looks.cancel()
                self._looks = None

    def dismiss(self, files: Collection[Arrival]) -> None:
        """Offer these no more, on this computer: nobody wants them, or they are stored."""
        self._preferences.dismiss([one.key for one in files])
        left = [one for one in self._shown.files if one not in files]
        many = len(self._preferences.dismissed) >= MOST_REMEMBERED
        if many and not left and not self._shown.growing and len(files) < MOST_OFFERED:  # all that came is settled
            self._preferences.watched_since = max(settled(files), self._preferences.watched_since)
        self.look()

    def look(self) -> None:
        """Look now, unless a look goes on."""
        folder = self._preferences.watched
        if folder != self._folder:
            self._follow(folder)
        if folder is None or not self._on or self._tasks.closed:
            return
        if self._looks is not None:
            self._again = True
            return
        since, dismissed = self._preferences.watched_since, self._preferences.dismissed
        before, task = self._before, Task()
        self._looks, self._again = task, False

        def work() -> tuple[Found, frozenset[Arrival], float]:
            began = time.monotonic()
            found, there = look_into(folder, since, dismissed, before, lambda: task.cancelled)
            return found, there, time.monotonic() - began

        self._tasks.submit_free(work, owner=self, task=task, on_done=lambda outcome: self._looked(*outcome))

    def _stir(self, _path: str) -> None:
        if self._on:
            self._soon.start()

    def _follow(self, folder: Path | None) -> None:
        if old := self._system.directories():
            self._system.removePaths(old)
        self._folder, self._before = folder, frozenset()
        self._tell(Found())

    def _looked(self, outcome: Found, there: frozenset[Arrival], seconds: float) -> None:
        self._looks, self._before = None, there
        if not self._on or self._folder is None:
            return
        self._poll.setInterval(max(POLL_MS, int(seconds * 20_000)))  # a slow drive is left alone most of the time
        if outcome.problem:
            if old := self._system.directories():
                self._system.removePaths(old)
        elif not self._system.directories():
            self._system.addPath(str(self._folder))
        if outcome.growing:
            self._soon.start()
        self._tell(outcome)
        if self._again:
            self.look()

    def _tell(self, outcome: Found) -> None:
        changed = (outcome.files, outcome.problem) != (self._shown.files, self._shown.problem)
        self._shown = outcome
        if changed:
            self.found.emit(outcome)
