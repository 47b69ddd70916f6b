"""Putting another office in the place of one: both whole, one after the other, wherever the program dies in between.

What is to come lies whole in a folder of the office's own. A marker in it says that it is ready; from then on whoever
opens the office next finishes the exchange before anything else: first all that is there is moved aside into a dated
folder, then all that is new is moved up. Each move is one rename, and each half of them can be begun again.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from cases.errors import DatabaseBusy, DatabaseDamaged, NotFound, StorageError
from db.files import storage_error, sync_folder, write_whole
from db.home import OfficeHome
from db.lock import FileLock, UseLock

COMING = ".memulihkan"
"""The folder, below the office's, in which another office is prepared."""
ASIDE = "sebelum-pemulihan-"
"""Begins the name of a folder, below the office's, that holds an office that was replaced."""
_READY, _UP, _ALONE = "siap", "naik", "restore.lock"
_PARTS = ("office.db", "office.db-wal", "office.db-shm", "office.db-journal", "keys.age", "anchor.json", "vault")
"""What an office consists of; the rest of its folder (locks, logs, requests, the plan of backups) is the computer's."""
_RESTORED_NOW = (
    "Kantor ini sedang dipulihkan di jendela Netralitas lain: selesaikan atau tutup jendela itu lebih dahulu."
)
_NOT_WHOLE = "Yang akan dipulihkan tidak lengkap: ulangi pemulihan dari cadangan."


def coming(path: Path) -> OfficeHome:
    """Where the office is prepared that is to take the place of the one in ``path``."""
    return OfficeHome(path / COMING)


def restoring_alone(path: Path) -> FileLock:
    """Keep every other window from restoring here until it is released; raises DatabaseBusy, StorageError."""
    try:
        return FileLock(path / _ALONE)
    except BlockingIOError as error:
        raise DatabaseBusy(_RESTORED_NOW, str(error)) from error
    except OSError as error:
        raise storage_error(error) from error


def clear_coming(path: Path) -> None:
    """Throw away what was being prepared and never got ready; raises StorageError."""
    folder = path / COMING
    try:
        if folder.exists() and not _is_ready(folder):
            shutil.rmtree(folder)
    except OSError as error:
        raise storage_error(error) from error


def mark_ready(path: Path, moment: datetime) -> None:
    """Say that the prepared office is whole: the next opening puts it in the place of the one that is there.

    Raises DatabaseDamaged when it is not whole, StorageError.
    """
    new = coming(path)
    if not new.exists or new.database.with_name("office.db-wal").exists():
        raise DatabaseDamaged(_NOT_WHOLE, detail=str(new.path))
    write_whole(new.path / _READY, _free_name(path, moment).encode())


def step_back(path: Path, aside: str, moment: datetime) -> None:
    """Make ready an office that was moved aside; the one that is there is then moved aside in its turn.

    Raises NotFound, StorageError.
    """
    old = path / aside
    if not aside.startswith(ASIDE) or Path(aside).name != aside or not OfficeHome(old).exists:
        raise NotFound("Kantor sebelum pemulihan tidak ada lagi di folder kantor.", detail=aside)
    clear_coming(path)
    write_whole(old / _READY, _free_name(path, moment).encode())  # first: what is not ready would be thrown away
    try:
        old.rename(path / COMING)
        sync_folder(path)
    except OSError as error:
        raise storage_error(error) from error


def moved_aside(path: Path) -> tuple[str, ...]:
    """The offices that were replaced, newest first."""
    found = (each for each in path.glob(f"{ASIDE}*") if OfficeHome(each).exists)
    return tuple(sorted((each.name for each in found), reverse=True))


def finish_replacing(path: Path) -> bool:
    """Finish an exchange that was made ready; return whether there was one.

    Raises DatabaseBusy while another program has the office open, StorageError.
    """
    folder = path / COMING
    if not _is_ready(folder):
        return False
    with UseLock(path, alone=True):
        try:
            if not (folder / _UP).exists():
                _move_aside(path, path / (folder / _READY).read_text(encoding="ascii"))
                write_whole(folder / _UP, b"")
            for part in _PARTS:
                if (folder / part).exists():
                    (folder / part).rename(path / part)
            sync_folder(path)
            (folder / _READY).unlink()  # first and alone: without the other mark it would all begin anew
            sync_folder(folder)
            shutil.rmtree(folder)
            sync_folder(path)
        except OSError as error:
            raise storage_error(error) from error
    return True


def _move_aside(path: Path, aside: Path) -> None:
    aside.mkdir(mode=0o700, exist_ok=True)
    for part in _PARTS:
        if (path / part).exists():
            (path / part).rename(aside / part)
    if not any(aside.iterdir()):  # there was no office yet
        aside.rmdir()
    else:
        sync_folder(aside)
    sync_folder(path)


def _is_ready(folder: Path) -> bool:
    return (folder / _READY).exists()


def _free_name(path: Path, moment: datetime) -> str:
    name = f"{ASIDE}{moment:%Y%m%d-%H%M%S}"
    number = 1
    while (path / name).exists():
        number += 1
        name = f"{ASIDE}{moment:%Y%m%d-%H%M%S}-{number}"
        if number > 99:  # noqa: PLR2004 - nobody restores a hundred times in a second
            raise StorageError(_NOT_WHOLE, detail=name)
    return name
