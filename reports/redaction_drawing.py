"""How marks change the pixels of a page: boxes and blurs take away what lies under them, arrows and texts add to it.

Shapes are computed here for whoever draws them, so that the editor shows what the copy will hold.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from functools import cache
from typing import Final, TypeAlias

from PIL import Image, ImageDraw, ImageFont

import resources
from cases.model.marks import Mark, MarkKind, Place

Size: TypeAlias = tuple[int, int]
Box: TypeAlias = tuple[int, int, int, int]
Point: TypeAlias = tuple[float, float]

BLACK: Final = (0, 0, 0)
INK: Final = (196, 22, 38)
PAPER: Final = (255, 255, 255)
FACE: Final = "fonts/Inter-SemiBold.ttf"
LINE: Final = 1.35
"""Height of a text's plate, in sizes of its letters."""
MARGIN: Final = 0.6
"""What the plate leaves beside the words, both sides together, in sizes of its letters."""

_CELLS: Final = 6
"""Cells of a blur along its longer side, at most: a face or a number is made of so few samples that none is left."""
_PAGE_CELLS: Final = 80
"""Cells that would lie along the page's longer side: a small blur has fewer than six."""
_LEAST_CELL: Final = 12
_STEPS: Final = 16
"""Steps that a colour keeps in a blur, so that candidates cannot be tried against its exact mean."""
_STROKES: Final = 260
_FINEST: Final = 4
_MOST_DRAWN: Final = 16_000_000


def covered(place: Place, size: Size) -> Box:
    """The pixels that a place touches, even by a part of one: left, top, right and bottom, the last two not included.

    A place that is turned over is righted; one that lies beside the page touches nothing and is empty.
    """
    left, right = sorted((place.left, place.left + place.width))
    top, bottom = sorted((place.top, place.top + place.height))
    width, height = size
    return (
        _within(math.floor(left * width), width),
        _within(math.floor(top * height), height),
        _within(math.ceil(right * width), width),
        _within(math.ceil(bottom * height), height),
    )


def cells(place: Place, size: Size) -> Size:
    """Of how many cells a blur consists, across and down; ``size`` is that of the page in full."""
    left, top, right, bottom = covered(place, size)
    wide, high = right - left, bottom - top
    edge = max(math.ceil(max(wide, high) / _CELLS), math.ceil(max(size) / _PAGE_CELLS), _LEAST_CELL)
    return max(1, wide // edge), max(1, high // edge)


def coarse(level: int) -> int:
    """A level of colour (0 to 255) as a blur keeps it."""
    return level * _STEPS // 256 * 255 // (_STEPS - 1)


def stroke(size: Size) -> float:
    """The width of an arrow's shaft on a page."""
    return max(3.0, max(size) / _STROKES)


def arrow_shape(place: Place, size: Size) -> tuple[Point, ...]:
    """The corners of an arrow from the place's first corner to the opposite one."""
    start = place.left * size[0], place.top * size[1]
    end = (place.left + place.width) * size[0], (place.top + place.height) * size[1]
    length = math.hypot(end[0] - start[0], end[1] - start[1])
    if length < 1:
        return ()
    along = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    half = min(stroke(size), length / 4) / 2
    head = min(half * 9, length * 0.6)

    def at(far: float, aside: float) -> Point:
        return start[0] + along[0] * far - along[1] * aside, start[1] + along[1] * far + along[0] * aside

    neck = length - head
    return (
        at(0, half),
        at(neck, half),
        at(neck, half * 4),
        end,
        at(neck, -half * 4),
        at(neck, -half),
        at(0, -half),
    )


def letter_size(width_of_one: float, plate: Point) -> float:
    """How large letters may be on a plate; ``width_of_one`` is the width of the words in sizes of their letters."""
    return max(min(plate[1] / LINE, plate[0] / (width_of_one + MARGIN)), 1.0)


def draw_marks(picture: Image.Image, marks: Sequence[Mark], whole: Size | None = None) -> None:
    """Draw the marks of one page onto its pixels (RGB); ``whole`` is its size in full when this is a smaller one.

    Boxes come first, so that no blur samples what they hide, and once more when all is blurred; then what is added.
    """
    of = {kind: [mark for mark in marks if mark.kind is kind] for kind in MarkKind}
    _fill(picture, of[MarkKind.BOX])
    for mark in of[MarkKind.BLUR]:
        _blur(picture, mark.place, whole or picture.size)
    _fill(picture, of[MarkKind.BOX])
    for mark in of[MarkKind.ARROW]:
        _draw_arrow(picture, mark.place)
    for mark in of[MarkKind.TEXT]:
        _draw_text(picture, mark)


def _within(value: int, most: int) -> int:
    return min(max(value, 0), most)


def _fill(picture: Image.Image, marks: Sequence[Mark]) -> None:
    for mark in marks:
        picture.paste(BLACK, covered(mark.place, picture.size))


def _blur(picture: Image.Image, place: Place, whole: Size) -> None:
    box = covered(place, picture.size)
    if box[0] >= box[2] or box[1] >= box[3]:
        return
    part = picture.crop(box)
    few = part.resize(cells(place, whole), Image.Resampling.BOX).point([coarse(level) for level in range(256)] * 3)
    picture.paste(few.resize(part.size, Image.Resampling.NEAREST), box)


def _draw_arrow(picture: Image.Image, place: Place) -> None:
    """Draw it larger than it is and reduce it, for the sake of its edges."""
    shape = arrow_shape(place, picture.size)
    if not shape:
        return
    halo = stroke(picture.size) / 2
    left, top, right, bottom = (
        math.floor(min(x for x, _ in shape) - halo) - 1,
        math.floor(min(y for _, y in shape) - halo) - 1,
        math.ceil(max(x for x, _ in shape) + halo) + 1,
        math.ceil(max(y for _, y in shape) + halo) + 1,
    )
    wide, high = right - left, bottom - top
    fine = max(1, min(_FINEST, math.isqrt(_MOST_DRAWN // (wide * high)) if wide * high < _MOST_DRAWN else 1))
    corners = [((x - left) * fine, (y - top) * fine) for x, y in shape]
    for colour, around in ((PAPER, halo), (INK, 0.0)):
        mask = Image.new("L", (wide * fine, high * fine))
        pen = ImageDraw.Draw(mask)
        pen.polygon(corners, fill=255)
        if around:
            pen.line([*corners, *corners[:2]], fill=255, width=max(1, round(around * 2 * fine)), joint="curve")
        if fine > 1:
            mask = mask.reduce(fine)
        picture.paste(colour, (left, top), mask)


def _draw_text(picture: Image.Image, mark: Mark) -> None:
    """Draw the words on a white plate with an edge, as large as they fit."""
    left, top, right, bottom = covered(mark.place, picture.size)
    wide, high = right - left, bottom - top
    words = " ".join(mark.words.split())
    if wide < 1 or high < 1 or not words:
        return
    size = letter_size(_face(100).getlength(words) / 100, (wide, high))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((left, top, right - 1, bottom - 1), fill=PAPER, outline=INK, width=max(1, round(size / 16)))
    pen.text(((left + right) / 2, (top + bottom) / 2), words, font=_face(max(1, round(size))), fill=INK, anchor="mm")


@cache
def _letters() -> bytes:
    return resources.read_bytes(FACE)


def _face(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(io.BytesIO(_letters()), size, layout_engine=ImageFont.Layout.BASIC)
