from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.errors import InvalidInput
from cases.model.office import Office
from cases.rules.numbering import check_pattern, letter_number, register_number, roman

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
    ],
)
def test_faulty_patterns_get_a_sentence(pattern: str, cause: str):
    with pytest.raises(InvalidInput, match=cause.replace("{", r"\{").replace("}", r"\}")) as refused:
        check_pattern(pattern, field="number_pattern")
    assert refused.value.field == "number_pattern"


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.text(alphabet="ABC/{}.", max_size=8))
def test_other_ordinals_give_other_numbers(one: int, two: int, unit: str):
    made = [
        letter_number("{urut}/{unit}", classification="", ordinal=ordinal, unit=unit, on=DAY) for ordinal in (one, two)
    ]
    assert (made[0] == made[1]) == (one == two)
