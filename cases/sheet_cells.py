"""Cells of sheets that offices hand in: the words for nothing, NIKs, dates in every form, and what a bad cell is."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from cases.errors import InvalidInput
from cases.rules.dates import read_date

_NOTHING: Final = frozenset(
    {"", "0", "n/a", "na", "null", "nan", "nihil", "kosong", "tidak ada", "tdk ada", "tidak punya", "tidak diketahui"}
)
_CROSSES: Final = frozenset({"x", "xx", "xxx"})
_SIGNS: Final = " -–—./?_"
_NIK = re.compile(r"[0-9]{16}")
_FILLER = re.compile(r"([0-9])\1{15}|[0-9]{6}0{6}[0-9]{4}|1234567890123456")
"""What is typed where a column must not be empty: one digit, a run, or no day of birth. Nobody has such a NIK."""
_APART = re.compile(r"[\s.\-'’‘`]+")
_RUINED = re.compile(r"[0-9]+([.,][0-9]+)?[eE][+-]?[0-9]+")
_BLANK = re.compile(r"[-–—./\s0]*|null|nan|n/?a|tidak ada|kosong", re.IGNORECASE)
_TIME = re.compile(r"[T\s]+\d{1,2}[.:]\d{2}([.:]\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?\s*$")
_BEFORE = re.compile(r"^[^\d,]*,\s*")
"""A weekday or a place ("Kamis, 4 Oktober 1990", "Wonosari, 04-10-1990")."""
_YEAR_FIRST = re.compile(r"(19|20)(\d{2})(0[1-9]|1[0-2])(\d{2})")
_SERIAL = re.compile(r"(\d{5})([.,]\d+)?")
_SERIAL_START = date(1899, 12, 30)
"""Day 0 of Excel's count, which holds from 1 March 1900 on; all serials of five digits lie after it."""
_MONTHS_ELSEWHERE = {"may": "mei", "aug": "agu", "august": "agustus", "oct": "okt", "october": "oktober", "dec": "des"}
_MONTHS_ELSEWHERE |= {"january": "jan", "february": "feb", "march": "mar", "june": "jun", "july": "jul"}
_MONTHS_ELSEWHERE |= {"december": "des", "sept": "sep"}
_WORD = re.compile(r"[A-Za-z]+")
_PART = re.compile(r"\d+|[A-Za-z]+")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11}
_ROMAN |= {"XII": 12}


class BadCell(Exception):
    """A row that cannot be taken: the key of the column that is wrong and the sentence about it."""

    def __init__(self, key: str, sentence: str) -> None:
        super().__init__(sentence)
        self.key = key
        self.sentence = sentence


def says_nothing(text: str, *, crossed: bool = False) -> bool:
    """Whether a cell is empty in an office's words ("-", "n/a", "tidak ada"); ``crossed``: an x means that too."""
    bare = text.casefold().strip(_SIGNS) if text else ""
    return bare in _NOTHING or (crossed and bare in _CROSSES)


def read_nik(text: str) -> str:
    """Return the 16 digits of a NIK, empty for a cell that says nothing; raises InvalidInput.

    A NIK that only fills its column is refused, or all who have it would be one person.
    """
    digits = _APART.sub("", text)
    if _NIK.fullmatch(digits):
        if not _FILLER.fullmatch(digits):
            return digits
        if digits.strip("0"):
            raise InvalidInput(f"NIK “{text}” hanya pengisi kolom, bukan NIK seseorang.")
        return ""
    if says_nothing(text):
        return ""
    if _RUINED.fullmatch(text.strip()):
        raise InvalidInput(f"NIK “{text}” rusak oleh Excel, formatlah kolomnya sebagai teks.")
    raise InvalidInput(f"NIK “{text}” bukan 16 angka.")


@lru_cache(maxsize=100_000)
def read_past_day(text: str, today: date) -> date | None:
    """Return the day that a cell means; None for an empty one and for signs for nothing ("-", "00-00-0000").

    Days of births and posts are past or near: a year of two digits never lies more than a year ahead. Raises
    InvalidInput for what is no date; the month never comes first.
    """
    typed = text.strip().lstrip("'’‘`").strip()
    if _BLANK.fullmatch(typed):
        return None
    plain = _TIME.sub("", _BEFORE.sub("", typed)).strip()
    if found := _YEAR_FIRST.fullmatch(plain):
        plain = f"{found[1]}{found[2]}-{found[3]}-{found[4]}"
    elif found := _SERIAL.fullmatch(plain):
        return _SERIAL_START + timedelta(days=int(found[1]))
    plain = _WORD.sub(_month, plain)
    day = read_date(plain, today)
    if day is not None and len(_PART.findall(plain)) == len(("day", "month")):
        raise InvalidInput(f"“{text}” tidak menyebut tahun; isi seperti 4/10/1990.")
    if day is not None and day > today + timedelta(days=366) and not re.search(r"\d{4}", plain):
        return _century_before(day)
    return day


def _month(found: re.Match[str]) -> str:
    word = found[0]
    return str(_ROMAN[word]) if word in _ROMAN else _MONTHS_ELSEWHERE.get(word.casefold(), word)


def _century_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 100)
    except ValueError:  # 29 February of a year that the other century does not have
        raise InvalidInput(
            f"{day.day}-{day.month} tidak ada pada tahun {day.year - 100}; periksa tanggalnya."
        ) from None
