"""Numbers of reports, cases and letters: as text, and which of a letter's counter are taken, next, or left out.

A number of a letter has its ordinal from a counter: one for the whole office, or one for each classification. Both ask
the same question of the same year's numbers, so an office may change from one to the other on any day: the one counter
goes on after the highest ordinal of them all, a classification's own after the highest of its letters, whichever
counter gave it. Nothing is given twice, nothing runs backwards, and in January both begin with 1 again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from cases.errors import InvalidInput
from cases.model.letter import RegisterEntry
from cases.model.office import NumberCounter, Office
from cases.rules.reference import date_words, register_table

_FIELD = re.compile(r"\{([^{}]*)\}")
_PADDED = re.compile(r"urut:([2-6])")
_FIELDS = ("klasifikasi", "urut", "unit", "bulan", "tahun")
_ORDINAL = r"0*([1-9]\d{0,4})"
ONE_COUNTER = ""
"""The name of the counter that serves the whole office; others have the name of their classification."""


def roman(month: int) -> str:
    """Return a month, counted from 1, as letters write it ("X")."""
    return date_words().roman_months[month - 1]


def register_number(year: int, ordinal: int, prefix: str = "") -> str:
    """Return the number of a case ("2026/037") or, with the prefix "L", of a report ("2026/L-012")."""
    return f"{year}/{prefix}-{ordinal:03d}" if prefix else f"{year}/{ordinal:03d}"


def check_pattern(pattern: str, field: str = "", counter: NumberCounter = NumberCounter.ONE) -> str:
    """Return a pattern of letter numbers as it is; raises InvalidInput, naming the form's ``field``.

    A pattern may hold {klasifikasi} {urut} {unit} {bulan} {tahun}, and {urut:3} for an ordinal of three digits. It must
    hold the ordinal, and the classification where each counts by itself, or two letters would carry one number.
    """
    named = [_name(found) for found in _FIELD.findall(pattern)]
    unknown = [name for name in named if name not in _FIELDS]
    if unknown:
        raise InvalidInput(
            f"Pola nomor memuat {{{unknown[0]}}} yang tidak dikenal; pakailah {{klasifikasi}}, {{urut}} (atau "
            "{urut:3} untuk tiga angka), {unit}, {bulan} dan {tahun}.",
            field=field,
        )
    if "{" in _FIELD.sub("", pattern) or "}" in _FIELD.sub("", pattern):
        raise InvalidInput("Pola nomor memuat kurung kurawal yang tidak berpasangan; perbaiki.", field=field)
    if "urut" not in named:
        raise InvalidInput("Pola nomor harus memuat {urut} agar tidak ada nomor ganda.", field=field)
    if counter is NumberCounter.PER_CLASS and "klasifikasi" not in named:
        raise InvalidInput(
            "Pola nomor harus memuat {klasifikasi} bila setiap klasifikasi dihitung sendiri; "
            "tambahkan, atau pakailah satu hitungan.",
            field=field,
        )
    return pattern


def letter_number(pattern: str, *, classification: str, ordinal: int, unit: str, on: date) -> str:
    """Return a letter's number ("800.1.6.2/14/BKPSDM/X/2026"); raises InvalidInput for a faulty pattern."""
    values = {"klasifikasi": classification, "unit": unit, "bulan": roman(on.month), "tahun": str(on.year)}

    def fill(found: re.Match[str]) -> str:
        padded = _PADDED.fullmatch(found[1])
        return str(ordinal).zfill(int(padded[1]) if padded else 1) if _name(found[1]) == "urut" else values[found[1]]

    return _FIELD.sub(fill, check_pattern(pattern))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadNumber:
    """What a written number tells; empty or None where it does not say."""

    ordinal: int
    classification: str = ""
    year: int | None = None


