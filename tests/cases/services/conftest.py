"""A founded office for each test of a service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from office_desk import OfficeAtWork, make_template, office_at_work

from cases.regulations import Law, load_law


@pytest.fixture(scope="session")
def law() -> Law:
    return load_law()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, law: Law) -> Path:
    return make_template(tmp_path_factory.mktemp("template"), law)


@pytest.fixture
def office(tmp_path: Path, law: Law, template: Path) -> Iterator[OfficeAtWork]:
    with office_at_work(tmp_path, law, template) as work:
        yield work
