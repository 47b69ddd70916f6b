from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.errors import InvalidInput
from cases.model.letter import RegisterEntry
from cases.model.office import NumberCounter, Office
from cases.rules.numbering import (
    ONE_COUNTER,
    check_pattern,
    counted,
    holes,
    letter_number,
    next_ordinal,
    read_number,
    register_number,
    roman,
    spans,
)

DAY = date(2026, 10, 4)


def test_roman_months():
    assert [roman(month) for month in (1, 4, 9, 12)] == ["I", "IV", "IX", "XII"]


def test_registers():
    assert register_number(2026, 37) == "2026/037"
    assert register_number(2026, 12, "L") == "2026/L-012"
    assert register_number(2026, 1234) == "2026/1234"


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{klasifikasi}/{urut}/{unit}/{bulan}/{tahun}", "800.1.6.2/14/BKPSDM/X/2026"),
        ("{klasifikasi}/{urut}/{unit}/{tahun}", "800.1.6.2/14/BKPSDM/2026"),
        ("{klasifikasi}/{urut}/{unit}", "800.1.6.2/14/BKPSDM"),
        ("{klasifikasi}/{urut:3}/{unit}-TTU/{bulan}/{tahun}", "800.1.6.2/014/BKPSDM-TTU/X/2026"),
    ],
)
def test_patterns_of_offices(pattern: str, number: str):
    assert letter_number(pattern, classification="800.1.6.2", ordinal=14, unit="BKPSDM", on=DAY) == number


@pytest.mark.parametrize("name", ["number_pattern", "decision_pattern"])
def test_the_default_patterns_are_sound(name: str):
    default = Office.__dataclass_fields__[name].default
    assert check_pattern(default) == default


@pytest.mark.parametrize(
    ("pattern", "cause"),
    [
        ("{urut}/{kota}", "{kota} yang tidak dikenal"),
        ("{urut}/{}", "{} yang tidak dikenal"),
        ("{klasifikasi}/{tahun}", "harus memuat {urut}"),
        ("{urut}/{tahun", "tidak berpasangan"),
        ("urut}/{urut}", "tidak berpasangan"),
        ("", "harus memuat {urut}"),
        ("{urut:1}", "{urut:1} yang tidak dikenal"),
        ("{tahun:4}/{urut}", "{tahun:4} yang tidak dikenal"),
    ],
)
def test_faulty_patterns_get_a_sentence(pattern: str, cause: str):
    with pytest.raises(InvalidInput, match=re.escape(cause)) as refused:
        check_pattern(pattern, field="number_pattern")
    assert refused.value.field == "number_pattern"


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.text(alphabet="ABC/{}.", max_size=8))
def test_other_ordinals_give_other_numbers(one: int, two: int, unit: str):
    made = [
        letter_number("{urut}/{unit}", classification="", ordinal=ordinal, unit=unit, on=DAY) for ordinal in (one, two)
    ]
    assert (made[0] == made[1]) == (one == two)


def test_where_each_class_counts_its_numbers_name_it():
    assert check_pattern("{urut}/{tahun}", counter=NumberCounter.ONE)
    with pytest.raises(InvalidInput, match="klasifikasi"):
        check_pattern("{urut}/{tahun}", counter=NumberCounter.PER_CLASS)


PATTERNS = (
    "{klasifikasi}/{urut}/{unit}/{bulan}/{tahun}",
    "{klasifikasi}/{urut:3}/{unit}",
    "{urut}/{klasifikasi}-{tahun}",
    "Nomor {urut} Tahun {tahun}",
    "B-{urut:4}/{unit}/{bulan}/{tahun}",
)


@given(st.sampled_from(PATTERNS), st.integers(1, 99_999), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_what_was_written_by_a_pattern_is_read_by_it(pattern: str, ordinal: int, on: date):
    text = letter_number(pattern, classification="800.1.6.2", ordinal=ordinal, unit="BKPSDM-TTU", on=on)
    told = read_number(f"  {text} ", PATTERNS[:2] if pattern in PATTERNS[:2] else (pattern,))
    assert told is not None
    assert told.ordinal == ordinal
    assert told.classification == ("800.1.6.2" if "{klasifikasi}" in pattern else "")
    assert told.year == (on.year if "{tahun}" in pattern else None)


@pytest.mark.parametrize("text", ["", "0", "-3", "empat belas", "800.1.6.2//BKPSDM/X/2026", "123456", "14a"])
def test_what_is_no_number_is_none(text: str):
    assert read_number(text, PATTERNS) is None


def test_runs_are_told_as_one_reads_them():
    assert spans([9, 3, 7, 8]) == ((3, 3), (7, 9))
    assert spans([]) == ()
    assert spans([1, 2, 3]) == ((1, 3),)


CLASSES = ("800.1.6.1", "800.1.6.2")
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["take", "skip", "fill", "switch", "january"]),
        st.sampled_from(CLASSES),
        st.integers(1, 5),
    ),
    max_size=40,
)


def entry(classification: str, counter: str, year: int, ordinal: int) -> RegisterEntry:
    return RegisterEntry(
        id="",
        classification=classification,
        counter=counter,
        year=year,
        ordinal=ordinal,
        text=f"{classification}/{ordinal}",
        letter_id="",
        taken_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


@given(ACTS)
def test_whatever_an_office_does_no_number_is_given_twice_nor_backwards(acts: list[tuple[str, str, int]]):
    book: list[RegisterEntry] = []
    one, year = False, 2026
    for act, classification, jump in acts:
        if act == "switch":
            one = not one
        if act == "january":
            year += 1
        if act not in {"take", "skip", "fill"}:
            continue
        counter = ONE_COUNTER if one else classification
        of_year = [known for known in book if known.year == year]
        mine = [known.ordinal for known in counted(of_year, counter)]
        following, open_ = next_ordinal(mine), holes(of_year, counter)
        if not of_year:
            assert following == 1
        ordinal = {"take": following, "skip": following + jump, "fill": open_[0] if open_ else following}[act]
        assert ordinal not in mine
        if act != "fill":
            assert all(ordinal > known for known in mine)
        book.append(entry(classification, counter, year, ordinal))
    assert len({(known.year, known.text) for known in book}) == len(book)
    assert len({(known.counter, known.year, known.ordinal) for known in book}) == len(book)


@given(st.sets(st.integers(1, 60)), st.sets(st.integers(1, 60)))
def test_holes_are_what_lies_below_the_highest_and_nobody_took(own: set[int], other: set[int]):
    book = [entry(CLASSES[0], CLASSES[0], 2026, ordinal) for ordinal in own]
    book += [entry(CLASSES[1], CLASSES[1], 2026, ordinal) for ordinal in other]
    found = holes(book, CLASSES[0])
    assert set(found) | own == set(range(1, max(own, default=0) + 1))
    assert not set(found) & own
    together = holes(book, ONE_COUNTER)
    assert set(together) | own | other == set(range(1, max(own | other, default=0) + 1))
    assert not set(together) & (own | other)
