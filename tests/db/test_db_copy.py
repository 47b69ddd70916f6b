"""A copy of the database is read back before it gets its name."""

from __future__ import annotations

from pathlib import Path

import pytest
import samples
from open_db import KEY
from samples import ADMIN

from cases.errors import DatabaseDamaged, StorageError
from db.backup import copy_database
from db.engine import connect
from db.unit import OfficeDatabase


def test_a_copy_holds_what_is_only_in_the_wal_yet(office_db: OfficeDatabase, office_path: Path, tmp_path: Path) -> None:
    with office_db.write() as work:
        work.log_as(ADMIN, "test.add")
        work.reports.add(samples.make_report())
    target = tmp_path / "copy.db"
    copy_database(office_path, target, KEY)
    copy = connect(target, KEY)
    assert copy.execute("SELECT number FROM report").fetchall() == [("2026/L-001",)]
    assert copy.execute("SELECT count(*) FROM log").fetchone() == (1,)
    copy.close()
    assert sorted(file.name for file in tmp_path.glob("copy*")) == ["copy.db"]


def test_a_damaged_database_gives_no_copy(office_path: Path, tmp_path: Path) -> None:
    data = bytearray(office_path.read_bytes())
    data[-2000] ^= 1
    office_path.write_bytes(data)
    target = tmp_path / "copy.db"
    target.write_bytes(b"the copy of yesterday")
    with pytest.raises(DatabaseDamaged):
        copy_database(office_path, target, KEY)
    assert target.read_bytes() == b"the copy of yesterday"
    assert sorted(file.name for file in tmp_path.glob("copy*")) == ["copy.db"]


def test_a_folder_that_is_none_is_told(office_path: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        copy_database(office_path, tmp_path / "missing" / "copy.db", KEY)
