"""The office's folder: which file lies where, making a new one, opening one that is there."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cases.errors import NotFound, StorageError
from db.files import TEMPORARY, on_disk, storage_error
from db.keys import NewKeys, OpenKeys, enrol_this_account, open_with_keyring, open_with_recovery_key, write_keys
from db.locations import make_folder, make_open_folder, make_private_folder, refuse_network_drive
from db.secrets import SecretStore


@dataclass(frozen=True, slots=True)
class OfficeHome:
    """The files of one office below ``path``."""

    path: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.path / "office.db"

    @property
    def keys(self) -> Path:
        """The sealed keys."""
        return self.path / "keys.age"

    @property
    def vault(self) -> Path:
        """The folder of evidence and letters."""
        return self.path / "vault"

    @property
    def anchor(self) -> Path:
        """The log's last head, outside the database."""
        return self.path / "anchor.json"

    @property
    def requests(self) -> Path:
        """The folder in which accounts ask to be enrolled; the only one that every account may write."""
        return self.path / "pendaftaran"

    @property
    def exists(self) -> bool:
        """Whether an office lies here: its database and its keys."""
        return self.database.exists() and self.keys.exists()


@on_disk()
def create_home(path: Path, new: NewKeys) -> OfficeHome:
    """Make the folder of a new office and write its keys; nothing that is there is ever written over.

    Keys that an interrupted set-up left behind (no database, empty vault) are moved aside. Raises NetworkDrive,
    StorageError (not writable, or something of an office is there already).
    """
    home = OfficeHome(path)
    refuse_network_drive(path)
    make_private_folder(path)
    _check_writable(path)
    _make_room(home)
    make_folder(home.vault)
    make_open_folder(home.requests)
    write_keys(home.keys, new.keys)
    return home


@on_disk()
def find_home(path: Path) -> OfficeHome:
    """Return the office that lies in ``path``, checked before anything is opened.

    Keys alone, left by a set-up that was interrupted before anything was kept, are no office yet.

    Raises NotFound (no office here), NetworkDrive, StorageError (half an office).
    """
    home = OfficeHome(path)
    if not home.exists:
        missing = home.keys if home.database.exists() else home.database
        if home.database.exists() or _has_blobs(home):
            raise StorageError(
                f"Folder kantor tidak lengkap, {missing.name} tidak ada: salin kembali dari cadangan terakhir.",
                detail=str(path),
            )
        raise NotFound("Belum ada kantor di folder ini: buat kantor baru, atau pilih folder lain.", detail=str(path))
    refuse_network_drive(path)
    return home


def open_keys(home: OfficeHome, secrets: SecretStore, recovery_text: str | None = None) -> OpenKeys:
    """Open the office's keys with the recovery key when one is given, else with the account's keyring.

    Raises KeyUnavailable, WrongKey, NotFound, DatabaseDamaged, StorageError (also when the folder is not writable).
    """
    keys = open_keys_of(home.keys, secrets, recovery_text)
    _check_writable(home.path)  # last, so that an account without rights hears first that it is not enrolled
    return keys


def open_keys_of(file: Path, secrets: SecretStore, recovery_text: str | None = None) -> OpenKeys:
    """The same of keys that lie anywhere, in a backup for one."""
    return open_with_keyring(file, secrets) if recovery_text is None else open_with_recovery_key(file, recovery_text)


def enrol(home: OfficeHome, keys: OpenKeys, secrets: SecretStore, on: date) -> OpenKeys:
    """Let the account that runs the program open this office without the recovery key from now on."""
    return enrol_this_account(home.keys, keys, secrets, on)


def _make_room(home: OfficeHome) -> None:
    if home.database.exists() or _has_blobs(home):
        raise StorageError(
            "Di folder ini sudah ada data kantor: buka kantor itu, atau pilih folder lain untuk kantor baru.",
            detail=str(home.path),
        )
    if home.keys.exists():
        number = 1
        while (aside := home.path / f"keys-lama-{number}.age").exists():
            number += 1
        try:
            home.keys.rename(aside)
        except OSError as error:
            raise storage_error(error) from error


def _has_blobs(home: OfficeHome) -> bool:
    return home.vault.is_dir() and any(home.vault.iterdir())


def _check_writable(folder: Path) -> None:
    """Raise StorageError unless a file can be made here; rights alone do not tell (read-only drive, full disk)."""
    probe = folder / f"{TEMPORARY}probe.{os.getpid()}"
    try:
        probe.write_bytes(b"netralitas")
        probe.unlink()
    except OSError as error:
        raise storage_error(error) from error
