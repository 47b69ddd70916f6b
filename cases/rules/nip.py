"""NIP and NI PPPK: structure, what it tells of a person, and numbers that a spreadsheet has ruined."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from cases.errors import InvalidInput
from cases.rules.reference import NipLayout, nip_layout

_SEPARATORS = re.compile(r"[\s.\-‐‑–'’‘`´\u200b\ufeff]+")
_NUMBER_LIKE = re.compile(r"[0-9]+([.,][0-9]+)?[eE][+-]?[0-9]+|[0-9]+[.,]0+")
_DIGITS = re.compile(r"[0-9]+")
_CURE = "formatlah kolom NIP sebagai teks di Excel, lalu isi ulang dari sumbernya"


class NipKind(StrEnum):
    """Whose number it is, as far as the digits tell."""

    PNS = "PNS"
    PPPK = "PPPK"
    UNKNOWN = "belum-diketahui"


class NipReading(NamedTuple):
    """What 18 digits tell; ``warnings`` are Indonesian sentences about a structure that is odd but may be right.

    ``appointed`` is the first day of the month of appointment of a PNS, None for a PPPK, whose number has only the
    year in ``appointed_year``; ``contract`` counts a PPPK's contracts from 1. ``sex`` is a word or empty.
    """

    nip: str
    kind: NipKind
    birth: date | None
    appointed: date | None
    appointed_year: int
    contract: int | None
    sex: str
    warnings: tuple[str, ...] = ()


def read_nip(text: str) -> NipReading:
    """Read a typed, pasted or imported NIP; spaces, dots, dashes and apostrophes between the digits are dropped.

    Raises InvalidInput with one sentence that names the cause: empty, not digits, ruined by a spreadsheet, too short
    or too long. Everything else that is odd about the structure is a warning.
    """
    cuts = _cuts()
    digits = _whole(text if len(text) == cuts.length and text.isascii() and text.isdigit() else _clean(text), cuts)
    birth = _day(digits[cuts.birth])
    year, kind, appointed, contract = _appointment(digits[cuts.year], digits[cuts.month])
    sex = cuts.sexes.get(digits[cuts.sex], "")
    sound = birth is not None and kind is not NipKind.UNKNOWN and sex and year - birth.year >= cuts.minimum_age
    warnings = () if sound else _warnings(birth, year, kind, sex)
    return NipReading(digits, kind, birth, appointed, year, contract, sex, warnings)


def show_nip(nip: str) -> str:
    """Return the digits in groups ("19850312 201001 1 005"); anything that is no NIP comes back as it is."""
    layout = nip_layout()
    if len(nip) != layout.length or not _DIGITS.fullmatch(nip):
        return nip
    ends = tuple(accumulate(layout.groups))
    return " ".join(nip[start:end] for start, end in zip((0, *ends), ends, strict=False))


@dataclass(frozen=True, slots=True)
class _Cuts:
    """Where the parts of the digits are, and what every number is looked at for."""

    birth: slice
    year: slice
    month: slice
    sex: slice
    serial: slice
    length: int
    minimum_age: int
    sexes: Mapping[str, str]


@cache
def _cuts() -> _Cuts:
    layout = nip_layout()
    parts = (layout.birth, layout.appointed_year, layout.appointed_month, layout.sex, layout.serial)
    birth, year, month, sex, serial = (slice(*part) for part in parts)
    return _Cuts(birth, year, month, sex, serial, layout.length, layout.minimum_age, layout.sexes)


@cache
def _appointment(year_digits: str, month_digits: str) -> tuple[int, NipKind, date | None, int | None]:
    """The year, whose number it is, the month of a PNS and the contract of a PPPK."""
    layout, year, month = nip_layout(), int(year_digits), int(month_digits)
    kind = _kind(month, layout)
    appointed = date(year, month, 1) if kind is NipKind.PNS and year else None
    return year, kind, appointed, month - layout.pppk_offset if kind is NipKind.PPPK else None


def _clean(text: str) -> str:
    layout = nip_layout()
    typed = text.strip().strip("'’‘`").strip()
    if not typed:
        raise InvalidInput("NIP kosong; isi 18 angka.", field="nip")
    if _NUMBER_LIKE.fullmatch(typed):
        raise InvalidInput(f"NIP {typed} sudah dirusak Excel karena disimpan sebagai bilangan; {_CURE}.", field="nip")
    digits = _SEPARATORS.sub("", typed)
    if not _DIGITS.fullmatch(digits):
        raise InvalidInput(f"NIP {typed} memuat tanda selain angka; isi {layout.length} angka.", field="nip")
    if len(digits) == layout.spreadsheet_digits:
        raise InvalidInput(
            f"NIP {digits} hanya {layout.spreadsheet_digits} angka, tanda dipotong Excel; {_CURE}.", field="nip"
        )
    if len(digits) == layout.old_length:
        raise InvalidInput(f"NIP {digits} adalah NIP lama; isi NIP baru yang {layout.length} angka.", field="nip")
    if len(digits) != layout.length:
        raise InvalidInput(
            f"NIP {digits} terdiri atas {len(digits)} angka; seharusnya {layout.length} angka.", field="nip"
        )
    return digits


def _whole(digits: str, cuts: _Cuts) -> str:
    """Digits in the right number, unless a spreadsheet has rounded them."""
    if not digits[cuts.serial].strip("0"):
        raise InvalidInput(f"NIP {digits} berakhir 000, tanda dibulatkan Excel; {_CURE}.", field="nip")
    return digits


@cache
def _day(digits: str) -> date | None:
    try:
        return date.fromisoformat(digits)
    except ValueError:
        return None


def _kind(month: int, layout: NipLayout) -> NipKind:
    if month >= layout.pppk_from:
        return NipKind.PPPK
    return NipKind.PNS if 1 <= month <= layout.last_month else NipKind.UNKNOWN


def _warnings(birth: date | None, year: int, kind: NipKind, sex: str) -> tuple[str, ...]:
    layout = nip_layout()
    found = {
        "Tanggal lahir dalam NIP bukan tanggal yang ada; periksa angkanya.": birth is None,
        "Bulan pengangkatan dalam NIP tidak dikenal; periksa angkanya.": kind is NipKind.UNKNOWN,
        f"Menurut NIP, usia saat diangkat kurang dari {layout.minimum_age} tahun; periksa angkanya.": (
            birth is not None and year < birth.year + layout.minimum_age
        ),
        "Angka jenis kelamin dalam NIP bukan 1 atau 2; periksa angkanya.": not sex,
    }
    return tuple(sentence for sentence, applies in found.items() if applies)
