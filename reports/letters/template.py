"""The language of letter templates: TOML blocks, text with placeholders and **bold**, no expressions, no loops."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

import msgspec

from cases.errors import LetterError
from cases.letters.templates import TemplateInfo, read_head
from reports.letters.text import Run, clean

Align = Literal["justify", "left", "center", "right"]
Values: TypeAlias = Mapping[str, str]

# What a value that is not known yet prints: room for the pen.
BLANK = "." * 28

_PIECE = re.compile(r"\*\*|\{[^{}]*\}|[{}]|[^*{}]+|\*")
_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
# Marks of how a post is held keep their case in capitals (tata naskah dinas).
_KEPT = frozenset({"a.n.", "u.b.", "Plt.", "Plh.", "Pj.", "Pjs."})


class Block(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    """A part of a letter; ``when`` shows it only if that placeholder has a value, ``unless`` only if it has none."""

    when: str = ""
    unless: str = ""


class Paragraph(Block, tag="paragraph", frozen=True, kw_only=True):
    """A paragraph; ``number`` hangs before it, ``indented`` sets it below a number."""

    text: str
    number: str = ""
    indented: bool = False
    align: Align = "justify"
    caps: bool = False
    gap: float | None = None


class Heading(Block, tag="heading", frozen=True, kw_only=True):
    """Centred lines in groups with room between; the first line is bold on the agency's letters."""

    groups: tuple[tuple[str, ...], ...]


class Mark(Block, tag="access", frozen=True, kw_only=True):
    """The mark of confidentiality, at the right."""


class Pairs(Block, tag="pairs", frozen=True, kw_only=True):
    """Label, colon, value; a row whose value is empty is left out."""

    rows: tuple[tuple[str, str], ...]
    indented: bool = False


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A column of a table: its width in millimetres and its text, which may use the row's own fields."""

    title: str
    width: float
    text: str
    align: Literal["left", "center"] = "left"


class Table(Block, tag="table", frozen=True, kw_only=True):
    """A ruled table with one row for each entry of ``rows``; not shown without rows."""

    rows: str
    columns: tuple[Column, ...]


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A lettered item; shown by ``when`` and ``unless`` as a block is."""

    text: str
    when: str = ""
    unless: str = ""


class Clauses(Block, tag="clauses", frozen=True, kw_only=True):
    """Menimbang, Mengingat: a label and items, lettered or numbered, given here or by the entries of ``rows``."""

    label: str
    numbering: Literal["letters", "numbers"]
    items: tuple[Item, ...] = ()
    rows: str = ""


class Dictum(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A dictum; ``forms`` limits it to decisions of these forms of sanction (``sanksi.bentuk``)."""

    text: str
    forms: tuple[str, ...] = ()
    when: str = ""
    unless: str = ""
    pairs: tuple[tuple[str, str], ...] = ()
    items: tuple[str, ...] = ()
    then: str = ""


class Dictums(Block, tag="dictums", frozen=True, kw_only=True):
    """MEMUTUSKAN with its dictums, counted KESATU, KEDUA ... over those that are shown."""

    items: tuple[Dictum, ...]


class Sign(Block, tag="signature", frozen=True, kw_only=True):
    """One signature at the right under ``opening`` lines; ``signer`` counts the letter's signatures from 0."""

    opening: tuple[str, ...] = ()
    signer: int = 0


class SignGrid(Block, tag="signatures", frozen=True, kw_only=True):
    """All signatures, two beside each other, under ``opening`` lines at the right."""

    opening: tuple[str, ...] = ()


class Received(Block, tag="received", frozen=True, kw_only=True):
    """The receipt at the lower left of a decision: a line to date, room to sign, the lines of who he is."""

    text: str
    lines: tuple[str, ...]


class Copies(Block, tag="copies", frozen=True, kw_only=True):
    """Tembusan; not shown without copies."""

    title: str


class Annex(Block, tag="annex", frozen=True, kw_only=True):
    """A new page with the lines that say whose annex it is."""

    lines: tuple[str, ...]


AnyBlock: TypeAlias = (
    Paragraph | Heading | Mark | Pairs | Table | Clauses | Dictums | Sign | SignGrid | Received | Copies | Annex
)


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
            for piece in _PIECE.findall(source):
                if piece in "{}" or (piece[0] == "{" and not _NAME.fullmatch(piece[1:-1])):
                    raise self._error(piece, piece)

    def runs(self, source: str, values: Values, *, caps: bool = False) -> list[Run]:
        """Fill ``source``: values are taken as they stand, whatever marks they hold; an empty one leaves a blank."""
        runs: list[Run] = []
        bold = False
        for piece in _PIECE.findall(source):
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
        pieces = _PIECE.findall(source)
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
    return "".join(part if part in _KEPT else part.upper() for part in re.split(r"(\s+)", text))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
