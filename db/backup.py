"""A verified copy of the database through SQLite's backup API; a live file copied by hand would lose its -wal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cases.errors import DatabaseDamaged
from db.engine import connect
from db.failures import DAMAGED, told
from db.files import storage_error, sync_folder

_SOUND = {"cipher_integrity_check": [], "integrity_check": [("ok",)], "foreign_key_check": []}
"""What each check answers for a sound file."""


def copy_database(source: Path, target: Path, key: bytes) -> None:
    """Copy a database, encrypted with the same key, read the copy back, and name it ``target`` once it is sound.

    Raises StorageError and its kinds; then there is no new ``target``, and an old one is as it was.
    """
    making = target.with_name(target.name + ".making")
    try:
        remove_database(making)
        try:
            _copy(source, making, key)
            making.replace(target)
            sync_folder(target.parent)
        finally:
            remove_database(making)
    except OSError as error:
        raise storage_error(error) from error


def remove_database(path: Path) -> None:
    """Remove a database file and what SQLite keeps beside it; no error when there is none."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def check_sound(connection: Any) -> None:  # noqa: ANN401 - the driver has no types
    """Raise DatabaseDamaged when a page, the structure or a reference between rows is broken."""
    for pragma, sound in _SOUND.items():
        found = [tuple(row) for row in connection.execute(f"PRAGMA {pragma}").fetchmany(20)]
        if found != sound:
            raise DatabaseDamaged(DAMAGED, f"{pragma}: {found}")


def _copy(source: Path, making: Path, key: bytes) -> None:
    with told():
        old = connect(source, key)
        try:
            new = connect(making, key, create=True)
            try:
                old.backup(new)
                check_sound(new)
            finally:
                new.close()
        finally:
            old.close()
