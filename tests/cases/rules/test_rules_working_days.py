from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.errors import InvalidInput
from cases.model.deadline import Holiday
from cases.model.office import WorkWeek
from cases.regulations import DeadlineRule, shipped_holidays
from cases.rules.working_days import Calendar, add_working_days, unknown_years, working_days_between

FIVE = Calendar.of(shipped_holidays(), WorkWeek.FIVE)
SIX = Calendar.of(shipped_holidays(), WorkWeek.SIX)

# From, count, and the last day in a week of five days, of six, and by the calendar.
TABLE = [
    ("2024-04-05", 7, "2024-04-24", "2024-04-20", "2024-04-12"),
    ("2025-03-27", 14, "2025-04-28", "2025-04-23", "2025-04-10"),
    ("2025-08-14", 7, "2025-08-26", "2025-08-23", "2025-08-21"),
    ("2026-02-13", 7, "2026-02-26", "2026-02-24", "2026-02-20"),
    ("2026-03-16", 7, "2026-04-01", "2026-03-31", "2026-03-23"),
    ("2026-03-16", 14, "2026-04-13", "2026-04-09", "2026-03-30"),
    ("2026-05-12", 7, "2026-05-25", "2026-05-22", "2026-05-19"),
    ("2026-07-14", 15, "2026-08-04", "2026-07-31", "2026-07-29"),
    ("2026-08-14", 14, "2026-09-07", "2026-09-02", "2026-08-28"),
    ("2026-12-21", 15, "2027-01-15", "2027-01-12", "2027-01-05"),
    ("2026-12-23", 3, "2026-12-30", "2026-12-29", "2026-12-26"),
    ("2026-12-23", 7, "2027-01-07", "2027-01-04", "2026-12-30"),
    ("2027-01-29", 15, "2027-02-22", "2027-02-18", "2027-02-13"),
    ("2027-03-04", 14, "2027-04-05", "2027-03-30", "2027-03-18"),
    ("2027-03-05", 7, "2027-03-24", "2027-03-20", "2027-03-12"),
    ("2027-05-14", 7, "2027-05-31", "2027-05-27", "2027-05-21"),
]
EXAMPLES_OF_2022 = [
    ("2022-10-05", 7, "2022-10-14"),
    ("2022-10-05", 8, "2022-10-17"),
    ("2022-10-17", 7, "2022-10-26"),
    ("2022-10-17", 8, "2022-10-27"),
    ("2022-02-08", 15, "2022-03-02"),
    ("2022-02-14", 15, "2022-03-09"),
]


@pytest.mark.parametrize(("start", "count", "five", "six", "by_calendar"), TABLE)
def test_published_check_values(start: str, count: int, five: str, six: str, by_calendar: str):
    first = date.fromisoformat(start)
    assert add_working_days(first, count, FIVE).isoformat() == five
    assert add_working_days(first, count, SIX).isoformat() == six
    plain = DeadlineRule(key="d", title="t", from_="event", to=(), days=count, unit="hari kalender")
    for calendar in (FIVE, SIX):
        assert plain.due(first, calendar).isoformat() == by_calendar


@pytest.mark.parametrize(("start", "count", "end"), EXAMPLES_OF_2022)
def test_worked_examples_of_2022(start: str, count: int, end: str):
    assert add_working_days(date.fromisoformat(start), count, FIVE).isoformat() == end


@pytest.mark.parametrize(
    ("year", "national", "collective"), [(2024, 19, 10), (2025, 17, 11), (2026, 17, 8), (2027, 18, 8)]
)
def test_lists_of_days_off_are_complete(year: int, national: int, collective: int):
    kinds = [day.kind for day in shipped_holidays() if day.on.year == year]
    assert (kinds.count("libur nasional"), kinds.count("cuti bersama")) == (national, collective)
    assert len(kinds) == national + collective == len({day.on for day in shipped_holidays() if day.on.year == year})


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_days_off_agree_with_an_independent_table(year: int):
    table = holidays.Indonesia(years=year, categories=("public", "government"))
    assert {day.on for day in shipped_holidays() if day.on.year == year} == {day for day in table if day.year == year}


days = st.dates(date(2023, 1, 1), date(2029, 12, 31))
calendars = st.sampled_from([FIVE, SIX])


@given(days, st.integers(-400, 400), calendars)
def test_adding_and_counting_are_inverse(start: date, count: int, calendar: Calendar):
    end = add_working_days(start, count, calendar)
    assert working_days_between(start, end, calendar) == count
    assert count == 0 or calendar.works(end)


@given(days, st.integers(0, 60), st.integers(0, 60), calendars)
def test_counts_add_up(start: date, one: int, two: int, calendar: Calendar):
    there = add_working_days(start, one, calendar)
    assert add_working_days(there, two, calendar) == add_working_days(start, one + two, calendar)


@given(days, st.integers(1, 100), calendars)
def test_going_back_returns_to_a_working_day(start: date, count: int, calendar: Calendar):
    first = add_working_days(start, 1, calendar)
    assert add_working_days(add_working_days(first, count, calendar), -count, calendar) == first


@given(days, st.integers(1, 60))
def test_a_longer_week_is_never_slower(start: date, count: int):
    assert add_working_days(start, count, SIX) <= add_working_days(start, count, FIVE)


@given(days, days)
def test_counting_equals_counting_by_hand(first: date, last: date):
    early, late = min(first, last), max(first, last)
    by_hand = sum(FIVE.works(early + timedelta(days=n + 1)) for n in range((late - early).days))
    assert working_days_between(early, late, FIVE) == by_hand


def test_nothing_to_add_stays_on_the_day_even_off():
    assert add_working_days(date(2026, 12, 25), 0, FIVE) == date(2026, 12, 25)


@pytest.mark.parametrize("count", [10**9, -(10**9), 3_000_000])
def test_impossible_spans_get_a_sentence(count: int):
    with pytest.raises(InvalidInput, match="terlalu besar"):
        add_working_days(date(2026, 1, 1), count, FIVE)


def test_the_last_days_of_the_calendar_are_reached():
    assert add_working_days(date(9999, 12, 30), 1, FIVE) == date(9999, 12, 31)
    with pytest.raises(InvalidInput):
        add_working_days(date(9999, 12, 30), 2, FIVE)


def test_years_without_a_list_are_named():
    assert unknown_years(date(2026, 12, 1), date(2027, 2, 1), FIVE) == ()
    assert unknown_years(date(2027, 12, 1), date(2028, 2, 1), FIVE) == (2028,)
    assert unknown_years(date(2029, 1, 1), date(2027, 1, 1), FIVE) == (2028, 2029)
    assert unknown_years(date(2022, 1, 1), date(2024, 1, 1), FIVE) == (2022, 2023)


def test_one_regional_holiday_does_not_make_a_year_known():
    local = Holiday(on=date(2030, 5, 5), name="Hari jadi", kind="daerah", source="Perda")
    assert Calendar.of([local], WorkWeek.FIVE).known_years == frozenset()
