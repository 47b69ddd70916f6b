"""One card: its head, its picture as large as the facts allow, the facts beside or below, nothing of it left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cases.model.evidence_paper import ItemPictures, PaperItem, PaperPicture
from reports.evidence.leaf import Leaf, Spot
from reports.evidence.words import CardLook, bare_words, facts, printable
from reports.letters.lines import beside, one_line, text_boxes
from reports.letters.looks import TABLE_HEADER_GREY
from reports.letters.pages import Box, Goal
from reports.letters.text import Run, Setting

_SHARES: Final = tuple(part / 100 for part in range(30, 68, 4))
"""How much of a card's width its picture may take where the facts stand beside it."""
_OVERFLOWING: Final = 0.45
"""On a page of its own a picture has this share of the height; facts that the rest cannot hold go on overleaf."""
_LARGEST: Final = 1.0
"""Points on paper that one point of a picture may fill: smaller pictures are not blown up."""
_BARE: Final = 46.0
_FAILED, _REDACTED, _ON = "PEMERIKSAAN GAGAL", "SALINAN TERSUNTING", "lanjutan"
_BAND: Final = 4.0
_FINGERPRINT: Final = "SHA-256"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle: where it stands from the upper left edge and its size."""

    x: float
    y: float
    width: float
    height: float


def card(item: PaperItem, pictures: ItemPictures, look: CardLook, width: float, height: float) -> Leaf | None:
    """Return a card of this size, None where its facts leave its picture too little or it has strips to follow it."""
    if pictures.strips:
        return None
    leaf, inside = _framed(item, look, width, height)
    lines = _Lines(item, pictures, look, further=False)
    if not pictures.pages:
        return leaf if _without_picture(leaf, item, pictures, look, inside, lines) is None else None
    return leaf if _with_picture(leaf, pictures.pages[0], look, inside, lines) else None


def sheets(
    item: PaperItem, pictures: ItemPictures, look: CardLook, width: float, first: float, height: float
) -> Iterator[Leaf]:
    """Yield the pages of a card that has them to itself: the card, what the facts leave over, further pages, strips.

    ``first`` is the height of the first of them, ``height`` that of the others.
    """
    leaf, inside = _framed(item, look, width, first)
    lines = _Lines(item, pictures, look, further=True)
    rest: list[Box] | None = []
    if not pictures.pages:
        rest = _without_picture(leaf, item, pictures, look, inside, lines)
    elif not _with_picture(leaf, pictures.pages[0], look, inside, lines):
        picture = Area(inside.x, inside.y, inside.width, inside.height * _OVERFLOWING)
        bottom = _draw(leaf, pictures.pages[0], picture).y + picture.height + look.gap
        boxes = lines.boxes(inside.width)
        rest = _put_what_fits(leaf, boxes, inside, bottom)
    yield leaf
    while rest:
        leaf, inside = _framed(item, look, width, height, _ON)
        rest = _put_what_fits(leaf, rest, inside, inside.y)
        yield leaf
    for number, page in enumerate(pictures.pages[1:], 2):
        leaf, inside = _framed(item, look, width, height, f"halaman {number} dari {pictures.count}")
        _draw(leaf, page, inside, upper=True)
        yield leaf
    yield from _strip_sheets(item, pictures, look, width, height)


def _strip_sheets(
    item: PaperItem, pictures: ItemPictures, look: CardLook, width: float, height: float
) -> Iterator[Leaf]:
    """The strips of a long picture, two beside each other."""
    count = len(pictures.strips)
    for first in range(0, count, 2):
        last = min(first + 2, count)
        which = f"potongan {first + 1} dan {last}" if last - first > 1 else f"potongan {first + 1}"
        leaf, inside = _framed(item, look, width, height, f"{which} dari {count}")
        half = (inside.width - 2 * look.gap) / 2
        for place, strip in enumerate(pictures.strips[first:last]):
            x = inside.x + place * (half + 2 * look.gap)
            _draw(leaf, strip, Area(x, inside.y, half, inside.height), upper=True)
        yield leaf


# The frame ----------------------------------------------------------------------------------------------------------


def _framed(item: PaperItem, look: CardLook, width: float, height: float, part: str = "") -> tuple[Leaf, Area]:
    """A card's frame with its head; returns it with the room inside."""
    leaf = Leaf()
    pad, style = look.pad, look.title
    mark = _REDACTED if item.made_from else ""
    beside_it = one_line(mark, replace(look.body), bold=True) if mark else None
    room = width - 2 * pad - (beside_it.width + look.gap if beside_it else 0.0)
    title = f"  {printable(item.title)}" + (f" ({part})" if part else "")
    runs: list[Run] = [(item.label, True), (title, False)]
    boxes = text_boxes(runs, style, 0.0, room)
    band = sum(box.height for box in boxes) + 2 * _BAND
    leaf.fills.append((0.0, 0.0, width, band, TABLE_HEADER_GREY))
    leaf.put(boxes, pad, _BAND)
    if beside_it is not None:
        leaf.inks.append((width - pad - beside_it.width, _BAND + boxes[0].inks[0].baseline, beside_it, 0.0))
    leaf.rules.append((0.0, band, width, band, 0.6))
    top = band
    if item.failure:
        words: list[Run] = [(f"{_FAILED}: ", True), (item.failure, False)]
        told = text_boxes(words, look.body, 0.0, width - 2 * pad)
        high = sum(box.height for box in told) + 2 * _BAND
        leaf.fills.append((0.0, top, width, high, 0.0))
        leaf.put(told, pad, top + _BAND, grey=1.0)
        top += high
    leaf.frame(0.0, 0.0, width, height, 0.6)
    if not part:
        leaf.goals.append((Goal(f"{item.label} {printable(item.title)}", 1), 0.0))
    return leaf, Area(pad, top + pad, width - 2 * pad, height - top - 2 * pad)


