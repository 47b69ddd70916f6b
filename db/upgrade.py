"""Bringing a database to this version: newer is refused, older is copied beside the file and then migrated whole.

``python -m db.upgrade --check`` says whether the migrations make exactly the tables of ``db.tables``.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from cases.errors import DatabaseDamaged, DatabaseNewer, OfficeError, StorageError
from db.backup import copy_database, remove_database
from db.engine import KEY_BYTES, connect, keyed_engine
from db.failures import DAMAGED, told
from db.files import storage_error, sync_folder

if TYPE_CHECKING:
    from alembic.config import Config

NEWEST = "0019_newcomers"
"""The version stamp of a database of this program; a test holds it to the last migration."""
_MIGRATIONS = Path(__file__).parent / "migrations"
_BEFORE = ".sebelum-"
_STAMP = "SELECT version_num FROM alembic_version"
_DAY = 86400.0
_OWN = frozenset({"alembic_version", "search"} | {f"search_{part}" for part in ("data", "idx", "docsize", "config")})
"""Tables of Alembic and of FTS5, which ``db.tables`` does not describe."""


def create_database(path: Path, key: bytes) -> None:
    """Make the database of a new office: built under another name, and named ``path`` when it is whole.

    Raises StorageError when there is one already, or when it cannot be written.
    """
    if path.exists():
        raise StorageError("Di folder ini sudah ada basis data kantor; pilih folder lain.", str(path))
    making = path.with_name(path.name + ".making")
    try:
        remove_database(making)
        try:
            _migrate(making, key, create=True)
            making.rename(path)
            sync_folder(path.parent)
        finally:
            remove_database(making)
    except OSError as error:
        raise storage_error(error) from error


def bring_up_to_date(path: Path, key: bytes) -> None:
    """Migrate an older database; a failed migration leaves it as it was.

    Raises DatabaseNewer, DatabaseDamaged for a file without a stamp, StorageError.
    """
    stamp = version_of(path, key)
    if stamp == NEWEST:
        return
    _refuse_newer(stamp)
    _migrate(path, key, copy=path.with_name(f"{path.name}{_BEFORE}{NEWEST}"))


def remove_old_copies(path: Path, older_than: timedelta) -> None:
    """Take away the copies that upgrades left beside a database that opens well: all but the newest, and that in time.

    What an upgrade that was killed left half-made goes too, when it is no longer being made. Raises StorageError.
    """
    try:
        copies = sorted(path.parent.glob(f"{path.name}{_BEFORE}*"), key=lambda file: file.stat().st_mtime)
        whole = [file for file in copies if not file.suffix.startswith(".making")]
        limit = time.time() - older_than.total_seconds()
        day_old = time.time() - _DAY
        for file in copies:
            stale = file.stat().st_mtime < (limit if file in whole[-1:] else day_old)
            if stale or file in whole[:-1]:
                file.unlink()
    except OSError as error:
        raise storage_error(error) from error


def version_of(path: Path, key: bytes) -> str:
    """Return the version stamp, read by plain SQL so that Alembic is not loaded; raises DatabaseDamaged."""
    with told():
        connection = connect(path, key)
        try:
            rows = connection.execute("SELECT name FROM sqlite_master WHERE name = 'alembic_version'").fetchall()
            stamps = connection.execute(_STAMP).fetchall() if rows else []
        finally:
            connection.close()
    if len(stamps) != 1:
        raise DatabaseDamaged(DAMAGED, "no version stamp")
    return str(stamps[0][0])


def _refuse_newer(stamp: str) -> None:
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - 0.2 s, and only a file of another version needs it

    known = {script.revision for script in ScriptDirectory.from_config(_config(None)).walk_revisions()}
    if stamp not in known:
        raise DatabaseNewer(
            "Basis data ini dibuat oleh versi Netralitas yang lebih baru; pasang versi terbaru, lalu buka kembali.",
            f"stamp {stamp}, known up to {NEWEST}",
        )


def _migrate(path: Path, key: bytes, *, create: bool = False, copy: Path | None = None) -> None:
    """Run every missing migration in one explicit transaction, with foreign keys off and checked before the commit.

    With them on, re-making a table would delete the rows that refer to it. ``copy`` is made of the database as it was,
    while nobody else may write: of two programs that start together one migrates, and the other finds it done.
    """
    from alembic import command  # noqa: PLC0415 - the same

    engine = keyed_engine(path, key, "BEGIN IMMEDIATE", create=create)

    @sa.event.listens_for(engine, "connect")
    def _unbound(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver has no types
        connection.execute("PRAGMA foreign_keys = OFF")

    try:
        with told(), engine.begin() as connection:
            if copy is not None:
                if connection.exec_driver_sql(_STAMP).scalar() == NEWEST:
                    return
                copy_database(path, copy, key)
            command.upgrade(_config(connection), "head")
            _check_references(connection)
    except OfficeError:
        raise
    except Exception as error:
        raise StorageError(
            "Basis data tidak dapat disesuaikan dengan versi ini dan dibiarkan seperti semula; "
            "pakai versi sebelumnya dan laporkan kesalahan ini.",
            repr(error),
        ) from error
    finally:
        engine.dispose()


def _check_references(connection: sa.Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(20)
    if broken:
        raise DatabaseDamaged(DAMAGED, f"foreign_key_check: {broken}")


def _config(connection: sa.Connection | None, metadata: sa.MetaData | None = None) -> Config:
    from alembic.config import Config  # noqa: PLC0415 - the same

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes.update(connection=connection, metadata=metadata)
    return config


def schema_differences() -> list[str]:
    """Return what the migrations make otherwise than the tables say, from a fresh database; empty when they agree."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 - the same
    from alembic.migration import MigrationContext  # noqa: PLC0415 - the same

    from db.tables import Base  # noqa: PLC0415 - only this check needs every table

    with tempfile.TemporaryDirectory() as folder:
        path, key = Path(folder) / "check.db", secrets.token_bytes(KEY_BYTES)
        create_database(path, key)
        engine = keyed_engine(path, key, "BEGIN DEFERRED")
        try:
            with engine.connect() as connection:
                options = {"include_name": _is_ours, "compare_server_default": True}
                context = MigrationContext.configure(connection, opts=options)
                return [repr(difference) for difference in compare_metadata(context, Base.metadata)]
        finally:
            engine.dispose()


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or name not in _OWN


def main(arguments: list[str] | None = None) -> int:
    """Answer the command line; return 0 when migrations and tables agree, else 1."""
    parser = argparse.ArgumentParser(prog="python -m db.upgrade", description="compare migrations and tables")
    parser.add_argument("--check", action="store_true", required=True)
    parser.parse_args(arguments)
    differences = schema_differences()
    for difference in differences:
        sys.stderr.write(difference + "\n")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
