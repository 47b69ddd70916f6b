"""What the parts of a letter are called, what is asked of each, and how one reads with the values of a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final, Literal, TypeAlias

from cases.letters.blocks import PIECE

AskKind: TypeAlias = Literal[
    "text",
    "more",
    "line",
    "number",
    "day",
    "lines",
    "groups",
    "check",
    "choice",
    "names",
    "rows",
    "forms",
    "pairs",
    "records",
]
Names: TypeAlias = Mapping[str, str]

_MOST_LINES: Final = 5
_MOST_LETTERS: Final = 170


@dataclass(frozen=True, slots=True)
class Ask:
    """One field of a part: its name in the file, its label, what is entered, and the value that is not written."""

    name: str
    title: str
    kind: AskKind = "text"
    default: Any = ""
    choices: tuple[tuple[str, str], ...] = ()
    inner: tuple[Ask, ...] = ()
    one: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class PartWords:
    """A kind of part: its title, its icon, its fields, and what a new one begins with."""

    title: str
    icon: str
    asks: tuple[Ask, ...]
    new: Mapping[str, Any]


_CONDITION: Final = (
    Ask("when", "Tampil jika ada isi", "names"),
    Ask("unless", "Tampil jika kosong", "names"),
)
_ALIGN: Final = (("justify", "Rata kiri dan kanan"), ("left", "Rata kiri"), ("center", "Tengah"), ("right", "Kanan"))
_NUMBERING: Final = (("letters", "a, b, c"), ("numbers", "1, 2, 3"))
_ITEM: Final = (Ask("text", "", default=None), *_CONDITION)
_DICTUM: Final = (
    Ask("text", "Bunyi", default=None),
    Ask("pairs", "Daftar di bawahnya", "pairs", [], one="baris"),
    Ask("items", "Butir di bawahnya", "lines", []),
    Ask("then", "Lanjutan setelah daftar", "more"),
    Ask("forms", "Untuk bentuk hukuman", "forms", []),
    *_CONDITION,
)
_COLUMN: Final = (
    Ask("title", "Judul", default=None),
    Ask("text", "Isi tiap baris", default=None),
    Ask("width", "Lebar (mm)", "number", None),
    Ask("align", "Letak", "choice", "left", (("left", "Kiri"), ("center", "Tengah"))),
)

PARTS: Final[Mapping[str, PartWords]] = {
    "paragraph": PartWords(
        "Paragraf",
        "text-align-left",
        (
            Ask("text", "Bunyi", default=None),
            Ask("number", "Nomor di depan", "line", help="Misalnya 1. atau a."),
            Ask("align", "Letak", "choice", "justify", _ALIGN),
            Ask("indented", "Menjorok ke kanan", "check", default=False),
            Ask("caps", "Huruf besar semua", "check", default=False),
            *_CONDITION,
        ),
        {"kind": "paragraph", "text": "Tulis paragraf di sini."},
    ),
    "pairs": PartWords(
        "Daftar isian",
        "list-dashes",
        (
            Ask("rows", "Baris", "pairs", one="baris", help="Baris yang isinya kosong tidak dicetak."),
            Ask("indented", "Menjorok ke kanan", "check", default=False),
            Ask("narrow", "Label pendek (Nomor, Hal)", "check", default=False),
            *_CONDITION,
        ),
        {"kind": "pairs", "rows": [["Nama", "{terlapor.nama}"]]},
    ),
    "heading": PartWords(
        "Judul",
        "text-t",
        (Ask("groups", "Baris judul", "groups", help="Baris kosong memisahkan kelompok."), *_CONDITION),
        {"kind": "heading", "groups": [["Judul"]]},
    ),
    "table": PartWords(
        "Tabel",
        "table",
        (
            Ask("rows", "Diulang untuk", "rows", None),
            Ask("columns", "Kolom", "records", inner=_COLUMN, one="kolom"),
            *_CONDITION,
        ),
        {"kind": "table", "rows": "", "columns": [{"title": "No.", "width": 11, "text": "{no}.", "align": "center"}]},
    ),
    "clauses": PartWords(
        "Butir (Menimbang, Mengingat)",
        "list-numbers",
        (
            Ask("label", "Label", "line", None),
            Ask("numbering", "Penomoran", "choice", None, _NUMBERING),
            Ask("rows", "Diambil dari daftar", "rows"),
            Ask("items", "Butir", "records", [], inner=_ITEM, one="butir"),
            *_CONDITION,
        ),
        {"kind": "clauses", "label": "Menimbang", "numbering": "letters", "items": [{"text": "bahwa ...;"}]},
    ),
    "dictums": PartWords(
        "Diktum (Memutuskan)",
        "gavel",
        (Ask("items", "Diktum", "records", inner=_DICTUM, one="diktum"), *_CONDITION),
        {"kind": "dictums", "items": [{"text": "Keputusan ini mulai berlaku pada tanggal ditetapkan."}]},
    ),
    "signature": PartWords(
        "Tanda tangan",
        "signature",
        (
            Ask("opening", "Baris di atasnya", "lines", []),
            Ask("signer", "Penanda tangan ke-", "number", 0, help="0 adalah yang pertama."),
            *_CONDITION,
        ),
        {"kind": "signature", "opening": ["{surat.tempat}, {surat.tanggal}"]},
    ),
    "signatures": PartWords(
        "Tanda tangan semua pihak",
        "users-three",
        (Ask("opening", "Baris di atasnya", "lines", []), *_CONDITION),
        {"kind": "signatures", "opening": ["{surat.tempat}, {surat.tanggal}"]},
    ),
    "received": PartWords(
        "Tanda terima",
        "pen-nib",
        (Ask("text", "Kata di depan tanggal", "line", None), Ask("lines", "Baris di bawahnya", "lines"), *_CONDITION),
        {"kind": "received", "text": "Diterima tanggal", "lines": ["{terlapor.nama}"]},
    ),
    "copies": PartWords(
        "Tembusan",
        "paper-plane-tilt",
        (Ask("title", "Judul", "line", None), *_CONDITION),
        {"kind": "copies", "title": "Tembusan:"},
    ),
    "access": PartWords("Tanda kerahasiaan", "lock", _CONDITION, {"kind": "access"}),
    "annex": PartWords(
        "Lampiran (halaman baru)",
        "paperclip",
        (Ask("lines", "Baris judul lampiran", "lines"), *_CONDITION),
        {"kind": "annex", "lines": ["Lampiran"]},
    ),
}
"""The kinds of parts, the most usual first."""

COPIES: Final = Ask(
    "copies", "Tembusan yang diusulkan", "records", [], inner=(Ask("text", "", default=None),), one="tembusan"
)
HEAD_ASKS: Final = (
    Ask("title", "Nama surat", "line", None),
    Ask("valid_from", "Dipakai untuk surat bertanggal mulai", "day", None, help="Seperti 2026-01-31."),
    Ask("valid_to", "sampai dengan", "day", None, help="Kosong berarti seterusnya."),
    Ask("source", "Sumber bunyi", default=None),
)
FORMS: Final = {
    "none": "tanpa jangka waktu",
    "period": "berjangka waktu",
    "allowance": "pemotongan tunjangan",
    "position": "penurunan jabatan",
    "release": "pembebasan jabatan",
    "dismissal": "pemberhentian",
}
"""The forms of sanction that a dictum may be for."""


def title_of(kind: object) -> str:
    """What a kind of part is called."""
    return PARTS[kind].title if isinstance(kind, str) and kind in PARTS else f"Bagian {kind or 'tanpa jenis'}"


def condition_of(part: Mapping[str, Any], meanings: Names) -> str:
    """When a part is printed, in words; empty when always."""
    said = []
    if when := part.get("when"):
        said.append(f"jika ada: {_short(meanings.get(str(when), str(when)))}")
    if unless := part.get("unless"):
        said.append(f"jika kosong: {_short(meanings.get(str(unless), str(unless)))}")
    return " dan ".join(said)


def _short(meaning: str) -> str:
    return meaning.removeprefix("Tanda: ").removesuffix(" (untuk syarat tampil)")


def read_out(
    part: Mapping[str, Any], head: Mapping[str, Any], values: Names, meanings: Names, inks: tuple[str, str]
) -> str:
    """A part as HTML with the values of the case in it, cut after some lines; every text is escaped here.

    ``inks`` are the colours of a value, and of a placeholder that has none in this case.
    """
    lines = list(_lines(part, head))
    more = len(lines) - _MOST_LINES
    shown = [_filled(line, values, meanings, inks) for line in lines[:_MOST_LINES]]
    if more > 0:
        shown.append(f"<i>dan {more} baris lagi</i>")
    return "<br>".join(shown)


def _filled(text: str, values: Names, meanings: Names, inks: tuple[str, str]) -> str:
    made = []
    bold = False
    room = _MOST_LETTERS
    for piece in PIECE.findall(text):
        if room <= 0:
            made.append(" …")
            break
        room -= len(piece)
        if piece == "**":
            bold = not bold
            made.append("<b>" if bold else "</b>")
        elif piece[0] == "{" and len(piece) > 1:
            name = piece[1:-1]
            value = values.get(name, "")
            words = value or f"‹{meanings.get(name, name).partition(';')[0]}›"
            made.append(f"<span style='color:{inks[not value]}'>{escape(words)}</span>")
        else:
            made.append(escape(piece).replace("\n", "<br>"))
    return "".join(made) + ("</b>" if bold else "")


def _lines(part: Mapping[str, Any], head: Mapping[str, Any]) -> Iterator[str]:
    """What a part says, line by line; what is no text is left to the other page."""
    kind = part.get("kind")
    if kind == "access":
        yield str(head.get("access", ""))
    if kind == "heading":
        yield from (str(line) for group in _list(part, "groups") if isinstance(group, list) for line in group)
    if kind == "pairs":
        yield from (" : ".join(map(str, row)) for row in _list(part, "rows") if isinstance(row, list))
    if kind == "clauses":
        yield f"**{part.get('label', '')}**"
    if kind in {"clauses", "dictums"}:
        yield from (str(item.get("text", "")) for item in _list(part, "items") if isinstance(item, dict))
    if kind == "table":
        yield " | ".join(str(column.get("title", "")) for column in _list(part, "columns") if isinstance(column, dict))
    if kind in {"paragraph", "received"}:
        yield " ".join(filter(None, (str(part.get("number", "")), str(part.get("text", "")))))
    if kind == "copies":
        yield str(part.get("title", ""))
        yield from (str(line.get("text", "")) for line in _list(head, "copies") if isinstance(line, dict))
    for name in ("opening", "lines"):
        yield from map(str, _list(part, name))


def _list(part: Mapping[str, Any], name: str) -> list[Any]:
    value = part.get(name)
    return value if isinstance(value, list) else []
