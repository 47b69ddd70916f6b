"""Making a set: the database by the backup API, its keys and anchor, and the vault files that the pool lacks.

Everything is written under a temporary name; the set's folder is named last. Whatever interrupts the work, no half
set is ever listed, older sets are as they were, and the next one clears away what was left.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from cases.errors import DatabaseBusy, Stopped, StorageError, WrongKey
from cases.model.backup import BackupReason, BackupSet
from cases.model.listing import LogHead
from cases.sizes import size_words
from db.backups.layout import (
    ANCHOR,
    DATABASE,
    KEYS,
    SHEET,
    Manifest,
    Place,
    id_after,
    is_temporary,
    make_place,
    read_set,
    seal_manifest,
    set_ids,
)
from db.blobs import known_blobs
from db.chain import START
from db.engine import connect, keyed_engine
from db.failures import told
from db.files import TEMPORARY, storage_error, sync_folder
from db.home import OfficeHome
from db.keys import OpenKeys, read_again
from db.lock import FileLock
from db.tables import LogRow, table_of
from db.vault import Vault

Progress = Callable[[float, str], None]
"""Is told how far something is (0 to 1) and what it does; what it raises ends the work."""
PIECE = 1024 * 1024
_PAGES = 4096
"""Pages of the database that are copied between two words to whoever waits."""
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_SPARE = 4 * PIECE
"""Bytes that a place must have left besides what is copied: names, manifests, what the file system takes itself."""
_BUSY = "Cadangan di tempat ini sedang dibuat atau diperiksa program lain: tunggu sampai selesai, lalu ulangi."
_CHANGING = "Kunci kantor ini diganti selagi cadangan dibuat: buka kembali Netralitas, lalu buat cadangan lagi."
GONE = "Tempat cadangan {path} tidak dapat dibuka: sambungkan drive-nya atau pilih tempat lain, lalu ulangi."


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked of a backup: why it is made, by which version of the program, whose office it is."""

    reason: BackupReason
    program: str
    office_name: str
    moment: datetime


def quiet(_fraction: float, _words: str) -> None:
    """Tell nobody."""


def make_set(place: Place, home: OfficeHome, keys: OpenKeys, order: Order, heard: Progress = quiet) -> BackupSet:
    """Make a set of an office in a place; it is "belum diperiksa" until ``check_set`` has restored it.

    The office may be open and written to meanwhile: the set holds it as it was at one moment. ``heard`` may raise
    Stopped. Raises DatabaseBusy when another program works in the place, StorageError and its kinds; then there is no
    new set, and older ones are as they were.
    """
    try:
        make_place(place, order.office_name)
        with held(place):
            clear(place)
            return _make(place, home, keys, order, heard)
    except OSError as error:
        raise storage_error(error) from error


def _make(place: Place, home: OfficeHome, keys: OpenKeys, order: Order, heard: Progress) -> BackupSet:
    moment = order.moment
    set_id = id_after(next(iter(set_ids(place)), ""), moment)
    making = place.sets / f"{TEMPORARY}{set_id}"
    try:
        making.mkdir(mode=0o700)
        need_room(place.folder, database_size(home.database))
        copy_pages(home.database, making / DATABASE, keys.db_key, lambda part: heard(part * 0.2, "Menyalin basis data"))
        head, schema, blobs = _contents(making / DATABASE, keys.db_key)
        prints = {name: fingerprint(making / name) for name in (DATABASE,)}
        for name, source in ((KEYS, home.keys), (ANCHOR, home.anchor)):
            if source.exists():  # there is no anchor before the first commit
                prints[name] = copy_hashed(source, making / name)
        _refuse_other_keys(making / KEYS, keys)
        (making / SHEET).write_text(keys.sheet, encoding="ascii")
        pool = Vault(place.pool, *keys.vault_identities)
        told_of = "Menyalin bukti dan surat"
        sizes = fill_pool(place, home.vault, pool, blobs, lambda part: heard(0.2 + part * 0.8, told_of))
        manifest = Manifest(
            id=set_id,
            made_at=moment,
            reason=order.reason,
            program=order.program,
            schema=schema,
            sheet=keys.sheet,
            head=head,
            database_size=(making / DATABASE).stat().st_size,
            prints=prints,
            blobs=sizes,
            lost=tuple(sorted(blobs - sizes.keys())),
        )
        seal_manifest(making, manifest, keys.vault_identity)
        sync_folder(making)
        making.rename(place.set_folder(set_id))
        sync_folder(place.sets)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return read_set(place, set_id, keys.vault_identities)


