"""Redacted copies: a picture or the pages of a document as flat pixels, with the marks drawn into them.

What comes out is made of pixels alone: no text layer, no metadata, no small picture inside, no second frame. A picture
becomes a PNG, several pages a PDF of pictures. Pictures are losslessly packed, for a black box must stay black.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from PIL import ExifTags, Image, ImageChops, ImageOps

from cases.errors import BadFile, BadPicture, InvalidInput, Stopped
from cases.model.marks import Mark
from reports.opening import UNREADABLE, opened_picture, too_large
from reports.redaction_drawing import Size, draw_marks

MOST_PAGES: Final = 60
PDF: Final = "application/pdf"
_PACKING: Final = 3
"""How hard PNG packs; more takes several times as long for a few percent."""
_MOVING: Final = frozenset({"GIF", "WEBP", "PNG", "AVIF"})
_TURNED: Final = frozenset({5, 6, 7, 8})
"""Orientations of a camera by which width and height change places."""
_SCAN_DPI: Final = 200.0
_DOTS: Final = (50, 2400)
"""What a scanner may say of itself and be believed, in dots per inch."""
_POINTS: Final = 72.0
_LEAST_SIDE, _MOST_SIDE = 3.0, 14_400.0
"""What a page of a PDF may measure, in points."""
_STOPPED: Final = "Salinan dibatalkan; tidak ada yang disimpan."


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as flat pixels: ``rgb`` has three bytes for each, ``stride`` bytes for each line.

    ``whole`` is the page's size in pixels in full, of which this may be a smaller picture; ``points`` its size on paper
    in 1/72 inch.
    """

    size: Size
    rgb: bytes
    stride: int
    whole: Size
    points: tuple[float, float]


def page_count(data: bytes) -> int:
    """How many pages a picture's file has: a TIFF may hold several. Raises BadPicture, also for moving pictures."""
    with _opened(data) as picture:
        return _frames(picture)


def page_of(data: bytes, page: int = 0, fit: Size | None = None) -> PagePicture:
    """A page of a picture's file as it stands upright, on white, no larger than ``fit``. Raises BadPicture."""
    with _opened(data) as picture:
        _seek(picture, page)
        whole = _upright_size(picture)
        if fit is not None:
            picture.draft("RGB", fit)
        flat = _flat(picture)
        if fit is not None and (flat.width > fit[0] or flat.height > fit[1]):
            flat.thumbnail(fit, Image.Resampling.LANCZOS, reducing_gap=2.0)
        return _page(flat, whole, _points(picture, whole))


def marked(page: PagePicture, marks: Sequence[Mark]) -> PagePicture:
    """A page with its marks drawn into it: a preview of what comes out."""
    picture = _picture(page)
    draw_marks(picture, marks, page.whole)
    return _page(picture, page.whole, page.points)


def redacted(
    data: bytes,
    media_type: str,
    marks: Sequence[Mark],
    page_images: Iterable[PagePicture] | None = None,
    *,
    tick: Callable[[float], object] = lambda _share: None,
    stop: Callable[[], bool] = lambda: False,
) -> bytes:
    """Return the redacted copy: a PNG of a picture, a PDF of pictures for a PDF or a TIFF of several pages.

    The pages of a PDF are handed in (``page_images``, drawn when they are asked for); ``data`` is that of a picture.
    Raises BadPicture, BadFile, InvalidInput for no marks or marks on no page, Stopped when ``stop`` says so.
    """
    if not marks:
        raise InvalidInput("Belum ada yang ditutup atau ditandai; gambar dahulu kotaknya.")
    if media_type == PDF:
        if page_images is None:
            message = "the pages of a PDF are drawn by the caller"
            raise ValueError(message)
        return _bound(page_images, marks, stop)
    count = page_count(data)
    if count > 1:
        return _bound(_each(data, count, tick), marks, stop)
    _check_pages(marks, 1)
    with _opened(data) as picture:
        _seek(picture, 0)
        flat = _flat(picture)
    _go_on(stop, tick, 0.3)
    draw_marks(flat, marks)
    _go_on(stop, tick, 0.4)
    target = _Watched(stop, tick, flat.width * flat.height / 2)
    flat.save(target, "PNG", compress_level=_PACKING)
    return target.getvalue()


