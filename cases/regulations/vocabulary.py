"""How the tables and fields of packs are called, and what their words mean, for a person who reads or edits them."""

from __future__ import annotations

from functools import cache

import msgspec

import resources
from cases.errors import RegulationError


class TableWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of packs: the heading of its group, the word for one entry, and which fields make heading and text.

    ``quiet`` fields are for the program; a reader of the document is spared them.
    """

    title: str
    one: str
    name: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    by_article: bool = False


class FieldWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A field: its label and help, what kind of words it holds, and whether it takes several lines."""

    label: str
    help: str = ""
    kind: str = ""
    long: bool = False


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole table of words; ``choice`` is by field, ``date_of`` by the field of a step's facts."""

    table: dict[str, TableWords]
    field: dict[str, FieldWords]
    choice: dict[str, dict[str, str]]
    word: dict[str, str]
    date: dict[str, str]
    date_of: dict[str, str]

    def of_table(self, table: str) -> TableWords:
        """Return the words of a table; one without words is called by its own name."""
        return self.table.get(table) or TableWords(title=table, one=table)

    def of_field(self, table: str, name: str) -> FieldWords:
        """Return the words of a table's field; one without words is called by its own name."""
        return self.field.get(f"{table}.{name}") or self.field.get(name) or FieldWords(label=name)

    def chosen(self, name: str, value: str) -> str:
        """Return the word for a value of a field that is chosen, the value itself where it has none."""
        return self.choice.get(name, {}).get(value, value)


@cache
def vocabulary() -> Vocabulary:
    """Return the words that ship with the program; raises RegulationError when they cannot be read."""
    try:
        return msgspec.toml.decode(resources.read_text("reference/regulation_words.toml"), type=Vocabulary)
    except msgspec.MsgspecError as error:
        raise RegulationError("Sebutan aturan tidak terbaca; pasang ulang program.", detail=str(error)) from error
