"""Decrypted copies for the computer's own programs: in a folder of their own, gone when the program ends.

``root/<run>/<copy>/B-05 video.mp4``; beside it ``root/<run>.lock``, which the run holds for as long as it lives. A run
that was killed lets go of its lock, and the next start wipes what it left; what a living run holds stays. Only kinds
whose programs show or play are handed over, each under an ending of its kind: what a file calls itself decides nothing.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import threading
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import IO, Final, Protocol

from PySide6.QtCore import QStandardPaths

from cases.errors import BadFile, StorageError
from cases.model.evidence import Evidence
from cases.rules.media_types import KINDS

_COMMANDED: Final = frozenset({"image/svg+xml", "image/x-icon", "video/x-ms-wmv"})
"""Kinds whose files may hold links or commands, or hide another picture."""
ENDINGS: Final = {
    media_type: tuple(f".{ending}" for ending in kind.endings)
    for media_type, kind in KINDS.items()
    if media_type.startswith(("image/", "video/", "audio/", "application/pdf")) and media_type not in _COMMANDED
}
"""What may be handed to the computer's own programs, and under which endings."""

_LOCK: Final = ".lock"
_UNSAFE: Final = re.compile(r'[\\/:*?"<>|]+')
_LONGEST: Final = 80
_ROOM: Final = 16 * 1024 * 1024
"""Bytes that stay free beside a copy."""


class Lock(Protocol):
    """A lock on a file; the system drops it with the program that holds it."""

    def release(self) -> None:
        """Let go."""


def may_be_opened(item: Evidence) -> bool:
    """Whether an item is of a kind that is handed to the computer's own programs."""
    return item.media_type in ENDINGS


def refusal(item: Evidence) -> str:
    """Why an item is not handed over, as a sentence."""
    ending = PurePath(item.file_name).suffix
    return (
        f"Berkas {ending or 'jenis ini'} tidak dibuka dari sini, sebab program komputer dapat menjalankan isinya atau "
        "mengambil sesuatu dari internet. Simpan salinannya bila memang perlu."
    )


def copy_name(item: Evidence) -> str:
    """The name of an item's copy: nothing that a system or its programs would take for more than a name."""
    name = PurePath(item.file_name.replace("\\", "/"))
    endings = ENDINGS[item.media_type]
    ending = name.suffix.lower() if name.suffix.lower() in endings else endings[0]
    printed = "".join(letter for letter in name.stem if unicodedata.category(letter)[0] != "C")
    stem = _UNSAFE.sub("-", printed)[:_LONGEST].strip(" .")
    return f"{item.label} {stem}".strip() + ending


def copies_folder() -> Path:
    """The account's own place for what may be thrown away, which no backup and no other account sees."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericCacheLocation)
    return Path(place) / "netralitas" / "dibuka"


class OpenedCopies:
    """The copies of one run. Nothing is on disk before the first; ``close`` wipes them. Safe in any thread.

    ``make_private`` makes a folder that only this account may enter, ``lock`` locks a file or raises OSError.
    """

    def __init__(
        self,
        root: Path | None = None,
        *,
        make_private: Callable[[Path], object] | None = None,
        lock: Callable[[Path], Lock] | None = None,
    ) -> None:
        self.root = root or copies_folder()
        self._make_private, self._lock = make_private or _private_folder, lock or _file_lock
        self._guard = threading.Lock()
        self._run: Path | None = None
        self._held: Lock | None = None

    @contextmanager
    def writing(self, item: Evidence) -> Iterator[tuple[Path, IO[bytes]]]:
        """Give the place of a new copy and the open file to fill; a copy that fails leaves nothing.

        Raises BadFile for what is never handed over, StorageError when there is no room or no right.
        """
        if not may_be_opened(item):
            raise BadFile(refusal(item))
        folder = None
        try:
            folder = self._run_folder(item.size) / secrets.token_hex(8)
            folder.mkdir(mode=0o700)
            path = folder / copy_name(item)
            with open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
                yield path, file
        except BaseException as error:
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)
            if isinstance(error, OSError):
                words = "Salinan tidak dapat ditulis di komputer ini; kosongkan ruang di drive, lalu ulangi."
                raise StorageError(words, detail=str(error)) from error
            raise

    def discard(self, path: Path) -> None:
        """Throw one copy away at once."""
        shutil.rmtree(path.parent, ignore_errors=True)

    def wipe(self) -> tuple[str, ...]:
        """Wipe the copies of this run; return the names of those that another program still holds open."""
        with self._guard:
            if self._run is None:
                return ()
            return _emptied(self._run)

    def close(self) -> tuple[str, ...]:
        """Wipe the copies of this run and let go; what is held open is left to the next start, and named."""
        left = self.wipe()
        with self._guard:
            if self._run is not None and self._held is not None:
                self._held.release()
                if not left:
                    _remove(self._run.with_suffix(_LOCK))
                self._run = self._held = None
        return left

    def wipe_left(self) -> tuple[str, ...]:
        """Wipe what runs left that are no more; return the names of copies that still cannot be removed."""
        left: list[str] = []
        for name in {path.stem for path in _inside(self.root)}:
            run = self.root / name
            with self._guard:
                mine = run == self._run
            if mine:
                continue
            try:
                held = self._lock(run.with_suffix(_LOCK))
            except OSError:  # that run lives, or nothing here is ours to wipe
                continue
            try:
                kept = _emptied(run)
            finally:
                held.release()
            left.extend(kept)
            if not kept:
                _remove(run.with_suffix(_LOCK))
        return tuple(left)

    def _run_folder(self, size: int) -> Path:
        """The folder of this run, made and locked with the first copy."""
        with self._guard:
            if self._run is None:
                self._make_private(self.root)
                self._run, self._held = self._begin()
            self._run.mkdir(mode=0o700, exist_ok=True)
            if shutil.disk_usage(self._run).free < size + _ROOM:
                raise StorageError("Drive komputer ini penuh; kosongkan ruang untuk salinan itu, lalu ulangi.")
            return self._run

    def _begin(self) -> tuple[Path, Lock]:
        """Take a name and lock it before its folder is made: nobody wipes what is locked."""
        run = self.root / secrets.token_hex(8)
        held = self._lock(run.with_suffix(_LOCK))
        if not run.with_suffix(_LOCK).exists():  # a start that wipes took it between its making and its lock
            held.release()
            return self._begin()
        return run, held


def _emptied(run: Path) -> tuple[str, ...]:
    """Remove a run's folder; return the names of files that did not go."""
    for folder in _inside(run):
        shutil.rmtree(folder, ignore_errors=True)
    left = tuple(path.name for folder in _inside(run) for path in (_inside(folder) or [folder]))
    if not left:
        with contextlib.suppress(OSError):
            run.rmdir()
    return left


def _inside(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:  # none there
        return []


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _private_folder(folder: Path) -> None:
    from desktop.wiring import make_account_folder  # noqa: PLC0415 - brings the database, which the first paint awaits not

    make_account_folder(folder)


def _file_lock(path: Path) -> Lock:
    from desktop.wiring import FileLock  # noqa: PLC0415 - the same

    return FileLock(path)
