"""On which line of a pack's text something stands, to name the place of a fault."""

from __future__ import annotations

import re
from collections import Counter

Path = tuple[str | int, ...]
"""Where something stands in a pack: ("step", 2, "after"), the third ``[[step]]``'s field; places count from 0."""

_PIECES = re.compile(
    r'''"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|#[^\n]*''',
    re.DOTALL,
)
"""What may hold anything: texts of several lines and of one, and comments."""
_NAME = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_NAMES = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_ENTRY = re.compile(rf"\s*\[\[\s*({_NAMES})\s*\]\]")
_TABLE = re.compile(rf"\s*\[\s*({_NAMES})\s*\]\s*$")
_FIELD = re.compile(rf"\s*({_NAMES})\s*=")


def line_of(text: str, path: Path) -> int:
    """Return the line (from 1) on which a path stands, or the nearest thing around it that has a line of its own."""
    known = places(text)
    while path and path not in known:
        path = path[:-1]
    return known.get(path, 1)


def places(text: str) -> dict[Path, int]:
    """Return the line of every table, entry and field of a TOML text that has one."""
    found: dict[Path, int] = {}
    here: Path = ()
    counts: Counter[Path] = Counter()
    for number, line in enumerate(_PIECES.sub(_plain, text).split("\n"), 1):
        if entry := _ENTRY.match(line):
            above = _within(here, _parts(entry[1]))
            here = (*above, counts[above])
            counts[above] += 1
            found.setdefault(above, number)
        elif table := _TABLE.match(line):
            here = _within(here, _parts(table[1]))
        elif field := _FIELD.match(line):
            found.setdefault((*here, *_parts(field[1])), number)
            continue
        else:
            continue
        found.setdefault(here, number)
    return found


def _plain(piece: re.Match[str]) -> str:
    """A text of one line as it is (it may be a name), of anything else only its line breaks."""
    words = piece[0]
    breaks = "\n" * words.count("\n")
    return words if not breaks and words[0] != "#" and words[:3] not in {'"""', "'''"} else breaks


def _parts(names: str) -> Path:
    return tuple(part.strip("\"'") for part in re.findall(_NAME, names))


def _within(here: Path, names: Path) -> Path:
    """A table under the entry that was begun last: ``[guard.params]`` belongs to the last ``[[guard]]``."""
    inside = len(names) > 1 and len(here) > 1 and here[0] == names[0] and isinstance(here[1], int)
    return (*here[:2], *names[1:]) if inside else names
