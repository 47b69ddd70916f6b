from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.errors import InvalidInput, OfficeError, RegulationError
from cases.rules import reference
from cases.rules.nip import NipKind, read_nip, show_nip

NIP = "198503122010011005"


@pytest.mark.parametrize(
    "text",
    [NIP, "19850312 201001 1 005", "'198503122010011005", "19850312.201001.1.005", "19850312-201001-1-005",
     "\u200b19850312\u00a0201001 1 005 ", "’198503122010011005"],
)  # fmt: skip
def test_separators_are_dropped(text: str):
    assert read_nip(text).nip == NIP


def test_what_the_number_of_a_civil_servant_tells():
    read = read_nip(NIP)
    assert read.kind is NipKind.PNS
    assert (read.birth, read.appointed, read.appointed_year) == (date(1985, 3, 12), date(2010, 1, 1), 2010)
    assert (read.sex, read.contract, read.warnings) == ("laki-laki", None, ())


def test_what_the_number_of_a_contract_official_tells():
    read = read_nip("199001152023222017")
    assert read.kind is NipKind.PPPK
    assert (read.appointed, read.appointed_year, read.contract, read.sex) == (None, 2023, 2, "perempuan")
    assert read.warnings == ()


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("", "NIP kosong"),
        (" ' ", "NIP kosong"),
        ("1.98503E+17", "dirusak Excel"),
        ("1,98503122010011E+17", "dirusak Excel"),
        ("198503122010011005.0", "dirusak Excel"),
        ("198503122010011", "15 angka, tanda dipotong Excel"),
        ("198503122010011000", "berakhir 000, tanda dibulatkan Excel"),
        ("131234567", "NIP lama"),
        ("19850312201001100", "17 angka; seharusnya 18"),
        ("1985031220100110055", "19 angka; seharusnya 18"),
        ("19850312201001100A", "selain angka"),
        ("١٩٨٥٠٣١٢٢٠١٠٠١١٠٠٥", "selain angka"),
    ],
)
def test_ruined_and_wrong_numbers_name_their_cause(text: str, cause: str):
    with pytest.raises(InvalidInput, match=cause) as refused:
        read_nip(text)
    assert refused.value.field == "nip"


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("198513122010011005", "Tanggal lahir"),
        ("198503122010131005", "Bulan pengangkatan"),
        ("198503122010001005", "Bulan pengangkatan"),
        ("198503122000011005", "kurang dari 18 tahun"),
        ("198503122010013005", "jenis kelamin"),
        ("198503120000011005", "kurang dari 18 tahun"),
    ],
)
def test_odd_structure_is_a_warning(text: str, warning: str):
    read = read_nip(text)
    assert [sentence for sentence in read.warnings if warning in sentence]


def test_unknown_month_is_no_kind():
    assert read_nip("198503122010131005").kind is NipKind.UNKNOWN


@given(
    st.dates(date(1950, 1, 1), date(2005, 12, 31)),
    st.integers(18, 40),
    st.integers(1, 12),
    st.sampled_from("12"),
    st.integers(1, 999),
)
def test_well_formed_numbers_read_back(birth: date, age: int, month: int, sex: str, serial: int):
    text = f"{birth:%Y%m%d}{birth.year + age}{month:02d}{sex}{serial:03d}"
    read = read_nip(show_nip(text))
    assert (read.nip, read.birth, read.appointed) == (text, birth, date(birth.year + age, month, 1))
    assert read.warnings == ()


@given(st.text(alphabet="0123456789 .-'E+abc", max_size=24))
def test_any_text_is_read_or_refused_in_a_sentence(text: str):
    found = NIP
    with suppress(OfficeError):
        found = read_nip(text).nip
    assert len(found) == 18


def test_groups_for_the_eye():
    assert show_nip(NIP) == "19850312 201001 1 005"
    assert show_nip("12345") == "12345"
    assert show_nip("A" * 18) == "A" * 18


def test_a_broken_reference_table_gets_a_sentence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("resources.read_text", lambda name: "soon = 'x'" if "urgency" in name else "")
    reference.urgency_table.cache_clear()
    with pytest.raises(RegulationError, match="Tabel acuan urgency"):
        reference.urgency_table()
    reference.urgency_table.cache_clear()
