"""What is said of an item on paper, and the looks in which evidence is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from cases.model.evidence_paper import EvidencePapers, ItemPictures, PaperItem
from reports.letters.fonts import SANS, Family, missing
from reports.letters.text import Style, clean

ACCESS: Final = "RAHASIA"
_ABSENT: Final = "\u25a1"
"""What stands for signs that no face has: an emoji in a name, another script."""
_ABSENT_WORDS: Final = f"{_ABSENT} menggantikan tanda yang tidak dapat dicetak; lihat pada program."
_GROUP: Final = 8
_KILO, _MEGA, _SHOWN_KILO = 1_000, 1_000_000, 0.1


@dataclass(frozen=True, slots=True)
class CardLook:
    """The measures of a card: its type, the title's, the room inside its frame.

    ``least`` is the share of the inside that a picture fills at least, unless it is small itself.
    """

    body: Style
    title: Style
    pad: float
    gap: float
    least: float


_LOOKS: Final = {
    1: CardLook(Style(SANS, 10.5, 13.2), Style(SANS, 13, 16), 9, 9, 0.12),
    2: CardLook(Style(SANS, 9, 11.2), Style(SANS, 11, 13.6), 7, 7, 0.12),
    4: CardLook(Style(SANS, 8, 9.8), Style(SANS, 9.5, 11.6), 5, 5, 0.06),
}


@cache
def look_of(per_page: int, faces: Family) -> CardLook:
    """The look of a card, by how many share its page, in the office's typeface."""
    look = _LOOKS[per_page]
    body, title = (Style(faces, style.size, style.leading) for style in (look.body, look.title))
    return CardLook(body, title, look.pad, look.gap, look.least)


def printable(text: str) -> str:
    """The text with a square in the place of signs that cannot be printed."""
    words = clean(text)
    absent = missing(words, SANS.regular).replace("\n", "")
    return re.sub(f"[{re.escape(absent)}]+", _ABSENT, words) if absent else words


def size_words(size: int) -> str:
    """Return a size as people say it, and exactly ("1,2 MB, 1.204.233 byte")."""
    exact = f"{size:,} byte".replace(",", ".")
    if size < _KILO:
        return exact
    near = f"{size / _MEGA:.1f} MB".replace(".", ",") if size >= _MEGA else f"{max(size / _KILO, _SHOWN_KILO):.0f} KB"
    return f"{near} ({exact})"


def grouped(sha256: str) -> str:
    """A fingerprint in groups that can be compared by eye."""
    return " ".join(sha256[at : at + _GROUP] for at in range(0, len(sha256), _GROUP))


def case_words(papers: EvidencePapers) -> str:
    """Whose evidence it is ("Perkara Nomor 2024/035")."""
    return f"Perkara Nomor {papers.case_number}" if papers.case_number else f"Laporan Nomor {papers.report_number}"


def account_words(item: PaperItem) -> str:
    """Where an item was seen and whose it was ("Facebook, ani.tk, nama profil Ani")."""
    named = f"nama profil {item.profile_name}" if item.profile_name else ""
    return ", ".join(filter(None, (item.platform, item.account, named)))


def captured_words(item: PaperItem) -> str:
    """When, by whom and how an item was captured."""
    by = f"oleh {item.captured_by}" if item.captured_by else ""
    words = " ".join(filter(None, (item.captured, by)))
    if not words:
        return item.capture
    return f"{words} ({item.capture})" if item.capture else words


def facts(item: PaperItem, pictures: ItemPictures, *, further: bool) -> Iterator[tuple[str, str]]:
    """The lines of a card, label and words; ``further`` says that pages follow on which it goes on."""
    told = (
        ("Tersunting dari", _redaction(item)),
        (f"SHA-256 {item.made_from}", grouped(item.made_from_sha256) if item.made_from else ""),
        ("Akun", account_words(item)),
        ("URL", item.url),
        ("Diunggah", item.posted),
        ("Ditangkap", captured_words(item)),
        ("Menyangkut", item.concerns),
        ("Uraian", item.description),
        ("Berkas", f"{item.file_name}; {item.kind}, {size_words(item.size)}"),
        ("SHA-256", grouped(item.sha256)),
        ("Gambar", picture_words(item, pictures, further=further)),
        ("Pemeriksaan", item.answered),
        ("Penanganan", ". ".join(item.custody)),
    )
    shown = [(label, words) for label, words in told if words]
    printed = [(label, printable(words)) for label, words in shown]
    yield from printed
    if any(_ABSENT in words for _, words in printed) and not any(_ABSENT in words for _, words in shown):
        yield "Catatan", _ABSENT_WORDS


def picture_words(item: PaperItem, pictures: ItemPictures, *, further: bool) -> str:
    """What must be known of the picture of an item: how much of it is here."""
    here = len(pictures.pages)
    if pictures.problem or not here:
        return ""
    if item.media_type.startswith("image/") and here == 1 and pictures.count > 1:
        return f"bagian pertama dari {pictures.count} gambar dalam berkas ini"
    if pictures.count > 1:
        told = f"halaman 1 dari {pictures.count}"
        if further and here > 1:
            told += f"; halaman 2 sampai dengan {here} pada lembar berikutnya"
        return told + ("" if further and here == pictures.count else "; selengkapnya pada berkas aslinya")
    if pictures.strips and further:
        return f"utuh dan diperkecil; diperbesar dalam {len(pictures.strips)} potongan pada lembar berikutnya"
    return ""


def _redaction(item: PaperItem) -> str:
    if not item.made_from:
        return ""
    return f"{item.made_from} ({item.marks}); aslinya tidak diubah" if item.marks else item.made_from


def bare_words(item: PaperItem, pictures: ItemPictures) -> str:
    """What stands in the place of a picture that there is none of."""
    if pictures.problem:
        return pictures.problem
    return f"{item.kind}: tidak ada yang dapat digambar pada kertas. Berkas aslinya tersimpan pada program."
