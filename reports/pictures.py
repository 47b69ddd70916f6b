"""Looks at pictures and files from outside without trusting them (Pillow)."""

from __future__ import annotations

import io
import mimetypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import PurePath
from typing import Final

from PIL import ExifTags, Image, ImageOps

from cases.errors import BadFile, BadPicture, StorageError
from cases.model.evidence import Source
from cases.plain_file import opened
from cases.rules.media_types import PROGRAM, UNKNOWN, promised, settled, told_by_bytes, words_of
from reports.file_kinds import HEAD, ends_early, media_type_of
from reports.opening import MOST_PIXELS, PICTURES, UNREADABLE, opened_picture, too_large

__all__ = ["MOST_PIXELS", "THUMBNAIL", "Examined", "PillowPictures"]

THUMBNAIL = (344, 236)
_THUMBNAIL_QUALITY = 85
_SHOWN_QUALITY = 88
_LOOK = (9, 8)
_PLAIN = 8
"""Steps of grey below which a picture is one plain surface, which looks like every other."""
_LONGEST = 120
_TEXTS: Final = ("text/", "application/json", "application/xml", "multipart/related", "message/rfc822")
"""Types that any text may be; the name says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What a file turned out to be: its media type, what a picture says of itself, and a picture to show of it.

    ``shown`` is a JPEG or PNG of no more than what was asked for, empty for none: two hundred of them are held at once.
    """

    media_type: str
    told: dict[str, str] = field(default_factory=dict)
    shown: bytes = field(default=b"", repr=False)


class PillowPictures:
    """Fulfils ``cases.ports.PictureReader``."""

    def inspect(self, source: Source, file_name: str) -> str:
        """Return the media type; see ``cases.ports.PictureReader.inspect``."""
        return self.examine(source, file_name).media_type

    def examine(self, source: Source, file_name: str, fit: tuple[int, int] | None = None) -> Examined:
        """Look at a file once: what it is, whether it is whole, and with ``fit`` a picture of it, no larger than that.

        A picture is decoded, whatever is asked for: no other look at it finds one that breaks off. Raises BadFile,
        BadPicture and StorageError.
        """
        name = PurePath(file_name).name
        with _readable(name), opened(source) as (file, size):
            head = file.read(HEAD)
            if not head:
                raise BadFile(f"Berkas {name} kosong (0 byte); pilih berkas yang berisi.")
            media_type = _judged(head, name)
            if ends_early(file, size, media_type):
                raise BadFile(f"Berkas {name} rusak atau terpotong; salin lagi dari asalnya sampai selesai.")
        if media_type not in PICTURES:
            return Examined(media_type=media_type)
        with opened_picture(source) as picture:
            return _decoded(picture, name, media_type, fit)

    def told(self, source: Source) -> dict[str, str]:
        """Return what a picture says of itself; see ``cases.ports.PictureReader.told``."""
        with opened_picture(source) as picture:
            return {} if picture is None or (picture.format == "PNG" and "exif" not in picture.info) else _told(picture)

    def thumbnail(self, data: bytes) -> bytes | None:
        """Return a small JPEG, or None when the bytes are no picture or break off half-way."""
        with opened_picture(data) as picture:
            if picture is None or too_large(picture):
                return None
            try:
                picture.draft("RGB", (THUMBNAIL[0] * 2, THUMBNAIL[1] * 2))
                ImageOps.exif_transpose(picture, in_place=True)  # no second copy of a picture of 400 MB
                shrunk = _reduced(picture).convert("RGB")
                small = ImageOps.fit(shrunk, THUMBNAIL, Image.Resampling.LANCZOS, centering=(0.5, 0.0))
            except UNREADABLE:
                return None
            target = io.BytesIO()
            small.save(target, "JPEG", quality=_THUMBNAIL_QUALITY)
            return target.getvalue()

    def look(self, data: bytes) -> int | None:
        """Return how a picture looks: in eight lines of nine points, which are brighter than the one before (dhash).

        None also for a plain surface.
        """
        with opened_picture(data) as picture:
            if picture is None or too_large(picture):
                return None
            try:
                picture.draft("L", (_LOOK[0] * 16, _LOOK[1] * 16))
                ImageOps.exif_transpose(picture, in_place=True)
                grey = flattened(picture).resize(_LOOK, Image.Resampling.LANCZOS)
            except UNREADABLE:
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
        with opened_picture(data) as picture:
            return 0 if picture is None else int(getattr(picture, "n_frames", 1))


