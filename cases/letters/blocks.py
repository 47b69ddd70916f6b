"""The parts that a letter template is made of; ``reports.letters`` sets each kind on paper."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias, get_args

import msgspec

Align = Literal["justify", "left", "center", "right"]

PIECE = re.compile(r"\*\*|\{[^{}]*\}|[{}]|[^*{}]+|\*")
"""The pieces of a template's text: a mark of bold, a placeholder in its brackets, a bracket alone, plain text."""
NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
"""The name of a placeholder."""


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
    """Label, colon, value; a row whose value is empty is left out. ``narrow`` is for short labels ("Nomor", "Hal")."""

    rows: tuple[tuple[str, str], ...]
    indented: bool = False
    narrow: bool = False


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

KINDS: dict[str, type[Block]] = {str(kind.__struct_config__.tag): kind for kind in get_args(AnyBlock)}
"""The kinds of parts by the word that a template calls them."""
