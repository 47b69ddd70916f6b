"""Every version's database opens in the newest; a newer one is refused; a failed migration leaves the old file."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cases.errors import DatabaseDamaged, DatabaseNewer, StorageError
from db import upgrade
from db.engine import connect
from db.upgrade import NEWEST, bring_up_to_date, create_database, schema_differences, version_of

KEY = secrets.token_bytes(32)
ROOT = Path(upgrade.__file__).parents[1]

_STEP = """
revision = "9999_test"
down_revision = "{newest}"
branch_labels = None
depends_on = None

from alembic import op
import sqlalchemy as sa


def upgrade():
    with op.batch_alter_table("report") as report:
        report.add_column(sa.Column("mood", sa.Text(), nullable=False, server_default="calm"))
    {more}
"""


def rows(path: Path, sql: str) -> list[Any]:
    connection = connect(path, KEY)
    try:
        return list(connection.execute(sql).fetchall())
    finally:
        connection.close()


def schema(path: Path) -> set[tuple[str, str, str]]:
    return {tuple(row) for row in rows(path, "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "home" / "office.db"
    path.parent.mkdir()
    create_database(path, KEY)
    return path


@pytest.fixture
def filled(path: Path) -> Path:
    connection = connect(path, KEY)
    columns = [(row[1], row[2]) for row in connection.execute("PRAGMA table_info(report)")]
    values = ["r1" if name == "id" else 1 if kind == "INTEGER" else "[]" for name, kind in columns]
    connection.execute(f"INSERT INTO report VALUES ({','.join('?' * len(values))})", values)  # noqa: S608 - marks only
    told = {"id": "e1", "report_id": "r1", "ordinal": 1, "size": 1, "concerns": "[]", "told": "{}"}
    empty = {"posted_at", "captured_at", "file_time", "derived_from", "failed_at", "answered_at"}
    names = [row[1] for row in connection.execute("PRAGMA table_info(evidence)")]
    values = [None if name in empty else told.get(name, "") for name in names]
    connection.execute(f"INSERT INTO evidence VALUES ({','.join('?' * len(values))})", values)  # noqa: S608 - marks only
    connection.execute("INSERT INTO thumbnail VALUES ('e1', x'00')")
    connection.close()
    return path


def next_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, more: str = "pass") -> None:
    """A program that is one migration ahead."""
    migrations = tmp_path / "migrations"
    shutil.copytree(upgrade._MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    (migrations / "versions" / "9999_test.py").write_text(_STEP.format(newest=NEWEST, more=more))
    monkeypatch.setattr(upgrade, "_MIGRATIONS", migrations)
    monkeypatch.setattr(upgrade, "NEWEST", "9999_test")


def test_migrations_make_the_tables_of_the_models() -> None:
    assert schema_differences() == []


def test_a_difference_is_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    next_version(monkeypatch, tmp_path)
    assert "mood" in str(schema_differences())
    assert upgrade.main(["--check"]) == 1


def test_the_check_runs_as_a_command() -> None:
    done = subprocess.run([sys.executable, "-m", "db.upgrade", "--check"], cwd=ROOT, check=False, capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_the_stamp_is_the_last_migration(path: Path) -> None:
    assert version_of(path, KEY) == NEWEST
    last = max(file.stem for file in (upgrade._MIGRATIONS / "versions").glob("[0-9]*.py"))
    assert last == NEWEST


def test_migrations_import_none_of_our_code() -> None:
    for file in (upgrade._MIGRATIONS / "versions").glob("[0-9]*.py"):
        text = file.read_text()
        assert not any(f"{word} {package}" in text for word in ("import", "from") for package in ("db", "cases"))


def test_triggers_and_search_are_there(path: Path) -> None:
    names = {name for kind, name, _ in schema(path) if kind == "trigger"}
    assert names == {
        *("log_no_update", "log_no_delete", "log_in_order", "log_values_no_update", "register_no_delete"),
        *("search_insert", "search_delete", "search_update"),
    }
    (search,) = [sql for _, name, sql in schema(path) if name == "search"]
    assert "fts5" in search
    assert "remove_diacritics 2" in search


def test_two_new_databases_are_alike_and_nothing_is_left_beside(path: Path, tmp_path: Path) -> None:
    create_database(tmp_path / "other.db", KEY)
    assert schema(tmp_path / "other.db") == schema(path)
    assert [file.name for file in path.parent.iterdir()] == ["office.db"]


def test_an_existing_database_is_not_made_again(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StorageError, match="sudah ada"):
        create_database(path, KEY)
    assert path.read_bytes() == before


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        create_database(tmp_path / "missing" / "office.db", KEY)


def test_a_current_database_is_opened_without_alembic(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from db.upgrade import bring_up_to_date\n"
        f"bring_up_to_date(Path({str(path)!r}), bytes.fromhex({KEY.hex()!r}))\n"
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0  # noqa: S603 - above
    assert [file.name for file in path.parent.iterdir()] == ["office.db"]


def test_an_older_database_is_copied_and_migrated(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = schema(filled)
    next_version(monkeypatch, tmp_path)
    bring_up_to_date(filled, KEY)
    assert version_of(filled, KEY) == "9999_test"
    assert rows(filled, "SELECT id, mood FROM report") == [("r1", "calm")]
    assert rows(filled, "SELECT id FROM evidence") == [("e1",)]
    assert rows(filled, "SELECT evidence_id FROM thumbnail") == [("e1",)]
    assert {item[1] for item in schema(filled)} == {item[1] for item in old}
    (copy,) = [file for file in filled.parent.iterdir() if file.name != "office.db"]
    assert copy.name == "office.db.sebelum-9999_test"
    assert schema(copy) == old
    assert rows(copy, "SELECT id FROM thumbnail JOIN evidence ON id = evidence_id") == [("e1",)]
    assert not copy.read_bytes().startswith(b"SQLite")


def test_of_two_programs_that_start_together_one_migrates(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one saw the old version too; it finds the work done, and the copy stays what it was before."""
    old = schema(filled)
    next_version(monkeypatch, tmp_path)
    looks = iter([NEWEST])
    real = upgrade.version_of

    def late_look(path: Path, key: bytes) -> str:
        seen = next(looks, "")
        if seen:
            upgrade.bring_up_to_date(path, key)  # the first program, in between
        return seen or real(path, key)

    monkeypatch.setattr(upgrade, "version_of", late_look)
    bring_up_to_date(filled, KEY)
    (copy,) = filled.parent.glob("*.sebelum-*")
    assert schema(copy) == old
    assert real(filled, KEY) == "9999_test"


