"""A pack as a person reads it: its entries by what they are, each with its article, in words instead of keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from cases.regulations.addresses import address_of, fields_of, tables_of
from cases.regulations.checks import Answer
from cases.regulations.entries import CheckGiven, Entry, Pack, defaults_of
from cases.regulations.law import Law
from cases.regulations.soundness import BODY_WORD, LEVEL_WORD, SANCTION_WORD, STATUS_WORD
from cases.regulations.vocabulary import vocabulary
from cases.regulations.writing import left_out
from cases.rules.dates import long_date

_BRACES = re.compile(r"\{([^{}]+)\}")
_NUMBER = re.compile(r"(\d+)")
_OF_ALL = frozenset(Entry.__struct_fields__)
_NAMED = (
    (LEVEL_WORD, "tingkat", ""),
    (STATUS_WORD, "terlapor", ""),
    (BODY_WORD, "lembaga", "recommender"),
    (SANCTION_WORD, "hukuman", "sanction"),
)
"""Words of conditions that name something: what they begin with, how that is said, and the kind of what is named."""
_ANSWERS = {"authority": "post", "violation": "level", "sanction": "level"}
"""What the answer to a question names."""
_UNSAID = frozenset({"key"})
"""Names of the program's own that mean nothing to a reader."""


Titles = Mapping[str, Mapping[str, str]]
"""What keys are called, by the kind of field in the vocabulary ("step", "letter", "post" ...)."""
_TITLED = ("step", "deadline", "post", "sanction", "region", "impact", "level", "moderate_set", "recommender")


def titles_of(pack: Pack, law: Law, letters: Mapping[str, str]) -> Titles:
    """Return what the keys of a pack are called, by its own entries first, then by those of the whole law."""
    found: dict[str, dict[str, str]] = {table: {} for table in _TITLED}
    for each in (pack, *law.current):
        for _, table, entries in tables_of(each):
            for entry in entries if table in found else ():
                found[table].setdefault(str(getattr(entry, "key", "")), str(getattr(entry, "title", "")))
    return {**found, "letter": letters}


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryWords:
    """An entry in words. ``place`` counts from 0 in its table; ``facts`` are labels and what they say.

    ``note`` is the entry's own doubt, empty where the head's note speaks for it.
    """

    table: str
    place: int
    address: str
    heading: str
    text: str
    where: str
    facts: tuple[tuple[str, str], ...]
    note: str
    verified: bool
    verified_by: str
    verified_on: date | None

    @property
    def words(self) -> str:
        """Everything that is said, for a search."""
        told = (f"{label} {value}" for label, value in self.facts)
        return "\n".join([self.address, self.heading, self.text, self.where, self.note, *told])


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryGroup:
    """The entries of one table under their heading."""

    table: str
    title: str
    entries: tuple[EntryWords, ...]


def read_out(pack: Pack, titles: Titles) -> tuple[EntryGroup, ...]:
    """Return the entries of a pack in words, in the order of the vocabulary's tables."""
    words, shared = vocabulary(), defaults_of(pack.head)
    groups = {}
    for _, table, entries in tables_of(pack):
        of = words.of_table(table)
        told = [_told(table, place, entry, shared, titles) for place, entry in enumerate(entries)]
        if of.by_article:
            told.sort(key=lambda entry: article_order(entry.where))
        groups[table] = EntryGroup(table=table, title=of.title, entries=tuple(told))
    order = {table: place for place, table in enumerate(words.table)}
    return tuple(sorted(groups.values(), key=lambda group: order.get(group.table, len(order))))


