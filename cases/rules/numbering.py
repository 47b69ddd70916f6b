"""Numbers of reports, cases and letters as text."""

from __future__ import annotations

import re
from datetime import date

from cases.errors import InvalidInput
from cases.rules.reference import date_words

_FIELD = re.compile(r"\{([^{}]*)\}")
_FIELDS = ("klasifikasi", "urut", "unit", "bulan", "tahun")


def roman(month: int) -> str:
    """Return a month, counted from 1, as letters write it ("X")."""
    return date_words().roman_months[month - 1]


def register_number(year: int, ordinal: int, prefix: str = "") -> str:
    """Return the number of a case ("2026/037") or, with the prefix "L", of a report ("2026/L-012")."""
    return f"{year}/{prefix}-{ordinal:03d}" if prefix else f"{year}/{ordinal:03d}"


def check_pattern(pattern: str, field: str = "") -> str:
    """Return a pattern of letter numbers as it is; raises InvalidInput, naming the form's ``field``.

    A pattern may hold {klasifikasi} {urut} {unit} {bulan} {tahun}, and must hold {urut}, without which two letters
    would carry one number.
    """
    named = _FIELD.findall(pattern)
    unknown = [name for name in named if name not in _FIELDS]
    if unknown:
        raise InvalidInput(
            f"Pola nomor memuat {{{unknown[0]}}} yang tidak dikenal; pakailah {{klasifikasi}}, {{urut}}, {{unit}}, "
            "{bulan} dan {tahun}.",
            field=field,
        )
    if "{" in _FIELD.sub("", pattern) or "}" in _FIELD.sub("", pattern):
        raise InvalidInput("Pola nomor memuat kurung kurawal yang tidak berpasangan; perbaiki.", field=field)
    if "urut" not in named:
        raise InvalidInput("Pola nomor harus memuat {urut} agar tidak ada nomor ganda.", field=field)
    return pattern


def letter_number(pattern: str, *, classification: str, ordinal: int, unit: str, on: date) -> str:
    """Return a letter's number ("800.1.6.2/14/BKPSDM/X/2026"); raises InvalidInput for a faulty pattern."""
    values = {
        "klasifikasi": classification,
        "urut": str(ordinal),
        "unit": unit,
        "bulan": roman(on.month),
        "tahun": str(on.year),
    }
    return _FIELD.sub(lambda found: values[found.group(1)], check_pattern(pattern))
