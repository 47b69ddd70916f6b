"""Words that were read are found again as the search finds them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model.marks import Place, SeenText, SeenWord
from cases.seen_words import excerpt, holds_words, phrases_of, places_in, tokens_of


def seen(*pages: str) -> SeenText:
    return SeenText(
        reader="PDF",
        pages=tuple(
            tuple(
                SeenWord(words=words, place=Place(page=number, left=place / 100, top=0, width=0.01, height=0.01))
                for place, words in enumerate(page.split())
            )
            for number, page in enumerate(pages)
        ),
    )


def found(text: SeenText, typed: str) -> list[str]:
    by_place = {word.place: word.words for page in text.pages for word in page}
    return [by_place[place] for place in places_in(text, typed)]


TEXT = seen("Bersama Bapak calon, SATU Komando nomor 2", "Surat 2026/037 NIP 19800101 200501 1 001; Café komandan")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("komando", ["Komando", "komandan"][:1]),
        ("koman", ["Komando", "komandan"]),
        ("komando satu", ["SATU", "Komando"]),
        ("satu komando nomor", ["SATU", "Komando", "nomor"]),
        ("sat nomor", ["nomor"]),
        ("CAFE", ["Café"]),
        ("café", ["Café"]),
        ("2026/037", ["2026/037"]),
        ("2026/0", ["2026/037"]),
        ("037/2026", []),
        ("19800101 200501", ["19800101", "200501"]),
        ("", []),
        (" . / ", []),
        ("tidak ada di sini", []),
    ],
)
def test_places(typed: str, words: list[str]) -> None:
    assert found(TEXT, typed) == words


def test_a_number_typed_in_groups_is_found_in_one_piece() -> None:
    assert found(seen("NIP 198001012005011001."), "19800101 200501 1 001") == ["198001012005011001."]


def test_places_of_two_pages_come_in_order() -> None:
    assert [place.page for place in places_in(seen("a kata b", "kata", "c"), "kata")] == [0, 1]


@given(st.lists(st.text(min_size=1), max_size=8), st.text())
def test_whatever_was_read_and_typed_is_compared(words: list[str], typed: str) -> None:
    text = SeenText(
        reader="",
        pages=(tuple(SeenWord(words=one, place=Place(page=0, left=0, top=0, width=1, height=1)) for one in words),),
    )
    assert len(places_in(text, typed)) <= 1
    assert len(excerpt(text)) <= 95
    for phrase in phrases_of(typed):
        assert all(phrase)


@given(st.text())
def test_every_word_of_a_text_is_found_in_it(text: str) -> None:
    assert holds_words(text, text)
    assert all(token.isalnum() for token in tokens_of(text))


def test_all_words_must_be_there() -> None:
    assert holds_words("Bagus Prayitno, Facebook", "face pray")
    assert not holds_words("Bagus Prayitno, Facebook", "face lain")


def test_an_excerpt_ends_with_a_whole_word() -> None:
    short = excerpt(seen(" ".join(["netralitas"] * 40)))
    assert short.endswith("netralitas …")
    assert excerpt(seen("satu", "dua")) == "satu dua"
