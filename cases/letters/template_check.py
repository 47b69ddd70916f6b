"""What keeps a wording from being used: each problem with its line, found without setting the letter on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import msgspec

from cases.letters.blocks import KINDS, NAME, PIECE
from cases.letters.placeholders import Placeholders
from cases.letters.template_text import TABLES, Parts, parts_of, read_parts
from cases.letters.templates import TemplateInfo
from cases.regulations.faults import likely
from cases.regulations.lines import Path, places
from cases.regulations.misfits import misfit, unreadable

LARGEST: Final = 200_000
"""Characters; the longest template that ships has a thirtieth of it."""
OF_OFFICE: Final = frozenset({"title", "access", "valid_from", "valid_to", "source", "verified", "copies"})
"""What of a template's head an office may word or set anew; the rest says what the letter is."""
OF_LETTER: Final = frozenset({"access", "copies"})
"""The same for the text of one letter."""

_NUMBER: Final = "surat.nomor"
_SIGNED: Final = {"signature", "signatures"}
_NOT_TEXT: Final = {"kind", "when", "unless", "forms", "align", "numbering"}
_ROW_TEXT: Final = "teks"
_MOST_DICTUMS: Final = 10
_MOST_LETTERED: Final = 26
_LONGEST: Final = {"label": 40, "number": 12, "access": 60}
"""Characters of what stands in a narrow place."""
_COLUMN_LEAST, _COLUMNS_MOST, _GAP_MOST = 5, 170, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong on a line of a text, and what was expected; ``block`` is the place (from 0) of its part."""

    line: int
    words: str
    block: int | None = None

    @property
    def sentence(self) -> str:
        """The line and the words."""
        return f"Baris {self.line}: {self.words}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a text is held against: the head and text it rests on, what it may name, its own name and freedom."""

    info: TemplateInfo
    text: str
    known: Placeholders
    edition: int
    free: frozenset[str] = OF_OFFICE


def problems_in(text: str, ground: Ground) -> tuple[Problem, ...]:
    """Return everything that keeps a text from being used, by line; empty when nothing does."""
    if len(text) > LARGEST:
        return (Problem(line=1, words=f"naskah terlalu panjang; paling panjang {LARGEST} huruf"),)
    try:
        text.encode()
        read = msgspec.toml.decode(text)
    except UnicodeEncodeError as error:
        return (Problem(line=text.count("\n", 0, error.start) + 1, words="ada tanda yang bukan huruf; hapus tandanya"),)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        line, words = unreadable(error, text)
        return (Problem(line=max(line, 1), words=words),)
    found = list(_Check(text, ground).all(read))
    return tuple(sorted(found, key=lambda problem: problem.line))


