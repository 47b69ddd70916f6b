"""Numbers in Indonesian words, as dates stand in records of examination."""

from __future__ import annotations

_UNITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_MOST = 9999


def in_words(number: int) -> str:
    """Return a whole number from 0 to 9999 in words ("dua ribu dua puluh empat")."""
    if not 0 <= number <= _MOST:
        raise ValueError(number)
    if number < len(_UNITS):
        return _UNITS[number]
    if number < 20:
        return f"{_UNITS[number - 10]} belas"
    if number < 100:
        return _joined(f"{_UNITS[number // 10]} puluh", number % 10)
    if number < 1000:
        head = "seratus" if number < 200 else f"{_UNITS[number // 100]} ratus"
        return _joined(head, number % 100)
    head = "seribu" if number < 2000 else f"{_UNITS[number // 1000]} ribu"
    return _joined(head, number % 1000)


def _joined(head: str, rest: int) -> str:
    return f"{head} {in_words(rest)}" if rest else head
