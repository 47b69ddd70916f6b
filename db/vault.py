"""The vault: evidence and letters as encrypted files named by their content."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import time
from collections.abc import Collection, Iterator
from datetime import timedelta
from pathlib import Path

import pyrage

from cases.errors import DatabaseDamaged, NotFound
from db.files import TEMPORARY, storage_error, write_whole
from db.locations import make_folder
from db.recovery import identity_secret

_NAME = re.compile(r"[0-9a-f]{64}")
_SUFFIX = ".age"
_NAMING = b"netralitas vault name 2"
_GONE = "Berkas ini tidak ada lagi di brankas bukti: pulihkan dari cadangan, lalu jalankan pemeriksaan keutuhan."
_DAMAGED = "Berkas di brankas bukti berubah atau rusak: pulihkan dari cadangan, lalu jalankan pemeriksaan keutuhan."


class Vault:
    """Fulfils ``cases.ports.EvidenceVault``: ``folder/<name>.age``, each an age file for the vault identity.

    A blob's name is a keyed hash of its bytes (HMAC-SHA256 of their SHA-256, key derived from the vault identity): the
    same bytes get the same name, and nobody without the key can ask whether a picture he knows is there. ``identity``
    is the age identity ("AGE-SECRET-KEY-1..."). Whole files in memory: about three times the size of the largest one.
    One flat folder: a folder for each first two digits would cost another fsync whenever it is new, and names are
    random enough for NTFS and ext4.
    """

    def __init__(self, folder: Path, identity: str) -> None:
        self._folder = folder
        self._identity = pyrage.x25519.Identity.from_str(identity)
        self._recipient = self._identity.to_public()
        self._naming_key = hmac.digest(identity_secret(identity), _NAMING, "sha256")

    def put(self, data: bytes, sha256: str = "") -> str:
        """Encrypt, write and fsync; return the blob's name; raises StorageError, and then nothing was written.

        Bytes that are there already are not written again unless the stored copy no longer reads back.
        """
        name = self._name(sha256 or hashlib.sha256(data).hexdigest())
        file = self._file(name)
        try:
            if file.exists() and self._sound(name):
                os.utime(file)  # young again, lest it be collected before its new record is committed
                return name
        except OSError as error:
            raise storage_error(error) from error
        make_folder(self._folder)
        write_whole(file, pyrage.encrypt(data, [self._recipient]))
        return name

    def get(self, blob: str) -> bytes:
        """Decrypt and check against the name.

        Raises DatabaseDamaged when a byte differs, NotFound when it is gone, StorageError when it cannot be read.
        """
        if not _NAME.fullmatch(blob):
            raise NotFound(_GONE, detail=f"not a blob name: {blob!r}")
        try:
            sealed = self._file(blob).read_bytes()
        except FileNotFoundError as error:
            raise NotFound(_GONE, detail=blob) from error
        except OSError as error:
            raise storage_error(error) from error
        try:
            data: bytes = pyrage.decrypt(sealed, [self._identity])
        except pyrage.DecryptError as error:
            raise DatabaseDamaged(_DAMAGED, detail=f"{blob}: {error}") from error
        if not hmac.compare_digest(self._name(hashlib.sha256(data).hexdigest()), blob):
            raise DatabaseDamaged(_DAMAGED, detail=f"{blob}: holds other bytes")
        return data

    def names(self) -> Iterator[str]:
        """The names of all blobs, in no order."""
        for file in self._folder.glob(f"*{_SUFFIX}"):
            if _NAME.fullmatch(file.stem):
                yield file.stem

    def collect_orphans(self, known: Collection[str], older_than: timedelta) -> tuple[str, ...]:
        """Remove blobs that no record names, and left-over temporary files; return the names of the blobs removed.

        ``older_than`` protects what a unit of work has written and not yet committed: a day is right.
        """
        if not self._folder.is_dir():
            return ()
        limit = time.time() - older_than.total_seconds()
        wanted = frozenset(known)
        removed = []
        try:
            for file in self._folder.iterdir():
                is_blob = file.suffix == _SUFFIX and bool(_NAME.fullmatch(file.stem))
                if not is_blob and not file.name.startswith(TEMPORARY):
                    continue
                if file.stem in wanted or file.stat().st_mtime >= limit:
                    continue
                file.unlink()
                if is_blob:
                    removed.append(file.stem)
        except OSError as error:
            raise storage_error(error) from error
        return tuple(sorted(removed))

    def _name(self, sha256: str) -> str:
        return hmac.digest(self._naming_key, bytes.fromhex(sha256), "sha256").hex()

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}{_SUFFIX}"

    def _sound(self, name: str) -> bool:
        try:
            self.get(name)
        except (DatabaseDamaged, NotFound):
            return False
        return True
