"""What a likeness of names and the days of birth, places and addresses beside it come to: a score and its reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from cases.model.name_list import KnownPerson, ListRow
from reports.matching.births import Born, Nearness, nearness
from reports.matching.likeness import Likeness, Name, Word, compare, loosely


@dataclass(frozen=True, slots=True)
class _Scale:
    """What likeness of names comes to beside one kind of day of birth; below ``least`` the row is nobody."""

    least: float
    base: float
    full: float


_SCALES = {
    Nearness.SAME: _Scale(least=0.5, base=46, full=52),
    Nearness.SLIP: _Scale(least=0.7, base=8, full=80),
    Nearness.UNKNOWN: _Scale(least=0.7, base=0, full=86),
    Nearness.OTHER: _Scale(least=0.97, base=0, full=54),
}
_PLACE, _ADDRESS, _OTHER_SEX, _TOLD_TWICE = 3, 5, -25, -5
_ADDRESS_ALIKE = 80
_MOST = 99
"""What no name comes to: a hundred is for numbers."""
SURE_SCORE, _OTHER_NAME = 100, 90
_NAME_DIFFERS = 0.6


@dataclass(frozen=True, slots=True)
class Asked:
    """A row as it is compared: its name, its own day of birth, and what its NIK tells."""

    row: ListRow
    name: Name
    born_on: date | None
    nik: Born


@dataclass(frozen=True, slots=True)
class Known:
    """An employee as he is compared."""

    person: KnownPerson
    name: Name
    born: Born


@dataclass(frozen=True, slots=True)
class Judged:
    """A score from 0 to 100 and what speaks for and against it."""

    score: int
    reasons: tuple[str, ...] = ()


_NOBODY = Judged(0)


def exact(likeness: Likeness, number: str) -> Judged:
    """Judge a row whose NIP or NIK (``number``) is the employee's; another name is said, and costs a little."""
    if likeness.degree >= _NAME_DIFFERS:
        return Judged(SURE_SCORE, (f"{number} sama", *_name_words(likeness)))
    return Judged(_OTHER_NAME, (f"{number} sama", "nama berbeda: periksa apakah nomornya salah ketik"))


def judged(asked: Asked, known: Known) -> Judged:
    """Judge a row by its name, with what else it tells."""
    born_on = known.born.on
    near = max(nearness(asked.born_on, born_on), nearness(asked.nik.on, born_on))
    scale = _SCALES[near]
    likeness = compare(asked.name, known.name)
    if near is Nearness.SAME and likeness.degree < scale.least:
        likeness = Likeness(loosely(asked.name, known.name), (), (), (), whole=True)
    if likeness.degree < scale.least:
        return _NOBODY
    support = _support(asked, known, near)
    score = scale.base + scale.full * likeness.degree + sum(points for points, _ in support)
    words = (*_name_words(likeness), _birth_words(asked, born_on, near), *(word for _, word in support))
    return Judged(round(min(max(score, 0), _MOST)), words)


def _support(asked: Asked, known: Known, near: Nearness) -> list[tuple[int, str]]:
    """What speaks for or against a name beside the day of birth, with its points."""
    row, person = asked.row, known.person
    found = []
    if row.birth_place and person.birth_place and _fold(row.birth_place) == _fold(person.birth_place):
        found.append((_PLACE, "tempat lahir sama"))
    if row.address and person.address and _same_address(row.address, person.address):
        found.append((_ADDRESS, "alamat mirip"))
    if asked.nik.sex and known.born.sex and asked.nik.sex != known.born.sex:
        found.append((_OTHER_SEX, "jenis kelamin menurut NIK berbeda dari NIP"))
    if near is Nearness.SLIP and asked.born_on == asked.nik.on:
        found.append((_TOLD_TWICE, "tanggal lahir di daftar sama dengan di NIK"))
    return found


def _birth_words(asked: Asked, born_on: date | None, near: Nearness) -> str:
    if near is Nearness.UNKNOWN:
        return "tanggal lahir tidak dapat dibandingkan"
    source = "" if nearness(asked.born_on, born_on) is near else " menurut NIK"
    return (
        f"tanggal lahir{source} "
        + {
            Nearness.SAME: "sama",
            Nearness.SLIP: "hampir sama (hari, bulan, atau tahun berbeda)",
            Nearness.OTHER: "berbeda",
        }[near]
    )


def _name_words(likeness: Likeness) -> tuple[str, ...]:
    """What there is to say of two names."""
    if likeness.whole:
        return (f"nama {'sama' if likeness.degree == 1 else 'mirip'} bila ditulis tanpa spasi",)
    words = [_likeness_words(likeness)]
    if initials := _words(
        one if len(one.plain) == 1 else other
        for one, other, _ in likeness.pairs
        if one.plain != other.plain and 1 in {len(one.plain), len(other.plain)}
    ):
        words.append(f"inisial: {initials}")
    if likeness.only_first:
        words.append(f"hanya di daftar: {_words(likeness.only_first)}")
    if likeness.only_second:
        words.append(f"tidak ada di daftar: {_words(likeness.only_second)}")
    return tuple(words)


def _likeness_words(likeness: Likeness) -> str:
    rest = bool(likeness.only_first or likeness.only_second)
    least = min((degree for _, _, degree in likeness.pairs), default=0)
    if least == 1:
        return "kata nama yang ada sama" if rest else "nama sama"
    different = [f"{one.plain} ~ {other.plain}" for one, other, degree in likeness.pairs if degree < 1]
    return f"nama mirip ({', '.join(different)})"


def _words(words: Iterable[Word]) -> str:
    return " ".join(word.plain for word in words)


def _fold(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text.lower()).split())


def _same_address(one: str, other: str) -> bool:
    return fuzz.token_set_ratio(_fold(one), _fold(other)) >= _ADDRESS_ALIKE
