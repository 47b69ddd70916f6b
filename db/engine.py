"""Opening the encrypted database: the key, the pragmas, and one writer beside readers on snapshots."""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache
from sqlcipher3 import dbapi2 as sqlcipher

from cases.errors import DatabaseDamaged, StorageError, WrongKey
from db.failures import DAMAGED, told
from db.files import storage_error

KEY_BYTES = 32
READERS = 5
"""Two readers of the program, and what works beside them: a long check, an export, what is made of a paper."""
BUSY_SECONDS = 5.0
PAGE_BYTES = 4096
SMALL_CACHE = 8 * 1024 * 1024
"""Bytes of page cache for a connection that reads or writes everything once."""
WRONG_KEY = (
    "Kunci dalam keys.age tidak cocok dengan basis data ini; "
    "kembalikan keys.age dan basis data yang sepasang dari cadangan yang sama."
)
_SALT_BYTES, _HMAC_BYTES, _PAGES_TRIED = 16, 64, 50
_PLAIN_HEADER = b"SQLite format 3\0"
_MIB = 1024 * 1024


class Dialect(SQLiteDialect_pysqlite):
    """The driver's dialect, the same for every engine: what one compiled, the others use without compiling it again."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))


_DRIVER = "netralitas"
registry.register(f"sqlite.{_DRIVER}", __name__, Dialect.__name__)
_COMPILED: LRUCache[Any, Any] = LRUCache(1000)
"""Statements as compiled: milliseconds each, which the writer, the readers and the next office do not pay again."""


@dataclass(frozen=True)
class Engines:
    """The one writer and the readers of a database file."""

    writer: sa.Engine
    readers: sa.Engine

    def dispose(self) -> None:
        """Close every connection; the last one folds the -wal into the file."""
        self.readers.dispose()
        self.writer.dispose()


def cache_budget() -> int:
    """Bytes of page cache for all connections together: a sixteenth of the memory, at most 128 MiB.

    A page in the cache is decrypted already, so that reading it costs what it costs in a plain file. The writer may
    keep a quarter, a reader three eighths: what the program uses all day is the writer and two readers, and they fill
    the budget without taking from each other. The third reader is for a long check, which reads everything once: the
    soft heap limit, one for all of SQLite in this process, makes it turn over its own few pages when the rest is
    taken. (A cache that connections share would be smaller still, but gives up the readers' snapshots.)
    """
    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf: a PC of 4 GB is the smallest we support
        memory = 4096 * _MIB
    return min(128 * _MIB, memory // 16)


def connect(path: Path, key: bytes, *, create: bool = False, cache: int = SMALL_CACHE) -> Any:  # noqa: ANN401 - untyped
    """Return a keyed connection of the driver with every pragma set, in autocommit: transactions are begun by name.

    ``key`` is the raw 32-byte key, ``cache`` the most bytes of decrypted pages it keeps. Makes no file unless
    ``create``. Raises StorageError, DatabaseDamaged, WrongKey.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("the database key has 32 bytes")
    if create:
        _make_private(path)
    else:
        check_file(path)
    mode = "rwc" if create else "rw"
    with told():
        connection = sqlcipher.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,  # a pooled connection wanders between threads, used by one at a time
        )
        try:
            _prepare(connection, key, cache)
        except sqlcipher.DatabaseError as error:
            connection.close()
            if not create and getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB" and not key_fits(path, key):
                raise WrongKey(WRONG_KEY, str(error)) from error
            raise
    return connection


def _make_private(path: Path) -> None:
    """Make the empty file for the account alone; SQLite gives its -wal and -shm the same rights."""
    try:
        path.touch(mode=0o600)
    except OSError as error:
        raise storage_error(error) from error


