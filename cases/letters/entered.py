"""What somebody entered for a letter, as the placeholders and rows of its template."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cases.letters.asks import read_person
from cases.letters.templates import Entry, TemplateInfo
from cases.letters.wording import Values, clock, day_values, person_values
from cases.model.office import Office
from cases.model.person import Person
from cases.rules.dates import long_date

_DAY = ".tanggal"


def entered_values(info: TemplateInfo, entries: Mapping[str, str], office: Office) -> Values:
    """The placeholders of every entry of a template; one that was left out is empty.

    A day under a key that ends in "tanggal" is also told as weekday and in words, beside it.
    """
    values: Values = {}
    for entry in info.entries:
        values |= _values(entry, entries.get(entry.key, "").strip(), office)
    return values


def entered_rows(info: TemplateInfo, entries: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
    """The lines of every entry of several lines, as rows of one text under its key."""
    return {
        entry.key: [{"teks": line} for line in lines_of(entries, entry.key)]
        for entry in info.entries
        if entry.kind == "lines"
    }


def lines_of(entries: Mapping[str, str], key: str) -> list[str]:
    """The lines of an entry without the blank ones."""
    return [line for line in map(str.strip, entries.get(key, "").splitlines()) if line]


def person_of(entries: Mapping[str, str], key: str) -> Person | None:
    """The person of an entry, None where nobody was named."""
    return read_person(entries.get(key, "").strip())


def _values(entry: Entry, text: str, office: Office) -> Values:
    match entry.kind:
        case "person":
            return person_values(entry.key, read_person(text) or Person(name=""))
        case "date":
            day = date.fromisoformat(text) if text else None
            if entry.key.endswith(_DAY):
                return day_values(entry.key.removesuffix(_DAY), day)
            return {entry.key: long_date(day) if day else ""}
        case "time":
            return {entry.key: clock(text, office)}
        case _:
            return {entry.key: text}
