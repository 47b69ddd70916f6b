"""Rows of a handed-in list: what is read, what is left out with its cell, what is taken without a cell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.name_list_import import ListPlan, plan_list
from cases.rules.sheet_headers import HeaderMap

TODAY = date(2026, 5, 4)
KEYS = ("name", "nik", "nip", "birth", "birth_place", "born_on", "address", "village", "district", "party", "role")
HEADERS = HeaderMap({key: place for place, key in enumerate(KEYS)})


def plan(*rows: dict[str, str]) -> ListPlan:
    cells = [(number, [row.get(key, "") for key in KEYS]) for number, row in enumerate(rows, start=5)]
    return plan_list(HEADERS, cells, TODAY)


@pytest.mark.parametrize(
    ("both", "place", "day"),
    [
        ("Melati, 12-03-1985", "Melati", date(1985, 3, 12)),
        ("Tirta Hulu / 12 Maret 1985", "Tirta Hulu", date(1985, 3, 12)),
        ("MELATI 12/3/85", "MELATI", date(1985, 3, 12)),
        ("Melati,", "Melati", None),
        ("12-03-1985", "", date(1985, 3, 12)),
        ("1985-03-12", "", date(1985, 3, 12)),
        ("-", "", None),
    ],
)
def test_place_and_day_of_birth_in_one_cell_come_apart(both: str, place: str, day: date | None):
    (row,) = plan({"name": "Sri Wahyuni", "birth": both}).rows
    assert (row.birth_place, row.born_on) == (place, day)


def test_a_year_of_two_digits_lies_in_the_past():
    (row,) = plan({"name": "Sri Wahyuni", "born_on": "12-3-41"}).rows
    assert row.born_on == date(1941, 3, 12)


@pytest.mark.parametrize("typed", ["31118", "12 March 1985", "Selasa, 12-3-1985", "12-III-1985", "1985-03-12 00:00:00"])
def test_a_day_of_birth_is_read_in_every_form_that_other_sheets_may_use(typed: str):
    assert plan({"name": "Sri", "born_on": typed}).rows[0].born_on == date(1985, 3, 12)


def test_an_address_has_its_village_and_district():
    (row,) = plan({"name": "Sri", "address": "Jl. Merpati", "village": "Melati", "district": "Tirta"}).rows
    assert row.address == "Jl. Merpati, Melati, Tirta"


@pytest.mark.parametrize(
    ("cell", "typed", "address", "told"),
    [
        ("nik", "3.40301520385000E+15", "B5", "rusak oleh Excel"),
        ("nik", "34030152", "B5", "bukan 16 angka"),
        ("nip", "1.98503122010011E+17", "C5", "NIP"),
        ("nip", "123", "C5", "NIP"),
        ("born_on", "31-02-1985", "F5", "bukan tanggal"),
        ("born_on", "12-3-2085", "F5", "belum terjadi"),
        ("birth", "Melati, 13-13-1985", "D5", "bukan tanggal"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_cell_and_the_row_is_taken_without_it(cell, typed, address, told):
    made = plan({"name": "Sri Wahyuni", cell: typed})
    assert len(made.rows) == 1
    assert not made.faulty
    (warning,) = made.warnings
    assert (warning.row, warning.cell) == (5, address)
    assert told in warning.problem
    assert not made.rows[0].nik + made.rows[0].nip
    assert made.rows[0].born_on is None


def test_a_number_with_signs_in_it_is_repaired():
    (row,) = plan({"name": "Sri", "nik": "'3403 0152 0385 0001", "nip": "19850312 201001 2 005"}).rows
    assert (row.nik, row.nip) == ("3403015203850001", "198503122010012005")


def test_a_row_without_a_name_is_left_out_by_its_cell_and_an_empty_one_is_nothing():
    made = plan({"nik": "3403015203850001"}, {}, {"name": "12"}, {"name": "-"})
    assert made.rows == ()
    assert [(fault.row, fault.cell) for fault in made.faulty] == [(5, "A5"), (7, "A7")]


def test_the_same_person_twice_is_told_and_both_are_taken():
    made = plan({"name": "Sri", "nik": "3403015203850001"}, {"name": "Sri W", "nik": "3403015203850001"})
    assert len(made.rows) == 2
    assert [(warning.cell, "baris 5" in warning.problem) for warning in made.warnings] == [("B6", True)]


@given(st.lists(st.fixed_dictionaries({}, optional={key: st.text(max_size=30) for key in KEYS}), max_size=6))
def test_any_cells_are_taken_or_told(rows):
    made = plan(*rows)
    numbers = [row.number for row in made.rows] + [fault.row for fault in made.faulty]
    assert len(numbers) == len(set(numbers)) <= len(rows)
    assert all(row.name and "\n" not in row.name for row in made.rows)
    assert all(row.born_on is None or row.born_on <= TODAY for row in made.rows)
    assert all(len(row.nik) in {0, 16} and len(row.nip) in {0, 18} for row in made.rows)
