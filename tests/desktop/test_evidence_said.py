from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.errors import InvalidInput
from cases.model.evidence import Capture, Evidence
from cases.model.office import TimeZone
from desktop.widgets.evidence_said import (
    FIELDS,
    Days,
    camera_time,
    form_of,
    in_short,
    moment_said,
    moments,
    nothing_said,
    said_of,
    shared,
)

NOW = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)
DAYS = Days(today=lambda: date(2026, 5, 4), now=lambda: NOW, zone=TimeZone.WIB)
ITEM = Evidence(
    id="e-1",
    report_id="r-1",
    ordinal=1,
    title="Unggahan",
    file_name="layar.png",
    media_type="image/png",
    size=3,
    sha256="0" * 64,
    blob="b",
    platform="TikTok",
    account="akun",
    url="https://contoh.invalid/1",
    posted_at=datetime(2026, 5, 1, 1, 15, tzinfo=UTC),
    captured_at=datetime(2026, 5, 2, 1, 15, tzinfo=UTC),
    captured_by="Ani",
    description="Dari pelapor.",
    added_at=NOW,
    added_by="petugas",
    profile_name="Nama",
    posted_zone="WIT",
    captured_zone="WITA",
    capture=Capture.PHONE,
    concerns=("199001012015011001",),
)


def test_what_an_item_says_is_what_the_next_one_would_say() -> None:
    said = said_of(ITEM, TimeZone.WIB)
    assert set(said) == set(FIELDS)
    form = form_of(said, "lain.png", " Judul ", DAYS)
    names = ("platform", "account", "url", "posted_at", "captured_at", "captured_by", "description", "profile_name")
    for name in (*names, "posted_zone", "captured_zone", "capture", "concerns"):
        assert getattr(form, name) == getattr(ITEM, name)
    assert (form.title, form.file_name) == ("Judul", "lain.png")


@given(
    st.integers(946_684_800, 1_777_000_000).map(lambda at: datetime.fromtimestamp(at, UTC)),
    st.sampled_from(TimeZone),
)
def test_a_moment_comes_back_to_the_minute(moment: datetime, zone: TimeZone) -> None:
    said = nothing_said(TimeZone.WIB) | moment_said("captured", moment, zone)
    assert moments(said, DAYS) == (None, moment.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("parts", "field", "words"),
    [
        ({"posted_on": "30/4/26"}, "posted_on", "jam diunggah"),
        ({"captured_time": "08.00"}, "captured_on", "tanggal ditangkap"),
        ({"posted_on": "4/5/26", "posted_time": "10.01"}, "posted_on", "belum terjadi"),
        ({"posted_on": "kemarin"}, "posted_on", "bukan tanggal"),
        ({"captured_on": "1/5/26", "captured_time": "25.00"}, "captured_time", "bukan jam"),
    ],
)
def test_a_moment_that_cannot_be_names_its_field(parts: dict[str, str], field: str, words: str) -> None:
    with pytest.raises(InvalidInput, match=words) as found:
        moments(nothing_said(TimeZone.WIB) | parts, DAYS)
    assert found.value.field == field


def test_only_what_all_say_is_shared() -> None:
    blank = nothing_said(TimeZone.WIB)
    said, differing = shared([blank | {"account": "a", "url": "x"}, blank | {"account": "b", "url": "x"}])
    assert (said["account"], said["url"], differing) == ("", "x", frozenset({"account"}))
    assert shared([blank])[1] == frozenset()


@pytest.mark.parametrize(
    ("told", "taken"),
    [
        ("2026:04:30 19:42:10", datetime(2026, 4, 30, 12, 42, tzinfo=UTC)),
        ("2026:04:30 19:42:10 +08:00", datetime(2026, 4, 30, 11, 42, tzinfo=UTC)),
        ("0000:00:00 00:00:00", None),
        ("", None),
    ],
)
def test_a_camera_tells_its_time_in_its_zone_or_the_office_s(told: str, taken: datetime | None) -> None:
    assert camera_time({"Waktu kamera": told}, TimeZone.WIB) == taken


def test_in_short_tells_what_tells_posts_apart() -> None:
    said = nothing_said(TimeZone.WIB) | {"platform": "X", "account": "a", "posted_on": "1/5/26", "posted_time": "9"}
    assert in_short(said) == "X, a, diunggah 1/5/26 9"
    assert in_short(nothing_said(TimeZone.WIB)) == ""


def test_the_moment_of_now_is_no_future() -> None:
    said = nothing_said(TimeZone.WIB) | moment_said("captured", NOW - timedelta(minutes=1), TimeZone.WIB)
    assert moments(said, DAYS)[1] == NOW - timedelta(minutes=1)
