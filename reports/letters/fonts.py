"""The embedded faces: registered once with reportlab, measured here."""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass
from functools import lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from resources import read_bytes

_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Family:
    """A type family by the names of its registered faces."""

    regular: str
    bold: str


SANS = Family("LiberationSans-Regular", "LiberationSans-Bold")
BOOK = Family("NetralitasBonum-Regular", "NetralitasBonum-Bold")


def _face(name: str) -> TTFont:
    """The registered face, read from the resources when it is first asked for."""
    with _lock:
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, io.BytesIO(read_bytes(f"fonts/{name}.ttf"))))
        return pdfmetrics.getFont(name)


def register() -> None:
    """Make every face known to reportlab; does nothing the second time."""
    for family in (SANS, BOOK):
        _face(family.regular)
        _face(family.bold)


@lru_cache(maxsize=16)
def _widths(name: str) -> dict[int, float]:
    """Advance widths of a face by character, in thousandths of its size."""
    widths: dict[int, float] = _face(name).face.charWidths
    return widths


def text_width(text: str, font: str, size: float) -> float:
    """Width of ``text`` in points; every character must be one that the face has (see ``missing``)."""
    return _unit_width(text, font) * size


@lru_cache(maxsize=16384)
def _unit_width(text: str, font: str) -> float:
    widths = _widths(font)
    return sum(widths[ord(character)] for character in text) / 1000


@lru_cache(maxsize=16)
def _printable(name: str) -> frozenset[str]:
    return frozenset(map(chr, _widths(name)))


def missing(text: str, font: str) -> str:
    """The characters of ``text`` that the face cannot print, each once, sorted."""
    return "".join(sorted(set(text) - _printable(font)))
