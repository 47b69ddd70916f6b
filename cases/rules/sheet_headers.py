"""Which column of a handed-in sheet holds what: a table of fields and the headers they go by, as data.

A table ``x`` lies in ``resources/reference/x_headers.toml``. Letters' case, spaces and punctuation do not count, in
headers nor in what an office's chosen mapping is remembered by (``fold_headers``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

import resources
from cases.errors import BadFile, RegulationError


class HeaderField(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field: its key, what it is called on screen, and the headers it goes by, the best first."""

    key: str
    title: str
    names: tuple[str, ...]
    required: bool = False


class _HeaderTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    field: tuple[HeaderField, ...]


@dataclass(frozen=True, slots=True)
class HeaderMap:
    """Where each field stands: ``columns`` by field key, counted from 0 at the sheet's column A."""

    columns: Mapping[str, int]

    def cell(self, key: str, cells: Sequence[str]) -> str:
        """Return the text of a field in a row; empty when the sheet has no such column or the row ends before it."""
        column = self.columns.get(key)
        return cells[column] if column is not None and column < len(cells) else ""

    def address(self, key: str, row: int) -> str:
        """Return the cell's address as Excel shows it ("C17"); of a field without a column the row's ("A17")."""
        return f"{column_letters(self.columns.get(key, 0))}{row}"


@cache
def header_fields(table: str) -> tuple[HeaderField, ...]:
    """Return the fields of a table ("employee"); raises RegulationError when the shipped table is broken."""
    try:
        text = resources.read_text(f"reference/{table}_headers.toml")
        return msgspec.toml.decode(text, type=_HeaderTable).field
    except msgspec.MsgspecError as error:
        raise RegulationError("Tabel judul kolom tidak terbaca; pasang ulang program.", detail=str(error)) from error


def propose(table: str, headers: Sequence[str]) -> HeaderMap:
    """Return where the fields stand by the names of the table; a header that stands twice is left to a person."""
    found = _places(headers)
    columns: dict[str, int] = {}
    for field in header_fields(table):
        places = next((found[name] for name in map(fold_header, field.names) if name in found), [])
        if len(places) == 1 and places[0] not in columns.values():
            columns[field.key] = places[0]
    return HeaderMap(columns)


def faults(table: str, headers: Sequence[str], columns: Mapping[str, int]) -> tuple[str, ...]:
    """Return a sentence for each thing that keeps a mapping from being used; none when it can be."""
    found, named = _places(headers), header_fields(table)
    sentences: list[str] = []
    missing: list[str] = []
    for field in named:
        if field.key in columns:
            continue
        places = next((found[name] for name in map(fold_header, field.names) if name in found), [])
        if len(places) > 1:
            letters = " dan ".join(map(column_letters, places))
            header = headers[places[0]]
            sentences.append(f"Judul kolom “{header}” ada di kolom {letters}; pilih kolom {field.title} yang benar.")
        elif field.required:
            missing.append(f"{field.title} ({field.names[0]})")
    if missing:
        sentences.append(f"Kolom {_listed(missing)} tidak ditemukan; pilih kolomnya atau lengkapi judulnya.")
    twice = [place for place in sorted(set(columns.values())) if list(columns.values()).count(place) > 1]
    for place in twice:
        titles = " dan ".join(field.title for field in named if columns.get(field.key) == place)
        sentences.append(f"Kolom {column_letters(place)} dipilih untuk {titles}; pilih kolom lain untuk salah satunya.")
    return tuple(sentences)


def _listed(words: Sequence[str]) -> str:
    return " dan ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def checked(table: str, headers: Sequence[str], columns: Mapping[str, int]) -> HeaderMap:
    """Return a mapping that can be used; raises BadFile with what keeps it from that."""
    if wrong := faults(table, headers, columns):
        raise BadFile(" ".join(wrong))
    return HeaderMap(columns)


def recognised(table: str, texts: Iterable[str]) -> frozenset[str]:
    """Return the keys of the fields that a row of cells would head, to find the header row of a sheet."""
    known = _known_names(table)
    return frozenset(known[name] for name in map(fold_header, texts) if name in known)


def fold_header(text: str) -> str:
    """Return a header as it is compared: capital letters and digits only."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum())


def fold_headers(headers: Sequence[str]) -> str:
    """Return what a row of headers is remembered by; empty columns at its end do not count."""
    return "|".join(map(fold_header, headers)).rstrip("|")


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0, as Excel writes them (0 is A, 26 is AA)."""
    first, last = ord("A"), ord("Z")
    count = last - first + 1
    letters = ""
    rest = column
    while rest >= 0:
        rest, place = divmod(rest, count)
        letters = chr(first + place) + letters
        rest -= 1
    return letters


@cache
def _known_names(table: str) -> dict[str, str]:
    return {fold_header(name): field.key for field in header_fields(table) for name in field.names}


def _places(headers: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for column, text in enumerate(headers):
        if folded := fold_header(text):
            found.setdefault(folded, []).append(column)
    return found
