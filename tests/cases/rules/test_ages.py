"""What is old: also what a clock that was ahead for a while says of the future."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cases.rules.ages import is_old

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def test_a_week_is_counted_from_the_past_alone() -> None:
    found = {days: is_old(NOW - timedelta(days=days), NOW, timedelta(days=7)) for days in (0, 7, 8, -1, -400)}
    assert found == {0: False, 7: False, 8: True, -1: True, -400: True}
