"""The words in pictures: brought to a size and a form that Tesseract reads well, and read page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from PIL import Image, ImageOps

from cases.model.marks import SeenText
from reports.opening import UNREADABLE as BROKEN
from reports.opening import opened_picture, too_large
from reports.pictures import flattened
from reports.tesseract import Grey, ReadingStopped, Tesseract

MOST_PAGES: Final = 100
_MOST_POINTS: Final = 24_000_000
_LEAST_EDGE: Final = 500
"""Points; smaller pictures are read twice as large, which finds a fifth more words in them."""
_LONGEST_EDGE: Final = 30_000
"""Points; the program takes no more than 32,767."""

UNREADABLE: Final = SeenText(reader="gambar tidak dapat dibuka")


def read_picture(data: bytes, tesseract: Tesseract, stop: Callable[[], bool]) -> SeenText:
    """Return the words of a picture, its places being parts of the picture as it is shown.

    Raises ReadingFailed, ReadingStopped.
    """
    pages = []
    for page, picture in enumerate(shown_pages(data, MOST_PAGES)):
        if stop():
            raise ReadingStopped
        pages.append(tesseract.read(grey(picture), page, stop))
    return SeenText(reader=tesseract.name, pages=tuple(pages)) if pages else UNREADABLE


def shown_pages(data: bytes, most: int) -> Iterator[Image.Image]:
    """The pages of a picture as they are shown, turned by what its EXIF says; nothing for what is none or too large.

    Of what moves (GIF, WebP) only the first picture is one.
    """
    with opened_picture(data) as picture:
        if picture is None:
            return
        try:
            count = int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1
            for page in range(min(count, most)):
                picture.seek(page)
                if too_large(picture):
                    return
                yield ImageOps.exif_transpose(picture)
        except BROKEN:
            return


def grey(picture: Image.Image) -> Grey:
    """Return a picture in grey, what is transparent in it being white, larger or smaller where that helps."""
    if picture.mode.startswith("I;16"):
        picture = picture.point(lambda level: level / 256)  # else all but the darkest is white
    flat = flattened(picture)
    scale = 2.0 if min(flat.size) < _LEAST_EDGE else 1.0
    scale = min(scale, (_MOST_POINTS / (flat.width * flat.height)) ** 0.5, _LONGEST_EDGE / max(flat.size))
    if scale != 1.0:
        size = (max(int(flat.width * scale), 1), max(int(flat.height * scale), 1))
        flat = flat.resize(size, Image.Resampling.LANCZOS)
    return Grey(*flat.size, flat.tobytes())
