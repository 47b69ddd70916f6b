"""Days of birth and sexes as NIP and NIK hold them, and how near two days of birth are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from functools import cache

_NIK_DIGITS = 16
_NIK_BIRTH = slice(6, 12)
_WOMAN_DAY = 40
"""What is added to the day in a woman's NIK."""
_NIP_DIGITS = 18
_NIP_BIRTH = slice(0, 8)
_NIP_SEX = 14
_LATEST = 15
"""A year of two digits up to this one lies in this century: nobody younger is on a list or employed."""
_AROUND = 10
"""Days around a day of birth that are near it."""


class Nearness(IntEnum):
    """How near two days of birth are."""

    UNKNOWN = 0
    OTHER = 1
    SLIP = 2
    """Day, month or year differs, or day and month changed about."""
    SAME = 3


@dataclass(frozen=True, slots=True)
class Born:
    """A day of birth and a sex ("1" man, "2" woman as in an NIP); None and empty where nothing tells."""

    on: date | None
    sex: str = ""


def of_nik(nik: str) -> Born:
    """Return what a NIK tells; nothing where it is none."""
    if len(nik) != _NIK_DIGITS or not nik.isdigit():
        return Born(None)
    digits = nik[_NIK_BIRTH]
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    woman = day > _WOMAN_DAY
    born = _day(year + (2000 if year <= _LATEST else 1900), month, day - _WOMAN_DAY if woman else day)
    return Born(born, "" if born is None else "2" if woman else "1")


def of_nip(nip: str) -> Born:
    """Return what an NIP tells; nothing where it is none."""
    if len(nip) != _NIP_DIGITS or not nip.isdigit():
        return Born(None)
    digits = nip[_NIP_BIRTH]
    sex = nip[_NIP_SEX]
    return Born(_day(int(digits[:4]), int(digits[4:6]), int(digits[6:])), sex if sex in "12" else "")


def nearness(one: date | None, other: date | None) -> Nearness:
    """Return how near two days are."""
    if one is None or other is None:
        return Nearness.UNKNOWN
    if one == other:
        return Nearness.SAME
    astray = (one.year != other.year, one.month != other.month, one.day != other.day)
    if sum(astray) == 1 or other in near_days(one):
        return Nearness.SLIP
    return Nearness.OTHER


@cache
def near_days(day: date) -> frozenset[date]:
    """Return the days around a day, and that with its day and month changed about."""
    around = {day + timedelta(days=days) for days in range(-_AROUND, _AROUND + 1)}
    turned = _day(day.year, day.day, day.month)
    return frozenset(around if turned is None else {*around, turned})


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
