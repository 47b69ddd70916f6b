"""What every test shares."""

from __future__ import annotations

import pytest
from hypothesis import settings

KILLS = 8
"""How often an import is killed where nobody asks for more (``--kills 100``)."""

# Timings are never a test's business: a busy machine must not fail one.
settings.register_profile("netralitas", deadline=None)
settings.load_profile("netralitas")


_SLOW = (
    "e2e", "faults", "test_step_forms", "test_db_recap", "test_killed_office", "test_app", "test_cli_commands",
    "test_cli_refusals",
    "test_db_kill", "test_evidence_papers_pdf", "test_law_in_practice", "test_check_code", "test_case_machine",
)  # fmt: skip
"""Parts of the names of files whose tests take long: begun first, they do not keep one worker busy at the end."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put slow files first, each in the order that it has."""
    items.sort(key=lambda item: not any(part in item.nodeid for part in _SLOW))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=KILLS, help="at how many moments an import is killed")
