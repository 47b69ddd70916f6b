from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cases.rules.evidence_times import contradictions

POSTED = datetime(2026, 5, 4, 12, 42, tzinfo=UTC)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds


def test_a_capture_before_its_post_is_said() -> None:
    assert contradictions(POSTED, POSTED - timedelta(minutes=1), {}) != ()
    assert contradictions(POSTED, POSTED, {}) == ()


def test_a_file_older_than_the_post_or_its_capture_is_said_by_name() -> None:
    (said,) = contradictions(POSTED, None, {"layar.png": POSTED - timedelta(days=1)})
    assert "layar.png" in said
    assert "unggahan" in said
    (said,) = contradictions(None, POSTED, {"layar.png": POSTED - timedelta(hours=1)})
    assert "tangkapan" in said


def test_seconds_that_nobody_types_are_no_contradiction() -> None:
    typed = POSTED.replace(second=30)
    assert contradictions(None, typed, {"layar.png": POSTED.replace(second=5)}) == ()


@given(moments, moments, st.dictionaries(st.text(min_size=1, max_size=5), moments, max_size=4))
def test_times_in_their_order_contradict_nothing(posted, captured, files) -> None:
    ordered = sorted([posted, captured])
    later = {name: max(moment, ordered[1]) for name, moment in files.items()}
    assert contradictions(ordered[0], ordered[1], later) == ()
    assert contradictions(None, None, files) == ()
