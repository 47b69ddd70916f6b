"""How hard a password is to guess, in words and without a network: what is foreseeable in it counts for little."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from cases.rules.log_in import log_in_rules

_PART = "\0"
"""Stands in a password for a part that can be foreseen; nobody can type it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of a password while it is typed; ``good`` when it may be used."""

    words: str
    good: bool


def judge(password: str, names: Iterable[str] = ()) -> Judgement:
    """Judge a password by its length and by what is left of it without the parts that can be foreseen.

    ``names`` are those of the user and of the office. Never raises; "" gets no words.
    """
    rules = log_in_rules().password
    if not password:
        return Judgement("", good=False)
    if len(password) < rules.shortest:
        missing = rules.shortest - len(password)
        return Judgement(f"Kurang {missing} huruf lagi; paling sedikit {rules.shortest} huruf.", good=False)
    left, told = _without_foreseeable(password.casefold(), names)
    if len(left) < rules.enough:
        return Judgement(f"Mudah ditebak: memuat {_listed(told)}. Tambahkan kata lain.", good=False)
    if len(left) < rules.strong:
        return Judgement("Cukup. Beberapa kata yang tidak berhubungan lebih kuat dan mudah diingat.", good=True)
    return Judgement("Kuat.", good=True)


def _listed(words: tuple[str, ...]) -> str:
    *first, last = words
    return f"{', '.join(first)} dan {last}" if first else last


def _without_foreseeable(text: str, names: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """Return what is left of a text, each part that can be foreseen as one letter, and what the parts are."""
    told: list[str] = []
    for what, parts in (
        ("nama pengguna atau kantor", _names_in(text, names)),
        ("kata yang umum", _common_in(text)),
        ("deret papan ketik", _runs_in(text)),
        ("pola yang berulang", _repeats_in(text)),
        ("tanggal atau tahun", _dates_in(text)),
    ):
        for part in sorted(set(parts), key=len, reverse=True):
            if part in text:
                text = text.replace(part, _PART)
                told.append(what)
    return text, tuple(dict.fromkeys(told)) or ("terlalu sedikit huruf yang berbeda",)


def _names_in(text: str, names: Iterable[str]) -> Iterator[str]:
    least = log_in_rules().password.name
    for name in names:
        words = re.findall(r"[^\W_]+", name.casefold())
        yield from (word for word in (*words, "".join(words)) if len(word) >= least and word in text)


def _common_in(text: str) -> Iterator[str]:
    rules = log_in_rules().password
    plain = text.translate(_as_letters(rules.look_alikes))
    for word in rules.common:
        start = plain.find(word)
        if start >= 0:
            yield text[start : start + len(word)]


@cache
def _as_letters(pairs: str) -> dict[int, str]:
    """The signs that are typed in the place of a letter ("0o3e")."""
    signs = iter(pairs)
    return {ord(sign): letter for sign, letter in zip(signs, signs, strict=True)}


def _runs_in(text: str) -> Iterator[str]:
    """The longest parts that stand on one row of the keyboard or of the alphabet, forwards or backwards."""
    rules = log_in_rules().password
    rows = [way for row in rules.rows for way in (row, row[::-1])]
    start = 0
    while start < len(text):
        longest = max((_shared(text[start:], row) for row in rows), default=0)
        if longest >= rules.run:
            yield text[start : start + longest]
            start += longest
        else:
            start += 1


def _shared(text: str, row: str) -> int:
    """How many letters of a text go on as a row does from where its first one stands."""
    place = row.find(text[0])
    if place < 0:
        return 0
    pairs = zip(text, row[place:], strict=False)
    return next((number for number, (one, other) in enumerate(pairs) if one != other), min(len(text), len(row) - place))


def _repeats_in(text: str) -> Iterator[str]:
    least = log_in_rules().password.run
    for found in re.finditer(r"(.+?)\1+", text):
        if len(found[0]) >= least:
            yield found[0]


def _dates_in(text: str) -> Iterator[str]:
    yield from re.findall(log_in_rules().password.dates, text)
