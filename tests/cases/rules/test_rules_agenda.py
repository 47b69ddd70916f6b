"""What there is to do, in order; days of a count one by one; lists of days off that should be there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from casework import FIVE, SIX
from hypothesis import given
from hypothesis import strategies as st

from cases.model.deadline import Urgency
from cases.model.listing import DueLine
from cases.model.office import WorkWeek
from cases.regulations import shipped_holidays
from cases.rules.agenda import Group, agenda
from cases.rules.deadlines import days_waited
from cases.rules.working_days import Calendar, add_working_days, count_days, missing_years

TODAY = date(2026, 10, 21)
NAMES = {day.on: day.name for day in shipped_holidays()}


def line(due: int | None = None, party: str = "kantor", waiting: int | None = None) -> DueLine:
    return DueLine(
        id="1",
        case_id="1",
        case_number="2026/001",
        name="Terlapor Rekaan",
        work_unit="Dinas",
        track="disiplin",
        title="Panggil",
        detail="",
        article="",
        regulation="",
        verified=True,
        party=party,
        due_on=None if due is None else TODAY + timedelta(days=due),
        waiting_since=None if waiting is None else TODAY - timedelta(days=waiting),
    )


def stands(lines: Iterable[DueLine]) -> list[tuple[Group, str]]:
    return [(item.group, item.words) for item in agenda(lines, TODAY, FIVE)]


def test_each_line_has_its_group_and_words_in_the_order_given() -> None:
    lines = [line(-5), line(0), line(1), line(20), line(waiting=8), line(5, "lain"), line()]
    assert stands(lines) == [
        (Group.LATE, "lewat 3 hari kerja"),
        (Group.TODAY, "hari ini"),
        (Group.SOON, "1 hari kerja lagi"),
        (Group.SAFE, "14 hari kerja lagi"),
        (Group.PPK, "menunggu 6 hari kerja"),
        (Group.OTHERS, "menunggu, 3 hari kerja lagi"),
        (Group.UNDATED, "tanpa tenggat"),
    ]


@pytest.mark.parametrize(
    ("due", "words"), [(-1, "batas lewat 1 hari kerja"), (0, "menunggu, hari ini"), (1, "menunggu, 1 hari kerja lagi")]
)
def test_another_party_is_never_late(due: int, words: str) -> None:
    assert stands([line(due, "terlapor")]) == [(Group.OTHERS, words)]
    assert agenda([line(due, "terlapor")], TODAY, FIVE)[0].urgency is Urgency.WAITING


@given(dues=st.lists(st.tuples(st.integers(-400, 400), st.sampled_from(["kantor", "terlapor", "lain"]))))
def test_nothing_is_lost_and_only_ours_are_late(dues: list[tuple[int, str]]) -> None:
    found = agenda([line(due, party) for due, party in dues], TODAY, FIVE)
    assert len(found) == len(dues)
    for item in found:
        late = item.line.party == "kantor" and item.line.due_on is not None and item.line.due_on < TODAY
        assert (item.group is Group.LATE) == late


def test_days_of_a_count_say_why_they_are_passed_over() -> None:
    days = count_days(date(2026, 12, 23), date(2026, 12, 29), FIVE, NAMES)
    assert [(day.on.day, day.number, day.why) for day in days] == [
        (24, 0, "Cuti bersama Kelahiran Yesus Kristus"),
        (25, 0, "Kelahiran Yesus Kristus"),
        (26, 0, "Sabtu"),
        (27, 0, "Minggu"),
        (28, 1, ""),
        (29, 2, ""),
    ]
    assert [day.number for day in count_days(date(2026, 10, 23), date(2026, 10, 26), SIX, NAMES)] == [1, 0, 2]


@given(start=st.dates(date(2024, 1, 1), date(2027, 6, 1)), count=st.integers(1, 90), week=st.sampled_from([FIVE, SIX]))
def test_the_days_of_a_count_end_with_the_day_that_was_computed(start: date, count: int, week: Calendar) -> None:
    due = add_working_days(start, count, week)
    days = count_days(start, due, week, NAMES)
    assert (days[-1].on, days[-1].number) == (due, count)
    assert all(bool(day.number) != bool(day.why) for day in days)
    assert len(days) == (due - start).days


def test_waiting_is_counted_in_working_and_calendar_days() -> None:
    assert days_waited(date(2026, 10, 13), TODAY, FIVE) == (6, 8)
    assert days_waited(TODAY, TODAY, FIVE) == (0, 0)


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2026, 9, 30), ()),
        (date(2026, 10, 1), (2027,)),
        (date(2026, 12, 31), (2027,)),
        (date(2027, 1, 1), (2027,)),
        (date(2027, 10, 1), (2027, 2028)),
    ],
)
def test_next_years_list_is_missed_from_october(today: date, years: tuple[int, ...]) -> None:
    known = Calendar.of((day for day in shipped_holidays() if day.on.year < 2027), WorkWeek.FIVE)
    assert missing_years(today, known) == years
