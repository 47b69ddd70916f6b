"""Every version of the database opens in the newest one, with rows in each of its tables: nothing lost or changed."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import freeze
import pytest
from alembic import command
from fakes import FakeClock, FakePictures, FakeRenderer, FakeVault, PlainHasher

from cases.model.user import Actor, Role
from cases.regulations import Law
from db import upgrade
from db.engine import connect, keyed_engine
from db.unit import OfficeDatabase
from db.upgrade import NEWEST, bring_up_to_date, version_of

KEY = bytes(range(32))
FIRST = "0001_first"
ADMIN = Actor(name="admin", role=Role.ADMIN)
STAMPS = sorted(file.stem for file in (upgrade._MIGRATIONS / "versions").glob("[0-9]*.py"))
FROZEN = [stamp for stamp in STAMPS if stamp != FIRST]  # the first one has a test of its own


def test_every_version_is_frozen() -> None:
    missing = [stamp for stamp in FROZEN if not freeze.fixture(stamp).exists()]
    assert missing == [], "freeze the new version: python tests/migrations/freeze.py"


def laid(path: Path, stamp: str) -> dict[str, dict[str, Any]]:
    """Make the database of a version with its frozen rows; return those."""
    frozen = freeze.read(freeze.fixture(stamp))
    assert frozen["stamp"] == stamp
    engine = keyed_engine(path, KEY, "BEGIN IMMEDIATE", create=True)
    with engine.begin() as connection:
        command.upgrade(upgrade._config(connection), stamp)
    engine.dispose()
    connection = connect(path, KEY)
    connection.execute("PRAGMA foreign_keys = OFF")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE name LIKE 'search_%' AND type = 'trigger'"):
        assert name in {"search_insert", "search_delete", "search_update"}
    connection.execute("BEGIN")
    for table, rows in frozen["tables"].items():
        names = ", ".join(f'"{name}"' for name in rows["columns"])
        marks = ", ".join("?" * len(rows["columns"]))
        for row in rows["rows"]:
            connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', [plain(value) for value in row])  # noqa: S608 - ours
    connection.execute("COMMIT")
    connection.close()
    return cast("dict[str, dict[str, Any]]", frozen["tables"])


def plain(value: object) -> object:
    return bytes.fromhex(value[4:]) if isinstance(value, str) and value.startswith("hex:") else value


@pytest.mark.parametrize("stamp", FROZEN)
def test_it_opens_whole(stamp: str, tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    before = laid(path, stamp)
    assert all(rows["rows"] for rows in before.values())
    bring_up_to_date(path, KEY)
    assert version_of(path, KEY) == NEWEST
    connection = connect(path, KEY)
    after = freeze.tables(connection)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    for table, rows in before.items():
        kept = after[table]
        places = [kept["columns"].index(name) for name in rows["columns"]]
        now = [[row[place] for place in places] for row in kept["rows"]]
        assert sorted(map(json.dumps, now)) == sorted(map(json.dumps, rows["rows"])), table
    clock = FakeClock()
    database = OfficeDatabase(
        path,
        KEY,
        vault=FakeVault(),
        renderer=FakeRenderer(),
        law=cast("Law", SimpleNamespace()),
        clock=clock,
        passwords=PlainHasher(),
        pictures=FakePictures(),
        signer=SimpleNamespace(),
    )
    with database.read() as work:
        checked = work.audit.verify(None)
        assert checked.rows == len(before["log"]["rows"])
        assert all("brankas" in problem or "berkas lain" in problem for problem in checked.problems)  # no papers here
        cases = [work.cases.get(case_id) for case_id in work.cases.open_ids()]
        assert cases
        for case in cases:
            assert work.steps.of_case(case.id)
            work.letters.of_case(case.id)
            work.deadlines.of_case(case.id)
            work.reports.get(case.report_id)
    database.close()
