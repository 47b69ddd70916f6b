"""Names of files as they can be kept, shown and written onto any disk, whoever made them up."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MOST_BYTES: Final = 150
"""Of a kept name, as UTF-8: with what an export puts before it, it fits every disk (255) and the paths of Windows."""
_LONGEST_ENDING: Final = 16
NAMELESS: Final = "tanpa nama"

_FORBIDDEN: Final = re.compile(r'[<>:"|?*]')
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(?=\.|$)", re.IGNORECASE)
_SPACES: Final = re.compile(r"\s+")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINER: Final = "\u200d"
"""Holds the parts of one emoji together; every other unseen sign goes, first those that turn the writing round."""


def kept_name(text: str) -> str:
    """The last part of a path as a name for any disk: nothing unseen, nothing forbidden, not too long, never empty.

    ``kept_name(kept_name(x)) == kept_name(x)``.
    """
    last = text.replace("\\", "/").rstrip("/").rpartition("/")[2]
    seen = "".join(_shown(sign) for sign in unicodedata.normalize("NFC", last.encode("utf-8", "replace").decode()))
    name = _trimmed(_SPACES.sub(" ", _FORBIDDEN.sub("_", seen)))
    if _RESERVED.match(name):
        name = f"_{name}"
    return _shortened(name) or NAMELESS


def _shown(sign: str) -> str:
    if sign == _JOINER:
        return sign
    return " " if unicodedata.category(sign) in _UNSEEN else sign


def _trimmed(name: str) -> str:
    """Windows takes dots and spaces off the end by itself, and a dot in front hides a file elsewhere."""
    return name.strip(" ." + _JOINER)


def _shortened(name: str) -> str:
    """Cut the middle of a name that is too long, so that its ending stays."""
    if len(name.encode()) <= MOST_BYTES:
        return name
    stem, dot, ending = name.rpartition(".")
    tail = f".{ending}" if dot and len(ending.encode()) <= _LONGEST_ENDING else ""
    kept = (stem if tail else name).encode()[: MOST_BYTES - len(tail.encode())].decode("utf-8", "ignore")
    return _trimmed(kept) + tail
