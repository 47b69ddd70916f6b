"""Looks at pictures and files from outside without trusting them (Pillow)."""

from __future__ import annotations

import io
import mimetypes
import re
import struct
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from pathlib import PurePath
from typing import IO

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from cases.errors import BadFile, BadPicture, StorageError
from cases.model.evidence import Source

MOST_PIXELS = 120_000_000
THUMBNAIL = (344, 236)
_THUMBNAIL_QUALITY = 85
_HEAD = 16
_LOOK = (9, 8)
_PLAIN = 8
"""Steps of grey below which a picture is one plain surface, which looks like every other."""
_LONGEST = 120

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "ICO")
"""What Pillow is let loose on; others of its readers are old, or start programs of their own (EPS)."""
_CLAIMED = frozenset(
    {"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/x-ms-bmp", "image/tiff"}
    | {"image/x-icon", "image/vnd.microsoft.icon"}
)
"""What a file's name promises when its bytes must be one of those; a phone's HEIC is kept as it is."""

# The size is checked here, from the header, before a single pixel is decoded.
Image.MAX_IMAGE_PIXELS = None

_UNREADABLE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, struct.error, EOFError, IndexError)
"""What Pillow's readers raise on bytes that are not what they claim to be."""


class PillowPictures:
    """Fulfils ``cases.ports.PictureReader``."""

    def inspect(self, source: Source, file_name: str) -> str:
        """Return the media type; see ``cases.ports.PictureReader.inspect``."""
        name = PurePath(file_name).name
        if not _head(source):
            raise BadFile(f"Berkas {name} kosong (0 byte); pilih berkas yang berisi.")
        claimed = mimetypes.guess_type(name)[0] or "application/octet-stream"
        with _opened(source) as picture:
            if picture is None:
                if claimed in _CLAIMED:
                    raise BadPicture(f"Berkas {name} bukan gambar yang dapat dibuka; ambil ulang tangkapan layarnya.")
                return "application/pdf" if _head(source).startswith(b"%PDF-") else claimed
            width, height = picture.size
            if width * height > MOST_PIXELS:
                raise BadPicture(
                    f"Gambar {name} berukuran {width} x {height} piksel, terlalu besar; perkecil atau potong dahulu."
                )
            try:
                picture.verify()
            except _UNREADABLE as error:
                raise BadPicture(
                    f"Gambar {name} rusak atau terpotong; ambil ulang tangkapan layarnya.", detail=repr(error)
                ) from error
            return Image.MIME.get(picture.format or "", claimed)

    def told(self, source: Source) -> dict[str, str]:
        """Return what a picture says of itself; see ``cases.ports.PictureReader.told``."""
        with _opened(source) as picture:
            if picture is None or (picture.format == "PNG" and "exif" not in picture.info):
                return {}  # Pillow would decode the whole of a PNG in search of it
            try:
                exif = picture.getexif()
                inner, place = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
            except _UNREADABLE:
                return {}
            device = " ".join(_words(exif.get(tag)) for tag in (ExifTags.Base.Make, ExifTags.Base.Model)).strip()
            taken = _words(inner.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime))
            zone = _words(inner.get(ExifTags.Base.OffsetTimeOriginal))
            found = {
                "Perangkat": device,
                "Waktu kamera": f"{taken} {zone}".strip(),
                "Program": _words(exif.get(ExifTags.Base.Software)),
                "Lokasi": "tercantum dalam berkas" if place else "",
            }
            return {name: words for name, words in found.items() if words}

    def thumbnail(self, data: bytes) -> bytes | None:
        """Return a small JPEG, or None when the bytes are no picture or break off half-way."""
        with _opened(data) as picture:
            if picture is None or picture.width * picture.height > MOST_PIXELS:
                return None
            try:
                picture.draft("RGB", (THUMBNAIL[0] * 2, THUMBNAIL[1] * 2))
                ImageOps.exif_transpose(picture, in_place=True)  # no second copy of a picture of 400 MB
                shrunk = _reduced(picture).convert("RGB")
                small = ImageOps.fit(shrunk, THUMBNAIL, Image.Resampling.LANCZOS, centering=(0.5, 0.0))
            except _UNREADABLE:
                return None
            target = io.BytesIO()
            small.save(target, "JPEG", quality=_THUMBNAIL_QUALITY)
            return target.getvalue()

    def look(self, data: bytes) -> int | None:
        """Return how a picture looks: in eight lines of nine points, which are brighter than the one before (dhash).

        None also for a plain surface.
        """
        with _opened(data) as picture:
            if picture is None or picture.width * picture.height > MOST_PIXELS:
                return None
            try:
                picture.draft("L", (_LOOK[0] * 16, _LOOK[1] * 16))
                ImageOps.exif_transpose(picture, in_place=True)
                grey = _flattened(picture).resize(_LOOK, Image.Resampling.LANCZOS)
            except _UNREADABLE:
                return None
            points = grey.tobytes()
            if max(points) - min(points) < _PLAIN:
                return None
            bits = 0
            for line in range(_LOOK[1]):
                row = points[line * _LOOK[0] : (line + 1) * _LOOK[0]]
                for left, right in pairwise(row):
                    bits = bits << 1 | (right > left)
            return bits

    def pages(self, data: bytes) -> int:
        """Return how many pages a PDF or a picture has; see ``cases.ports.PictureReader.pages``."""
        if data.startswith(b"%PDF-"):
            from reports.scans import pdf_pages  # noqa: PLC0415 - pikepdf, which a picture need not wait for

            return pdf_pages(data)
        with _opened(data) as picture:
            return 0 if picture is None else int(getattr(picture, "n_frames", 1))


def _flattened(picture: Image.Image) -> Image.Image:
    """A picture in grey, what is transparent in it being white as on paper."""
    if "A" in picture.getbands() or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(paper, layer).convert("L")
    return picture.convert("L")


def _reduced(picture: Image.Image) -> Image.Image:
    """A picture made smaller by a whole number while it is still more than twice the thumbnail's size."""
    factor = min(picture.width // (THUMBNAIL[0] * 2), picture.height // (THUMBNAIL[1] * 2))
    return picture.reduce(factor) if factor > 1 and picture.mode not in {"P", "PA"} else picture


def _words(value: object) -> str:
    """A field of EXIF as one short line: anybody may have written anything into it."""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
    return " ".join(re.sub(r"[\x00-\x1f\x7f]+", " ", text).split())[:_LONGEST]


def _head(source: Source) -> bytes:
    """The first bytes; raises StorageError for a file that cannot be read."""
    if isinstance(source, bytes):
        return source[:_HEAD]
    try:
        with source.open("rb") as file:
            return file.read(_HEAD)
    except OSError as error:
        raise StorageError(
            f"Berkas {source.name} tidak dapat dibaca; periksa apakah masih ada dan tidak dipakai program lain.",
            detail=str(error),
        ) from error


@contextmanager
def _opened(source: Source) -> Iterator[Image.Image | None]:
    """Open a picture for as long as it is looked at, None for what is none; a file is closed whatever was found."""
    with ExitStack() as stack:
        try:
            file: IO[bytes] = io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
            stack.enter_context(file)
            picture: Image.Image | None = Image.open(file, formats=_FORMATS)
        except _UNREADABLE:
            picture = None
        yield picture
