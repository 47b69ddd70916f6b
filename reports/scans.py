"""Scans of paper: whether a PDF opens, and pages that came as pictures bound into one PDF."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Final

import pikepdf
from PIL import Image, ImageOps

from cases.errors import BadFile, BadPicture
from reports.opening import opened_picture, too_large

_MM: Final = 72 / 25.4
_ORIENTATION: Final = 0x0112
_COLOURS: Final = {"L": pikepdf.Name.DeviceGray, "RGB": pikepdf.Name.DeviceRGB}
"""How a PDF names the colours of the pictures that go in as they are."""
_UNREADABLE = (OSError, SyntaxError, ValueError, EOFError)
_DAMAGED: Final = "PDF ini rusak atau terpotong; pindai atau simpan lagi, lalu pilih berkas itu."


def pdf_pages(data: bytes) -> int:
    """Return how many pages a PDF has; raises BadFile when it is damaged or wants a password."""
    try:
        with pikepdf.open(io.BytesIO(data)) as opened:
            return len(opened.pages)
    except pikepdf.PasswordError as error:
        raise BadFile("PDF ini berkata sandi; simpan tanpa kata sandi, lalu pilih lagi.", detail=str(error)) from error
    except (pikepdf.PdfError, RuntimeError, ValueError) as error:
        raise BadFile(_DAMAGED, detail=str(error)) from error


def bind_scans(parts: Sequence[bytes], paper: tuple[float, float]) -> bytes:
    """Return one PDF of scans in their order: the pages of PDFs as they are, each picture on a page of its own.

    ``paper`` is width and height in millimetres; a picture is fitted onto it, upright or across, and a JPEG keeps its
    bytes. The same parts give the same PDF. Raises BadFile, BadPicture.
    """
    with pikepdf.new() as bound, ExitStack() as opened:
        for part in parts:
            if part.startswith(b"%PDF-"):
                pdf_pages(part)
                bound.pages.extend(opened.enter_context(pikepdf.open(io.BytesIO(part))).pages)
            else:
                _add_picture(bound, part, paper)
        target = io.BytesIO()
        bound.save(target, deterministic_id=True)
        return target.getvalue()


def _add_picture(bound: pikepdf.Pdf, picture: bytes, paper: tuple[float, float]) -> None:
    """Add a page for each picture in a file: a TIFF may hold several."""
    try:
        with opened_picture(picture) as opened:
            if opened is None:
                raise BadPicture("Gambar pindaian ini rusak; pindai lagi.")
            if too_large(opened):
                raise BadPicture("Gambar pindaian ini terlalu besar; pindai lagi dengan 200 dpi.")
            for frame in range(int(getattr(opened, "n_frames", 1))):
                opened.seek(frame)
                _add_page(bound, *_drawn(bound, opened, picture), paper)
    except _UNREADABLE as error:
        raise BadPicture("Gambar pindaian ini rusak; pindai lagi.", detail=repr(error)) from error


def _drawn(bound: pikepdf.Pdf, opened: Image.Image, picture: bytes) -> tuple[pikepdf.Stream, tuple[int, int]]:
    """The picture as the PDF holds it: a JPEG that stands upright as it is, anything else as flat pixels on white."""
    upright = opened.getexif().get(_ORIENTATION, 1) == 1
    if opened.format == "JPEG" and opened.mode in _COLOURS and upright:
        opened.load()  # half a picture is none
        flat, data, filters = opened, picture, {"Filter": pikepdf.Name.DCTDecode}
    else:
        flat = _flat(ImageOps.exif_transpose(opened))
        data, filters = zlib.compress(flat.tobytes()), {"Filter": pikepdf.Name.FlateDecode}
    made = pikepdf.Stream(
        bound,
        data,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=flat.width,
        Height=flat.height,
        ColorSpace=_COLOURS[flat.mode],
        BitsPerComponent=8,
        **filters,
    )
    return made, flat.size


def _flat(picture: Image.Image) -> Image.Image:
    if picture.mode in _COLOURS:
        return picture
    if picture.mode == "1":
        return picture.convert("L")
    white = Image.new("RGB", picture.size, "white")
    rich = picture.convert("RGBA")
    white.paste(rich, mask=rich.getchannel("A"))
    return white


def _add_page(bound: pikepdf.Pdf, image: pikepdf.Stream, size: tuple[int, int], paper: tuple[float, float]) -> None:
    """Put a picture as large as it fits into the middle of a page that lies as the picture does."""
    short, long = sorted(side * _MM for side in paper)
    page = (long, short) if size[0] > size[1] else (short, long)
    scale = min(page[0] / size[0], page[1] / size[1])
    wide, high = size[0] * scale, size[1] * scale
    place = f"{wide:.3f} 0 0 {high:.3f} {(page[0] - wide) / 2:.3f} {(page[1] - high) / 2:.3f}"
    made = bound.add_blank_page(page_size=page)
    made.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image))
    made.Contents = pikepdf.Stream(bound, f"q {place} cm /Scan Do Q".encode())
