"""Moments are kept as UTC; the day that is shown of one is the office's."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cases.model.office import TimeZone

ROOT = Path(__file__).parents[2]
THERE_ALREADY = {"desktop/pages/settings_sheet.py", "reports/idis_pack.py"}
"""What they are given is a moment in the zone of the office."""


@pytest.mark.parametrize(
    ("zone", "hour", "day"),
    [
        (TimeZone.WIB, 16, 4),
        (TimeZone.WIB, 17, 5),
        (TimeZone.WITA, 16, 5),
        (TimeZone.WIT, 14, 4),
        (TimeZone.WIT, 15, 5),
    ],
)
def test_a_day_of_the_office_begins_before_that_of_utc(zone: TimeZone, hour: int, day: int) -> None:
    assert zone.day(datetime(2026, 5, 4, hour, tzinfo=UTC)) == date(2026, 5, day)


def test_no_moment_is_cut_to_a_day_of_utc() -> None:
    files = [path for folder in ("cases", "db", "desktop", "reports") for path in (ROOT / folder).rglob("*.py")]
    cut = {path.relative_to(ROOT).as_posix() for path in files if re.search(r"_at\.date\(\)", path.read_text("utf-8"))}
    assert cut == THERE_ALREADY
