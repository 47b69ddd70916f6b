"""The code of a letter: typed from paper, mistyped, read from its square code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.errors import InvalidInput
from cases.letters.check_code import code_of, find_code, is_draft, keywords, qr_text, read_code

IDS = st.uuids().map(str)
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@given(IDS)
def test_a_code_is_read_back_however_it_is_typed(letter_id: str) -> None:
    code = code_of(letter_id)
    assert len(code.replace("-", "")) == 12
    assert not set("01ILO") & set(code)
    for typed in (code, code.lower(), code.replace("-", ""), code.replace("-", " "), f"  {code}\n"):
        assert read_code(typed) == code


@given(IDS, st.integers(0, 11), st.sampled_from(SIGNS))
def test_no_single_slip_makes_another_code(letter_id: str, at: int, sign: str) -> None:
    bare = code_of(letter_id).replace("-", "")
    slipped = bare[:at] + sign + bare[at + 1 :]
    if slipped == bare:
        return
    assert find_code(slipped) == ""
    with pytest.raises(InvalidInput, match="salah ketik"):
        read_code(slipped)


@given(IDS, st.integers(0, 11), st.integers(0, 11))
def test_no_swapped_pair_makes_another_code(letter_id: str, first: int, second: int) -> None:
    signs = list(code_of(letter_id).replace("-", ""))
    signs[first], signs[second] = signs[second], signs[first]
    if "".join(signs) != code_of(letter_id).replace("-", ""):
        assert find_code("".join(signs)) == ""


@given(st.lists(IDS, min_size=2, max_size=40, unique=True))
def test_letters_have_codes_of_their_own(ids: list[str]) -> None:
    assert len({code_of(one) for one in ids}) == len(ids)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_code_or_one_sentence(text: str) -> None:
    if find_code(text.strip()):
        assert find_code(read_code(text))
        return
    with pytest.raises(InvalidInput) as refusal:
        read_code(text)
    assert refusal.value.field == "code"
    assert refusal.value.sentence.endswith(".")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "12 huruf dan angka"),
        ("ABCD-EFGH", "12 huruf dan angka"),
        ("800.1.6.2/1/BKPSDM/VII/2026", "12 huruf dan angka"),
        ("OABC-DEFG-HJKM", "tidak pernah memuat O"),
        ("1ABC-DEFG-HJK0", "tidak pernah memuat 0, 1"),
        ("ABCD-EF23-4567", "salah ketik"),
    ],
)
def test_what_is_wrong_with_a_code_is_said(typed: str, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        read_code(typed)


def test_codes_of_the_first_versions_stay_good() -> None:
    assert read_code("3f2a 91c0") == "3F2A-91C0"
    assert find_code("Kode surat 3F2A-91C0") == "3F2A-91C0"
    assert find_code("nomor 2026 2027") == ""


def test_the_square_code_says_which_letter_and_that_it_signs_nothing() -> None:
    code = code_of("surat")
    text = qr_text(agency="BKPSDM Tirta Kencana", number="800.1.6.2/1/BKPSDM/VII/2026", code=code)
    assert text == (
        f"BKPSDM Tirta Kencana. Nomor 800.1.6.2/1/BKPSDM/VII/2026. Kode surat {code}. Bukan tanda tangan elektronik."
    )
    assert read_code(text) == code
    assert not any(word in text.casefold() for word in ("bsre", "bssn", "http", "sertifikat", "://"))
    assert qr_text(agency="BKPSDM", number="1", code="") == ""


def test_a_pdf_says_which_letter_it_is_or_that_it_is_a_draft() -> None:
    code = code_of("surat")
    assert find_code(keywords(code, draft=False)) == code
    assert is_draft(keywords("", draft=True))
    assert is_draft(keywords(code, draft=True))
    assert find_code(keywords(code, draft=True)) == ""
    assert not is_draft(keywords("", draft=False))
