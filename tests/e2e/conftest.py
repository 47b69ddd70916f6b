"""Needs Xvfb and xdotool, which ``dev.py test`` installs; without them these tests are skipped, but never in CI."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from e2e_screen import Screen, missing_tools


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    missing = missing_tools() if sys.platform == "linux" else "an X server"
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"the end-to-end tests need {missing}")
    if missing:
        pytest.skip(f"the end-to-end tests need {missing}")
    with Screen(tmp_path / "screen.log") as made:
        yield made
