"""Writing a pack as TOML: what ``parse_pack`` reads back to the same pack, in the order that a person expects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

import msgspec

from cases.regulations.addresses import fields_of
from cases.regulations.entries import Entry, Pack, defaults_of

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_DELETE: Final = "\x7f"


def write_pack(pack: Pack) -> str:
    """Return the pack's TOML; what an entry has of the head, and what is as it would be anyway, is left out."""
    blocks = ["\n".join(["[pack]", *_fields(pack.head, {})])]
    shared = defaults_of(pack.head)
    for field in fields_of(Pack):
        entries = getattr(pack, field.name)
        if isinstance(entries, tuple):
            title = f"[[{field.encode_name}]]"
            blocks += ["\n".join([title, *_fields(entry, shared)]) for entry in entries]
    return "\n\n".join(blocks) + "\n"


def _fields(record: msgspec.Struct, shared: Mapping[str, object]) -> Iterator[str]:
    """The lines of a record; what every entry has (article, note) comes last, as in the packs that ship."""
    of_all = Entry.__struct_fields__
    known = sorted(fields_of(type(record)), key=lambda field: field.name in of_all)
    for field in known:
        value = getattr(record, field.name)
        if not left_out(field, value, shared):
            yield f"{_key(field.encode_name)} = {_value(value)}"


def left_out(field: msgspec.structs.FieldInfo, value: object, shared: Mapping[str, object]) -> bool:
    """Return whether a field need not be written: it is nothing, as it would be anyway, or as the head has it."""
    if value is None:
        return True
    if field.required:
        return False
    if value and shared.get(field.name) == value:
        return True
    if field.default_factory is not msgspec.NODEFAULT:
        return bool(value == field.default_factory())
    return bool(value == field.default)


def _value(value: object) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool | int | date):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, Mapping):
        return _inline(f"{_key(str(key))} = {_value(each)}" for key, each in value.items())
    if isinstance(value, msgspec.Struct):
        return _inline(_fields(value, {}))
    raise TypeError(f"no TOML for {type(value).__name__}")


def quoted(words: str) -> str:
    """Return words as TOML writes them."""
    return '"' + "".join(map(_letter, words)) + '"'


def _inline(parts: Iterator[str]) -> str:
    inside = ", ".join(parts)
    return f"{{ {inside} }}" if inside else "{}"


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _value(name)


def _letter(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    return letter if letter >= " " and letter != _DELETE else f"\\u{ord(letter):04x}"
