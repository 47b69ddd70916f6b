"""The closed set of placeholders of each kind of letter: what its builder gives, and what each of them means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import msgspec

import resources
from cases.errors import LetterError
from cases.letters.templates import Entry
from cases.model.letter import LetterContent

OF_LETTER: Final = ("surat.nomor", "surat.tanggal", "surat.tempat")
"""What every letter knows of itself once it is on paper."""
ROW_NUMBER: Final = "no"
"""What every row of a table knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholders:
    """What a wording of one kind may name: values, and of each list of rows the fields of a row.

    ``signers`` is how many sign, at the least.
    """

    names: frozenset[str]
    rows: Mapping[str, frozenset[str]]
    signers: int


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    of: dict[str, str]
    part: dict[str, str]
    meaning: dict[str, str]
    rows: dict[str, str]
    field: dict[str, str]


@cache
def _words() -> _Words:
    try:
        return msgspec.toml.decode(resources.read_text("reference/placeholders.toml"), type=_Words)
    except msgspec.MsgspecError as error:
        raise LetterError("Arti isian surat tidak terbaca; pasang ulang program.", detail=str(error)) from error


def placeholders(contents: Iterable[LetterContent]) -> Placeholders:
    """Return what a wording may name where letters of its kind are filled like these."""
    names = set(OF_LETTER)
    rows: dict[str, set[str]] = {}
    signers: list[int] = []
    for content in contents:
        names |= content.values.keys()
        for name, lines in content.rows.items():
            rows.setdefault(name, {ROW_NUMBER}).update(*lines)
        signers.append(len(content.signatures))
    return Placeholders(
        names=frozenset(names),
        rows={name: frozenset(found) for name, found in rows.items()},
        signers=min(signers, default=0),
    )


def meaning(name: str, entries: Iterable[Entry] = ()) -> str:
    """Return what a placeholder means; empty when nothing says so."""
    words = _words()
    if name in words.meaning:
        return words.meaning[name]
    before, _, last = name.rpartition(".")
    for entry in entries:
        if name == entry.key:
            return entry.title
        if before == entry.key and last in words.part:
            return words.part[last].format(f"({entry.title})")
    return words.part[last].format(words.of[before]) if last in words.part and before in words.of else ""


def rows_meaning(name: str, entries: Iterable[Entry] = ()) -> str:
    """Return what a list of rows holds; empty when nothing says so."""
    titles = {entry.key: entry.title for entry in entries}
    return _words().rows.get(name) or titles.get(name, "")


def field_meaning(name: str) -> str:
    """Return what a field of a row holds; empty when nothing says so."""
    return _words().field.get(name, "")
