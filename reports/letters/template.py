"""The language of letter templates: TOML blocks, text with placeholders and **bold**, no expressions, no loops."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

import msgspec

from cases.errors import LetterError
from cases.letters.blocks import NAME, PIECE, AnyBlock
from cases.letters.templates import TemplateInfo, read_head
from reports.letters.posts import MARKS
from reports.letters.text import Run, clean

Values: TypeAlias = Mapping[str, str]

# What a value that is not known yet prints: room for the pen.
BLANK = "." * 28


class _Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    letter: TemplateInfo
    block: tuple[AnyBlock, ...]


class Template:
    """A template read and checked: its head and its blocks."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.info = read_head(text, name)
        self._text = text
        try:
            self.blocks = msgspec.toml.decode(text, type=_Body).block
        except msgspec.MsgspecError as error:
            raise LetterError(f"Naskah surat {name} salah tulis; perbaiki isinya.", detail=str(error)) from error
        for source in _strings(msgspec.to_builtins(self.blocks)):
            for piece in PIECE.findall(source):
                if piece in "{}" or (piece[0] == "{" and not NAME.fullmatch(piece[1:-1])):
                    raise self._error(piece, piece)

    def runs(self, source: str, values: Values, *, caps: bool = False) -> list[Run]:
        """Fill ``source``: values are taken as they stand, whatever marks they hold; an empty one leaves a blank."""
        runs: list[Run] = []
        bold = False
        for piece in PIECE.findall(source):
            if piece == "**":
                bold = not bold
                continue
            text = piece
            if piece[0] == "{":
                text = self.value(piece[1:-1], values) or BLANK
            runs.append((capitals(text) if caps else text, bold))
        return runs

    def plain(self, source: str, values: Values) -> str:
        """``source`` filled, as text without bold; empty when it is a lone placeholder without a value."""
        pieces = PIECE.findall(source)
        if len(pieces) == 1 and pieces[0][0] == "{":
            return self.value(pieces[0][1:-1], values)
        return "".join(text for text, _ in self.runs(source, values))

    def value(self, name: str, values: Values) -> str:
        """A placeholder's value, cleaned; raises LetterError that names template and line for an unknown one."""
        try:
            return clean(values[name])
        except KeyError:
            raise self._error(name, f"{{{name}}}") from None

    def shown(self, when: str, unless: str, values: Values) -> bool:
        """Whether a part with these conditions is printed."""
        return not (when and not self.value(when, values)) and not (unless and self.value(unless, values))

    def _error(self, word: str, shown: str) -> LetterError:
        line = next((i for i, row in enumerate(self._text.splitlines(), 1) if word in row), 0)
        return LetterError(f"Naskah surat {self.name} baris {line}: isian {shown} tidak dikenal; perbaiki naskahnya.")


def capitals(text: str) -> str:
    """Capitals, as titles and posts are set in decisions; "Plt." and its like stay."""
    return "".join(part if part in MARKS else part.upper() for part in re.split(r"(\s+)", text))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
