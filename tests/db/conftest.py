"""A real encrypted office database for every test, copied from one that is made once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeClock, FakeVault
from open_db import KEY, open_office

from db.unit import OfficeDatabase
from db.upgrade import create_database


@pytest.fixture(scope="session")
def new_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as an office starts with it."""
    path = tmp_path_factory.mktemp("new") / "office.db"
    create_database(path, KEY)
    return path


@pytest.fixture
def office_path(new_database: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(new_database, tmp_path / "office.db"))


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def office_db(office_path: Path, vault: FakeVault, clock: FakeClock) -> Iterator[OfficeDatabase]:
    database = open_office(office_path, vault=vault, clock=clock)
    yield database
    database.close()
