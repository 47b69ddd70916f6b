"""The post above a signature: on whose behalf, by which mark, each post on a line of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARKS = frozenset({"a.n.", "u.b.", "Plt.", "Plh.", "Pj.", "Pjs."})
"""Marks of how a post is held; in capitals they stay as they are (tata naskah dinas)."""

_ON_BEHALF, _FOR_HIM = "a.n.", "u.b."
# Words with which a post begins: a comma before one of them parts two posts, any other belongs to a post's name.
_BEGINNINGS = (
    "Gubernur|Bupati|Wali Kota|Walikota|Wakil|Sekretaris|Asisten|Staf Ahli|Inspektur|Kepala|Direktur|Camat|Lurah|Ketua"
)
_BETWEEN = re.compile(rf",\s+(?=(?:u\.b\.|Plt\.|Plh\.|Pjs?\.|{_BEGINNINGS})(?:\s|,|$))")


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post and the mark that hangs before it, empty for a post held in one's own right."""

    mark: str
    text: str


def post_lines(post: str) -> list[PostLine]:
    """The lines of a post as the office wrote it; a line feed always parts, the comma ends the last one."""
    lines: list[PostLine] = []
    for part in _parts(post.strip().rstrip(",")):
        mark, _, text = part.partition(" ")
        if mark == _FOR_HIM:
            lines.append(PostLine("", mark))
            lines += [PostLine("", text.strip())] if text.strip() else []
        elif mark in MARKS and text.strip():
            lines.append(PostLine(mark, text.strip()))
        else:
            lines.append(PostLine("", part))
    lines[-1] = PostLine(lines[-1].mark, lines[-1].text + ",")
    return lines


def _parts(post: str) -> list[str]:
    if "\n" in post:
        return [part.strip().rstrip(",") for part in post.split("\n") if part.strip(" ,")]
    if not post.startswith(_ON_BEHALF):
        return [post]
    parts = _BETWEEN.split(post)
    return parts if len(parts) > 1 else post.rsplit(", ", 1)
