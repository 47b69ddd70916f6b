"""One nursery for all tests of faults: it imports the whole program, and makes the offices to start from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from house import House

from desktop import threads


@pytest.fixture(autouse=True)
def no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is drawn here, whatever was tested in this process before."""
    monkeypatch.setattr(threads._Marked, "ui", None)


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = House(tmp_path_factory.mktemp("house"))
    yield made
    made.close()
