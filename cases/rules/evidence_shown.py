"""Which items of evidence belong on the papers of a case, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

from cases.model.evidence import Evidence

_KINDS: Final = (
    ("image/", "Gambar"),
    ("video/", "Rekaman video"),
    ("audio/", "Rekaman suara"),
    ("application/pdf", "Dokumen"),
    ("text/html", "Halaman web"),
    ("multipart/related", "Halaman web"),
    ("message/rfc822", "Halaman web"),
    ("application/zip", "Arsip"),
    ("application/x-zip-compressed", "Arsip"),
    ("text/", "Teks"),
)
_LONGEST_ENDING: Final = 5
_KILO, _MEGA, _SHOWN_KILO = 1_000, 1_000_000, 0.1


def of_case(items: Iterable[Evidence], person: str) -> tuple[Evidence, ...]:
    """Return the items that concern a person (his NIP or else name); what names nobody concerns everybody."""
    return tuple(item for item in items if not person or not item.concerns or person in item.concerns)


def with_cards(items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the items whose picture is shown: where there is a redacted copy, it is, and not its original."""
    given = tuple(items)
    covered = {item.derived_from for item in given}
    return tuple(item for item in given if item.id not in covered)


def kind_words(media_type: str, file_name: str) -> str:
    """Return what a file is ("Gambar PNG", "Rekaman video MP4")."""
    words = next((words for begin, words in _KINDS if media_type.startswith(begin)), "Berkas")
    ending = PurePath(file_name).suffix.removeprefix(".")
    shown = ending.isascii() and ending.isalnum() and len(ending) <= _LONGEST_ENDING
    return f"{words} {ending.upper()}" if shown else words


def size_words(size: int) -> str:
    """Return a size as people say it, and exactly ("1,2 MB, 1.204.233 byte")."""
    exact = f"{size:,} byte".replace(",", ".")
    if size < _KILO:
        return exact
    near = f"{size / _MEGA:.1f} MB".replace(".", ",") if size >= _MEGA else f"{max(size / _KILO, _SHOWN_KILO):.0f} KB"
    return f"{near} ({exact})"
