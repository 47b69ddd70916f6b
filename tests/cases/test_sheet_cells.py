"""Cells of sheets: dates in every form, NIKs, and the words for nothing."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.errors import InvalidInput
from cases.rules.reference import date_words
from cases.sheet_cells import read_nik, read_past_day, says_nothing

TODAY = date(2026, 5, 4)
BORN = date(1990, 10, 4)
SERIAL_START = date(1899, 12, 30)


@pytest.mark.parametrize(
    "text",
    [
        *("4/10/1990", "4-10-90", "04.10.1990", "4 Okt 1990", "4 oktober 1990", "19901004", "04101990", "041090"),
        *("33150", "33150.5", "'04-10-1990", "1990-10-04", "1990-10-04 00:00:00", "1990-10-04T00:00:00Z", "4-Oct-90"),
        *("Kamis, 4 Oktober 1990", "Wonosari, 04-10-1990", "4 X 1990", " 4 - 10 - 1990 ", "04/10/1990 00:00"),
    ],
)
def test_one_day_in_all_its_forms(text: str) -> None:
    assert read_past_day(text, TODAY) == BORN


@pytest.mark.parametrize("text", ["", " ", "-", "--", "0", "00-00-0000", "0000-00-00", "NULL", "n/a", "'"])
def test_empty_stays_empty(text: str) -> None:
    assert read_past_day(text, TODAY) is None


@pytest.mark.parametrize(
    "text", ["10/13/1990", "31-02-1990", "4/10", "besok", "1990", "4 Oktbr 1990", "29-02-27", "1/2/3/4", "4101990"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_past_day(text, TODAY)


def test_a_year_of_two_digits_is_past_or_near() -> None:
    assert read_past_day("1-2-45", TODAY) == date(1945, 2, 1)
    assert read_past_day("1-2-26", TODAY) == date(2026, 2, 1)
    assert read_past_day("1-2-2045", TODAY) == date(2045, 2, 1)


_DAYS = st.dates(date(1930, 1, 1), date(2026, 5, 4))


@given(_DAYS, st.sampled_from(["-", "/", ".", " "]))
def test_every_day_comes_back_from_every_form(day: date, sign: str) -> None:
    words = date_words()
    forms = [
        f"{day.day}{sign}{day.month}{sign}{day.year}",
        f"{day.day:02d}{sign}{day.month:02d}{sign}{day.year}",
        f"{day.day}{sign}{words.short_months[day.month - 1]}{sign}{day.year}",
        f"{day.day} {words.months[day.month - 1].upper()} {day.year}",
        f"{day:%Y%m%d}",
        f"{day:%d%m%Y}",
        f"'{day.isoformat()}",
    ]
    assert {read_past_day(form, TODAY) for form in forms} == {day}
    if day > SERIAL_START + timedelta(days=9999):
        assert read_past_day(str((day - SERIAL_START).days), TODAY) == day


@given(st.text(max_size=24))
def test_any_text_is_a_day_nothing_or_refused(text: str) -> None:
    with suppress(InvalidInput):
        assert isinstance(read_past_day(text, TODAY), date | None)


@pytest.mark.parametrize("text", ["", "-", " – ", "--", "N/A", "Tidak ada", "KOSONG", "Tidak diketahui", "0", "?", "."])
def test_words_for_nothing_are_nothing(text: str) -> None:
    assert says_nothing(text)
    assert read_nik(text) == ""


def test_a_cross_is_nothing_only_where_no_cell_means_one() -> None:
    assert not says_nothing("X")
    assert says_nothing("X", crossed=True)


@given(
    st.integers(110000, 999999),
    st.dates(),
    st.sampled_from([0, 40]),
    st.integers(0, 9999),
    st.sampled_from(["", " ", ".", "-", "'"]),
)
def test_a_nik_is_its_sixteen_digits_however_they_are_parted(
    region: int, born: date, sex: int, serial: int, between: str
) -> None:
    digits = f"{region}{born.day + sex:02d}{born:%m}{born.year % 100:02d}{serial:04d}"
    assert read_nik(f"'{digits[:6]}{between}{digits[6:12]}{between}{digits[12:]} ") == digits


@pytest.mark.parametrize("text", ["1111111111111111", "1234567890123456", "3403010000000001", "9999 9999 9999 9999"])
def test_what_only_fills_the_column_is_nobodys_nik(text: str) -> None:
    with pytest.raises(InvalidInput, match="pengisi kolom"):
        read_nik(text)
    assert read_nik("0" * 16) == read_nik("000000.000000.0000") == ""


@given(st.text(max_size=20))
def test_what_is_no_nik_is_empty_or_refused(text: str) -> None:
    with suppress(InvalidInput):
        assert len(read_nik(text)) in {0, 16}
