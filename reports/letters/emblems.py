"""The pictures of a letter's head: looked at once, brought to print resolution once, kept by their fingerprint."""

from __future__ import annotations

import hashlib
import io

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from cases.errors import LetterError

_FORMATS = ("PNG", "JPEG")
_MOST_PIXELS = 40_000_000
# 24 mm at 450 dots an inch; more only makes the letter heavier.
_LONGEST_EDGE, _QUALITY = 425, 95
# The size is checked here, from the header, before a single pixel is decoded.
Image.MAX_IMAGE_PIXELS = None
_CURE = "pilih gambar PNG atau JPEG lain di Pengaturan"


_ready: dict[bytes, ImageReader] = {}
_MOST_READY = 8


def emblem(picture: bytes, name: str) -> ImageReader:
    """The picture ready for reportlab; ``name`` is its Indonesian word for the sentence of a LetterError."""
    fingerprint = hashlib.sha256(picture).digest()
    reader = _ready.get(fingerprint)
    if reader is None:
        reader = _prepare(picture, name)
        if len(_ready) >= _MOST_READY:
            _ready.clear()
        _ready[fingerprint] = reader
    return reader


def _prepare(picture: bytes, name: str) -> ImageReader:
    try:
        with Image.open(io.BytesIO(picture), formats=_FORMATS) as opened:
            width, height = opened.size
            if width * height > _MOST_PIXELS:
                raise LetterError(f"Gambar {name} berukuran {width} x {height} piksel, terlalu besar; {_CURE}.")
            jpeg = io.BytesIO()
            _flattened(opened).save(jpeg, "JPEG", quality=_QUALITY, subsampling=0)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise LetterError(f"Gambar {name} tidak dapat dibuka; {_CURE}.", detail=repr(error)) from error
    # reportlab takes a JPEG into the file as it is; pixels it would compress again for every letter.
    return ImageReader(jpeg)


def _flattened(opened: Image.Image) -> Image.Image:
    """The picture on white, in RGB, no larger than print needs."""
    picture = opened.convert("RGBA")
    picture.thumbnail((_LONGEST_EDGE, _LONGEST_EDGE), Image.Resampling.LANCZOS)
    flat = Image.new("RGB", picture.size, "white")
    flat.paste(picture, mask=picture.getchannel("A"))
    return flat
