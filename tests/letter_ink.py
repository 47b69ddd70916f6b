"""Reads what a PDF really draws, with pikepdf, which did not write it: text and pictures with their places."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pikepdf

_Matrix = tuple[float, float, float, float]
"""Scale and shift: letters are never turned."""


@dataclass(frozen=True)
class Piece:
    """A piece of text: its page from 1, its box's left, right and baseline in points, type size and face."""

    page: int
    left: float
    right: float
    baseline: float
    size: float
    face: str


@dataclass(frozen=True)
class Frame:
    """What a picture or a square code covers, in points from the lower left; ``code`` tells them apart."""

    page: int
    left: float
    bottom: float
    right: float
    top: float
    code: bool


@dataclass(frozen=True)
class Ink:
    """Everything that is read of a PDF: the size of each page, text, pictures, straight lines (as thin frames)."""

    sizes: tuple[tuple[float, float], ...]
    pieces: tuple[Piece, ...]
    frames: tuple[Frame, ...]
    lines: tuple[Frame, ...]


def read(pdf: bytes) -> Ink:
    """Read a PDF; raises AssertionError for an operator that is not read here."""
    sizes, pages = [], []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages, 1):
            left, bottom, right, top = (float(edge) for edge in page.mediabox)
            sizes.append((right - left, top - bottom))
            pages.append(_Page(number, page))
    return Ink(
        tuple(sizes),
        tuple(piece for page in pages for piece in page.pieces),
        tuple(frame for page in pages for frame in page.frames),
        tuple(line for page in pages for line in page.lines),
    )


def pieces(pdf: bytes) -> list[Piece]:
    """Every piece of text."""
    return list(read(pdf).pieces)


class _Page:
    """One page on its way through its operators."""

    def __init__(self, number: int, page: pikepdf.Page) -> None:
        self.pieces: list[Piece] = []
        self.frames: list[Frame] = []
        self.lines: list[Frame] = []
        self._number = number
        self._fonts = {
            str(name): (str(font.BaseFont), int(font.FirstChar), [float(width) for width in font.Widths])
            for name, font in page.resources.get("/Font", {}).items()
        }
        self._font: tuple[str, int, list[float]] = ("", 0, [])
        self._x = self._y = self._size = self._word_space = self._letter_space = 0.0
        self._at: _Matrix = (1.0, 1.0, 0.0, 0.0)
        self._kept: list[_Matrix] = []
        self._begun = (0.0, 0.0)
        self._modules: list[tuple[float, float, float, float]] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            assert name not in _UNREAD, f"operator {name} is not read here"
            if reader := _READERS.get(name):
                reader(self, operands)

    def tm(self, operands: Any) -> None:
        self._x, self._y = float(operands[4]), float(operands[5])

    def tf(self, operands: Any) -> None:
        self._font, self._size = self._fonts[str(operands[0])], float(operands[1])

    def tw(self, operands: Any) -> None:
        self._word_space = float(operands[0])

    def tc(self, operands: Any) -> None:
        self._letter_space = float(operands[0])

    def tj(self, operands: Any) -> None:
        face, first, widths = self._font
        codes, x = bytes(operands[0]), self._x
        advance = sum(widths[code - first] for code in codes) * self._size / 1000
        advance += self._letter_space * len(codes) + self._word_space * codes.count(32)
        self.pieces.append(Piece(self._number, x, x + advance - self._letter_space, self._y, self._size, face))
        self._x += advance

    def keep(self, _operands: Any) -> None:
        self._kept.append(self._at)

    def restore(self, _operands: Any) -> None:
        self._at = self._kept.pop()

    def cm(self, operands: Any) -> None:
        wide, b, c, high, x, y = (float(operand) for operand in operands)
        assert (b, c) == (0, 0), "nothing is turned"
        at = self._at
        self._at = (wide * at[0], high * at[1], x * at[0] + at[2], y * at[1] + at[3])

    def picture(self, _operands: Any) -> None:
        self.frames.append(self._frame(0, 0, 1, 1, code=False))

    def rectangle(self, operands: Any) -> None:
        if self._at[0] != 1:
            x, y, width, height = (float(operand) for operand in operands)
            self._modules.append((x, y, x + width, y + height))

    def fill(self, _operands: Any) -> None:
        if self._modules:
            left, bottom, right, top = zip(*self._modules, strict=True)
            self.frames.append(self._frame(min(left), min(bottom), max(right), max(top), code=True))
            self._modules = []

    def begin(self, operands: Any) -> None:
        self._begun = (float(operands[0]), float(operands[1]))

    def line(self, operands: Any) -> None:
        low, high = sorted((self._begun, (float(operands[0]), float(operands[1]))))
        self.lines.append(self._frame(*low, *high, code=False))

    def _frame(self, left: float, bottom: float, right: float, top: float, *, code: bool) -> Frame:
        wide, high, x, y = self._at
        return Frame(self._number, left * wide + x, bottom * high + y, right * wide + x, top * high + y, code)