class _Check:
    def __init__(self, text: str, ground: Ground) -> None:
        self._lines = text.split("\n")
        self._ground = ground
        self._places = places(text)

    def all(self, read: Mapping[str, Any]) -> Iterator[Problem]:
        for name in read:
            if name not in TABLES:
                yield self._at((name,), f"tabel {name} tidak dikenal; yang dikenal: letter dan block")
        parts = parts_of({name: read[name] for name in TABLES if name in read})
        if parts is None:
            yield self._at((), "naskah memerlukan satu tabel [letter] dan bagian-bagian [[block]]")
            return
        yield from self._head(parts.head)
        for place, block in enumerate(parts.blocks):
            yield from self._block(place, block)
        yield from self._whole(parts)

    def _at(self, path: Path, words: str) -> Problem:
        near = path
        while near and near not in self._places:
            near = near[:-1]
        block = path[1] if len(path) > 1 and path[0] == "block" and isinstance(path[1], int) else None
        return Problem(line=self._places.get(near, 1), words=words, block=block)

    # -- head

    def _head(self, head: Mapping[str, Any]) -> Iterator[Problem]:
        try:
            info = msgspec.convert(head, type=TemplateInfo)
        except msgspec.ValidationError as error:
            path, words = misfit(str(error), TemplateInfo)
            yield self._at(("letter", *path), words)
            return
        base = msgspec.structs.replace(self._ground.info, edition=self._ground.edition)
        for name in TemplateInfo.__struct_fields__:
            if name not in self._ground.free and getattr(info, name) != getattr(base, name):
                yield self._at(("letter", name), f"isian {name} tidak dapat diubah; kembalikan seperti naskah bawaan")
        yield from self._plain(("letter", "access"), info.access)
        if info.valid_to is not None and info.valid_to < info.valid_from:
            yield self._at(("letter", "valid_to"), "valid_to mendahului valid_from; perbaiki tanggalnya")
        for place, line in enumerate(info.copies):
            path = ("letter", "copies", place)
            yield from self._text(path, line.text, self._ground.known.names)
            yield from self._conditions(path, {"unless": line.unless})

    # -- blocks

    def _block(self, place: int, block: Mapping[str, Any]) -> Iterator[Problem]:
        path: Path = ("block", place)
        kind = block.get("kind")
        if not isinstance(kind, str) or kind not in KINDS:
            said = f"jenis bagian {kind} tidak dikenal" if kind is not None else "bagian ini belum mempunyai kind"
            yield self._at((*path, "kind"), f"{said}; {likely(str(kind), KINDS)}")
            return
        try:
            msgspec.convert(block, type=KINDS[kind])
        except msgspec.ValidationError as error:
            inner, words = misfit(str(error), KINDS[kind])
            yield self._at((*path, *inner), words)
            return
        yield from self._conditions(path, block)
        known = self._ground.known
        fields = known.names
        rows = block.get("rows")
        if isinstance(rows, str) and rows:
            yield from self._rows((*path, "rows"), kind, rows)
            fields = fields | known.rows.get(rows, frozenset())
        for inner, text in _texts(block):
            if inner[-1] in _LONGEST or (kind == "table" and inner[-1] == "title"):
                yield from self._plain((*path, *inner), text)
            else:
                yield from self._text((*path, *inner), text, fields)
        yield from self._measures(path, kind, block)

    def _conditions(self, path: Path, part: Mapping[str, Any]) -> Iterator[Problem]:
        for name in ("when", "unless"):
            asked = part.get(name)
            if asked and asked not in self._ground.known.names:
                yield self._at(
                    (*path, name), f"syarat {name} = {asked} tidak dikenal; {likely(asked, self._ground.known.names)}"
                )
        for place, item in enumerate(part.get("items", ())):
            if isinstance(item, dict):
                yield from self._conditions((*path, "items", place), item)

    def _rows(self, path: Path, kind: str, rows: str) -> Iterator[Problem]:
        lists = self._ground.known.rows
        if rows not in lists:
            yield self._at(path, f"daftar {rows} tidak dikenal; {likely(rows, lists)}")
        elif kind == "clauses" and _ROW_TEXT not in lists[rows]:
            fitting = [name for name, fields in lists.items() if _ROW_TEXT in fields]
            yield self._at(path, f"daftar {rows} tidak dapat menjadi butir; {likely(rows, fitting)}")

    def _text(self, path: Path, text: str, names: frozenset[str]) -> Iterator[Problem]:
        for piece in PIECE.findall(text):
            if piece in {"{", "}"}:
                yield self._found(path, piece, f"tanda {piece} tidak berpasangan; tulis seperti {{surat.nomor}}")
            elif piece[0] == "{" and piece[1:-1] not in names:
                word = piece[1:-1]
                near = likely(word, names) if NAME.fullmatch(word) else "tulis seperti {surat.nomor}"
                yield self._found(path, piece, f"isian {piece} tidak dikenal; {near}")
        if PIECE.findall(text).count("**") % 2:
            yield self._found(path, "**", "tanda tebal ** dibuka tetapi tidak ditutup")

    def _plain(self, path: Path, text: str) -> Iterator[Problem]:
        """What is printed as it stands: short, and without placeholders."""
        name = str(path[-1])
        if "{" in text or "**" in text:
            yield self._at(path, f"{name} dicetak apa adanya; isian dan tanda tebal tidak berlaku di sini")
        elif len(text) > _LONGEST.get(name, len(text)):
            yield self._at(path, f"{name} terlalu panjang; paling panjang {_LONGEST[name]} huruf")

    def _found(self, path: Path, piece: str, words: str) -> Problem:
        """A problem on the line from the path on where the piece is written."""
        near = self._at(path, words)
        for number in range(near.line, len(self._lines) + 1):
            if piece in self._lines[number - 1]:
                return Problem(line=number, words=words, block=near.block)
        return near

    def _measures(self, path: Path, kind: str, block: Mapping[str, Any]) -> Iterator[Problem]:
        """What would not fit on paper."""
        if kind == "table" and not block["rows"]:
            yield self._at((*path, "rows"), "tabel ini belum memilih daftar yang diulang; pilih daftarnya")
        elif kind == "table":
            widths = [column["width"] for column in block["columns"]]
            if not widths:
                yield self._at((*path, "columns"), "tabel ini belum mempunyai kolom; tambahkan")
            elif not (min(widths) >= _COLUMN_LEAST and sum(widths) <= _COLUMNS_MOST):
                yield self._at(
                    (*path, "columns"),
                    f"lebar kolom paling sedikit {_COLUMN_LEAST} mm, seluruhnya paling banyak {_COLUMNS_MOST} mm",
                )
        if not 0 <= (block.get("gap") or 0) <= _GAP_MOST:
            yield self._at((*path, "gap"), f"jarak gap harus 0 sampai {_GAP_MOST}")
        if kind == "signature" and not 0 <= block.get("signer", 0) < max(self._ground.known.signers, 1):
            signers = self._ground.known.signers
            yield self._at((*path, "signer"), f"surat ini ditandatangani {signers} orang; signer dihitung dari 0")
        for name in ("lines", "groups"):
            if name in block and not any(map(any, block[name]) if name == "groups" else block[name]):
                yield self._at((*path, name), "bagian ini belum berisi; isi sedikitnya satu baris")
        yield from self._counts(path, kind, block)

    def _counts(self, path: Path, kind: str, block: Mapping[str, Any]) -> Iterator[Problem]:
        items = block.get("items", ())
        always = [item for item in items if isinstance(item, dict) and not _conditional(item)]
        if kind == "dictums" and len(always) > _MOST_DICTUMS:
            yield self._at((*path, "items"), f"paling banyak {_MOST_DICTUMS} diktum; gabungkan sebagian")
        lettered = block.get("numbering") == "letters"
        if lettered and len(items) > _MOST_LETTERED:
            yield self._at((*path, "items"), f"paling banyak {_MOST_LETTERED} butir berhuruf; gabungkan sebagian")

    # -- what the letter as a whole needs

    def _whole(self, parts: Parts) -> Iterator[Problem]:
        signed, numbered = _needs(self._ground.text)
        end = len(self._lines)
        if signed and not _signed(parts):
            yield Problem(line=end, words="tempat tanda tangan tidak ada; tambahkan bagian signature")
        if numbered and not _names(parts, _NUMBER):
            yield Problem(line=end, words=f"nomor surat tidak dicetak; tambahkan isian {{{_NUMBER}}}")


@lru_cache(maxsize=16)
def _needs(shipped: str) -> tuple[bool, bool]:
    """Whether the shipped wording has a place to sign, and prints the number."""
    parts = read_parts(shipped)
    return (_signed(parts), _names(parts, _NUMBER)) if parts is not None else (False, False)


def _signed(parts: Parts) -> bool:
    return any(block.get("kind") in _SIGNED for block in parts.blocks)


def _names(parts: Parts, name: str) -> bool:
    return any(f"{{{name}}}" in text for block in parts.blocks for _, text in _texts(block))


def _conditional(item: Mapping[str, Any]) -> bool:
    return any(item.get(name) for name in ("when", "unless", "forms"))


def _texts(part: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """The texts of a part that are printed, each with its place in it."""
    if isinstance(part, str):
        yield path, part
    elif isinstance(part, Mapping):
        for name, inner in part.items():
            if name not in _NOT_TEXT and not (name == "rows" and isinstance(inner, str)):
                yield from _texts(inner, (*path, name))
    elif isinstance(part, list):
        for place, inner in enumerate(part):
            yield from _texts(inner, (*path, place))
