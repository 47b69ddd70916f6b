"""Columns found by their headers, chosen by a person, remembered by what the headers are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.errors import BadFile
from cases.rules.sheet_headers import (
    checked,
    column_letters,
    faults,
    fold_headers,
    header_fields,
    propose,
    recognised,
)

SIASN = ("NIP BARU", "NAMA", "STATUS ASN", "GOL AKHIR NAMA", "JABATAN NAMA", "TMT JABATAN", "UNOR 1", "UNOR 2")


def test_headers_are_found_in_any_case_spacing_and_order() -> None:
    found = propose("employee", ("  unor 1 ", "nama", "Nip_Baru", "Gol. Akhir Nama", "jabatan-nama"))
    assert found.columns == {"unit_1": 0, "name": 1, "nip": 2, "grade": 3, "position": 4}
    assert found.address("grade", 17) == "D17"
    assert found.cell("name", ("x", "Ani")) == "Ani"
    assert found.cell("position", ("x", "Ani")) == ""


def test_a_header_that_stands_twice_is_left_to_a_person() -> None:
    headers = (*SIASN, "Nama")
    columns = dict(propose("employee", headers).columns)
    assert "name" not in columns
    assert faults("employee", headers, columns) == (
        "Judul kolom “NAMA” ada di kolom B dan I; pilih kolom Nama yang benar.",
    )
    assert faults("employee", headers, columns | {"name": 8}) == ()


def test_a_missing_column_is_named_by_what_it_is_called_in_an_export() -> None:
    with pytest.raises(BadFile, match=r"NIP \(NIP BARU\) dan Unit kerja \(UNOR 1\)"):
        checked("employee", SIASN[1:6], propose("employee", SIASN[1:6]).columns)


def test_one_column_cannot_hold_two_fields() -> None:
    columns = dict(propose("employee", SIASN).columns)
    assert faults("employee", SIASN, columns | {"unit_2": columns["unit_1"]}) == (
        "Kolom G dipilih untuk Unit kerja dan Unit tingkat 2; pilih kolom lain untuk salah satunya.",
    )


def test_a_mapping_is_remembered_by_the_headers_not_by_how_they_are_written() -> None:
    assert fold_headers(("NIP BARU", "Nama ", "")) == fold_headers(("nip_baru", "NAMA"))
    assert fold_headers(("NIP", "NAMA")) != fold_headers(("NAMA", "NIP"))


@given(st.permutations(SIASN))
def test_every_order_heads_the_same_fields(headers: list[str]) -> None:
    found = propose("employee", headers).columns
    assert {headers[column] for column in found.values()} == set(SIASN)
    assert recognised("employee", headers) == set(found)


@given(st.integers(0, 16383))
def test_letters_count_columns(column: int) -> None:
    number = 0
    for letter in column_letters(column):
        number = number * 26 + ord(letter) - 64
    assert number == column + 1


def test_every_field_has_a_title_of_its_own() -> None:
    titles = [field.title for field in header_fields("employee")]
    assert len(set(titles)) == len(titles)