def _prepare(connection: Any, key: bytes, cache: int) -> None:  # noqa: ANN401 - the driver has no types
    for pragma in (
        "cipher_log_level = NONE",  # or it prints to stderr, which a user of the command line reads
        f"key = \"x'{key.hex()}'\"",
        f"soft_heap_limit = {cache_budget()}",
        f"cache_size = {-cache // 1024}",
        "temp_store = MEMORY",  # sorting never writes plaintext to a temporary file
        "foreign_keys = ON",
        f"busy_timeout = {int(BUSY_SECONDS * 1000)}",
        "journal_mode = WAL",  # the first one that reads the file: a wrong key or damage shows here
        "synchronous = FULL",
        "trusted_schema = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def key_fits(path: Path, key: bytes) -> bool:
    """Whether any page after the first was written with this key, so that a broken first page is told from a wrong key.

    A page of SQLCipher 4 ends in the HMAC-SHA512 of what is before it and of its number; the HMAC's key comes from
    the raw key by two rounds of PBKDF2 over the file's salt with 0x3a in each byte (SQLCipher's design document).
    Raises StorageError when the file cannot be read.
    """
    try:
        return _any_page_fits(path, key)
    except OSError as error:
        raise storage_error(error) from error


def _any_page_fits(path: Path, key: bytes) -> bool:
    with path.open("rb") as file:
        salt = file.read(PAGE_BYTES)[:_SALT_BYTES]
        hmac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, KEY_BYTES)
        for number in range(2, _PAGES_TRIED):
            page = file.read(PAGE_BYTES)
            signed = page[:-_HMAC_BYTES] + number.to_bytes(4, "little")
            if page and hmac.digest(hmac_key, signed, "sha512") == page[-_HMAC_BYTES:]:
                return True
    return False


def check_file(path: Path) -> None:
    """Raise what can be said of a file before any key: missing, empty, cut off, or not encrypted."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(len(_PLAIN_HEADER))
    except FileNotFoundError as error:
        raise StorageError(
            "Basis data kantor tidak ditemukan: periksa folder kantor, atau pulihkan dari cadangan.", str(error)
        ) from error
    except OSError as error:
        raise StorageError(
            "Basis data kantor tidak dapat dibaca: periksa drive dan hak akun Anda, lalu ulangi.", str(error)
        ) from error
    if size == 0 or (size % PAGE_BYTES and not _log_beside(path)):
        raise DatabaseDamaged(DAMAGED, f"{size} bytes are no whole number of pages")
    if header == _PLAIN_HEADER:
        raise DatabaseDamaged(
            "Berkas ini bukan basis data Netralitas karena tidak terenkripsi; pilih folder kantor yang benar.",
            "plain SQLite header",
        )


def _log_beside(path: Path) -> bool:
    """Whether the -wal holds pages: a program that died while it took them in may have left half of the last one."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > PAGE_BYTES
    except OSError:
        return False


def open_engines(path: Path, key: bytes) -> Engines:
    """Return engines for a file that exists; connections are made when first used."""
    budget = cache_budget()
    writer = keyed_engine(path, key, "BEGIN IMMEDIATE", cache=budget // 4)
    readers = keyed_engine(path, key, "BEGIN DEFERRED", size=READERS, cache=budget * 3 // 8)

    @sa.event.listens_for(writer, "connect")
    def _patient(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver has no types
        # A page that leaves the cache before the commit is encrypted, read back and encrypted again. What an import of
        # all employees writes stays until then, some MiB above the writer's share; it goes with the commit.
        connection.execute(f"PRAGMA cache_spill = {budget // PAGE_BYTES}")

    @sa.event.listens_for(readers, "connect")
    def _read_only(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver has no types
        connection.execute("PRAGMA query_only = ON")

    return Engines(writer, readers)


def keyed_engine(
    path: Path, key: bytes, begin: str, *, size: int = 1, create: bool = False, cache: int = SMALL_CACHE
) -> sa.Engine:
    """Return an engine of at most ``size`` connections whose transactions start with the statement ``begin``."""
    engine = sa.create_engine(
        f"sqlite+{_DRIVER}://",
        module=sqlcipher,
        execution_options={"compiled_cache": _COMPILED},
        creator=lambda: connect(path, key, create=create, cache=cache),
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
        pool_use_lifo=True,  # the connection used last has the warmest cache
        hide_parameters=True,  # an error message carries no field values into a log or crash report
    )

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
