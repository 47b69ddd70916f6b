from __future__ import annotations

import pyrage
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cases.errors import WrongKey
from db.recovery import LINES, identity_secret, identity_text, key_lines, read_key

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
secrets = st.binary(min_size=32, max_size=32)
SECRET = bytes(range(32))


@given(secrets)
def test_what_is_printed_reads_back(secret):
    assert read_key("\n".join(key_lines(secret))) == secret


@given(secrets)
def test_the_form_is_seven_lines_of_two_groups_of_four_and_a_check_character(secret):
    lines = key_lines(secret)
    assert len(lines) == LINES == 7
    for line in lines:
        assert [len(group) for group in line.split(" ")] == [4, 4, 1]
        assert set(line.replace(" ", "")) <= set(ALPHABET)


@given(secrets, st.integers(0, 6), st.integers(0, 8), st.sampled_from(ALPHABET))
def test_one_wrong_character_always_shows_and_names_its_line(secret, line, place, other):
    rows = [row.replace(" ", "") for row in key_lines(secret)]
    assume(rows[line][place] != other)
    rows[line] = rows[line][:place] + other + rows[line][place + 1 :]
    with pytest.raises(WrongKey) as told:
        read_key("\n".join(rows))
    assert told.value.sentence.startswith(f"Baris {line + 1} kunci pemulihan")


@given(secrets, st.integers(0, 6), st.integers(0, 8), st.integers(0, 8))
def test_two_exchanged_characters_always_show(secret, line, one, other):
    rows = [row.replace(" ", "") for row in key_lines(secret)]
    row = list(rows[line])
    assume(row[one] != row[other])
    row[one], row[other] = row[other], row[one]
    rows[line] = "".join(row)
    with pytest.raises(WrongKey):
        read_key("\n".join(rows))


@given(secrets, st.integers(0, 6), st.integers(0, 6))
def test_two_exchanged_lines_always_show_and_are_both_named(secret, one, other):
    assume(one < other)
    rows = list(key_lines(secret))
    rows[one], rows[other] = rows[other], rows[one]
    with pytest.raises(WrongKey) as told:
        read_key("\n".join(rows))
    assert told.value.sentence.startswith(f"Baris {one + 1} dan {other + 1} kunci pemulihan")


@given(secrets, st.randoms(use_true_random=False))
def test_small_letters_spaces_dashes_and_look_alikes_do_not_matter(secret, dice):
    def typed(character: str) -> str:
        looks = {"0": "0Oo", "1": "1IiLl"}.get(character, character + character.lower())
        return dice.choice(looks) + dice.choice(["", " ", "-", " - ", "\u2013", "\t"])

    rows = ["".join(typed(character) for character in row.replace(" ", "")) for row in key_lines(secret)]
    assert read_key("\r\n".join(rows)) == secret


@pytest.mark.parametrize(
    "shape",
    [
        "\n".join(f"{number}. {line}" for number, line in enumerate(key_lines(SECRET), 1)),
        "\n".join(f"{number} {line}" for number, line in enumerate(key_lines(SECRET), 1)),
        "\n".join(f"  {number})   {line}  " for number, line in enumerate(key_lines(SECRET), 1)),
        "\n\n".join(f"Baris {number}: {line}" for number, line in enumerate(key_lines(SECRET), 1)),
        "\ufeff# Kunci pemulihan kantor contoh\n#\n" + "\n".join(key_lines(SECRET)) + "\n# selesai\n",
        " ".join(line.replace(" ", "-") for line in key_lines(SECRET)),
    ],
)
def test_numbers_comments_and_one_long_line_are_read(shape):
    assert read_key(shape) == SECRET


@pytest.mark.parametrize("text", ["", "halo", "\n".join(key_lines(SECRET)[:6]), "\n".join((*key_lines(SECRET), "X"))])
def test_too_few_or_too_many_lines_are_said(text):
    with pytest.raises(WrongKey, match="terdiri dari 7 baris"):
        read_key(text)


def test_a_line_with_a_lost_or_foreign_character_is_named():
    rows = list(key_lines(SECRET))
    rows[2] = rows[2][:-1]
    rows[4] = "\u00e9" + rows[4][1:]
    with pytest.raises(WrongKey, match=r"^Baris 3 dan 5 kunci pemulihan"):
        read_key("\n".join(rows))


@given(st.text(max_size=200))
def test_any_text_is_a_key_or_a_sentence(text):
    with pytest.raises(WrongKey):
        read_key(text)


def test_a_whole_that_passes_every_line_but_not_the_checksum_is_refused():
    one, other = key_lines(SECRET), key_lines(bytes(32))
    with pytest.raises(WrongKey, match="belum cocok"):
        read_key("\n".join([*one[:3], *other[3:]]))


def test_the_printed_form_never_changes_because_sheets_lie_in_safes():
    assert key_lines(SECRET) == (
        "000G 40R4 M",
        "0M30 E209 Q",
        "185G R38E 9",
        "1W81 24GK 8",
        "2GAH C5RR C",
        "34D1 P70X K",
        "3RFP 63ED 8",
    )


def test_an_age_identity_goes_to_bytes_and_back():
    text = str(pyrage.x25519.Identity.generate())
    assert identity_text(identity_secret(text)) == text


@given(secrets)
def test_any_32_bytes_make_an_identity_that_age_takes(secret):
    text = identity_text(secret)
    assert str(pyrage.x25519.Identity.from_str(text)) == text
    assert identity_secret(text) == secret


@pytest.mark.parametrize("text", ["", "AGE-SECRET-KEY-1QQQQ", "age1qqqq", identity_text(SECRET)[:-1] + "Q"])
def test_a_damaged_identity_is_refused(text):
    with pytest.raises(ValueError, match=r"age identity|substring"):
        identity_secret(text)


def test_what_the_sheets_qr_code_holds_reads_back():
    assert read_key(" ".join(line.replace(" ", "-") for line in key_lines(SECRET))) == SECRET
