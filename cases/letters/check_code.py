"""The code by which a letter is known again from its paper, and what the square code on it says.

A code has twelve characters in three groups, of which the last checks the others: eleven are drawn from the letter's
identity (31 to the 11th, too many to guess), without the characters that are mistaken for each other (0 and O; 1, I
and L). No single mistyped character and no swapped pair makes another code. Letters of the program's first versions
carry eight hexadecimal digits, which stay good for them.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

from cases.errors import InvalidInput

_SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_BASE: Final = len(_SIGNS)
"""A prime, so that each place can weigh differently and no two mistakes of one kind cancel out."""
_DRAWN: Final = 11
_LONG: Final = re.compile(r"(?<![0-9A-Z])([0-9A-Z]{4})[ -]?([0-9A-Z]{4})[ -]?([0-9A-Z]{4})(?![0-9A-Z])")
_OLD: Final = re.compile(r"(?:^|KODE SURAT )([0-9A-F]{4})[ -]?([0-9A-F]{4})(?![ -]?[0-9A-Z])")
_DRAFT: Final = "KONSEP"
_TOLD: Final = "Kode surat"
NOT_A_SIGNATURE: Final = "bukan tanda tangan elektronik"


def code_of(letter_id: str) -> str:
    """Return the code of a letter: the same for good, and no other letter's."""
    number = int.from_bytes(hashlib.sha256(f"kode surat {letter_id}".encode()).digest(), "big")
    drawn = ""
    for _ in range(_DRAWN):
        number, place = divmod(number, _BASE)
        drawn += _SIGNS[place]
    return _grouped(drawn + _check_sign(drawn))


def read_code(text: str) -> str:
    """Return the code as letters carry it, from what was typed or from the words of the square code.

    Raises InvalidInput with a sentence that says what is wrong with it.
    """
    typed = text.strip().upper()
    found = find_code(typed)
    if found:
        return found
    bare = re.sub(r"[^0-9A-Z]", "", typed)
    strange = sorted({sign for sign in bare if sign not in _SIGNS})
    if len(bare) != _DRAWN + 1:
        raise InvalidInput("Kode surat terdiri atas 12 huruf dan angka; salin seperti tercetak di kaki surat.", "code")
    if strange:
        raise InvalidInput(
            f"Kode surat tidak pernah memuat {', '.join(strange)}; lihat lagi kode di kaki surat.", field="code"
        )
    raise InvalidInput("Kode itu salah ketik di satu tempat; cocokkan lagi dengan kaki surat.", field="code")


def find_code(text: str) -> str:
    """Return the first sound code in a text, empty when there is none."""
    upper = text.upper()
    for match in _LONG.finditer(upper):
        bare = "".join(match.groups())
        if all(sign in _SIGNS for sign in bare) and _check_sign(bare[:-1]) == bare[-1]:
            return _grouped(bare)
    old = _OLD.search(upper)
    return f"{old[1]}-{old[2]}" if old else ""


def qr_text(*, agency: str, number: str, code: str) -> str:
    """Return what the square code of a letter says: plain words, no address, nobody's name; empty without a code.

    It leads to no server and looks like no certificate: whoever reads it learns which letter the paper claims to be,
    and whom to ask. Short, so that its squares stay large.
    """
    if not code:
        return ""
    named = f" Nomor {number}." if number else ""
    return f"{agency}.{named} {_TOLD} {code}. {NOT_A_SIGNATURE.capitalize()}."


def keywords(code: str, *, draft: bool) -> str:
    """Return what a letter's PDF says of itself, so that a copy that was changed is still known again."""
    if draft:
        return _DRAFT
    return f"{_TOLD} {code}" if code else ""


def is_draft(words: str) -> bool:
    """Return whether a PDF says that it is the copy of a draft."""
    return words.strip() == _DRAFT


def _grouped(bare: str) -> str:
    return "-".join(bare[at : at + 4] for at in range(0, len(bare), 4))


def _check_sign(drawn: str) -> str:
    """The sign that makes the weighted sum of all places a multiple of the base."""
    total = sum(weight * _SIGNS.index(sign) for weight, sign in enumerate(drawn, start=2))
    return _SIGNS[-total % _BASE]
