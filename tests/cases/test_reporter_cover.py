"""Whoever reported is covered wherever he is named, and nobody else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.reporter_cover import cover, cover_many, marked, places_of, unmarked


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("Dari SITI  aminah, 0812-3456", "Dari pelapor, pelapor"),
        ("Siti Aminahwati dan Siti", "Siti Aminahwati dan Siti"),
        ("", ""),
    ],
)
def test_name_and_contact_are_covered_as_whole_words(text: str, covered: str) -> None:
    assert cover(("Siti Aminah", "0812-3456"))(text) == covered


@pytest.mark.parametrize("told", [(), ("", ""), ("-", "Al")])
def test_what_says_nobody_covers_nothing(told: tuple[str, ...]) -> None:
    assert cover(told)("Al-Qur'an - kualifikasi") == "Al-Qur'an - kualifikasi"


def test_one_of_many_is_found_by_his_first_word_and_the_longest_name_first() -> None:
    covered = cover_many(["Siti Aminah", "Siti Aminah Putri", "Budi", "-", ""])
    assert covered("Sdr. Siti Aminah Putri dan BUDI, bukan Budiman") == "Sdr. pelapor dan pelapor, bukan Budiman"
    assert covered("Ketua Bawaslu") == "Ketua Bawaslu"


NAMES = ("Siti Aminah", "BUDI", "0812-3456")
plain_words = st.text(alphabet="abc .,[]()\n", max_size=12)
"""What is typed around a name: it names nobody and ends no word of a name."""


def _typed(parts: list[str], names: list[str]) -> str:
    """A text with each name between two parts."""
    told = [f"{part} {name} " for part, name in zip(parts, [*names, ""], strict=True)]
    return "".join(told)[:-2]


@given(data=st.data(), names=st.lists(st.sampled_from((*NAMES, "siti  aminah", "[pelapor]")), max_size=5))
def test_names_come_back_wherever_the_text_around_them_is_edited(data: st.DataObject, names: list[str]) -> None:
    places = places_of(NAMES)
    around = st.lists(plain_words, min_size=len(names) + 1, max_size=len(names) + 1)
    old = _typed(data.draw(around), names)
    shown = marked(old, places(old))
    assert not places(shown)
    assert unmarked(old, places(old), shown) == old
    marks = re.findall(r"\[pelapor(?: \d)?\]", shown)
    edited = data.draw(around)
    assert unmarked(old, places(old), _typed(edited, marks)) == _typed(edited, names)


@given(names=st.lists(st.sampled_from(NAMES), min_size=1, max_size=4), data=st.data())
def test_a_name_that_was_taken_out_is_told_and_never_lost(names: list[str], data: st.DataObject) -> None:
    places = places_of(NAMES)
    old = "; ".join(names)
    shown = marked(old, places(old)).split("; ")
    del shown[data.draw(st.integers(0, len(shown) - 1))]
    assert unmarked(old, places(old), "; ".join(shown)) is None


def test_marks_may_change_places_and_be_copied_unless_nobody_knows_whose_they_are() -> None:
    old, both = "Budi dan Siti Aminah", "Budi, lalu [pelapor]"
    places = places_of(("Budi", "Siti Aminah"))
    assert marked(old, places(old)) == "[pelapor] dan [pelapor 2]"
    assert unmarked(old, places(old), "[pelapor 2], [pelapor], [pelapor]") == "Siti Aminah, Budi, Budi"
    assert unmarked(old, places(old), "[pelapor] dan pelapor 2") is None
    assert unmarked(old, places(old), "[pelapor] [pelapor 2] [pelapor 3]") is None
    assert unmarked(old, places(old), "Hanya [pelapor 2]", whole=False) == "Hanya Siti Aminah"
    assert unmarked(both, places(both), "[pelapor] [pelapor] [pelapor]") is None
    assert unmarked("Ketua", [], "Bukan ketua") == "Bukan ketua"