def _refuse_other_keys(copied: Path, keys: OpenKeys) -> None:
    """Make no set whose keys were changed since the office was opened: it would name the wrong recovery sheet."""
    try:
        read_again(copied, keys)
    except WrongKey as error:
        raise DatabaseBusy(_CHANGING, detail=error.detail) from error


@contextlib.contextmanager
def held(place: Place) -> Iterator[None]:
    """Be the only one who changes a place; raises DatabaseBusy, StorageError when the place is gone."""
    if not place.folder.is_dir():
        raise StorageError(GONE.format(path=place.folder.parent), detail=str(place.folder))
    try:
        lock = FileLock(place.lock)
    except BlockingIOError as error:
        raise DatabaseBusy(_BUSY, detail=str(error)) from error
    except OSError as error:
        raise storage_error(error) from error
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def held_to_read(place: Place) -> Iterator[None]:
    """Let nobody thin a place while it is read; one that cannot be written needs no holding. Raises as ``held``."""
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(held(place))
        except DatabaseBusy:
            raise
        except StorageError as error:
            if not isinstance(error.__cause__, OSError) or error.__cause__.errno not in _READ_ONLY:
                raise
        yield


def clear(place: Place) -> None:
    """Take away what an interrupted backup left; only while the place is held. Raises OSError."""
    for folder in (place.sets, place.pool):
        for left in filter(is_temporary, folder.iterdir()):
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()


def fill_pool(
    place: Place, vault: Path, pool: Vault, blobs: frozenset[str], heard: Callable[[float], None]
) -> dict[str, int]:
    """Copy the vault files that the pool lacks, as they lie; return the size of each that it holds now.

    One that neither the vault nor the pool has is left out; one that is sound in ``pool``, the vault over the place's,
    is never replaced: older sets need it, and what differs in the vault is damaged there. Raises StorageError, OSError.
    """
    sizes: dict[str, int] = {}
    new: dict[str, int] = {}
    for name in sorted(blobs):
        there, kept = _size(vault / f"{name}.age"), _size(place.blob(name))
        if there and there != kept and not (kept and is_sound(place, pool, name)):
            new[name] = there
        elif kept:
            sizes[name] = kept
    need_room(place.folder, sum(new.values()))
    total, done = sum(new.values()) or 1, 0
    for name, size in new.items():
        heard(done / total)
        try:
            copy_file(vault / f"{name}.age", place.blob(name), through=place.pool)
        except FileNotFoundError:  # its record was taken back meanwhile, and the vault tidied
            continue
        sizes[name] = size
        done += size
    if new:
        sync_folder(place.pool)
    heard(1.0)
    return sizes


def is_sound(place: Place, pool: Vault, name: str) -> bool:
    """Whether a pool file decrypts to what its name promises; raises StorageError when the whole drive went away."""
    try:
        return pool.is_sound(name)
    except StorageError:  # this file lies on a bad spot
        if place.marker.exists():
            return False
        raise


def copy_file(source: Path, target: Path, *, through: Path | None = None) -> None:
    """Copy a file as it is, synced, and name it last; raises OSError.

    The temporary file lies in ``through``, by default beside the target.
    """
    with source.open("rb") as old, _arriving(target, through or target.parent) as new:
        shutil.copyfileobj(old, new, PIECE)


