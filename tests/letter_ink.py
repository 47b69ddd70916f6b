"""Reads what a PDF really draws, with pikepdf, which did not write it: every piece of text with place and size."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf


@dataclass(frozen=True)
class Piece:
    """A piece of text: its page from 1, its box's left, right and baseline in points, type size and face."""

    page: int
    left: float
    right: float
    baseline: float
    size: float
    face: str


def pieces(pdf: bytes) -> list[Piece]:
    found: list[Piece] = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages, 1):
            found += _of_page(number, page)
    return found


def _of_page(number: int, page: pikepdf.Page) -> list[Piece]:
    fonts = page.resources["/Font"]
    found: list[Piece] = []
    x = y = 0.0
    word_space = letter_space = 0.0
    font, size = None, 0.0
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tm":
                x, y = float(operands[4]), float(operands[5])
            case "Tf":
                font, size = fonts[str(operands[0])], float(operands[1])
            case "Tw":
                word_space = float(operands[0])
            case "Tc":
                letter_space = float(operands[0])
            case "Tj":
                codes = bytes(operands[0])
                widths = [float(width) for width in font.Widths]
                advance = sum(widths[code - int(font.FirstChar)] for code in codes) * size / 1000
                advance += letter_space * len(codes) + word_space * codes.count(32)
                found.append(Piece(number, x, x + advance - letter_space, y, size, str(font.BaseFont)))
                x += advance
            case "Td" | "TD" | "T*" | "TJ" | "'" | '"':
                raise AssertionError(f"operator {operator} is not read here")
    return found


def unembedded(pdf: bytes) -> list[str]:
    """Names of declared fonts that carry no font program."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        things = [thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary)]
        fonts = [thing for thing in things if thing.get("/Type") == "/Font"]
        fonts += [font for page in document.pages for font in page.resources.get("/Font", {}).values()]
        return [str(font.get("/BaseFont")) for font in fonts if "/FontFile2" not in font.get("/FontDescriptor", {})]
