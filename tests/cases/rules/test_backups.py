"""Which backups stay: never less than the last good one, by day, week and month, whatever lies between."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model.backup import (
    BackupCheck,
    BackupPlan,
    BackupReason,
    BackupSet,
    BackupState,
    BackupStatus,
    Keep,
    PlaceState,
)
from cases.model.listing import LogHead
from cases.model.office import TimeZone
from cases.rules.backups import kept, newest_good, worry

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
ZONE = TimeZone.WIB.zone


def one(age: timedelta, state: BackupState = BackupState.GOOD, name: str = "") -> BackupSet:
    made = NOW - age
    problems = ("Rusak.",) if state is BackupState.BAD else ()
    check = BackupCheck(checked_at=made, rows={}, files=0, problems=problems)
    return BackupSet(
        id=name or made.strftime("%Y%m%d-%H%M%S-0000"),
        place="",
        made_at=made,
        reason=BackupReason.PERIODIC,
        program="",
        schema="",
        sheet="",
        head=LogHead(count=0, hash=""),
        files=0,
        size=0,
        check=None if state is BackupState.UNCHECKED else check,
    )


ages = st.timedeltas(min_value=timedelta(), max_value=timedelta(days=1500))
sets = st.lists(st.tuples(ages, st.sampled_from(BackupState)), max_size=60).map(
    lambda drawn: [
        one(age, state, f"{NOW - age:%Y%m%d-%H%M%S}-{number:04}") for number, (age, state) in enumerate(drawn)
    ]
)
counts = st.integers(min_value=0, max_value=30)
keeps = st.builds(Keep, recent=counts, daily=counts, weekly=counts, monthly=counts)


@given(sets, keeps)
def test_the_last_good_set_always_stays(have: list[BackupSet], keep: Keep) -> None:
    stay = kept(have, keep, ZONE)
    assert stay <= {each.id for each in have}
    good = newest_good(have)
    assert good is None or any(each.id in stay and each.made_at == good.made_at for each in have)


@given(sets, keeps)
def test_a_set_that_is_not_good_pushes_no_good_one_out(have: list[BackupSet], keep: Keep) -> None:
    good = [each for each in have if each.state is BackupState.GOOD]
    assert {each.id for each in good} & kept(have, keep, ZONE) == kept(good, keep, ZONE)


@given(sets, keeps)
def test_thinning_twice_takes_nothing_more(have: list[BackupSet], keep: Keep) -> None:
    stay = kept(have, keep, ZONE)
    left = [each for each in have if each.id in stay]
    assert kept(left, keep, ZONE) == stay


@given(sets)
def test_each_of_the_last_months_that_has_a_good_set_keeps_one(have: list[BackupSet]) -> None:
    def month(each: BackupSet) -> str:
        return each.made_at.astimezone(ZONE).strftime("%Y-%m")

    months = sorted({month(each) for each in have if each.state is BackupState.GOOD}, reverse=True)[:24]
    stay = kept(have, Keep(), ZONE)
    assert set(months) <= {month(each) for each in have if each.id in stay}


def test_three_years_of_work_leave_what_the_plan_says() -> None:
    year = [one(timedelta(hours=8 * number)) for number in range(3 * 3 * 365)]
    stay = kept(year, Keep(), ZONE)
    days = {each.made_at.astimezone(ZONE).date() for each in year if each.id in stay}
    assert len(days) == 14 + 5 + 23  # days; weeks and months whose newest day is not among them
    assert len(stay) == len(days) + 3  # and three more of the six newest


def test_what_is_not_good_goes_once_a_newer_one_is() -> None:
    bad, unchecked = one(timedelta(hours=2), BackupState.BAD), one(timedelta(hours=1), BackupState.UNCHECKED)
    older, newer = one(timedelta(hours=3)), one(timedelta())
    assert kept([older, bad, unchecked], Keep(), ZONE) == {older.id, bad.id, unchecked.id}
    assert kept([older, bad, unchecked, newer], Keep(), ZONE) == {older.id, newer.id}


def status(*have: BackupSet, second: PlaceState | None = None, there: bool = True, **plan: object) -> BackupStatus:
    place = PlaceState(path="/cadangan", there=there, sets=have)
    return BackupStatus(plan=BackupPlan(**plan), first=place, second=second)  # type: ignore[arg-type] # its fields


STICK = PlaceState(path="E:\\", there=False)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (status(one(DAY)), ""),
        (status(), "Belum ada cadangan"),
        (status(one(DAY, BackupState.UNCHECKED)), "Belum ada cadangan yang diperiksa baik"),
        (status(one(timedelta(), BackupState.BAD), one(DAY)), "terakhir diperiksa rusak"),
        (status(one(timedelta(), BackupState.UNCHECKED), one(DAY, BackupState.BAD), one(2 * DAY)), "diperiksa rusak"),
        (status(one(4 * DAY)), "dibuat 4 hari yang lalu"),
        (status(one(4 * DAY), stale_days=7), ""),
        (status(one(DAY), problem="Penyimpanan penuh."), "tidak jadi dibuat. Penyimpanan penuh."),
        (status(one(DAY), paused="dipulihkan"), "berhenti sejak pemulihan"),
        (status(there=False, first="/cadangan"), "tidak dapat dibuka"),
        (status(one(DAY), second=STICK), "Belum ada salinan"),
        (status(one(DAY), second=STICK, copied_at=NOW - DAY), ""),
        (status(one(DAY), second=STICK, copied_at=NOW - 20 * DAY), "sudah 20 hari"),
        (status(one(DAY), second=STICK, copied_at=NOW, second_problem="Dicabut."), "belum tersalin"),
    ],
)
def test_what_is_said_when_backups_are_missing_or_old(found: BackupStatus, words: str) -> None:
    said = worry(found, NOW)
    assert words in said
    assert bool(words) == bool(said)


def test_a_set_that_still_has_everything_is_never_too_old() -> None:
    assert worry(replace(status(one(40 * DAY)), changed=False), NOW) == ""
