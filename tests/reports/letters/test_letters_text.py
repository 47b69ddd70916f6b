"""Setting text into lines, and lines onto pages."""

from __future__ import annotations

import io
from contextlib import nullcontext
from dataclasses import replace
from itertools import pairwise

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_facts import ACCUSED, LETTER_ON
from letter_samples import letter_case, letter_content, letter_file, letter_request

from cases.errors import LetterError
from cases.model.person import Person
from cases.regulations import load_law
from reports.letters import LetterPdf
from reports.letters.fonts import BOOK, SANS, missing, register, text_width
from reports.letters.pages import Box, Ink, paginate
from reports.letters.text import Setting, Style, TextLine, clean, set_text

STYLE = Style(SANS, 12, 15.5)
WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyz.,-/()", min_size=1, max_size=24), min_size=1, max_size=60)


@pytest.fixture(autouse=True, scope="module")
def _faces() -> None:
    register()


def words_of(lines: list[TextLine]) -> str:
    return " ".join("".join(text for text, _ in line.segments).strip() for line in lines)


@given(WORDS, st.sampled_from(["justified", "ragged", "balanced"]), st.integers(120, 470))
@settings(max_examples=200, deadline=None)
def test_no_word_is_lost_and_no_line_too_wide(words: list[str], setting: Setting, width: int) -> None:
    lines = set_text([(" ".join(words), False)], STYLE, width, setting)
    joined = "".join("".join(text for text, _ in line.segments) for line in lines)
    assert joined.replace(" ", "") == "".join(words)
    for line in lines:
        natural = sum(text_width(text.rstrip(), font, line.size) for text, font in line.segments[-1:])
        natural += sum(text_width(text, font, line.size) for text, font in line.segments[:-1])
        assert natural <= width + 0.02
        assert line.width <= width + 0.02


@given(WORDS)
@settings(max_examples=100, deadline=None)
def test_a_stretched_line_ends_at_the_edge(words: list[str]) -> None:
    *lines, _last = set_text([(" ".join(words), False)], STYLE, 300, "justified")
    for line in lines:
        text = "".join(text for text, _ in line.segments)
        if line.word_space:
            drawn = text_width(text, SANS.regular, 12) + line.word_space * text.count(" ")
            drawn += line.letter_space * (len(text) - 1)
            assert drawn == pytest.approx(300, abs=0.1)
            assert line.letter_space <= 0.25


@pytest.mark.parametrize(
    "tied",
    [
        "19780317 200503 1 903",
        "NIP 19780317 200503 1 903",
        "Pasal 5",
        "ayat (2)",
        "5 Oktober 2024",
        "Nomor 94",
        "1 (satu)",
    ],
)
def test_what_belongs_together_never_parts(tied: str) -> None:
    for count in range(1, 60):
        text = "kata " * count + tied + " dan kata lagi untuk mengisi baris"
        lines = set_text([(text, False)], STYLE, 467.7, "justified")
        assert any(tied in "".join(part for part, _ in line.segments) for line in lines), count


def test_a_tied_group_that_would_leave_half_a_line_empty_parts_all_the_same() -> None:
    lines = set_text([("Nama NIP 19780317 200503 1 903", False)], STYLE, 130)
    assert words_of(lines) == "Nama NIP 19780317 200503 1 903"
    assert len(lines) == 2


def test_bold_changes_the_face_and_not_the_words() -> None:
    (line,) = set_text([("orang itu ", False), ("tidak hadir", True), (" di sana", False)], STYLE, 400)
    assert [font for _, font in line.segments] == [SANS.regular, SANS.bold, SANS.regular]
    assert words_of([line]) == "orang itu tidak hadir di sana"


def test_a_line_feed_forces_a_line_and_an_empty_text_is_one_line() -> None:
    assert len(set_text([("satu\n\ntiga", False)], STYLE, 400)) == 3
    assert len(set_text([("", False)], STYLE, 400)) == 1


def test_cleaning_composes_and_drops_what_cannot_be_seen() -> None:
    assert clean("Se\u0301a\u200bn\u0000\ttab\u00a0x\r\ny\ufeff") == "Séan tab x\ny"


@pytest.mark.parametrize("family", [SANS, BOOK])
def test_both_families_have_what_indonesian_letters_need(family) -> None:
    needed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,;:()/-–'“”‘’§°%&@#*éèêëçñöüáâ"
    assert missing(needed, family.regular) == missing(needed, family.bold) == ""


# Values with marks in them ----------------------------------------------------------------------------------------

PDF = LetterPdf()
LAW = load_law()
MARKS = st.lists(
    st.sampled_from(
        [
            "<Ani>",
            "&",
            "&amp;",
            "<b>",
            "</b>",
            "<img src='/etc/passwd'/>",
            "**",
            "{terlapor.nip}",
            "{",
            "}",
            "Budi",
            "%s",
            "\\n",
        ]
    ),
    min_size=1,
    max_size=4,
)


@given(MARKS)
@settings(max_examples=40, deadline=None)
def test_marks_in_a_value_are_printed_as_they_stand(parts: list[str]) -> None:
    name = "Ani " + " ".join(parts)
    content = letter_content("summons-1", LAW, file=letter_file(letter_case(respondent=_named(name))))
    rendered = PDF.render(letter_request("summons-1", content))
    text = " ".join(_text(rendered.pdf).split())
    assert f"Nama : {name} NIP" in text


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_is_printed_or_refused_with_a_sentence(text: str) -> None:
    content = letter_content("summons-1", LAW, file=letter_file(letter_case(respondent=_named("Ani " + text))))
    refused = missing(clean(text).replace("\n", ""), SANS.regular)
    with pytest.raises(LetterError, match="tidak dapat dicetak") if refused else nullcontext():
        PDF.render(letter_request("summons-1", content))


def _named(name: str) -> Person:
    return replace(ACCUSED, name=name)


def _text(pdf: bytes) -> str:
    return pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


# Pages ------------------------------------------------------------------------------------------------------------


def boxes_of(heights: list[float], kept: set[int]) -> list[Box]:
    line = TextLine((), 12, 0)
    return [Box(h, (Ink(i, 0, line),), before=2, keep_next=i in kept) for i, h in enumerate(heights)]


@given(st.lists(st.floats(5, 90), min_size=1, max_size=40), st.sets(st.integers(0, 39)))
def test_boxes_keep_their_order_and_their_page(heights: list[float], kept: set[int]) -> None:
    pages = paginate(boxes_of(heights, kept), 20, 30, 130)
    order = [place.box.inks[0].x for page in pages for place in page]
    assert order == list(range(len(heights)))
    for page in pages:
        assert page
        for above, below in pairwise(page):
            assert below.top >= above.top + above.box.height
        assert all(place.top + place.box.height <= 130.1 for place in page)


def test_boxes_bound_together_share_a_page() -> None:
    pages = paginate(boxes_of([60, 30, 30], {1}), 20, 20, 120)
    assert [[place.box.inks[0].x for place in page] for page in pages] == [[0], [1, 2]]


def test_the_letter_of_the_sample_has_its_day() -> None:
    assert letter_request("summons-1", letter_content("summons-1", LAW)).letter_on == LETTER_ON