# The inside ---------------------------------------------------------------------------------------------------------


class _Lines:
    """The facts of an item, set as wide as is asked for."""

    def __init__(self, item: PaperItem, pictures: ItemPictures, look: CardLook, *, further: bool) -> None:
        self._look = look
        self._facts = tuple(facts(item, pictures, further=further))

    def boxes(self, width: float) -> list[Box]:
        """The facts in two columns, label and words."""
        look, boxes = self._look, []
        x = max(one_line(label, look.body, bold=True).width for label, _ in self._facts) + look.gap
        for label, words in self._facts:
            setting: Setting = "balanced" if label.startswith(_FINGERPRINT) else "ragged"
            lines = text_boxes([(words, False)], look.body, x, width - x, setting=setting)
            lines = beside(lines, 0.0, [(label, True)], look.body)
            boxes += [replace(lines[0], before=look.body.leading * 0.18), *lines[1:]]
        return boxes


def _height(boxes: Sequence[Box]) -> float:
    return sum(box.before + box.height for box in boxes)


def _with_picture(leaf: Leaf, picture: PaperPicture, look: CardLook, inside: Area, lines: _Lines) -> bool:
    """Put the picture above the facts or beside them, whichever shows more of it; False where neither has room."""
    ways: list[tuple[float, Area, Area, list[Box]]] = []
    boxes = lines.boxes(inside.width)
    left = inside.height - _height(boxes) - look.gap
    if left > 0:
        room = Area(inside.x, inside.y, inside.width, left)
        # What the picture does not need stays free at the foot.
        below = inside.y + _size(picture, room)[1] + look.gap
        ways.append((_shown(picture, room), room, Area(inside.x, below, inside.width, 0), boxes))
    for share in _SHARES:
        wide = inside.width * share
        beside_it = inside.width - wide - 2 * look.gap
        boxes = lines.boxes(beside_it)
        if _height(boxes) <= inside.height:
            room = Area(inside.x, inside.y, wide, inside.height)
            drawn = _size(picture, room)[0]
            facts_at = Area(inside.x + drawn + 2 * look.gap, inside.y, beside_it, 0)
            ways.append((_shown(picture, room), room, facts_at, boxes))
    if not ways:
        return False
    shown, room, place, boxes = max(ways, key=lambda way: way[0])
    own = picture.width * picture.height * _LARGEST * _LARGEST
    if shown < min(own, inside.width * inside.height * look.least):
        return False
    if place.y == inside.y:  # beside: the facts get what the picture leaves
        boxes = lines.boxes(inside.x + inside.width - place.x)
    _draw(leaf, picture, room, upper=True, left=place.y == inside.y)
    leaf.put(boxes, place.x, place.y)
    return True


def _without_picture(
    leaf: Leaf, item: PaperItem, pictures: ItemPictures, look: CardLook, inside: Area, lines: _Lines
) -> list[Box] | None:
    """Put words into the place of the picture, and the facts; returns what does not fit, None for nothing."""
    told = text_boxes([(bare_words(item, pictures), False)], look.body, 0.0, inside.width - 2 * look.gap, place=0.5)
    high = max(_height(told) + 2 * look.gap, _BARE)
    leaf.fills.append((inside.x, inside.y, inside.width, high, TABLE_HEADER_GREY))
    leaf.put(told, inside.x + look.gap, inside.y + (high - _height(told)) / 2)
    return _put_what_fits(leaf, lines.boxes(inside.width), inside, inside.y + high + look.gap) or None


def _put_what_fits(leaf: Leaf, boxes: Sequence[Box], inside: Area, top: float) -> list[Box]:
    """Put lines from ``top`` down to the foot of the inside; returns those that are left."""
    bottom, count = top, 0
    for box in boxes:
        bottom += box.height + (box.before if count else 0.0)
        if bottom > inside.y + inside.height:
            break
        count += 1
    leaf.put(boxes[:count], inside.x, top)
    return list(boxes[count:])


def _size(picture: PaperPicture, room: Area) -> tuple[float, float]:
    """How large a picture is drawn in a room."""
    scale = min(room.width / picture.width, room.height / picture.height, _LARGEST)
    return picture.width * scale, picture.height * scale


def _shown(picture: PaperPicture, room: Area) -> float:
    wide, high = _size(picture, room)
    return wide * high


def _draw(leaf: Leaf, picture: PaperPicture, room: Area, *, upper: bool = False, left: bool = False) -> Area:
    """Put a picture into a room whole: in its middle, or at its upper edge, or at its left."""
    wide, high = _size(picture, room)
    x = room.x if left else room.x + (room.width - wide) / 2
    y = room.y if upper else room.y + (room.height - high) / 2
    leaf.spots.append(Spot(picture, x, y, wide, high))
    return room
