"""The words in the contents of a HEIC file: where one is no text, the decoder takes the whole program with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Final

_LONGEST: Final = 4_000_000
"""Bytes of a table of contents; that of a panorama in a thousand tiles has some 100,000."""
_HEAD: Final = 8
"""Size and kind of a box."""
_FULL: Final = 4
"""Version and flags, behind the head of some boxes."""


def worded(file: IO[bytes]) -> bool:
    """Whether every kind and name of an item in a HEIC file is text; the file is read from its beginning."""
    contents = _contents(file)
    for kind, body in _boxes(contents[_FULL:]):
        if kind == b"iinf":
            entries = body[_FULL + (2 if body[:1] == b"\0" else 4) :]
            if not all(_is_text(entry) for name, entry in _boxes(entries) if name == b"infe"):
                return False
    return True


def _is_text(entry: bytes) -> bool:
    """``entry`` is version, flags, number and protection of an item, then its kind, name and more in words."""
    if entry[:1] < b"\2":  # an older form without a kind
        words = entry[_FULL + 4 :]
    else:
        words = entry[_FULL + (4 if entry[:1] == b"\2" else 6) :]
        if not words[:4].isascii():
            return False
    try:
        words.decode()
    except UnicodeDecodeError:
        return False
    return True


def _contents(file: IO[bytes]) -> bytes:
    """The outermost box that says what is in the file, without its head; b"" where there is none."""
    file.seek(0)
    while len(head := file.read(_HEAD)) == _HEAD:
        size, kind, begun = int.from_bytes(head[:4]), head[4:], _HEAD
        if size == 1:
            size, begun = int.from_bytes(file.read(8)), 16
        if kind == b"meta":
            return file.read(min(size - begun if size else _LONGEST, _LONGEST)) if size == 0 or size >= begun else b""
        if size < begun:
            return b""
        file.seek(size - begun, 1)
    return b""


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The boxes one behind the other: kind and body; the last may be cut short."""
    at = 0
    while at + _HEAD <= len(data):
        size, kind, begun = int.from_bytes(data[at : at + 4]), data[at + 4 : at + _HEAD], _HEAD
        if size == 1:
            size, begun = int.from_bytes(data[at + 8 : at + 16]), 16
        end = at + size if size else len(data)
        if end < at + begun:
            return
        yield kind, data[at + begun : end]
        at = end
