"""The recovery key on paper: how 32 secret bytes become seven lines that can be typed back, and found wrong by line.

Seven lines of two groups of four characters and one check character: 56 characters of five bits hold the 32 bytes and
the first 3 bytes of their SHA-256. The alphabet is Crockford's base 32 (no I, L, O, U). A line's check character is
a polynomial over GF(32) that begins with the line's number: one wrong character, any two exchanged characters and
any two exchanged lines always show; other mistakes slip past a line once in 32 and past the whole key once in 2^24.
"""

from __future__ import annotations

import hashlib
import re

from cases.errors import WrongKey

KEY_BYTES = 32
LINES = 7
GROUPS = 2
GROUP_SIZE = 4

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUE = {character: value for value, character in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_LINE_DATA = GROUPS * GROUP_SIZE
_LINE_ALL = _LINE_DATA + 1
_CHECK_BYTES = 3
_FIELD_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive, so the powers of x are distinct weights
_NUMBERED = re.compile(r"^\s*(?:baris\s+)?\d{1,2}\s*[.):]\s*", re.IGNORECASE)
_IGNORED = re.compile(r"[\s\-\u2010-\u2015_.]+")

_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_IDENTITY_PREFIX = "age-secret-key-"


def key_lines(secret: bytes) -> tuple[str, ...]:
    """Return the printed lines of a recovery key ("7KQ2 M0XD H"), without their numbers; ``secret`` is 32 bytes."""
    values = _to_fives(secret + _checksum(secret))
    lines = []
    for number in range(1, LINES + 1):
        data = values[(number - 1) * _LINE_DATA : number * _LINE_DATA]
        text = "".join(_ALPHABET[value] for value in (*data, _check_value(number, data)))
        lines.append(" ".join(text[start : start + GROUP_SIZE] for start in range(0, _LINE_ALL, GROUP_SIZE)))
    return tuple(lines)


def read_key(text: str) -> bytes:
    """Read a typed, scanned or filed recovery key back into its 32 bytes.

    Case, spaces, dashes, line numbers ("3."), blank lines and lines that begin with "#" do not matter; O is 0, I and
    L are 1. All on one line is as good. Raises WrongKey, whose sentence names the lines that are wrong.
    """
    values: list[int] = []
    wrong: list[int] = []
    for number, line in enumerate(_split(text), start=1):
        data = _read_line(number, line)
        if data is None:
            wrong.append(number)
        else:
            values.extend(data)
    if wrong:
        raise WrongKey(_wrong_lines(wrong))
    whole = _from_fives(values)
    secret, check = whole[:KEY_BYTES], whole[KEY_BYTES:]
    if check != _checksum(secret):
        raise WrongKey(
            "Kunci pemulihan belum cocok: periksa setiap baris dengan lembar yang dicetak, lalu ketik ulang."
        )
    return secret


def identity_text(secret: bytes) -> str:
    """Return 32 bytes as an age X25519 identity ("AGE-SECRET-KEY-1..."), as the standard ``age`` tool reads it."""
    values = _to_fives(secret)
    check = _bech32_checksum([*values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [check >> 5 * (5 - place) & 31 for place in range(6)]
    return (_IDENTITY_PREFIX + "1" + "".join(_BECH32[value] for value in values)).upper()


def identity_secret(text: str) -> bytes:
    """Return the 32 bytes of an age X25519 identity; raises ValueError when it is none."""
    prefix, _, data = text.strip().lower().rpartition("1")
    if prefix != _IDENTITY_PREFIX:
        message = "not an age identity"
        raise ValueError(message)
    values = [_BECH32.index(character) for character in data]
    secret = _from_fives(values[:-6])
    if _bech32_checksum(values) != 1 or len(secret) != KEY_BYTES:
        message = "damaged age identity"
        raise ValueError(message)
    return secret


def readable(data: bytes) -> str:
    """Return bytes in the recovery key's alphabet, for codes that people compare by eye."""
    return "".join(_ALPHABET[value] for value in _to_fives(data))


def _split(text: str) -> list[str]:
    """Return the key's lines without numbers and separators; raises WrongKey when their count is wrong."""
    rows = [row for row in text.lstrip("\ufeff").splitlines() if row.strip() and not row.lstrip().startswith("#")]
    lines = [_IGNORED.sub("", _NUMBERED.sub("", row)).upper() for row in rows]
    if len(lines) != LINES:
        whole = "".join(lines)
        if len(whole) != LINES * _LINE_ALL:
            raise WrongKey(
                f"Kunci pemulihan terdiri dari {LINES} baris, yang terbaca {len(lines)}: "
                "ketik semua baris seperti pada lembar pemulihan."
            )
        lines = [whole[start : start + _LINE_ALL] for start in range(0, len(whole), _LINE_ALL)]
    return lines


def _read_line(number: int, line: str) -> list[int] | None:
    """Return the values of a line's data characters, None when the line is wrong."""
    if len(line) == _LINE_ALL + 1 and line.startswith(str(number)):
        line = line[1:]  # the line's number, typed without a dot
    if len(line) != _LINE_ALL or any(character not in _VALUE for character in line):
        return None
    *data, check = (_VALUE[character] for character in line)
    return data if check == _check_value(number, data) else None


def _wrong_lines(wrong: list[int]) -> str:
    places = " dan ".join(filter(None, [", ".join(map(str, wrong[:-1])), str(wrong[-1])]))
    return (
        f"Baris {places} kunci pemulihan salah ketik atau tertukar: cocokkan dengan lembar pemulihan, lalu ketik ulang."
    )


def _check_value(number: int, data: list[int]) -> int:
    value = number
    for five in data:
        value <<= 1
        if value >> 5:
            value ^= _FIELD_POLYNOMIAL
        value ^= five
    return value


def _checksum(secret: bytes) -> bytes:
    return hashlib.sha256(secret).digest()[:_CHECK_BYTES]


def _to_fives(data: bytes) -> list[int]:
    """Cut bytes into values of five bits, the last padded with zeros."""
    count = -(-len(data) * 8 // 5)
    number = int.from_bytes(data, "big") << count * 5 - len(data) * 8
    return [number >> 5 * place & 31 for place in reversed(range(count))]


def _from_fives(values: list[int]) -> bytes:
    """Join values of five bits into whole bytes; padding bits fall away."""
    number = 0
    for value in values:
        number = number << 5 | value
    size, spare = divmod(len(values) * 5, 8)
    return (number >> spare).to_bytes(size, "big")


def _bech32_checksum(values: list[int]) -> int:
    """The checksum polynomial of BIP 173 over the identity's prefix and these values; 1 when they are sound."""
    prefix = [*(ord(c) >> 5 for c in _IDENTITY_PREFIX), 0, *(ord(c) & 31 for c in _IDENTITY_PREFIX)]
    check = 1
    for value in (*prefix, *values):
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_BECH32_GENERATOR):
            check ^= generator if top >> place & 1 else 0
    return check
