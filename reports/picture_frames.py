"""The frames of a picture as plain pixels: pages of a TIFF, steps of a GIF, and kinds that the window cannot read."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from PIL import Image, ImageOps

from cases.errors import BadPicture
from reports.opening import MOST_PIXELS, UNREADABLE, opened_picture, too_large


@dataclass(frozen=True, slots=True)
class PlainFrame:
    """A frame as RGBA, line by line; ``whole_width`` and ``whole_height`` are its own measure, before it was shrunk."""

    width: int
    height: int
    whole_width: int
    whole_height: int
    pixels: bytes = field(repr=False)


def count_frames(data: bytes) -> int:
    """Return how many frames a picture has, at least 1."""
    with opened_picture(data) as picture:
        try:
            return 1 if picture is None else max(int(getattr(picture, "n_frames", 1)), 1)
        except UNREADABLE:  # breaks off behind the first
            return 1


def plain_frame(data: bytes, number: int = 0, most: int = MOST_PIXELS) -> PlainFrame:
    """Return a frame of a picture (from 0), turned as its camera says and of no more than ``most`` pixels.

    Raises BadPicture for what is no picture, breaks off, has too many pixels to open, or has no such frame.
    """
    with opened_picture(data) as picture:
        if picture is None:
            raise BadPicture("Berkas ini tidak dapat dibuka sebagai gambar.")
        try:
            picture.seek(number)
            if too_large(picture):
                raise BadPicture("Gambar ini terlalu besar untuk dibuka; simpan salinannya, buka dengan program lain.")
            shown = ImageOps.exif_transpose(picture)
            whole = shown.size
            if shown.mode.startswith("I;16"):
                shown = shown.point(lambda level: level / 256).convert("L")  # else all but the darkest is white
            plain = shown.convert("RGBA")
            if plain.width * plain.height > most:
                part = math.sqrt(most / (plain.width * plain.height))
                smaller = (max(int(plain.width * part), 1), max(int(plain.height * part), 1))
                plain = plain.resize(smaller, Image.Resampling.BOX)
        except UNREADABLE as error:
            raise BadPicture("Gambar ini rusak atau terpotong; tidak dapat ditampilkan.", detail=repr(error)) from error
        return PlainFrame(plain.width, plain.height, *whole, plain.tobytes())
