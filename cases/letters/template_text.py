"""A template's text as its parts, head and blocks, and parts as text: what is read back to the same parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final, TypeAlias

import msgspec

from cases.regulations.writing import quoted

Part: TypeAlias = dict[str, Any]
"""A block, or the head, by the names of the file."""

_HEAD: Final = "letter"
_BLOCK: Final = "block"
TABLES: Final = (_HEAD, _BLOCK)
"""The tables of a template's text."""
_ITEMS: Final = "items"
_INDENT: Final = "  "


@dataclass(frozen=True, slots=True)
class Parts:
    """A template taken apart; nothing of it was checked."""

    head: Part
    blocks: list[Part] = field(default_factory=list)


def read_parts(text: str) -> Parts | None:
    """Return the parts of a text, None for one that is no TOML or has other tables than a template's."""
    try:
        read = msgspec.toml.decode(text)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None
    return parts_of(read)


def parts_of(read: Mapping[str, Any]) -> Parts | None:
    """Return the parts of a text that was read, None where it has other tables than a template's."""
    head, blocks = read.get(_HEAD), read.get(_BLOCK, [])
    if not isinstance(head, dict) or not isinstance(blocks, list) or set(read) - set(TABLES):
        return None
    return Parts(head, blocks) if all(isinstance(block, dict) for block in blocks) else None


def write_parts(parts: Parts) -> str:
    """Return the text of a template's parts, each block as the shipped templates have it."""
    tables = ["\n".join([f"[{_HEAD}]", *_fields(parts.head)])]
    for block in parts.blocks:
        items = block.get(_ITEMS)
        apart = isinstance(items, list) and bool(items) and all(isinstance(item, dict) for item in items)
        own = {name: value for name, value in block.items() if not (apart and name == _ITEMS)}
        tables.append("\n".join([f"[[{_BLOCK}]]", *_fields(own)]))
        if apart and isinstance(items, list):
            tables += ["\n".join([f"[[{_BLOCK}.{_ITEMS}]]", *_fields(item)]) for item in items]
    return "\n\n".join(tables) + "\n"


def _fields(record: Mapping[str, Any]) -> Iterator[str]:
    for name, value in record.items():
        yield f"{_key(name)} = {_lines(value)}"


def _lines(value: object) -> str:
    """A value; a list of lists or tables has a line for each."""
    several = value if isinstance(value, list | tuple) and len(value) > 1 else ()
    if several and all(isinstance(each, list | tuple | dict) for each in several):
        inside = "".join(f"{_INDENT}{_value(each)},\n" for each in several)
        return f"[\n{inside}]"
    return _value(value)


def _value(value: object) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(name)} = {_value(each)}" for name, each in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, Sequence):
        return f"[{', '.join(map(_value, value))}]"
    raise TypeError(f"no TOML for {type(value).__name__}")


def _key(name: str) -> str:
    bare = bool(name) and all(letter.isascii() and (letter.isalnum() or letter in "-_") for letter in name)
    return name if bare else quoted(name)
