"""The recaps as data: what a line is, columns, totals and notes, and the words for what records hold."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from types import MappingProxyType
from typing import Literal, TypeVar

import msgspec

import resources
from cases.errors import InvalidInput, RegulationError
from cases.model.recap import RecapColumn, RecapRow
from cases.rules.figures import breakdowns, measures

_BROKEN = "Susunan rekap {name} tidak terbaca; pasang ulang program."
Read = TypeVar("Read")


class RecapForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A recap. ``lines`` is the measure whose cases are its lines, ``breakdown`` what its lines tell apart.

    ``columns`` and ``totals`` (breakdowns) are of a recap of cases; ``measures`` and ``shares`` (one measure as a part
    of another, of all for "") are the columns of a breakdown, ``chart`` the measures that its chart shows. ``only`` are
    filters that belong to it.
    """

    name: str
    short: str
    title: str
    lines: str = ""
    breakdown: str = ""
    letters: bool = False
    columns: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    shares: tuple[tuple[str, str], ...] = ()
    chart: tuple[str, ...] = ()
    lying: bool = False
    only: dict[str, tuple[str, ...]] = {}
    notes: tuple[str, ...] = ()


class TableForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A recap of something else than cases: its columns, those that it has on paper, and its notes."""

    name: str
    short: str
    title: str
    counted: str
    notes: tuple[str, ...]
    column: tuple[RecapColumn, ...]
    paper: tuple[RecapColumn, ...] = ()


class Widths(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Millimetres of the columns of a breakdown."""

    word: float
    figure: float
    share: float


class _Forms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    unverified: str
    several: str
    widths: Widths
    recap: tuple[RecapForm, ...]


class _Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    title: str
    width: float
    kind: Literal["text", "number", "date"]
    definition: str
    repeated: bool = False


class _Columns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    column: tuple[_Column, ...]


class RecapWords:
    """The words for what records hold, by kind."""

    def __init__(self, tables: Mapping[str, Mapping[str, str]]) -> None:
        self._tables = tables

    def word(self, kind: str, key: str) -> str:
        """Return the word for what a record holds; what there is no word for is shown as it is."""
        return self._tables.get(kind, MappingProxyType({})).get(key, key)

    def blank(self, kind: str) -> str:
        """Return the name of what has no word."""
        return self._tables["blank"].get(kind, "(tidak dicatat)")

    def order(self, kind: str) -> tuple[str, ...]:
        """Return the keys that have words, in their order."""
        return tuple(self._tables.get(kind, ()))


def read_recaps(text: str) -> _Forms:
    """Read the recaps; raises RegulationError that names what is not well formed or asks for what nobody knows."""
    forms = _decoded(text, _Forms, "recaps")
    for form in forms.recap:
        shares = (part for share in form.shares for part in share)
        asked: dict[str, tuple[Iterable[str], Container[str]]] = {
            "kolom": (form.columns, columns()),
            "ukuran": ((*form.measures, *form.chart, *shares, form.lines), measures()),
            "rincian": ((*form.totals, *form.only, form.breakdown), breakdowns()),
        }
        for what, (keys, known) in asked.items():
            for key in keys:
                if key and key not in known:
                    raise RegulationError(f"Susunan rekap {form.name} meminta {what} “{key}” yang tidak ada; hapus.")
        if sum(map(bool, (form.lines, form.breakdown, form.letters))) != 1:
            raise RegulationError(f"Susunan rekap {form.name} tidak mengatakan apa barisnya; perbaiki.")
    return forms


def read_columns(text: str) -> dict[str, RecapColumn]:
    """Read the columns of recaps of cases; raises RegulationError."""
    known = {entry.name for entry in fields(RecapRow)}
    found = {one.key: RecapColumn(**msgspec.structs.asdict(one)) for one in _decoded(text, _Columns, "columns").column}
    for key in found:
        if key not in known:
            raise RegulationError(f"Kolom rekap “{key}” tidak dicatat; hapus.")
    return found


@cache
def columns() -> dict[str, RecapColumn]:
    """Return every column of recaps of cases by its key."""
    return read_columns(resources.read_text("recaps/columns.toml"))


@cache
def table_form(name: str) -> TableForm:
    """Return the recap of a name ("watch"); raises RegulationError when it is broken."""
    return _decoded(resources.read_text(f"recaps/{name}.toml"), TableForm, name)


@cache
def letter_columns() -> tuple[RecapColumn, ...]:
    """Return the columns of the recap of letters."""
    text = resources.read_text("recaps/letter_columns.toml")
    return tuple(RecapColumn(**msgspec.structs.asdict(one)) for one in _decoded(text, _Columns, "letters").column)


@cache
def _forms() -> _Forms:
    return read_recaps(resources.read_text("recaps/recaps.toml"))


def recap_forms() -> tuple[RecapForm, ...]:
    """Return the recaps in the order in which they are offered."""
    return _forms().recap


def recap_form(name: str) -> RecapForm:
    """Return a recap by its name; raises InvalidInput that lists the names."""
    for form in recap_forms():
        if form.name == name:
            return form
    known = ", ".join(form.name for form in recap_forms())
    raise InvalidInput(f"Tidak ada rekap “{name}”; pilih {known}.", field="name")


def breakdown_widths() -> Widths:
    """Return how wide the columns of a breakdown are."""
    return _forms().widths


def unverified_note(codes: Sequence[str]) -> str:
    """Return the sentence about violations whose basis nobody has verified."""
    return _forms().unverified.format(codes=", ".join(codes))


def several_note() -> str:
    """Return the sentence about lines that add up to more than there are records."""
    return _forms().several


@cache
def recap_words() -> RecapWords:
    """Return the words of recaps."""
    return RecapWords(_decoded(resources.read_text("recaps/words.toml"), dict[str, dict[str, str]], "words"))


def _decoded(text: str, kind: type[Read], name: str) -> Read:
    try:
        return msgspec.toml.decode(text, type=kind)
    except (msgspec.MsgspecError, ValueError) as error:
        raise RegulationError(_BROKEN.format(name=name), detail=str(error)) from error
