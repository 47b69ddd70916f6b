"""People are found by any part, in any order, by sound and by a slip of the finger."""

from __future__ import annotations

from dataclasses import replace

import pytest
import samples
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from samples import ADMIN

from cases.model.staff import Staff
from db.name_words import _word, one_slip, words_of
from db.unit import OfficeDatabase

LETTERS = st.text("abcdeé", min_size=1, max_size=9)


@pytest.fixture
def filled(office_db: OfficeDatabase) -> OfficeDatabase:
    people = [
        ("Drs. Moh. Supriyanto, M.Si.", "197001011995031002"),
        ("Djoko Tjahjono", "198503122010011005"),
        ("Ratna Kusumawardhani", "199912312022032001"),
        ("Soekirman", "196501011990031004"),
        ("Café Nirmala", "198001012005011009"),
    ]
    with office_db.write() as work:
        work.log_as(ADMIN, "test.add")
        several = [samples.make_employee(name=name, nip=nip) for name, nip in people[:-1]]
        work.employees.import_all(Staff.of(several), Staff(), "d")
        name, nip = people[-1]
        work.employees.add(samples.make_employee(name=name, nip=nip))
    return office_db


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("yanto", "Drs. Moh. Supriyanto, M.Si."),
        ("YANTO moh", "Drs. Moh. Supriyanto, M.Si."),
        ("muhammad supri", "Drs. Moh. Supriyanto, M.Si."),
        ("suprianto", "Drs. Moh. Supriyanto, M.Si."),
        ("supriaynto", "Drs. Moh. Supriyanto, M.Si."),
        ("joko cahyono", "Djoko Tjahjono"),
        ("cahyono joko", "Djoko Tjahjono"),
        ("umawardani", "Ratna Kusumawardhani"),
        ("ratan", "Ratna Kusumawardhani"),
        ("kusumawardani rtna", "Ratna Kusumawardhani"),
        ("cafe nirmla", "Café Nirmala"),
        ("2010 01", "Djoko Tjahjono"),
        ("2032001", "Ratna Kusumawardhani"),
        ("tjahjno 1985", "Djoko Tjahjono"),
        ("cahyno", "Djoko Tjahjono"),
        ("sukirmn", "Soekirman"),
        ("sukriman", "Soekirman"),
    ],
)
def test_somebody_is_found_by_what_is_remembered(filled: OfficeDatabase, text: str, found: str) -> None:
    with filled.read() as work:
        assert [hit.title for hit in work.search.find(text, 20, "employee")] == [found]
        assert found in [hit.title for hit in work.search.find(text, 20)]


@pytest.mark.parametrize("text", ["zzyzx", "xu", "supriyanto cahyono", "99", "tjahjno 1999"])
def test_what_is_like_nobody_finds_nobody(filled: OfficeDatabase, text: str) -> None:
    with filled.read() as work:
        assert work.search.find(text, 20, "employee") == ()


def test_exact_finds_come_first_and_nobody_twice(filled: OfficeDatabase) -> None:
    with filled.write() as work:
        work.log_as(ADMIN, "test.add")
        work.employees.add(samples.make_employee(name="Joko Susilo", nip="197502022000031003"))
    with filled.read() as work:
        assert [hit.title for hit in work.search.find("joko", 20, "employee")] == ["Joko Susilo", "Djoko Tjahjono"]
        assert [hit.title for hit in work.search.find("joko", 1, "employee")] == ["Joko Susilo"]


def test_a_changed_name_is_known(filled: OfficeDatabase) -> None:
    with filled.write() as work:
        work.log_as(ADMIN, "test.change")
        one = work.employees.by_nip("198001012005011009")
        assert one is not None
        work.employees.save(replace(one, name="Wulandari"))
    with filled.read() as work:
        assert [hit.title for hit in work.search.find("landari", 20, "employee")] == ["Wulandari"]
        assert work.search.find("nirmla", 20, "employee") == ()


@given(LETTERS, LETTERS)
def test_a_slip_is_one_whichever_way_it_is_looked_at(one: str, two: str) -> None:
    assert one_slip(one, two) == one_slip(two, one) == (_distance(one, two) == 1)


def _distance(one: str, two: str) -> int:
    """The optimal string alignment distance, by its definition."""
    rows = [
        [place + other if 0 in (place, other) else 0 for other in range(len(two) + 1)] for place in range(len(one) + 1)
    ]
    for i in range(1, len(one) + 1):
        for j in range(1, len(two) + 1):
            costs = [rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (one[i - 1] != two[j - 1])]
            if i > 1 and j > 1 and one[i - 1] == two[j - 2] and one[i - 2] == two[j - 1]:
                costs.append(rows[i - 2][j - 2] + 1)
            rows[i][j] = min(costs)
    return rows[-1][-1]


@given(st.text(max_size=30))
def test_words_have_no_digits_and_no_signs(text: str) -> None:
    assert all(word.isalnum() and not any(map(str.isdecimal, word)) and len(word) > 1 for word in words_of(text))


def test_names_of_an_upgraded_office_are_found_by_sound_once_they_were_learned(filled: OfficeDatabase) -> None:
    with filled.write() as work:
        work.log_as(ADMIN, "test.upgrade")
        words = work.search._names  # type: ignore[attr-defined] # as the migration leaves them
        words._connection.execute(sa.update(_word).values(sound=None))
    with filled.read() as work:
        assert work.search.find("joko cahyono", 5, "employee") == ()
    learned = []
    with filled.write() as work:
        work.log_as(ADMIN, "test.learn")
        while count := work.search.learn_sounds(3):
            learned.append(count)
    assert learned[:-1] == [3] * (len(learned) - 1)
    with filled.read() as work:
        assert [hit.title for hit in work.search.find("joko cahyono", 5, "employee")] == ["Djoko Tjahjono"]
