"""Giving the database another key: on a copy beside it, which takes its place whole.

``keys.age`` names both keys before anything happens to the file and forgets the old one when the new one opens it, so
that wherever the program dies one of the two does. The change is finished by whoever opens the office next.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from cases.errors import DatabaseBusy, StorageError, WrongKey
from db.anchor import Anchor
from db.backup import check_sound, copy_database, remove_database
from db.engine import connect
from db.failures import told
from db.files import storage_error, sync_folder
from db.home import OfficeHome
from db.keys import OpenKeys, read_again, settle_keys
from db.lock import UseLock
from db.secrets import SecretStore

_UNCHANGED = "Kunci basis data tidak dapat diganti dan dibiarkan seperti semula; periksa drive, lalu ulangi."
_BUSY = "Basis data ini sedang dipakai program lain; tutup dahulu, lalu buka kembali."


def finish_change(home: OfficeHome, keys: OpenKeys, secrets: SecretStore) -> OpenKeys:
    """Give the database its next key, when a change of keys is under way; return the keys with which it opens.

    The head of the log that is kept outside goes along. Raises DatabaseBusy when another program has the office open,
    StorageError (a full disk): then nothing has changed, and ``still_with`` says which key opens; WrongKey when
    the keys were changed once more since they were read.
    """
    if keys.next_key is None:
        return keys
    with UseLock(home.path, alone=True):
        keys = read_again(home.keys, keys)  # another program may have finished it, and let somebody in since
        if keys.next_key is None:
            return keys
        remove_left_over(home.database)
        if opens(home.database, keys.db_key):
            change_key(home.database, keys.db_key, keys.next_key)
        old, new = (Anchor(home.anchor, key, secrets) for key in (keys.db_key, keys.next_key))
        head = old.last()
        if head is not None and new.last() is None:
            new.after = old.last_after()
            new.remember(head)
            new.close()
        return settle_keys(home.keys, keys)


def still_with(home: OfficeHome, keys: OpenKeys) -> OpenKeys:
    """The keys of an office whose change could not be finished: the database opens with the old or the new one."""
    if keys.next_key is None or opens(home.database, keys.db_key):
        return keys
    return replace(keys, db_key=keys.next_key)


def opens(path: Path, key: bytes) -> bool:
    """Whether this key opens the database; raises DatabaseDamaged, StorageError."""
    try:
        with told():
            connect(path, key).close()
    except WrongKey:
        return False
    return True


def change_key(path: Path, old: bytes, new: bytes) -> None:
    """Put a copy with another key in the place of a database that nobody has open; one step, checked before it.

    Raises DatabaseBusy, StorageError, DatabaseDamaged; then the database is as it was.
    """
    making = _making(path)
    try:
        try:
            copy_database(path, making, old)
            _rekey(making, old, new)
            _fold(path, old)
            making.replace(path)
            sync_folder(path.parent)
        finally:
            remove_database(making)
    except OSError as error:
        raise storage_error(error) from error


def remove_left_over(path: Path) -> None:
    """Remove what a change that was interrupted left beside the database; raises StorageError."""
    try:
        remove_database(_making(path))
    except OSError as error:
        raise storage_error(error) from error


def _making(path: Path) -> Path:
    return path.with_name(path.name + ".kunci-baru")


def _fold(path: Path, key: bytes) -> None:
    """Take the -wal into the file and do without one: one file then holds all, and nobody else has it open."""
    with told():
        connection = connect(path, key)
        try:
            mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        finally:
            connection.close()
    if mode != "delete" or any(path.with_name(path.name + suffix).exists() for suffix in ("-wal", "-journal")):
        raise DatabaseBusy(_BUSY, f"journal_mode {mode}")


def _rekey(path: Path, old: bytes, new: bytes) -> None:
    with told():
        connection = connect(path, old)
        try:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            try:
                connection.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"").fetchall()
            except sqlcipher.OperationalError as error:  # a failed drive has no other words here
                raise StorageError(_UNCHANGED, str(error)) from error
        finally:
            connection.close()
        connection = connect(path, new)
        try:
            check_sound(connection)
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        finally:
            connection.close()
    if opens(path, old):
        raise StorageError(_UNCHANGED, "rekey")
