"""The head of the log as paper carries it: how many rows, and 80 bits of the last hash in groups, with a check sign.

``1204-9FKX-3453-DW4C-4H0HD`` is row 1204, sixteen signs of Crockford's base 32 (no I, L, O, U) and a last one that
checks them and the row's number: one wrong sign, or any two exchanged, never make another code, so that a slip of the
finger is told apart from a chain that differs. Letters of earlier versions carry 64 bits as sixteen hexadecimal
digits in two groups and no check sign ("1204-4be7d190-a36f08c2"); those are read as well.
"""

from __future__ import annotations

import re
from functools import reduce
from typing import Final

from cases.errors import InvalidInput

EXAMPLE: Final = "1204-9FKX-3453-DW4C-4H0HD"
"""A code that is sound in itself, to show what one looks like."""
_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TYPED: Final = str.maketrans("OIL", "011")
_DIGITS: Final = 20
"""Hexadecimal digits of the hash that are printed."""
_DRAWN: Final = 16
_OLD_DIGITS: Final = 16
_GROUPS: Final = (slice(0, 4), slice(4, 8), slice(8, 12), slice(12, None))
_FIELD: Final = 0b100101
"""x^5 + x^2 + 1, primitive: its 31 powers of x are distinct weights, enough for sixteen signs and a row's number."""
_GAPS: Final = re.compile(r"[\s\-\u2010-\u2015_.]+")


def head_code(count: int, digest: str) -> str:
    """Return the code of a head; ``digest`` is the last hash, or at least its first 20 hexadecimal digits."""
    number = int(digest[:_DIGITS], 16)
    drawn = "".join(_SIGNS[number >> 5 * place & 31] for place in reversed(range(_DRAWN)))
    whole = drawn + _check_sign(count, drawn)
    return "-".join((str(count), *(whole[group] for group in _GROUPS)))


def read_code(text: str) -> tuple[int, str]:
    """Return the row's number and the first digits of its hash, 20 of them, or 16 of an older code.

    Case and the kind of gaps do not matter; O is 0, I and L are 1. Raises InvalidInput, whose sentence tells a code
    that was cut off from one with a wrong sign.
    """
    count, _, rest = _GAPS.sub("-", text.strip()).partition("-")
    count, bare = count.upper().translate(_TYPED), rest.replace("-", "").upper()
    if not re.fullmatch(r"[0-9]{1,15}", count):
        raise InvalidInput(
            f"Kode kepala rantai diawali nomor baris; salin seperti tercetak, misalnya {EXAMPLE}.", field="code"
        )
    if len(bare) == _OLD_DIGITS and re.fullmatch(r"[0-9A-F]+", bare):
        return int(count), bare.lower()
    drawn = bare.translate(_TYPED)
    if len(drawn) != _DRAWN + 1:
        raise InvalidInput(
            f"Kode kepala rantai tidak lengkap; salin seperti tercetak, misalnya {EXAMPLE}.", field="code"
        )
    strange = sorted({sign for sign in drawn if sign not in _SIGNS})
    if strange:
        raise InvalidInput(
            f"Kode kepala rantai tidak pernah memuat {', '.join(strange)}; lihat lagi kode yang tercetak.", field="code"
        )
    if _check_sign(int(count), drawn[:-1]) != drawn[-1]:
        raise InvalidInput(
            "Kode itu salah ketik di satu tempat; cocokkan lagi dengan kode yang tercetak.", field="code"
        )
    number = reduce(lambda sum_, sign: sum_ << 5 | _SIGNS.index(sign), drawn[:-1], 0)
    return int(count), f"{number:0{_DIGITS}x}"


def _check_sign(count: int, drawn: str) -> str:
    """Return the sign that stands for the weighted sum of all others in GF(32), the number's digits last."""
    values = [*(_SIGNS.index(sign) for sign in drawn), *(int(digit) for digit in reversed(str(count)))]
    return _SIGNS[reduce(lambda sum_, value: _times_x(sum_ ^ value), reversed(values), 0)]


def _times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ _FIELD if doubled & 32 else doubled
