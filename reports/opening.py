"""Opens pictures from outside: each by the one reader that its first bytes name, HEIC by a decoder of its own."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Final

from PIL import Image, UnidentifiedImageError

from cases.model.evidence import Source
from cases.plain_file import opened
from reports.file_kinds import HEAD, media_type_of
from reports.heif_items import worded

MOST_PIXELS: Final = 120_000_000

_READERS: Final = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "image/webp": "WEBP",
    "image/bmp": "BMP",
    "image/tiff": "TIFF",
    "image/heic": "HEIF",
    "image/heif": "HEIF",
    "image/avif": "AVIF",
}
"""What Pillow is let loose on; others of its readers are old, start programs of their own (EPS) or hide a second
picture of another size (ICO)."""

PICTURES: Final = frozenset(_READERS)
"""The media types of pictures that are opened."""

# The size is checked from the header, before a single pixel is decoded.
Image.MAX_IMAGE_PIXELS = None

UNREADABLE: Final = (
    UnidentifiedImageError,
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
    UserWarning,  # of broken EXIF, where warnings are made errors
)
"""What readers raise on bytes that are not what they claim to be."""


@contextmanager
def opened_picture(source: Source) -> Iterator[Image.Image | None]:
    """Open a picture for as long as it is looked at, None for what is none; a file is closed whatever was found."""
    with ExitStack() as stack:
        try:
            file, _ = stack.enter_context(opened(source))
            reader = _READERS.get(media_type_of(file.read(HEAD)))
            picture: Image.Image | None = None
            if reader is not None and (reader != "HEIF" or worded(file)):
                file.seek(0)
                _ready(reader)
                picture = Image.open(file, formats=(reader,))
        except UNREADABLE:
            picture = None
        yield picture


def too_large(picture: Image.Image) -> bool:
    """Whether a picture has more points than are decoded here."""
    return picture.width * picture.height > MOST_PIXELS


@cache
def _ready(reader: str) -> None:
    """Tell Pillow of the decoder of HEIC, with the first such picture: nobody else waits for it."""
    if reader == "HEIF":
        import pi_heif  # noqa: PLC0415 - see above

        pi_heif.register_heif_opener()
