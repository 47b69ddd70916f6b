"""Setting up a new office whole or not at all: made in a hidden folder inside its own, and moved up when it is ready.

A set-up that is killed leaves nothing that could be taken for an office. Killed between "ready" and the last move, it
is finished the next time the folder is looked at.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cases.errors import NotFound, StorageError
from db.files import TEMPORARY, on_disk, storage_error, sync_folder
from db.home import OfficeHome, create_home, find_home
from db.keys import NewKeys
from db.locations import make_private_folder, refuse_network_drive

_MAKING = ".menyiapkan"
_READY = "siap"
_LOGS = "logs"
_FILES = ("office.db*", "keys*.age", "anchor.json", "*.lock", f"{TEMPORARY}*")


@contextmanager
def new_home(path: Path, new: NewKeys) -> Iterator[OfficeHome]:
    """Give a folder in which to make the office of ``path``; when the block ends well it is moved into its place.

    The caller closes the database before leaving. After an error nothing is left. Raises NetworkDrive, StorageError
    (not writable, or an office is there already).
    """
    refuse_network_drive(path)
    make_private_folder(path)
    finish_set_up(path)
    _refuse_office(path)
    with whole_or_nothing(path) as making:
        yield create_home(making, new)


@contextmanager
def whole_or_nothing(path: Path) -> Iterator[Path]:
    """Give a hidden folder inside ``path`` in which to make an office; it is moved up when the block ends well.

    After an error nothing of it is left, and neither after a kill, once the folder is looked at. Raises StorageError.
    """
    making = path / _MAKING
    try:
        yield making
        with on_disk():
            (making / _READY).touch()
            sync_folder(making)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    finish_set_up(path)


def finish_set_up(path: Path) -> None:
    """Move up an office that was ready when the program died; throw away one that was not. Raises StorageError."""
    making = path / _MAKING
    with on_disk():
        if (making / _READY).exists():
            for entry in sorted(making.iterdir()):
                if entry.name != _READY:
                    _move_up(entry, path / entry.name)
            sync_folder(path)
        if making.exists():
            shutil.rmtree(making)


def may_be_there(path: Path) -> bool:
    """Whether an office lies in a folder, or will at the next look, or the disk no longer tells."""
    home = OfficeHome(path)
    try:
        return home.exists or (path / _MAKING / _READY).exists()
    except OSError:
        return True


def remove_home(home: OfficeHome) -> None:
    """Take away the files of an office, and the folder when nothing else lies in it. Raises StorageError."""
    try:
        for folder in (home.vault, home.requests, home.path / _LOGS, home.path / _MAKING):
            if folder.is_dir():
                shutil.rmtree(folder)
        for pattern in _FILES:
            for file in home.path.glob(pattern):
                file.unlink()
        if not any(home.path.iterdir()):
            home.path.rmdir()
    except OSError as error:
        raise storage_error(error) from error


def _move_up(entry: Path, target: Path) -> None:
    """Put ``entry`` at ``target``; a file of that name is moved aside, an empty folder makes room."""
    if target.is_dir():
        target.rmdir()
    elif target.exists():
        number = 1
        while (aside := target.with_name(f"{target.stem}-lama-{number}{target.suffix}")).exists():
            number += 1
        target.rename(aside)
    entry.rename(target)


def _refuse_office(path: Path) -> None:
    try:
        find_home(path)
    except NotFound:
        return
    raise StorageError(
        "Di folder ini sudah ada data kantor: buka kantor itu, atau pilih folder lain untuk kantor baru.",
        detail=str(path),
    )
