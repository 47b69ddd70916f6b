"""Names of files and folders that every system takes, and that can be copied into a command line as they are."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath
from typing import Final

_UNSAFE: Final = re.compile(r'[\\/:*?"<>|%$`^!“”„‟″]+')
"""What Windows forbids in a name, or what a command line takes for something else between quotes."""
_PLAIN_ENDING: Final = re.compile(r"\.[a-z0-9]{1,8}")
_MOST_LETTERS: Final = 120
_MOST_BYTES: Final = 240
"""A name on a Linux disk has at most 255 bytes."""
_ENDINGS: Final = {
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "image/bmp": (".bmp",),
    "image/tiff": (".tif", ".tiff"),
    "image/heic": (".heic", ".heif"),
    "image/heif": (".heif", ".heic"),
    "application/pdf": (".pdf",),
    "video/mp4": (".mp4", ".m4v"),
    "video/webm": (".webm",),
    "video/quicktime": (".mov", ".qt"),
    "audio/mpeg": (".mp3",),
    "audio/mp4": (".m4a", ".mp4"),
    "audio/ogg": (".ogg", ".oga", ".opus"),
    "text/html": (".html", ".htm"),
    "multipart/related": (".mhtml", ".mht"),
    "application/zip": (".zip",),
}
"""How a file of a kind may end; the first is taken where it ends otherwise."""


def plain_name(words: str) -> str:
    """Words as a part of a name: nothing unprinted, nothing that a system or a command line reads otherwise."""
    shown = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in unicodedata.normalize("NFC", words))
    return " ".join(_UNSAFE.sub("-", shown).split()).strip(" .")


def ending_of(file_name: str, media_type: str) -> str:
    """The ending of a file by its kind; its own where that fits the kind, or where the kind is not known."""
    own = PurePath(file_name).suffix.lower()
    known = _ENDINGS.get(media_type, ())
    if own in known or (not known and _PLAIN_ENDING.fullmatch(own)):
        return own
    return known[0] if known else ".bin"


def file_name(label: str, title: str, ending: str, remark: str = "") -> str:
    """The name of an item's file ("B-01 Unggahan foto.png"); a long title is cut, label and ending never are."""
    tail = f" ({plain_name(remark)})" if remark else ""
    words = plain_name(title)
    while words and _too_long(f"{label} {words}{tail}{ending}"):
        words = words[:-1].rstrip(" .")
    return f"{label} {words}{tail}{ending}" if words else f"{label}{tail}{ending}"


def _too_long(name: str) -> bool:
    return len(name) > _MOST_LETTERS or len(name.encode()) > _MOST_BYTES
