"""What a signature shows on the paper: who, when, with whose certificate. Words in a frame, never a square code."""

from __future__ import annotations

import io
import threading
from typing import Final

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from reports.letters.fonts import SANS, missing
from reports.letters.text import clean
from resources import read_bytes

_FACE: Final = f"Tanda-{SANS.regular}"
_SIZES: Final = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
_LEADING, _PAD, _GAP = 1.16, 5.0, 3.5
_FRAME, _WEIGHT, _EDGE = 0.55, 0.5, 1.5
_lock = threading.Lock()


def draw_stamp(width: float, height: float, *said: str) -> bytes:
    """Return a page of this size in points with the words of a signature, as large as they fit."""
    with _lock:  # a face of reportlab keeps notes of the document it is in
        if _FACE not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(_FACE, io.BytesIO(read_bytes(f"fonts/{SANS.regular}.ttf"))))
        return _draw(width, height, [_printable(text) for text in said])


def _draw(width: float, height: float, said: list[str]) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(width, height), pageCompression=1, invariant=1, initialFontName=_FACE)
    size, lines = _fitted(width - 2 * _PAD, height - 2 * _GAP - _PAD, said)
    canvas.setStrokeGray(_FRAME)
    canvas.setLineWidth(_WEIGHT)
    canvas.rect(_EDGE, _GAP, width - 2 * _EDGE, height - 2 * _GAP, stroke=1, fill=0)
    top = (height + len(lines) * size * _LEADING) / 2
    canvas.setFont(_FACE, size)
    for at, line in enumerate(lines):
        canvas.drawString(_PAD, top - at * size * _LEADING - size * 0.95, line)
    canvas.save()
    return target.getvalue()


def _fitted(width: float, height: float, said: list[str]) -> tuple[float, list[str]]:
    """The largest size in which the words fit, and their lines; past the smallest, what is last is left out."""
    for size in _SIZES:
        lines = [line for text in said for line in simpleSplit(text, _FACE, size, width)]
        if len(lines) * size * _LEADING <= height:
            break
    return size, lines[: max(1, int(height / (size * _LEADING)))]


def _printable(text: str) -> str:
    """The words with what the face lacks shown as a question mark: a certificate may say anything."""
    words = clean(text)
    lacking = missing(words, SANS.regular)
    return "".join("?" if sign in lacking else sign for sign in words)
