"""The code of the log's head: 80 bits that can be typed back, and a slip that is told from another chain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.errors import InvalidInput
from cases.head_code import EXAMPLE, head_code, read_code

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
hashes = st.text("0123456789abcdef", min_size=64, max_size=64)
counts = st.integers(min_value=0, max_value=10**9)


@given(counts, hashes)
def test_a_code_is_read_back_as_eighty_bits(count: int, digest: str) -> None:
    code = head_code(count, digest)
    assert read_code(code) == (count, digest[:20])
    assert read_code(f" {code.lower().replace('-', ' ')} ") == (count, digest[:20])


@given(counts, hashes, st.data())
def test_one_wrong_sign_is_a_slip_and_never_another_head(count: int, digest: str, data: st.DataObject) -> None:
    code = head_code(count, digest)
    place = data.draw(st.sampled_from([at for at, sign in enumerate(code) if sign != "-"]))
    signs = SIGNS[:10] if place < len(str(count)) else SIGNS
    other = data.draw(st.sampled_from([sign for sign in signs if sign != code[place]]))
    with pytest.raises(InvalidInput):
        read_code(code[:place] + other + code[place + 1 :])


@given(counts, hashes, st.data())
def test_two_exchanged_signs_are_a_slip(count: int, digest: str, data: st.DataObject) -> None:
    code = head_code(count, digest)
    places = st.sampled_from([at for at, sign in enumerate(code) if sign != "-" and at >= len(str(count))])
    one, two = data.draw(places), data.draw(places)
    signs = list(code)
    signs[one], signs[two] = signs[two], signs[one]
    if "".join(signs) != code:
        with pytest.raises(InvalidInput):
            read_code("".join(signs))


@given(st.text(max_size=40))
def test_any_other_text_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_code(f"{text}-U")
    assert caught.value.sentence.endswith(".")


def test_codes_of_earlier_letters_are_still_read() -> None:
    assert read_code("1204-4be7d190-a36f08c2") == (1204, "4be7d190a36f08c2")
    assert read_code("1204 4BE7D190 A36F08C2") == (1204, "4be7d190a36f08c2")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (EXAMPLE[:-1], "tidak lengkap"),
        (EXAMPLE.replace("K", "U"), "tidak pernah memuat U"),
        (EXAMPLE.replace("1204", "1205"), "salah ketik"),
        ("9FKX-3453-DW4C-4H0HD", "nomor baris"),
        ("", "nomor baris"),
    ],
)
def test_the_sentence_says_what_is_wrong(typed: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said) as caught:
        read_code(typed)
    assert caught.value.field == "code"


def test_signs_that_look_alike_are_taken_for_each_other() -> None:
    assert read_code(EXAMPLE.replace("0", "o")) == read_code(EXAMPLE)
