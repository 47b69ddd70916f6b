"""The forms of recaps as data: columns, words, totals and notes."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Literal

import msgspec

import resources
from cases.errors import RegulationError
from cases.model.recap import RecapColumn, RecapRow


class TotalRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A breakdown of the rows by a field; ``words`` names the list whose every word is shown, also when it counts 0.

    ``blank`` is the word for rows where the field is empty.
    """

    field: str
    title: str
    definition: str
    words: str = ""
    blank: str = ""


class _Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    title: str
    width: float
    kind: Literal["text", "number", "date"]
    definition: str
    repeated: bool = False


class _Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    filter: str
    notes: tuple[str, ...]
    unverified: str
    words: dict[str, dict[str, str]]
    column: tuple[_Column, ...]
    total: tuple[TotalRule, ...]


class RecapForm(msgspec.Struct, frozen=True):
    """A form: its title, the sentence of its filter, the words for what records hold, columns, totals and notes."""

    title: str
    filter: str
    notes: tuple[str, ...]
    unverified: str
    words: dict[str, dict[str, str]]
    columns: tuple[RecapColumn, ...]
    totals: tuple[TotalRule, ...]

    def word(self, kind: str, key: str) -> str:
        """Return the word shown for what a record holds; what the form has no word for is shown as it is."""
        return self.words[kind].get(key, key)


def read_form(text: str, name: str) -> RecapForm:
    """Read a form; raises RegulationError that names it when it is not well formed or asks for what no row has."""
    try:
        form = msgspec.toml.decode(text, type=_Form)
    except (msgspec.MsgspecError, ValueError) as error:
        raise RegulationError(f"Bentuk rekap {name} tidak terbaca; perbaiki berkasnya.", detail=str(error)) from error
    known = {entry.name for entry in fields(RecapRow)}
    asked = [column.key for column in form.column] + [total.field for total in form.total]
    for key in asked:
        if key not in known:
            raise RegulationError(f"Bentuk rekap {name} meminta “{key}” yang tidak dicatat; hapus kolomnya.")
    for total in form.total:
        if total.words and total.words not in form.words:
            raise RegulationError(f"Bentuk rekap {name} tidak memuat kata untuk “{total.words}”; lengkapi.")
    return RecapForm(
        title=form.title,
        filter=form.filter,
        notes=form.notes,
        unverified=form.unverified,
        words=form.words,
        columns=tuple(RecapColumn(**msgspec.structs.asdict(column)) for column in form.column),
        totals=form.total,
    )


@cache
def ministry_form() -> RecapForm:
    """Return the shipped form of the ministry's recap."""
    return read_form(resources.read_text("recaps/ministry.toml"), "ministry")