class _Watched(io.BytesIO):
    """Bytes in memory, at each of which it is asked whether anybody still waits; ``about`` so many will come."""

    def __init__(self, stop: Callable[[], bool], tick: Callable[[float], object], about: float) -> None:
        super().__init__()
        self._stop, self._tick, self._about = stop, tick, about

    def write(self, data: object, /) -> int:
        """Take more, unless nobody waits."""
        if self._stop():
            raise Stopped(_STOPPED)
        self._tick(1 - 0.6 * self._about / (self._about + self.tell()))
        return super().write(data)  # type: ignore[arg-type] # whatever a buffer is


def _go_on(stop: Callable[[], bool], tick: Callable[[float], object], share: float) -> None:
    if stop():
        raise Stopped(_STOPPED)
    tick(share)


def _each(data: bytes, count: int, tick: Callable[[float], object]) -> Iterator[PagePicture]:
    for page in range(count):
        tick(page / count)
        yield page_of(data, page)


def _check_pages(marks: Sequence[Mark], count: int) -> None:
    """Refuse marks that would cover nothing: their page is not there."""
    for mark in marks:
        if not 0 <= mark.place.page < count:
            raise InvalidInput(f"Tanda di halaman {mark.place.page + 1} tidak ada tempatnya; hapus, lalu simpan lagi.")


# -- pictures


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """Open a picture; whatever its reader chokes on is a BadPicture."""
    try:
        with opened_picture(data) as picture:
            if picture is None:
                raise ValueError("no picture")
            yield picture
    except UNREADABLE as error:
        raise BadPicture(
            "Gambar ini tidak dapat dibuka sampai habis; simpan sebagai PNG atau JPEG, lalu tambahkan sebagai bukti.",
            detail=repr(error),
        ) from error


def _frames(picture: Image.Image) -> int:
    """How many of its pictures are pages; a JPEG with a preview inside is one."""
    count = int(getattr(picture, "n_frames", 1))
    if count == 1 or picture.format not in _MOVING | {"TIFF"}:
        return 1
    if picture.format in _MOVING:
        raise BadPicture(
            "Gambar bergerak tidak dapat disunting; tangkap layarnya, tambahkan sebagai bukti, lalu sunting itu."
        )
    if count > MOST_PAGES:
        raise BadPicture(too_long(count))
    return count


def too_long(count: int) -> str:
    """The sentence for a document of too many pages."""
    return (
        f"Berkas ini {count} halaman; salinan tersunting paling banyak {MOST_PAGES} halaman. "
        "Simpan halaman yang perlu sebagai berkas lain, lalu tambahkan."
    )


def _seek(picture: Image.Image, page: int) -> None:
    if page:
        picture.seek(page)
    if too_large(picture):
        raise BadPicture(
            f"Gambar ini {picture.width} x {picture.height} piksel, terlalu besar; perkecil, lalu tambahkan lagi."
        )


def _upright_size(picture: Image.Image) -> Size:
    turned = picture.getexif().get(ExifTags.Base.Orientation) in _TURNED
    return (picture.height, picture.width) if turned else (picture.width, picture.height)


