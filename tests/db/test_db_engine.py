"""An encrypted file that opens with its key and with nothing else, and failures that are told in one sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import samples
import sqlalchemy as sa
from open_db import KEY, open_office
from samples import ADMIN
from sqlcipher3 import dbapi2 as sqlcipher

from cases.errors import DatabaseBusy, DatabaseDamaged, OfficeError, StorageError, WrongKey
from db.engine import cache_budget, connect, open_engines
from db.failures import failure_of
from db.unit import OfficeDatabase
from db.upgrade import create_database


def test_every_connection_has_its_pragmas(office_path: Path) -> None:
    engines = open_engines(office_path, KEY)
    wanted = {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 2,
        "temp_store": 2,
        "busy_timeout": 5000,
        "cipher_memory_security": "0",
        "soft_heap_limit": cache_budget(),
    }
    caches = []
    for engine, query_only in ((engines.writer, 0), (engines.readers, 1)):
        with engine.connect() as connection:
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in wanted}
            assert found == wanted
            assert connection.exec_driver_sql("PRAGMA query_only").scalar_one() == query_only
            caches.append(-1024 * connection.exec_driver_sql("PRAGMA cache_size").scalar_one())
    assert caches[0] + 2 * caches[1] <= cache_budget()
    engines.dispose()


@pytest.mark.skipif(os.name == "nt", reason="Windows has the rights of the folder")
def test_it_is_for_its_owner_alone(tmp_path: Path) -> None:
    create_database(tmp_path / "office.db", KEY)
    database = open_office(tmp_path / "office.db")
    with database.write() as work:
        work.log_as(ADMIN, "test.add")
        work.users.add(samples.make_user())
        files = sorted(tmp_path.iterdir())
        rights = [file.stat().st_mode & 0o777 for file in files]
    database.close()
    assert [file.name for file in files] == ["office.db", "office.db-shm", "office.db-wal"]
    assert rights == [0o600] * 3


def test_nothing_of_it_is_plain(office_db: OfficeDatabase, office_path: Path) -> None:
    with office_db.write() as work:
        work.log_as(ADMIN, "test.add")
        work.reports.add(samples.make_report(narrative="kata-yang-tidak-boleh-terbaca"))
    files = list(office_path.parent.glob("office.db*"))
    assert len(files) == 3
    for path in files:
        data = path.read_bytes()
        assert b"tidak-boleh-terbaca" not in data
        assert not data.startswith(b"SQLite format 3")
        assert b"CREATE TABLE" not in data


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _plain(path: Path) -> None:
    path.unlink()
    connection = sqlcipher.connect(str(path))
    connection.execute("CREATE TABLE t (x)")
    connection.close()


def _text(path: Path) -> None:
    path.write_text("x" * 8192)


def _flip_first_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)


def _flip_all_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for start in range(4096, len(data), 4096):
        data[start + 50] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("harm", [_cut, _empty, _plain, _flip_first_page, _flip_all_pages])
def test_a_damaged_file_is_told_and_left_as_it_is(
    office_path: Path, harm: object, capfd: pytest.CaptureFixture[str]
) -> None:
    assert callable(harm)
    harm(office_path)
    before = office_path.read_bytes()
    with pytest.raises(DatabaseDamaged, match=r"cadangan|folder kantor yang benar"):
        open_office(office_path)
    assert office_path.read_bytes() == before
    assert sorted(path.name for path in office_path.parent.iterdir()) == ["office.db"]
    assert capfd.readouterr() == ("", "")


def test_another_key_opens_nothing(office_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = office_path.read_bytes()
    with pytest.raises(WrongKey, match=r"keys\.age"):
        connect(office_path, os.urandom(32))
    assert office_path.read_bytes() == before
    assert capfd.readouterr() == ("", "")


def test_any_other_file_of_whole_pages_fits_no_key(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    path.write_text("x" * 8192)
    with pytest.raises(WrongKey, match=r"keys\.age"):
        open_office(path)
    assert path.read_text() == "x" * 8192


def test_a_key_has_32_bytes(office_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        connect(office_path, b"short")


def test_a_missing_file_is_told_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="tidak ditemukan"):
        open_office(tmp_path / "office.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_name_with_odd_letters(office_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Kantor #1 100% ?mode=ro é"
    folder.mkdir()
    target = office_path.rename(folder / "office.db")
    database = open_office(target)
    with database.read() as work:
        assert work.audit.head().count == 0
    database.close()
    assert [path.name for path in folder.iterdir()] == ["office.db"]


def test_a_full_disk(office_db: OfficeDatabase) -> None:
    """SQLite's own limit on pages answers as a full disk does."""

    @sa.event.listens_for(office_db._engines.writer, "connect")
    def limit(connection: sqlcipher.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    def fill() -> None:
        with office_db.write() as work:
            work.log_as(ADMIN, "test.add")
            work.reports.add(samples.make_report(narrative="x" * 1_000_000))

    with pytest.raises(StorageError, match="Penyimpanan penuh"):
        fill()
    with office_db.read() as work:
        assert work.audit.head().count == 0
        assert work.audit.verify().problems == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SQLITE_BUSY", DatabaseBusy),
        ("SQLITE_BUSY_SNAPSHOT", DatabaseBusy),
        ("SQLITE_FULL", StorageError),
        ("SQLITE_READONLY", StorageError),
        ("SQLITE_READONLY_DIRECTORY", StorageError),
        ("SQLITE_IOERR_FSYNC", StorageError),
        ("SQLITE_CANTOPEN", StorageError),
        ("SQLITE_NOTADB", DatabaseDamaged),
        ("SQLITE_CORRUPT_VTAB", DatabaseDamaged),
    ],
)
def test_what_sqlite_reports_has_a_sentence(name: str, kind: type[OfficeError]) -> None:
    error = sqlcipher.OperationalError("words of the driver")
    error.sqlite_errorname = name
    failure = failure_of(sa.exc.OperationalError("SELECT 1", {}, error))
    assert type(failure) is kind
    assert failure.detail == f"{name}: words of the driver"
    assert failure.sentence.endswith(".")


def test_a_bug_keeps_its_own_words() -> None:
    error = sqlcipher.IntegrityError("UNIQUE constraint failed")
    error.sqlite_errorname = "SQLITE_CONSTRAINT_UNIQUE"
    assert failure_of(error) is None
    assert failure_of(ValueError()) is None
