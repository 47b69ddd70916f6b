"""Dates as an office types, reads and prints them: the day always comes before the month."""

from __future__ import annotations

import re
from datetime import date

from cases.errors import InvalidInput
from cases.rules.reference import DateWords, date_words

_PARTS = re.compile(r"[0-9]+|[A-Za-z]+")
_ALLOWED = re.compile(r"[0-9A-Za-z\s/.,\-]+")


def read_date(text: str, today: date, field: str = "") -> date | None:
    """Read a typed date ("4/10/26", "041026", "4 okt 2026", "2026-10-04"); blank gives None.

    The month never comes first; a two-digit year lies near ``today``; a date without a year is of this year. Raises
    InvalidInput, naming the form's ``field``, for what is no date.
    """
    typed = text.strip()
    if not typed:
        return None
    words = date_words()
    day = _from_parts(typed, today, words)
    if day is None or day.year < words.earliest_year:
        raise InvalidInput(f"“{typed}” bukan tanggal; isi seperti 4/10/2026 atau 4 okt 2026.", field=field)
    return day


def long_date(day: date) -> str:
    """Return the date as it stands on paper ("4 Oktober 2026")."""
    return f"{day.day} {date_words().months[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Return the date as lists show it ("4 Okt 2026")."""
    return f"{day.day} {date_words().short_months[day.month - 1]} {day.year}"


def day_and_month(day: date) -> str:
    """Return the date without its year ("21 Okt"), for narrow places beside others of the same year."""
    return f"{day.day} {date_words().short_months[day.month - 1]}"


def short_day(day: date, *, beside: date) -> str:
    """Return the date for a narrow place ``beside`` another one: with its year only where that is another year."""
    return day_and_month(day) if day.year == beside.year else short_date(day)


def weekday_name(day: date) -> str:
    """Return the day of the week ("Minggu")."""
    return date_words().weekdays[day.weekday()]


def short_month(month: int) -> str:
    """Return a month's short name."""
    return date_words().short_months[month - 1]


def month_name(month: int) -> str:
    """Return the name of a month counted from 1 ("Oktober")."""
    return date_words().months[month - 1]


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a shorter month."""
    year, month = divmod(day.year * len(date_words().months) + day.month - 1 + months, len(date_words().months))
    for last in range(day.day, 0, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise InvalidInput("Tanggal berakhir terlalu jauh; periksa lamanya.")


def _from_parts(typed: str, today: date, words: DateWords) -> date | None:
    parts = _PARTS.findall(typed)
    if not parts or not _ALLOWED.fullmatch(typed):
        return None
    if len(parts) == 1:
        parts = _split(parts[0], words)
    if len(parts[0]) == words.year_digits and parts[0].isdigit():
        parts = parts[::-1]
        if parts[0].isdigit() and len(parts[0]) > words.short_year_digits:
            return None
    if not 1 < len(parts) <= len(("day", "month", "year")):
        return None
    day, month, *years = parts
    year = _year(years[0], today, words) if years else today.year
    number = _month(month, words)
    if year is None or number is None or not day.isdigit() or len(day) > words.short_year_digits:
        return None
    try:
        return date(year, number, int(day))
    except ValueError:
        return None


def _split(digits: str, words: DateWords) -> list[str]:
    """Cut ddmmyy or ddmmyyyy; anything else stays one part, which is no date."""
    if not digits.isdigit() or len(digits) not in {words.short_length, words.long_length}:
        return [digits]
    day, month = words.short_year_digits, words.short_year_digits + words.short_year_digits
    return [digits[:day], digits[day:month], digits[month:]]


def _year(text: str, today: date, words: DateWords) -> int | None:
    if not text.isdigit() or len(text) not in {words.short_year_digits, words.year_digits}:
        return None
    if len(text) == words.year_digits:
        return int(text)
    last = today.year + words.years_ahead
    return last - (last - int(text)) % words.century


def _month(text: str, words: DateWords) -> int | None:
    if text.isdigit():
        return int(text) if len(text) <= words.short_year_digits else None
    typed = text.lower()
    if typed in words.month_aliases:
        return words.month_aliases[typed]
    if len(typed) < words.shortest_month:
        return None
    named = [place for place, name in enumerate(words.months, 1) if name.lower().startswith(typed)]
    return named[0] if len(named) == 1 else None
