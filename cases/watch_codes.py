"""Codes on the forms of the watch: of the form as a whole and of each of its lines, each with a check sign.

``NTR-4F2A-7Q3MKX-2-P`` is edition 2 of form 7Q3MKX of the office 4F2A; ``7Q3MKX-0012-K`` is its line 12. They are found
again wherever they stand, so that a form may be sorted, saved by another program or copied into another file. The
check sign is that of ISO 7064, MOD 37,36: no sign that was mistyped, and hardly any two exchanged, give another code.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from typing import Final

_SIGNS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DRAWN: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without signs that are taken for others."""
_LENGTH: Final = 6
_MARK: Final = 4
_FORM: Final = re.compile(r"NTR-([0-9A-F]{4})-([2-9A-Z]{6})-([0-9]{1,4})-([0-9A-Z])")
_LINE: Final = re.compile(r"([2-9A-Z]{6})-([0-9]{4,6})-([0-9A-Z])")
_GAPS: Final = re.compile(r"[\s\u2010-\u2015_]+")


@dataclass(frozen=True, slots=True)
class FormCode:
    """What the code of a form says: the mark of its office, its own code and the edition, from 1."""

    office: str
    code: str
    edition: int


@dataclass(frozen=True, slots=True)
class LineCode:
    """What the code of a line says: the code of its form and its ordinal in it, from 1."""

    code: str
    ordinal: int


def new_code() -> str:
    """Draw the code of a new form."""
    return "".join(_DRAWN[one % len(_DRAWN)] for one in os.urandom(_LENGTH))


def office_mark(office_id: str) -> str:
    """Return the four signs by which a form tells its office from others."""
    return hashlib.sha256(office_id.encode()).hexdigest()[:_MARK].upper()


def form_code(mark: str, code: str, edition: int) -> str:
    """Return the code of a form as it is printed."""
    bare = f"NTR-{mark}-{code}-{edition}"
    return f"{bare}-{_check(bare)}"


def line_code(code: str, ordinal: int) -> str:
    """Return the code of a line as it is printed."""
    bare = f"{code}-{ordinal:04d}"
    return f"{bare}-{_check(bare)}"


def read_form_code(text: str) -> FormCode | None:
    """Return what a cell says as the code of a form; None where it holds none that is sound."""
    found = _FORM.search(_folded(text))
    if found is None or _check(found[0][:-2]) != found[4]:
        return None
    return FormCode(found[1], found[2], int(found[3]))


def read_line_code(text: str) -> LineCode | None:
    """Return what a cell says as the code of a line; None where it is none that is sound."""
    found = _LINE.fullmatch(_folded(text))
    if found is None or _check(found[0][:-2]) != found[3]:
        return None
    return LineCode(found[1], int(found[2]))


def looks_like_line_code(text: str) -> bool:
    """Whether a cell was a code of a line before somebody changed it."""
    return _LINE.fullmatch(_folded(text)) is not None


def _folded(text: str) -> str:
    return _GAPS.sub("-", text.strip()).upper()


def _check(text: str) -> str:
    """The check sign of a text, without its hyphens."""
    product = len(_SIGNS)
    for sign in text.replace("-", ""):
        total = (product + _SIGNS.index(sign)) % len(_SIGNS) or len(_SIGNS)
        product = total * 2 % (len(_SIGNS) + 1)
    return _SIGNS[(len(_SIGNS) + 1 - product) % len(_SIGNS)]
