"""Names of files and folders that every system takes, and that can be copied into a command line as they are."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from cases.rules.media_types import KINDS, ending_of, is_program

_UNSAFE: Final = re.compile(r'[\\/:*?"<>|%$`^!“”„‟″]+')
"""What Windows forbids in a name, or what a command line takes for something else between quotes."""
_PLAIN_ENDING: Final = re.compile(r"[a-z0-9]{1,8}")
_MOST_LETTERS: Final = 120
_MOST_BYTES: Final = 240
"""A name on a Linux disk has at most 255 bytes."""


def plain_name(words: str) -> str:
    """Words as a part of a name: nothing unprinted, nothing that a system or a command line reads otherwise."""
    shown = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in unicodedata.normalize("NFC", words))
    return " ".join(_UNSAFE.sub("-", shown).split()).strip(" .")


def handed_ending(name: str, media_type: str) -> str:
    """How an item's file ends: its own way where that fits its kind or the kind is not known.

    What a double click would run ends otherwise: it is evidence, not a program to be started.
    """
    own, kind = ending_of(name), KINDS.get(media_type)
    if is_program(media_type, name):
        return f".{own}.bin" if _PLAIN_ENDING.fullmatch(own) else ".bin"
    if own in kind.endings if kind is not None else _PLAIN_ENDING.fullmatch(own):
        return f".{own}"
    return f".{kind.endings[0]}" if kind is not None else ".bin"


def handed_name(label: str, title: str, ending: str, remark: str = "") -> str:
    """The name of an item's file ("B-01 Unggahan foto.png"); a long title is cut, label and ending never are."""
    tail = f" ({plain_name(remark)})" if remark else ""
    words = plain_name(title)
    while words and _too_long(f"{label} {words}{tail}{ending}"):
        words = words[:-1].rstrip(" .")
    return f"{label} {words}{tail}{ending}" if words else f"{label}{tail}{ending}"


def _too_long(name: str) -> bool:
    return len(name) > _MOST_LETTERS or len(name.encode()) > _MOST_BYTES