@pytest.mark.parametrize(
    "more",
    ["raise ValueError('half-way')", "op.execute('DELETE FROM report')", "op.execute('nonsense')"],
)
def test_a_failed_migration_leaves_the_file_as_it_was(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    """A bug half-way, a broken reference and a wrong statement: the old file stays, word for word."""
    old = schema(filled)
    next_version(monkeypatch, tmp_path, more)
    before = filled.read_bytes()
    with pytest.raises(StorageError, match=r"dibiarkan seperti semula|rusak"):
        bring_up_to_date(filled, KEY)
    assert filled.read_bytes() == before
    assert schema(filled) == old
    assert rows(filled, "SELECT id FROM report") == [("r1",)]
    assert version_of(filled, KEY) == NEWEST


def test_a_newer_database_is_refused_and_left_as_it_is(path: Path) -> None:
    connection = connect(path, KEY)
    connection.execute("UPDATE alembic_version SET version_num = '9000_tomorrow'")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseNewer, match="lebih baru"):
        bring_up_to_date(path, KEY)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["office.db"]


def test_a_database_without_a_stamp_is_damaged(path: Path) -> None:
    connection = connect(path, KEY)
    connection.execute("DROP TABLE alembic_version")
    connection.close()
    with pytest.raises(DatabaseDamaged):
        bring_up_to_date(path, KEY)


def test_copies_of_before_an_upgrade_go_in_time(path: Path) -> None:
    """The newest stays for the days that are named, older ones and half-made ones go; the database is never touched."""

    def left(name: str, days: float) -> Path:
        file = path.with_name(f"office.db.sebelum-{name}")
        file.write_bytes(b"x")
        moment = time.time() - days * 86400
        os.utime(file, (moment, moment))
        return file

    older, newest = left("0004_evidence", 9), left("0011_disposed", 5)
    killed, working = left("0011_disposed.making", 3), left("9999_next.making", 0)
    upgrade.remove_old_copies(path, timedelta(days=30))
    assert (older.exists(), newest.exists(), killed.exists(), working.exists()) == (False, True, False, True)
    upgrade.remove_old_copies(path, timedelta(days=4))
    assert (newest.exists(), working.exists(), path.exists()) == (False, True, True)