def _points(picture: Image.Image, whole: Size) -> tuple[float, float]:
    """What a page measures on paper, by what the scanner says, else as if it were a common scan."""
    try:
        dpi = float(picture.info.get("dpi", (0,))[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        dpi = 0.0
    dots = dpi if _DOTS[0] <= dpi <= _DOTS[1] else _SCAN_DPI
    return whole[0] * _POINTS / dots, whole[1] * _POINTS / dots


def _flat(picture: Image.Image) -> Image.Image:
    """The pixels alone, upright, without transparency: on white, as on paper. Nothing that the file said stays."""
    ImageOps.exif_transpose(picture, in_place=True)  # no second copy of a picture of 400 MB
    upright = picture
    if upright.mode.startswith("I;16"):
        upright = upright.convert("I").point(lambda level: level / 256).convert("L")
    if "A" in upright.getbands() or "a" in upright.getbands() or "transparency" in upright.info:
        layer = upright.convert("RGBA")
        flat = Image.new("RGB", layer.size, "white")
        flat.paste(layer, mask=layer.getchannel("A"))
    else:
        flat = upright.convert("RGB")
    clean = flat if flat is not picture else flat.copy()
    clean.info = {}
    return clean


def _page(picture: Image.Image, whole: Size, points: tuple[float, float]) -> PagePicture:
    return PagePicture(picture.size, picture.tobytes(), picture.width * 3, whole, points)


def _picture(page: PagePicture) -> Image.Image:
    return Image.frombytes("RGB", page.size, page.rgb, "raw", "RGB", page.stride)


# -- documents


def with_forms(data: bytes) -> bytes:
    """Return a PDF whose filled fields and visible signatures are part of its pages, for a drawer that skips them.

    A PDF without any, and one that pikepdf cannot read, comes back as it is.
    """
    if b"/AcroForm" not in data and b"/ObjStm" not in data:
        return data
    import pikepdf  # noqa: PLC0415 - as below

    try:
        with pikepdf.open(io.BytesIO(data)) as found:
            if "/AcroForm" not in found.Root:
                return data
            found.generate_appearance_streams()
            found.flatten_annotations("screen")
            target = io.BytesIO()
            found.save(target)
            return target.getvalue()
    except (pikepdf.PdfError, pikepdf.PasswordError, RuntimeError, ValueError, TypeError):
        return data


def _bound(pages: Iterable[PagePicture], marks: Sequence[Mark], stop: Callable[[], bool]) -> bytes:
    """Bind pages into a PDF that holds their pictures and nothing else."""
    import pikepdf  # noqa: PLC0415 - which pictures need not wait for

    with pikepdf.new() as bound:
        count = 0
        for count, page in enumerate(pages, 1):
            if count > MOST_PAGES:
                raise BadFile(too_long(count))
            if stop():
                raise Stopped(_STOPPED)
            picture = _picture(page)
            draw_marks(picture, [mark for mark in marks if mark.place.page == count - 1], page.whole)
            wide, high = (min(max(side, _LEAST_SIDE), _MOST_SIDE) for side in page.points)
            made = bound.add_blank_page(page_size=(wide, high))
            data, colours = _packed(picture)
            image = pikepdf.Stream(
                bound,
                data,
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=picture.width,
                Height=picture.height,
                ColorSpace=pikepdf.Name.DeviceGray if colours == 1 else pikepdf.Name.DeviceRGB,
                BitsPerComponent=8,
                Filter=pikepdf.Name.FlateDecode,
                DecodeParms=pikepdf.Dictionary(Predictor=15, Colors=colours, BitsPerComponent=8, Columns=picture.width),
            )
            made.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Page=image))
            made.Contents = pikepdf.Stream(bound, f"q {wide:.3f} 0 0 {high:.3f} 0 0 cm /Page Do Q".encode())
        if count == 0:
            raise BadFile("Berkas ini tidak berhalaman; simpan lagi dari programnya, lalu tambahkan.")
        _check_pages(marks, count)
        target = io.BytesIO()
        bound.save(target, deterministic_id=True)
        return target.getvalue()


def _packed(picture: Image.Image) -> tuple[bytes, int]:
    """The pixels as PNG packs them, which a PDF reads as well, and how many colours a pixel has: grey has one."""
    red, green, blue = picture.split()
    grey = not (ImageChops.difference(red, green).getbbox() or ImageChops.difference(green, blue).getbbox())
    whole = io.BytesIO()
    (red if grey else picture).save(whole, "PNG", compress_level=6)
    data, place, found = whole.getvalue(), 8, []
    while place < len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        if kind == b"IDAT":
            found.append(data[place + 8 : place + 8 + length])
        place += length + 12
    return b"".join(found), 1 if grey else 3