def read_number(text: str, patterns: Iterable[str]) -> ReadNumber | None:
    """Read a number as written: a bare ordinal ("14", "014"), or one by any of the patterns; None for neither.

    The unit may be another one's, for one counter may serve several.
    """
    text = text.strip()
    bare = re.fullmatch(_ORDINAL, text)
    if bare:
        return ReadNumber(ordinal=int(bare[1]))
    for pattern in patterns:
        found = re.fullmatch(_expression(pattern), text, re.IGNORECASE)
        if found:
            told = found.groupdict()
            year = told.get("tahun")
            return ReadNumber(
                ordinal=int(told["urut"]),
                classification=told.get("klasifikasi") or "",
                year=int(year) if year else None,
            )
    return None


def check_ordinal(ordinal: int, field: str = "") -> int:
    """Return an ordinal as it is; raises InvalidInput, naming the form's ``field``, for one that no counter gives."""
    most = register_table().most_ordinal
    if not 1 <= ordinal <= most:
        raise InvalidInput(f"Isi nomor urut dari 1 sampai {most}.", field=field)
    return ordinal


def counter_of(office: Office, classification: str) -> str:
    """Return the name of the counter that numbers letters of a classification now."""
    return classification if office.number_counter is NumberCounter.PER_CLASS else ONE_COUNTER


def counted(entries: Iterable[RegisterEntry], counter: str) -> tuple[RegisterEntry, ...]:
    """Return, of the numbers of a year, those that a counter has to go on after, by ordinal."""
    mine = (entry for entry in entries if counter in {ONE_COUNTER, entry.classification})
    return tuple(sorted(mine, key=lambda entry: entry.ordinal))


def next_ordinal(taken: Iterable[int]) -> int:
    """Return the ordinal after the highest that is taken, 1 where none is."""
    return max(taken, default=0) + 1


def holes(entries: Iterable[RegisterEntry], counter: str) -> tuple[int, ...]:
    """Return the ordinals below a counter's highest that were left out, of the numbers of a year.

    What the one counter gave to another classification was not left out in a classification's own counting.
    """
    entries = tuple(entries)
    highest = max((entry.ordinal for entry in counted(entries, counter)), default=0)
    given = {entry.ordinal for entry in entries if entry.counter == ONE_COUNTER}
    given |= {entry.ordinal for entry in counted(entries, counter)}
    return tuple(ordinal for ordinal in range(1, highest) if ordinal not in given)


def spans(ordinals: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Return ordinals as runs, first and last ("3", "7-9")."""
    ordered = sorted(set(ordinals))
    breaks = [place for place, (one, other) in enumerate(pairwise(ordered), start=1) if other - one > 1]
    starts, ends = [0, *breaks], [*breaks, len(ordered)]
    return tuple((ordered[first], ordered[end - 1]) for first, end in zip(starts, ends, strict=True) if first < end)


def _name(field: str) -> str:
    """The name of a field, without the digits that an ordinal asks for."""
    return "urut" if _PADDED.fullmatch(field) else field


def _expression(pattern: str) -> str:
    """A pattern as a regular expression; each field is named where it comes first."""
    kinds = {
        "urut": r"0*(?P<urut>[1-9]\d{0,4})",
        "klasifikasi": r"(?P<klasifikasi>\d[\d.]*)",
        "unit": r"\S.*?",
        "bulan": "(?:" + "|".join(date_words().roman_months) + ")",
        "tahun": r"(?P<tahun>(?:19|20)\d\d)",
    }
    parts: list[str] = []
    place, seen = 0, set[str]()
    for found in _FIELD.finditer(pattern):
        name = _name(found[1])
        parts.append(r"\s*".join(map(re.escape, pattern[place : found.start()].split())))
        kind = kinds.get(name, r".*?")
        parts.append(kind if name not in seen else re.sub(r"\?P<\w+>", "", kind))
        seen.add(name)
        place = found.end()
    parts.append(r"\s*".join(map(re.escape, pattern[place:].split())))
    return r"\s*".join(parts)