_READERS = {
    "Tm": _Page.tm,
    "Tf": _Page.tf,
    "Tw": _Page.tw,
    "Tc": _Page.tc,
    "Tj": _Page.tj,
    "q": _Page.keep,
    "Q": _Page.restore,
    "cm": _Page.cm,
    "Do": _Page.picture,
    "re": _Page.rectangle,
    "f": _Page.fill,
    "m": _Page.begin,
    "l": _Page.line,
}
_UNREAD = {"Td", "TD", "T*", "TJ", "'", '"', "Tz", "Ts", "gs", "sh", "BI"}


# How high above its baseline and how deep below it a line of type reaches, in sizes; less than its leading.
_ABOVE, _BELOW = 0.72, 0.2
_TOUCH = 0.3


def overlaps(ink: Ink) -> list[str]:
    """Pieces of text that lie on each other, on a picture or on a line across them."""
    found: list[str] = []
    for page in range(1, len(ink.sizes) + 1):
        texts = sorted((piece for piece in ink.pieces if piece.page == page), key=lambda piece: -piece.baseline)
        for i, one in enumerate(texts):
            for other in texts[i + 1 :]:
                if one.baseline - one.size * _BELOW >= other.baseline + 30:
                    break
                apart = one.baseline - one.size * _BELOW >= other.baseline + other.size * _ABOVE - _TOUCH
                if not apart and min(one.right, other.right) - max(one.left, other.left) > _TOUCH:
                    found.append(f"{one} lies on {other}")
        shapes = [frame for frame in (*ink.frames, *ink.lines) if frame.page == page]
        found += [f"{text} lies on {shape}" for text in texts for shape in shapes if _covers(shape, text)]
        pictures = [frame for frame in ink.frames if frame.page == page]
        found += [f"{one} lies on {two}" for one, two in combinations(pictures, 2) if _share(one, two)]
    return found


def _covers(shape: Frame, text: Piece) -> bool:
    bottom, top = text.baseline - text.size * _BELOW, text.baseline + text.size * _ABOVE
    beside = text.right <= shape.left + _TOUCH or text.left >= shape.right - _TOUCH
    if shape.left == shape.right:
        beside = not text.left + _TOUCH < shape.left < text.right - _TOUCH
    return not beside and bottom + _TOUCH < shape.top and shape.bottom < top - _TOUCH


def _share(one: Frame, two: Frame) -> bool:
    across = min(one.right, two.right) - max(one.left, two.left)
    return across > 0 and min(one.top, two.top) - max(one.bottom, two.bottom) > 0


def unembedded(pdf: bytes) -> list[str]:
    """Names of declared fonts that carry no font program."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        things = [thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary)]
        fonts = [thing for thing in things if thing.get("/Type") == "/Font"]
        fonts += [font for page in document.pages for font in page.resources.get("/Font", {}).values()]
        return [str(font.get("/BaseFont")) for font in fonts if "/FontFile2" not in font.get("/FontDescriptor", {})]
