"""Numbers in Indonesian words, as dates stand in records of examination and amounts in decisions."""

from __future__ import annotations

_UNITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_TEENS_END, _MOST = 20, 10**12 - 1
# A power of ten, its word, and what stands for "one of it".
_POWERS = (
    (10**9, "miliar", "satu miliar"),
    (10**6, "juta", "satu juta"),
    (1000, "ribu", "seribu"),
    (100, "ratus", "seratus"),
    (10, "puluh", "sepuluh"),
)


def in_words(number: int) -> str:
    """Return a whole number below a million million in words ("dua ribu dua puluh empat")."""
    if not 0 <= number <= _MOST:
        raise ValueError(number)
    if number < len(_UNITS):
        return _UNITS[number]
    if number < _TEENS_END:
        return f"{_UNITS[number - 10]} belas"
    power, word, single = next(row for row in _POWERS if row[0] <= number)
    count, rest = divmod(number, power)
    head = single if count == 1 else f"{in_words(count)} {word}"
    return f"{head} {in_words(rest)}" if rest else head