def _judged(head: bytes, name: str) -> str:
    """The media type of a file by its bytes, and by its name where they leave it open.

    Raises BadPicture and BadFile for a name that promises what the bytes are not.
    """
    found, claimed = media_type_of(head, name), promised(name)
    if found == "image/svg+xml" and claimed in {"", found}:
        raise BadPicture(f"Gambar SVG {name} dapat memuat tautan dan program; tambahkan tangkapan layarnya saja.")
    if found == PROGRAM and claimed:
        raise BadFile(
            f"Berkas {name} sebenarnya program komputer, bukan {words_of(claimed)}; jangan dibuka, "
            "tanyakan asalnya kepada pengirimnya."
        )
    textual = found.startswith(_TEXTS) or found == "image/svg+xml"
    if (textual or not found) and told_by_bytes(claimed):
        if claimed.startswith("image/"):
            raise BadPicture(f"Berkas {name} bukan gambar yang dapat dibuka; ambil ulang tangkapan layarnya.")
        raise BadFile(f"Berkas {name} bukan {words_of(claimed)} menurut isinya; minta berkas aslinya dari pemiliknya.")
    if found and not textual:
        return settled(found, name)
    guessed = claimed or mimetypes.guess_type(name)[0] or UNKNOWN
    return guessed if guessed.startswith(_TEXTS) == textual else found or UNKNOWN


def _decoded(picture: Image.Image | None, name: str, media_type: str, fit: tuple[int, int] | None) -> Examined:
    broken = f"Gambar {name} rusak atau terpotong; ambil ulang tangkapan layarnya."
    if picture is None:
        raise BadPicture(broken)
    if too_large(picture):
        width, height = picture.size
        raise BadPicture(
            f"Gambar {name} berukuran {width} x {height} piksel, terlalu besar; perkecil atau potong dahulu."
        )
    try:
        if fit:
            picture.draft("RGB", fit)
        picture.load()
        told = _told(picture)  # before it is turned, which takes its turning out of what it says
        shown = _shown(picture, fit) if fit else b""
    except UNREADABLE as error:
        if isinstance(error, OSError) and error.errno:
            raise _unreadable(name, error) from error
        raise BadPicture(broken, detail=repr(error)) from error
    return Examined(media_type=media_type, told=told, shown=shown)


def _shown(picture: Image.Image, fit: tuple[int, int]) -> bytes:
    """The picture upright and no larger than ``fit``: as a JPEG, or as a PNG where it is clear in places."""
    ImageOps.exif_transpose(picture, in_place=True)
    clear = "A" in picture.getbands() or "transparency" in picture.info
    plain = picture.convert("RGBA" if clear else "RGB")
    plain.thumbnail(fit, Image.Resampling.BICUBIC)
    target = io.BytesIO()
    if clear:
        plain.save(target, "PNG", compress_level=1)
    else:
        plain.save(target, "JPEG", quality=_SHOWN_QUALITY)
    return target.getvalue()


def _told(picture: Image.Image) -> dict[str, str]:
    try:
        exif = picture.getexif()
        inner, place = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    except UNREADABLE:
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


def flattened(picture: Image.Image) -> Image.Image:
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


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """Turn what the disk refuses into a sentence."""
    try:
        yield
    except OSError as error:
        raise _unreadable(name, error) from error


def _unreadable(name: str, error: OSError) -> StorageError:
    return StorageError(
        f"Berkas {name} tidak dapat dibaca; periksa apakah masih ada dan tidak dipakai program lain.", detail=str(error)
    )