def article_order(article: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts articles as a regulation counts them; entries without one come last."""
    parts = [(0, int(part), "") if part.isdigit() else (1, 0, part.casefold()) for part in _NUMBER.split(article)]
    return tuple(parts) if article else ((len(_OF_ALL), 0, ""),)


def heading_of(table: str, entry: msgspec.Struct) -> str:
    """Return what an entry is called ("n.2 Peserta kampanye dengan atribut")."""
    of = vocabulary().of_table(table)
    named = (str(getattr(entry, name, "")) for name in of.name)
    heading = " ".join(part for part in named if part)
    if heading:
        return heading[:1].upper() + heading[1:] if of.name[:1] == ("title",) else heading
    return next((str(getattr(entry, name)) for name in ("title", "text", "key") if getattr(entry, name, "")), of.one)


def asked_in_words(given: CheckGiven, titles: Titles) -> str:
    """Return what a check asks, in words."""
    said = list(_facts("check", given, {}, titles, "given."))
    return "; ".join(f"{label}: {value}" for label, value in said) or "Belum menanyakan apa pun"


def answer_in_words(question: str, answer: Answer, titles: Titles) -> str:
    """Return the answer to a check's question, in words."""
    if isinstance(answer, date):
        return long_date(answer)
    named = titles.get(_ANSWERS.get(question, ""), {})
    words = answer if isinstance(answer, tuple) else (answer,)
    return ", ".join(named.get(word, word) for word in words if word) or "–"


def in_words(table: str, name: str, value: object, titles: Titles) -> str:
    """Return what a field says, in words; empty for nothing."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, Mapping):
        called = ((vocabulary().chosen(name, str(key)), each) for key, each in value.items())
        return "; ".join(f"{key}: {in_words(table, name, each, titles)}" for key, each in called)
    many = isinstance(value, tuple)
    parts = [str(each) for each in value] if isinstance(value, tuple) else [str(value)] if value is not None else []
    kind = vocabulary().of_field(table, name).kind
    said = [_word(kind, part, titles) or vocabulary().chosen(name, part) for part in parts]
    return _joined(kind, name, said) if many else "".join(said)


def _joined(kind: str, name: str, said: list[str]) -> str:
    if kind == "condition":
        return (" dan " if name == "when" else "; atau ").join(said)
    return ", ".join(said)


def _word(kind: str, part: str, titles: Titles) -> str:
    if kind == "condition":
        return " dan ".join(_condition(word, titles) for word in part.split())
    if kind == "date":
        return _date(part, titles)
    return titles.get(kind, {}).get(part, "")


def _condition(word: str, titles: Titles) -> str:
    if word.startswith("!"):
        return f"{'belum' if word[1:] in titles.get('step', {}) else 'bukan'} {_condition(word[1:], titles)}"
    for prefix, said, kind in _NAMED:
        if word.startswith(prefix):
            name = word.removeprefix(prefix)
            return f"{said} {titles.get(kind, {}).get(name, name) or 'belum diketahui'}"
    return vocabulary().word.get(word) or titles.get("step", {}).get(word, word)


def _date(name: str, titles: Titles) -> str:
    words = vocabulary()
    if name in words.date:
        return words.date[name]
    step, _, fact = name.partition(".")
    return words.date_of.get(fact, name).replace("{tahap}", titles.get("step", {}).get(step, step))


def _told(table: str, place: int, entry: Entry, shared: Mapping[str, object], titles: Titles) -> EntryWords:
    of = vocabulary().of_table(table)
    texts = (str(getattr(entry, name, "")) for name in of.text)
    text = _BRACES.sub(lambda found: f"[{_braced(found[1], titles)}]", " ".join(part for part in texts if part))
    heading = heading_of(table, entry)
    return EntryWords(
        table=table,
        place=place,
        address=address_of(table, place + 1, entry),
        heading="" if heading == text else heading,
        text=text,
        where=entry.place if entry.article else "",
        facts=tuple(_facts(table, entry, shared, titles)),
        note="" if entry.note == shared["note"] else entry.note,
        verified=entry.verified,
        verified_by=entry.verified_by,
        verified_on=entry.verified_on,
    )


def _braced(name: str, titles: Titles) -> str:
    """What stands for a name that the program fills in."""
    return _date(name, titles) if "." in name else name.replace("_", " ")


def _facts(
    table: str, record: msgspec.Struct, shared: Mapping[str, object], titles: Titles, under: str = ""
) -> Iterator[tuple[str, str]]:
    """Labels and words of the fields that say something of their own."""
    words = vocabulary()
    of = words.of_table(table)
    for each in fields_of(type(record)):
        value = getattr(record, each.name)
        if each.name in _OF_ALL or each.name in _UNSAID or each.name in (*of.name, *of.text):
            continue
        if left_out(each, value, shared) or value in ("", ()) or (each.name in of.quiet and not under):
            continue
        name = under + each.encode_name
        if isinstance(value, msgspec.Struct):
            yield from _facts(table, value, {}, titles, f"{name}.")
            continue
        yield words.of_field(table, name).label, in_words(table, name, value, titles)
