"""The vault: evidence and letters as encrypted files named by their content."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import re
import shutil
import time
import uuid
from collections.abc import Collection, Iterator
from datetime import timedelta
from pathlib import Path
from typing import IO

import pyrage

from cases.errors import DatabaseDamaged, NotFound, StorageError
from cases.model.evidence import Source, Staged, Stored
from cases.plain_file import opened
from db.files import TEMPORARY, storage_error, sync_folder, write_whole
from db.locations import make_folder
from db.recovery import identity_secret
from db.streams import CHANGING, Counted, Heard, Watched, nowhere

_NAME = re.compile(r"[0-9a-f]{64}")
_SUFFIX = ".age"
_PIECE = 1024 * 1024
_NAMING = b"netralitas vault name 2"
_GONE = "Berkas ini tidak ada lagi di brankas bukti: pulihkan dari cadangan, lalu jalankan pemeriksaan keutuhan."
_UNREADABLE = "Berkas tidak dapat dibaca sampai habis: periksa kabel atau drive asalnya, lalu tambahkan sekali lagi."
_DAMAGED = "Berkas di brankas bukti berubah atau rusak: pulihkan dari cadangan, lalu jalankan pemeriksaan keutuhan."


class Vault:
    """Fulfils ``cases.ports.EvidenceVault``: ``folder/<name>.age``, each an age file for the vault identity.

    A blob's name is a keyed hash of its bytes (HMAC-SHA256 of their SHA-256, key derived from the vault identity): the
    same bytes get the same name, and nobody without the key can ask whether a picture he knows is there. ``identities``
    are age identities ("AGE-SECRET-KEY-1..."), several once keys were changed: the first names, the last seals, and
    each opens what it sealed. ``put`` and ``get`` hold a file in memory whole, ``take``, ``copy`` and
    ``check`` only a piece of it at a time. One flat folder: a folder for each first two digits would cost another fsync
    whenever it is new, and names are random enough for NTFS and ext4.
    """

    def __init__(self, folder: Path, *identities: str) -> None:
        self._folder = folder
        self._identities = [pyrage.x25519.Identity.from_str(each) for each in reversed(identities)]
        self._recipient = self._identities[0].to_public()
        self._naming_key = hmac.digest(identity_secret(identities[0]), _NAMING, "sha256")

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
            data: bytes = pyrage.decrypt(sealed, self._identities)
        except pyrage.DecryptError as error:
            raise DatabaseDamaged(_DAMAGED, detail=f"{blob}: {error}") from error
        if not hmac.compare_digest(self._name(hashlib.sha256(data).hexdigest()), blob):
            raise DatabaseDamaged(_DAMAGED, detail=f"{blob}: holds other bytes")
        return data

    def stage(self, source: Source, heard: Heard | None = None) -> Staged:
        """Encrypt what is read once from a file, fingerprinted on the way, and sync it under a temporary name.

        It is not in the vault before ``take``; what is never taken is collected later. ``heard`` is told how many bytes
        have been read; what it raises ends the reading and nothing is left. Raises StorageError.
        """
        with self._temporary() as temporary:
            sha256, size = self._seal(source, temporary, heard)
        return Staged(path=temporary, blob=self._name(sha256), sha256=sha256, size=size)

    def take(self, staged: Staged) -> Stored:
        """Give what was staged its name; bytes that are there already are not stored twice.

        The name lasts over a power cut after ``sync``. Raises StorageError, and then nothing of it is left.
        """
        file = self._file(staged.blob)
        try:
            if file.exists() and self.check(staged.blob) == staged.sha256:
                os.utime(file)  # young again, as in ``put``
                staged.path.unlink(missing_ok=True)
            else:
                staged.path.replace(file)
        except OSError as error:
            with contextlib.suppress(OSError):
                staged.path.unlink(missing_ok=True)
            raise storage_error(error) from error
        return Stored(blob=staged.blob, sha256=staged.sha256, size=staged.size)

    def stage_sealed(self, file: Path) -> Staged:
        """Stage a file of this vault as it lies in a backup, encrypted as it is, once it proved to decrypt whole.

        Raises DatabaseDamaged when it is damaged too or of another office, StorageError.
        """
        with self._temporary() as temporary:
            with open(temporary, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as target:
                with self._reading(file) as (sealed, _):
                    shutil.copyfileobj(sealed, target, _PIECE)
                target.flush()
                os.fsync(target.fileno())
            sha256, size = self._decrypted(temporary, nowhere())
        return Staged(path=temporary, blob=self._name(sha256), sha256=sha256, size=size)

    def swap(self, staged: Staged) -> str:
        """Give what was staged the place of a damaged blob; return the name under which that one is kept, "" for none.

        Kept until somebody takes it away: what became of it may matter. Raises StorageError.
        """
        file = self._file(staged.blob)
        aside = self._folder / f"{staged.blob}.rusak-{uuid.uuid4().hex[:8]}{_SUFFIX}"
        try:
            lay_there = file.exists()
            if lay_there:
                file.replace(aside)
            try:
                staged.path.replace(file)
            except OSError:
                if lay_there:
                    aside.replace(file)
                raise
            sync_folder(self._folder)
        except OSError as error:
            raise storage_error(error) from error
        return aside.name if lay_there else ""

    def sync(self) -> None:
        """Make the names of what was taken last; raises StorageError."""
        try:
            sync_folder(self._folder)
        except OSError as error:
            raise storage_error(error) from error

    def is_sound(self, blob: str) -> bool:
        """Whether a blob is there and decrypts to what its name promises; raises StorageError when the disk fails."""
        try:
            self.copy(blob, nowhere())
        except (DatabaseDamaged, NotFound):
            return False
        return True

    def copy(self, blob: str, target: IO[bytes]) -> str:
        """Decrypt a blob into a file; return the fingerprint of what was written.

        Raises DatabaseDamaged when that is not what the name promises (what was written is to be thrown away then),
        NotFound when the blob is gone, StorageError when it cannot be read or the target not be written.
        """
        found = self._opened(blob, target)
        if not hmac.compare_digest(self._name(found), blob):
            raise DatabaseDamaged(_DAMAGED, detail=f"{blob}: holds other bytes")
        return found

    def check(self, blob: str) -> str:
        """Return the fingerprint of a blob's bytes as they are, empty for one that is gone or cannot be decrypted."""
        try:
            return self._opened(blob, nowhere())
        except (DatabaseDamaged, NotFound):
            return ""

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

    def destroy(self, blobs: Collection[str]) -> tuple[str, ...]:
        """Remove these blobs and damaged ones kept aside; return those that lay there; raises StorageError."""
        removed: list[str] = []
        try:
            for blob in blobs:
                for file in (self._file(blob), *self._folder.glob(f"{blob}.rusak-*{_SUFFIX}")):
                    if file.exists():
                        file.unlink()
                        removed.append(file.stem)
            if removed:
                sync_folder(self._folder)
        except OSError as error:
            raise storage_error(error) from error
        return tuple(removed)

    @contextlib.contextmanager
    def _temporary(self) -> Iterator[Path]:
        """A name to stage a file under; nothing is left of it when staging fails, which of the disk is StorageError."""
        make_folder(self._folder)
        temporary = self._folder / f"{TEMPORARY}{os.getpid()}.{uuid.uuid4().hex}"
        try:
            yield temporary
        except BaseException as error:
            with contextlib.suppress(OSError):
                temporary.unlink()
            if isinstance(error, OSError):
                raise storage_error(error) from error
            raise

    def _seal(self, source: Source, temporary: Path, heard: Heard | None) -> tuple[str, int]:
        with self._reading(source) as (file, expected):
            reader = Counted(file, expected, heard)
            with open(temporary, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as target:
                writer = Watched(target)
                try:
                    pyrage.encrypt_io(reader, writer, [self._recipient])
                except pyrage.EncryptError as error:
                    if isinstance(reader.trouble, OSError):
                        raise StorageError(_UNREADABLE, detail=str(reader.trouble)) from error
                    raise reader.trouble or writer.trouble or error from error
                if reader.size != expected:
                    raise StorageError(CHANGING, detail=f"{reader.size} of {expected} bytes")
                target.flush()
                os.fsync(target.fileno())
        return reader.sha256, reader.size

    @staticmethod
    @contextlib.contextmanager
    def _reading(source: Source) -> Iterator[tuple[IO[bytes], int]]:
        with contextlib.ExitStack() as stack:
            try:
                file = stack.enter_context(opened(source))
            except OSError as error:
                raise StorageError(_UNREADABLE, detail=str(error)) from error
            yield file

    def _opened(self, blob: str, target: IO[bytes]) -> str:
        """Decrypt a blob into ``target`` and return the fingerprint of what came out."""
        if not _NAME.fullmatch(blob):
            raise NotFound(_GONE, detail=f"not a blob name: {blob!r}")
        return self._decrypted(self._file(blob), target)[0]

    def _decrypted(self, file: Path, target: IO[bytes]) -> tuple[str, int]:
        """Decrypt a file into ``target``; return the fingerprint and the size of what came out."""
        writer = Counted(target)
        try:
            with file.open("rb") as sealed:
                reader = Watched(sealed)
                try:
                    pyrage.decrypt_io(reader, writer, self._identities)
                except (pyrage.DecryptError, OSError) as error:
                    if trouble := reader.trouble or writer.trouble:
                        raise trouble from error
                    raise DatabaseDamaged(_DAMAGED, detail=f"{file.stem}: {error}") from error
        except FileNotFoundError as error:
            raise NotFound(_GONE, detail=file.stem) from error
        except OSError as error:
            raise storage_error(error) from error
        return writer.sha256, writer.size

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
