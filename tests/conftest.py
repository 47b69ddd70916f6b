"""What every test shares."""

from __future__ import annotations

import pytest
from hypothesis import settings

KILLS = 8
"""How often an import is killed where nobody asks for more (``--kills 100``)."""

# Timings are never a test's business: a busy machine must not fail one.
settings.register_profile("netralitas", deadline=None)
settings.load_profile("netralitas")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=KILLS, help="at how many moments an import is killed")
