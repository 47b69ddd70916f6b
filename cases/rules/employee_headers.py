"""Which column of an employee export holds what: SIASN's headers in any case, spacing and order, and SIMPEG's names."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

import resources
from cases.errors import BadFile, RegulationError


class HeaderField(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One field of an employee and the headers it goes by, the best first."""

    key: str
    title: str
    names: tuple[str, ...]
    required: bool = False


class _HeaderTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    field: tuple[HeaderField, ...]


@dataclass(frozen=True, slots=True)
class HeaderMap:
    """Where each recognised field stands: ``columns`` by field key, counted from 0 at the sheet's column A."""

    columns: Mapping[str, int]

    def cell(self, key: str, cells: Sequence[str]) -> str:
        """Return the text of a field in a row; empty when the sheet has no such column or the row ends before it."""
        column = self.columns.get(key)
        return cells[column] if column is not None and column < len(cells) else ""

    def address(self, key: str, row: int) -> str:
        """Return the cell's address as Excel shows it ("C17")."""
        return f"{column_letters(self.columns[key])}{row}"


@cache
def header_fields() -> tuple[HeaderField, ...]:
    """Return the fields an export may hold; raises RegulationError when the shipped table is broken."""
    try:
        text = resources.read_text("reference/employee_headers.toml")
        return msgspec.toml.decode(text, type=_HeaderTable).field
    except msgspec.MsgspecError as error:
        raise RegulationError("Tabel judul kolom tidak terbaca; pasang ulang program.", detail=str(error)) from error


def map_headers(headers: Sequence[str]) -> HeaderMap:
    """Return where each field stands. Raises BadFile that names the missing or the doubled column."""
    found: dict[str, list[int]] = {}
    for column, text in enumerate(headers):
        if folded := _fold(text):
            found.setdefault(folded, []).append(column)
    columns: dict[str, int] = {}
    missing: list[str] = []
    for field in header_fields():
        places = next((found[name] for name in map(_fold, field.names) if name in found), [])
        if len(places) > 1:
            letters = " dan ".join(column_letters(place) for place in places)
            raise BadFile(f"Judul kolom “{headers[places[0]]}” ada di kolom {letters}; sisakan satu lalu impor lagi.")
        if places:
            columns[field.key] = places[0]
        elif field.required:
            missing.append(field.names[0])
    if missing:
        raise BadFile(
            f"Judul kolom {' dan '.join(missing)} tidak ditemukan; gunakan ekspor SIASN apa adanya atau lengkapi"
            " judul kolomnya."
        )
    return HeaderMap(columns)


def recognised(headers: Sequence[str]) -> frozenset[str]:
    """Return the keys of the fields that a row of cells would head, to find the header row of a sheet."""
    known = _known_names()
    return frozenset(known[name] for name in map(_fold, headers) if name in known)


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
def _known_names() -> dict[str, str]:
    return {_fold(name): field.key for field in header_fields() for name in field.names}


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum())
