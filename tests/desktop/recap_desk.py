"""The page of recaps at work on a day of its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from case_desk import stand_still
from page_trail import Trail

from desktop.desk import Desk
from desktop.pages.recap import RecapPage
from desktop.preferences import Preferences

TODAY = date(2026, 11, 20)


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def kept(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "tampilan.ini")


@pytest.fixture
def page(desk: Desk, trail: Trail, kept: Preferences, monkeypatch) -> RecapPage:
    stand_still(desk, monkeypatch, TODAY)
    return RecapPage(desk, trail, preferences=kept)
