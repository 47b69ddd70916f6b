"""A row beside an employee: what agrees, what differs, and in which words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import make_employee

from cases.model.name_list import ListRow
from cases.rules.list_compare import Compared, Likeness, compare


def line(title: str, row: ListRow, **parts: Any) -> Compared:
    found = compare(row, make_employee(**parts), "Partai Rekaan", date(1985, 3, 12))
    return next(one for one in found if one.title == title)


@pytest.mark.parametrize(
    ("listed", "name", "likeness", "marked"),
    [
        ("RATNA DEWI", "Dra. Ratna Dewi, M.Si.", Likeness.SAME, []),
        ("Moh. Soekarno", "Muhammad Sukarno, S.H.", Likeness.ALIKE, []),
        ("Sukarno Moh.", "Drs. Muhammad Soekarno, S.H.", Likeness.TURNED, []),
        ("Ratna Sari", "Ratna Dewi, S.E.", Likeness.DIFFERENT, ["Sari"]),
    ],
)
def test_names_mark_the_words_that_the_other_lacks(
    listed: str, name: str, likeness: Likeness, marked: list[str]
) -> None:
    found = line("Nama", ListRow(number=1, name=listed), name=name)
    assert found.likeness is likeness
    assert [word for word, differs in found.theirs.parts if differs] == marked


def test_a_day_of_birth_is_that_of_the_number_where_no_file_tells_it() -> None:
    assert line("Tanggal lahir", ListRow(number=1, name="A", born_on=date(1985, 3, 12))).likeness is Likeness.SAME
    other = line("Tanggal lahir", ListRow(number=1, name="A", born_on=date(1985, 3, 21)))
    assert other.likeness is Likeness.DIFFERENT
    assert [word for word, differs in other.theirs.parts if differs] == ["21"]


def test_what_one_side_does_not_tell_is_neither_same_nor_different() -> None:
    assert line("NIP", ListRow(number=1, name="A")).likeness is Likeness.UNKNOWN
    titles = {one.title for one in compare(ListRow(number=1, name="A"), make_employee())}
    assert "NIK" not in titles


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_name_breaks_it_and_no_word_is_lost(listed: str, name: str) -> None:
    found = compare(ListRow(number=1, name=listed), make_employee(name=name))
    assert [line.theirs.text for line in found if line.title == "Nama"] in ([" ".join(listed.split())], [])
