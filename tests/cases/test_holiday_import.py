"""Lists of days off as offices write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.errors import BadFile, InvalidInput
from cases.holiday_import import TABLE, HolidayRow, plan_holidays, read_days, year_told
from cases.model.deadline import Holiday
from cases.model.sheet_row import RowState
from cases.rules.dates import long_date, short_date, weekday_name
from cases.rules.sheet_headers import propose

YEAR = 2027
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
HEADS = ("No", "Hari, Tanggal", "Keterangan", "Dasar")


def day(month: int, on: int, year: int = YEAR) -> date:
    return date(year, month, on)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1 Januari 2027", [day(1, 1)]),
        ("1 Januari", [day(1, 1)]),
        ("1/1/2027", [day(1, 1)]),
        ("01-01-27", [day(1, 1)]),
        ("2027-01-01", [day(1, 1)]),
        ("Jumat, 1 Januari 2027", [day(1, 1)]),
        ("Jum'at, 1 Jan 2027", [day(1, 1)]),
        ("Ahad 28 Maret 2027", [day(3, 28)]),
        ("10-11 Maret 2027", [day(3, 10), day(3, 11)]),
        ("10 – 11 Maret 2027", [day(3, 10), day(3, 11)]),
        ("Rabu-Kamis, 10-11 Maret 2027", [day(3, 10), day(3, 11)]),
        ("Rabu dan Kamis, 10 dan 11 Maret 2027", [day(3, 10), day(3, 11)]),
        ("Rabu s.d. Jumat, 10 s.d. 12 Maret 2027", [day(3, 10), day(3, 11), day(3, 12)]),
        ("10 sampai dengan 12 Maret", [day(3, 10), day(3, 11), day(3, 12)]),
        ("9, 12, dan 15 Maret 2027", [day(3, 9), day(3, 12), day(3, 15)]),
        ("9, 12 & 15 Maret", [day(3, 9), day(3, 12), day(3, 15)]),
        ("31 Maret - 1 April 2027", [day(3, 31), day(4, 1)]),
        ("31 Maret dan 1 April 2027", [day(3, 31), day(4, 1)]),
        ("2027-03-10 s.d. 2027-03-11", [day(3, 10), day(3, 11)]),
        ("Tanggal 1 Juni", [day(6, 1)]),
        ("31 Maret, 1 April 2025", [day(3, 31, 2025), day(4, 1, 2025)]),
    ],
)
def test_every_form_of_a_date_is_read(text: str, days: list[date]) -> None:
    assert list(read_days(text, YEAR)) == days


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Senin, 1 Januari 2027", "jatuh pada Jumat, bukan Senin"),
        ("32 Januari 2027", "bukan tanggal"),
        ("menyusul", "bukan tanggal"),
        ("", "bukan tanggal"),
        ("11-10 Maret 2027", "terbalik"),
        ("15, 12 Maret 2027", "tidak jelas"),
        ("1 Januari - 31 Desember 2027", "terlalu panjang"),
        ("10/11 Maret 2027", "bukan tanggal"),
    ],
)
def test_what_cannot_be_a_day_off_says_why(text: str, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        read_days(text, YEAR)


def test_the_day_of_the_week_may_stand_in_a_column_of_its_own() -> None:
    assert read_days("1 Januari 2027", YEAR, "Jumat") == (day(1, 1),)
    with pytest.raises(InvalidInput, match="bukan Selasa"):
        read_days("1 Januari 2027", YEAR, "Selasa")


@given(on=DAYS)
def test_each_way_of_writing_a_day_reads_back(on: date) -> None:
    for text in (
        long_date(on),
        short_date(on),
        on.isoformat(),
        f"{weekday_name(on)}, {long_date(on)}",
        f"{on:%d/%m/%Y}",
    ):
        assert read_days(text, YEAR) == (on,)


@given(first=DAYS, length=st.integers(1, 9))
def test_a_span_gives_every_day_of_it(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = read_days(f"{long_date(first)} s.d. {long_date(last)}", YEAR)
    assert found == tuple(first + timedelta(days=place) for place in range(length + 1))


@given(text=st.text(max_size=40))
def test_no_text_ends_in_anything_but_days_or_one_sentence(text: str) -> None:
    found: tuple[date, ...] = ()
    with suppress(InvalidInput):
        found = read_days(text, YEAR)
    assert found == tuple(sorted(set(found)))


def plan(
    heads: tuple[str, ...],
    *rows: tuple[int, tuple[str, ...]],
    known: tuple[Holiday, ...] = (),
    year: int = YEAR,
) -> list[HolidayRow]:
    return list(plan_holidays(propose(TABLE, heads), rows, known, year).rows)


def test_a_list_with_headings_gives_kinds_and_sources() -> None:
    rows = plan(
        HEADS,
        (4, ("A. LIBUR NASIONAL", "", "", "")),
        (5, ("1", "1 Januari", "Tahun Baru 2028 Masehi", "SKB 3 Menteri")),
        (6, ("B. CUTI BERSAMA", "", "", "")),
        (7, ("1", "24-25 Februari 2028", "Idulfitri", "")),
        (8, ("C. LIBUR DAERAH", "", "", "")),
        (9, ("1", "12 Juli 2028", "Hari Jadi Kabupaten", "SK Bupati")),
        year=year_told(["HARI LIBUR NASIONAL DAN CUTI BERSAMA TAHUN 2028"], YEAR),
    )
    assert [(row.row, row.state) for row in rows] == [(5, "baru"), (7, "baru"), (7, "baru"), (9, "baru")]
    assert rows[0].day == Holiday(
        on=date(2028, 1, 1), name="Tahun Baru 2028 Masehi", kind="libur nasional", source="SKB 3 Menteri"
    )
    assert [row.day.kind for row in rows[1:] if row.day] == ["cuti bersama", "cuti bersama", "daerah"]


def test_each_row_is_new_the_same_or_faulty_with_its_reason() -> None:
    known = (Holiday(on=day(1, 1), name="Tahun Baru Masehi", kind="libur nasional", source="SKB"),)
    rows = plan(
        HEADS,
        (4, ("1", "1 Januari 2027", "Tahun Baru", "")),
        (5, ("2", "1 Mei 2027", "Hari Buruh", "")),
        (6, ("3", "Sabtu, 1 Mei 2027", "Hari Buruh Internasional", "")),
        (7, ("4", "Selasa, 6 Mei 2027", "Kenaikan", "")),
        (8, ("5", "17 Mei 2027", "", "")),
        (9, ("", "", "", "")),
        (10, ("6", "", "Iduladha", "")),
        known=known,
    )
    assert [(row.row, row.state, row.reason) for row in rows] == [
        (4, RowState.SAME, "Sudah tercatat: Tahun Baru Masehi."),
        (5, RowState.NEW, ""),
        (6, RowState.SAME, "1 Mei 2027 sudah ada di baris 5."),
        (7, RowState.FAULTY, "6 Mei 2027 jatuh pada Kamis, bukan Selasa; periksa tanggalnya."),
        (8, RowState.FAULTY, "Nama harinya kosong; isi selnya atau lewati baris ini."),
        (10, RowState.FAULTY, "“” bukan tanggal; isi seperti 1 Januari 2027 atau 10-11 Maret 2027."),
    ]


def test_a_column_of_kinds_or_years_is_heard() -> None:
    rows = plan(
        ("Tahun", "Tanggal", "Nama", "Jenis"),
        (2, ("2029", "1 Januari", "Tahun Baru", "Libur Nasional")),
        (3, ("2030", "2 Januari", "Tahun Baru", "Cuti Bersama")),
    )
    assert [(row.day.on, row.day.kind) for row in rows if row.day] == [
        (date(2029, 1, 1), "libur nasional"),
        (date(2030, 1, 2), "cuti bersama"),
    ]


def test_a_faulty_row_names_its_cell() -> None:
    rows = plan(HEADS, (4, ("1", "32 Mei", "Hari Raya", "")), (5, ("2", "1 Mei 2027", "", "")))
    assert [row.cell for row in rows] == ["B4", "C5"]


def test_the_name_of_the_day_is_not_what_is_remarked() -> None:
    (row,) = plan(("Tanggal", "Keterangan", "Hari Libur"), (2, ("1 Januari 2027", "Libur nasional", "Tahun Baru")))
    assert row.name == "Tahun Baru"


def test_words_above_a_list_tell_its_year_only_when_they_tell_one() -> None:
    assert year_told(["SKB Tahun 2028", "Tanggal"], YEAR) == 2028
    assert year_told(["2028", "2029"], YEAR) == YEAR
    assert year_told([], YEAR) == YEAR


def test_a_sheet_without_days_off_is_refused_in_one_sentence() -> None:
    with pytest.raises(BadFile, match="tidak berisi hari libur"):
        plan(HEADS)


def test_a_list_that_is_much_too_long_is_another_list() -> None:
    rows = [(4 + n, ("", (date(2027, 1, 1) + timedelta(days=n)).isoformat(), "x", "")) for n in range(401)]
    with pytest.raises(BadFile, match="terlalu banyak"):
        plan(HEADS, *rows)
