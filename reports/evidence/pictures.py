"""Pictures for cards: looked at once, brought to what paper can show, and let go again before the next one."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps

from cases.model.evidence_paper import ItemPictures, PaperPicture
from reports.opening import UNREADABLE, opened_picture, too_large

PRINT_DPI: Final = 200
"""Points to the inch of a picture on paper."""
MOST_PAGES: Final = 20
"""Pages of one document that are printed behind its card."""
_MM: Final = 25.4
_WIDEST_MM: Final = {1: (170, 285), 2: (170, 200), 4: (125, 200)}
"""What a picture is brought to, by how many cards share a page: more than its place, for a card may need a page."""
_LONG: Final = 4.5
"""A picture so many times as high as wide is shown once more in strips: whole, nobody could read it."""
_STRIP_MM, _OVERLAP_MM = (76.0, 240.0), 6.0
_MOST_STRIPS, _NARROWER = 16, 0.85
_QUALITY: Final = 85
_UNSHOWN: Final = "Gambar ini tidak dapat dibuka untuk dicetak; lihat berkas aslinya."


@dataclass(frozen=True, slots=True)
class Room:
    """How large pictures become: so many cards share a page, so many points an inch; further pages or not."""

    per_page: int
    dpi: int = PRINT_DPI
    every_page: bool = False

    @property
    def box(self) -> tuple[int, int]:
        """The widest and highest that a picture gets, in points."""
        wide, high = _WIDEST_MM[self.per_page]
        return self.dots(wide), self.dots(high)

    @property
    def pages(self) -> int:
        """How many pages of a document are wanted."""
        return MOST_PAGES if self.every_page and self.per_page == 1 else 1

    def dots(self, millimetres: float) -> int:
        """A length on paper in points of the picture."""
        return round(millimetres / _MM * self.dpi)


def of_picture(data: bytes, room: Room) -> ItemPictures:
    """Return the picture of an image's card, its further frames as pages where it is a document of several.

    What nobody can draw is told, not raised: the card stands without it.
    """
    with opened_picture(data) as opened:
        if opened is None or too_large(opened):
            return ItemPictures(problem=_UNSHOWN)
        try:
            return _of_frames(opened, room)
        except UNREADABLE:
            return ItemPictures(problem=_UNSHOWN)


def _of_frames(opened: Image.Image, room: Room) -> ItemPictures:
    count = int(getattr(opened, "n_frames", 1))
    pages: list[PaperPicture] = []
    strips: tuple[PaperPicture, ...] = ()
    for frame in range(min(count, room.pages) if opened.format == "TIFF" else 1):
        if frame:
            opened.seek(frame)
        page = _upright(opened, room)
        if count == 1:
            strips = tuple(_strips(page, room))
        pages.append(_fitted(page, room.box))
    return ItemPictures(pages=tuple(pages), count=count, strips=strips)


def of_pages(pages: Iterator[Image.Image], count: int, room: Room) -> ItemPictures:
    """Return the pictures of a document's card from its drawn pages."""
    made = tuple(_fitted(_flat(page), room.box) for page in pages)
    return ItemPictures(pages=made, count=count)


def _upright(opened: Image.Image, room: Room) -> Image.Image:
    """The picture as it is to be seen, decoded no larger than needed where its format allows that."""
    wide, high = room.box
    if opened.height < opened.width * _LONG and opened.width < opened.height * _LONG:
        opened.draft("RGB", (wide, high))
    return _flat(ImageOps.exif_transpose(opened))


def _flat(picture: Image.Image) -> Image.Image:
    """The picture in plain colours, what is transparent in it being white as on paper."""
    if picture.mode in {"L", "RGB"}:
        return picture
    if picture.mode in {"1", "I;16", "I", "F"}:
        return picture.convert("L")
    if "A" in picture.getbands() or "transparency" in picture.info:
        rich = picture.convert("RGBA")
        white = Image.new("RGB", picture.size, "white")
        white.paste(rich, mask=rich.getchannel("A"))
        return white
    return picture.convert("RGB")


def _fitted(picture: Image.Image, box: tuple[int, int]) -> PaperPicture:
    """The whole picture, made smaller where it has more points than fit into a box."""
    scale = min(box[0] / picture.width, box[1] / picture.height, 1.0)
    return _saved(_scaled(picture, scale))


def _scaled(picture: Image.Image, scale: float) -> Image.Image:
    if scale >= 1.0:
        return picture
    size = (max(round(picture.width * scale), 1), max(round(picture.height * scale), 1))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _saved(picture: Image.Image) -> PaperPicture:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=_QUALITY, subsampling=0)
    return PaperPicture(data=target.getvalue(), width=picture.width, height=picture.height)


def _strips(picture: Image.Image, room: Room) -> Iterator[PaperPicture]:
    """A long picture cut into strips from top to bottom that overlap a little; none for any other."""
    if picture.height < picture.width * _LONG:
        return
    strip, overlap = (room.dots(side) for side in _STRIP_MM), room.dots(_OVERLAP_MM)
    wide, high = strip
    shown = _scaled(picture, wide / picture.width)
    count = _count(shown.height, high, overlap)
    while count > _MOST_STRIPS:
        shown = _scaled(picture, shown.width * _NARROWER / picture.width)
        count = _count(shown.height, high, overlap)
    each = math.ceil((shown.height + (count - 1) * overlap) / count)
    for number in range(count):
        top = number * (each - overlap)
        yield _saved(shown.crop((0, top, shown.width, min(top + each, shown.height))))


def _count(height: int, strip: int, overlap: int) -> int:
    return max(math.ceil((height - overlap) / (strip - overlap)), 1)
