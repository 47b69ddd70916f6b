"""The threat model names a test for every claim, and each of them exists."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
NO_CLAIM = re.compile(r"\| (Who|What) \||\|---")


def claims() -> list[str]:
    return [line for line in TEXT.splitlines() if line.startswith("|") and not NO_CLAIM.match(line)]


def test_every_claim_names_a_test() -> None:
    assert len(claims()) > 15
    assert [line for line in claims() if not NAMED.search(line.rsplit("|", 2)[1])] == []


def test_every_test_that_is_named_exists() -> None:
    named = NAMED.findall(TEXT)
    assert len(named) == TEXT.count("::test_")
    gone = [(file, name) for file, name in named if f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")]
    assert gone == []
