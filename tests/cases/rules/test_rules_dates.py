from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.errors import InvalidInput
from cases.rules import dates
from cases.rules.reference import date_words

TODAY = date(2026, 5, 4)
near = st.dates(date(1947, 1, 1), date(2046, 12, 31))
any_day = st.dates(date(1900, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize(
    "text",
    ["4/10/26", "04/10/2026", "041026", "04102026", "4 okt 2026", "4 Oktober 26", "4-10-2026", "4.10.26", "2026-10-04"],
)
def test_ways_to_type_one_day(text: str):
    assert dates.read_date(text, TODAY) == date(2026, 10, 4)
    assert dates.read_date(f"  {text} ", TODAY) == date(2026, 10, 4)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("4/10", date(2026, 10, 4)),
        ("4 okt", date(2026, 10, 4)),
        ("1 ags 26", date(2026, 8, 1)),
        ("1 nopember 2026", date(2026, 11, 1)),
        ("12/3/85", date(1985, 3, 12)),
        ("12/3/46", date(2046, 3, 12)),
        ("12/3/47", date(1947, 3, 12)),
        ("29-2-2028", date(2028, 2, 29)),
    ],
)
def test_years_and_months_as_people_mean_them(text: str, day: date):
    assert dates.read_date(text, TODAY) == day


@pytest.mark.parametrize("text", ["", "   ", "\t"])
def test_blank_stays_blank(text: str):
    assert dates.read_date(text, TODAY) is None


@pytest.mark.parametrize(
    "text",
    [
        "31/2/26", "13/13/26", "10/26", "2026", "20261004", "4 ok 26", "4 j 26", "4 ju 26", "okt 4 2026", "4/10/026",
        "4/10/1", "004/10/26", "4/010/26", "1/2/3/4", "kemarin", "4/10/26!", "2026-4-okt-1", "2026/10/2026",
        "31.12.1899", "0/1/26", "4/0/26", "/", "٤/١٠/٢٠٢٦", "1²/3/2026", "abcdef", "4 okt x",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_an_example(text: str):
    with pytest.raises(InvalidInput, match="isi seperti 4/10/2026") as refused:
        dates.read_date(text, TODAY, field="event_on")
    assert refused.value.field == "event_on"


def test_the_month_never_comes_first():
    assert dates.read_date("3/4/2026", TODAY) == date(2026, 4, 3)
    with pytest.raises(InvalidInput):
        dates.read_date("4/13/2026", TODAY)


@given(any_day)
def test_what_is_printed_reads_back(day: date):
    assert dates.read_date(dates.long_date(day), TODAY) == day
    assert dates.read_date(dates.short_date(day), TODAY) == day
    assert dates.read_date(day.isoformat(), TODAY) == day
    assert dates.read_date(f"{day:%d%m}{day.year:04d}", TODAY) == day


@given(near)
def test_two_digits_of_a_year_suffice_near_today(day: date):
    assert dates.read_date(f"{day:%d%m%y}", TODAY) == day
    assert dates.read_date(f"{day.day}/{day.month}/{day:%y}", TODAY) == day


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_a_sentence(text: str):
    found: date | None = None
    with suppress(InvalidInput):
        found = dates.read_date(text, TODAY)
    assert found is None or found.year >= date_words().earliest_year


def test_words():
    day = date(2026, 10, 4)
    assert dates.long_date(day) == "4 Oktober 2026"
    assert dates.short_date(day) == "4 Okt 2026"
    assert dates.day_and_month(day) == "4 Okt"
    assert dates.short_day(day, beside=date(2026, 1, 1)) == "4 Okt"
    assert dates.short_day(day, beside=date(2025, 12, 31)) == "4 Okt 2026"
    assert dates.weekday_name(day) == "Minggu"
    assert dates.weekday_name(date(2026, 10, 5)) == "Senin"
    assert dates.month_name(1) == "Januari"


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 8, 4), 12, date(2027, 8, 4)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_months_later(day: date, months: int, end: date):
    assert dates.add_months(day, months) == end


def test_months_beyond_the_calendar_get_a_sentence():
    with pytest.raises(InvalidInput):
        dates.add_months(date(9999, 12, 1), 1)
