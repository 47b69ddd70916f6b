"""A moment of a backup names its zone where no office says in which one it works."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cases.model.office import TimeZone
from desktop.widgets import restore_words

MOMENT = datetime(2026, 11, 21, 13, 50, tzinfo=UTC)


@pytest.mark.parametrize("hours", [7, 8, 9])
def test_an_office_needs_no_zone_and_a_computer_does(hours: int) -> None:
    (zone,) = (one for one in TimeZone if one.zone.utcoffset(None) == timedelta(hours=hours))
    here = MOMENT.astimezone(zone.zone)
    assert restore_words.moment_words(MOMENT, zone.zone) == f"21 November 2026 {13 + hours}.50"
    assert restore_words.zone_name(here) == zone.value


def test_a_computer_abroad_says_how_far() -> None:
    assert restore_words.zone_name(MOMENT) == "UTC"
    assert restore_words.moment_words(MOMENT).endswith(restore_words.zone_name(MOMENT.astimezone()))