def copy_hashed(source: Path, target: Path) -> str:
    """The same; return the fingerprint of what was copied."""
    found = hashlib.sha256()
    with source.open("rb") as old, _arriving(target, target.parent) as new:
        while piece := old.read(PIECE):
            found.update(piece)
            new.write(piece)
    return found.hexdigest()


@contextlib.contextmanager
def _arriving(target: Path, through: Path) -> Iterator[IO[bytes]]:
    """A new file that gets its name once it is written and synced; nothing of it is left after a failure."""
    temporary = through / f"{TEMPORARY}{os.getpid()}.{uuid.uuid4().hex}"
    try:
        with open(temporary, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as new:
            yield new
            new.flush()
            os.fsync(new.fileno())
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def fingerprint(file: Path) -> str:
    """The SHA-256 of a file as it lies; raises OSError."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def database_size(file: Path) -> int:
    """Bytes that a copy of a database may take: the file and what still lies beside it."""
    return _size(file) + _size(file.with_name(file.name + "-wal"))


def need_room(folder: Path, size: int) -> None:
    """Raise StorageError, with how much is needed, when a drive has no room for so many bytes."""
    free = shutil.disk_usage(folder).free
    if free < size + _SPARE:
        raise StorageError(
            f"Penyimpanan {folder.parent} penuh: perlu {size_words(size + _SPARE)}, yang kosong {size_words(free)}. "
            "Kosongkan ruang atau pilih tempat lain, lalu ulangi.",
            detail=os.strerror(errno.ENOSPC),
        )


def copy_pages(source: Path, target: Path, key: bytes, heard: Callable[[float], None]) -> None:
    """Copy a database as it stands at one moment, while others may write to it; the copy is synced.

    Raises StorageError and its kinds; what ``heard`` raises ends the copy.
    """
    raised: list[BaseException] = []

    def progress(_status: int, remaining: int, total: int) -> None:
        try:
            heard(1 - remaining / max(total, 1))
        except BaseException as error:
            raised.append(error)
            raise

    with told():
        old = connect(source, key)
        try:
            new = connect(target, key, create=True)
            try:
                # Nobody reads the copy before it is whole and synced: a journal would write every page twice.
                new.execute("PRAGMA journal_mode = OFF")
                new.execute("PRAGMA synchronous = OFF")
                # One snapshot throughout: a copy in steps begins anew whenever somebody writes in between.
                old.execute("BEGIN")
                old.execute("SELECT count(*) FROM sqlite_master").fetchall()
                _backup(old, new, progress, raised)
            finally:
                new.close()
        finally:
            old.close()
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _backup(old: Any, new: Any, progress: Callable[[int, int, int], None], raised: list[BaseException]) -> None:  # noqa: ANN401 - the driver has no types
    try:
        old.backup(new, pages=_PAGES, progress=progress, sleep=0)
    except Exception as error:
        if raised:
            raise raised[0] from error
        raise


def _contents(database: Path, key: bytes) -> tuple[LogHead, str, frozenset[str]]:
    """The head of the log, the version stamp, and the vault files that a copied database names."""
    engine = keyed_engine(database, key, "BEGIN DEFERRED")
    log = table_of(LogRow)
    try:
        with told(), engine.connect() as connection:
            last = connection.execute(log.select().order_by(log.c.sequence.desc()).limit(1)).one_or_none()
            head = LogHead(count=0, hash=START) if last is None else LogHead(count=last.sequence, hash=last.hash)
            schema = str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())
            return head, schema, known_blobs(connection)
    finally:
        engine.dispose()


def _size(file: Path) -> int:
    """Bytes of a file, 0 for one that is not there."""
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def stop_when(stop: Callable[[], bool], heard: Progress = quiet) -> Progress:
    """Hear how far it is, and end the work with Stopped once ``stop`` says so."""

    def hear(fraction: float, words: str) -> None:
        if stop():
            raise Stopped("Pencadangan dihentikan sebelum selesai; cadangan lain tidak berubah.")
        heard(fraction, words)

    return hear
