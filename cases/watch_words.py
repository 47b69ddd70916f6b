"""The words of the form of the watch, by which it is written and read (``resources/reference/watch_form.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

import resources
from cases.errors import RegulationError
from cases.rules.sheet_headers import fold_header


class Heading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A heading: its title, its width in millimetres, and other words that it goes by."""

    title: str
    width: float
    also: tuple[str, ...] = ()


class WatchWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All words; the headings are by their key, in the order of the columns."""

    title: str
    access: str
    sheet: str
    added: str
    guide: str
    lists: str
    no_account: str
    short_guide: str
    platforms: tuple[str, ...]
    new_rows: int
    steps: tuple[str, ...]
    headings: dict[str, Heading]
    new_headings: dict[str, Heading]
    filled: dict[str, Heading]


@cache
def watch_words() -> WatchWords:
    """Return the words; raises RegulationError when the shipped table is broken."""
    try:
        return msgspec.toml.decode(resources.read_text("reference/watch_form.toml"), type=WatchWords)
    except msgspec.MsgspecError as error:
        raise RegulationError("Tabel formulir pemantauan tidak terbaca; pasang ulang program.", str(error)) from error


def by_heading(headings: Mapping[str, Heading]) -> dict[str, str]:
    """Return the key of every word that a heading goes by, as ``fold_header`` has it."""
    return {fold_header(name): key for key, one in headings.items() for name in (one.title, *one.also)}
