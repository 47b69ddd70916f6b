from __future__ import annotations

import io
import random
import re
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageDraw

from cases.errors import BadFile, BadPicture
from reports.pictures import THUMBNAIL, PillowPictures


def png(width: int = 300, height: int = 500) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (width, height), "#0E6660").save(target, "PNG")
    return target.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


@pytest.fixture
def pictures() -> PillowPictures:
    return PillowPictures()


def test_a_picture_is_known_by_its_bytes_not_its_name(pictures: PillowPictures) -> None:
    assert pictures.inspect(png(), "tangkapan.jpg") == "image/png"
    assert pictures.inspect(b"%PDF-1.4 ... %%EOF", "surat.bin") == "application/pdf"
    assert pictures.inspect(b"halo", "catatan.txt") == "text/plain"


def test_an_empty_file_is_refused(pictures: PillowPictures) -> None:
    with pytest.raises(BadFile, match="0 byte"):
        pictures.inspect(b"", "kosong.png")


def test_a_picture_that_is_none_is_refused(pictures: PillowPictures) -> None:
    with pytest.raises(BadPicture, match="bukan gambar"):
        pictures.inspect(b"ini bukan gambar", "palsu.png")


def test_a_huge_picture_is_refused_before_it_is_decoded(pictures: PillowPictures) -> None:
    with pytest.raises(BadPicture, match="40000 x 40000"):
        pictures.inspect(png_that_claims(40_000, 40_000), "besar.png")
    assert pictures.thumbnail(png_that_claims(40_000, 40_000)) is None


def test_a_torn_picture_is_refused(pictures: PillowPictures) -> None:
    whole = png()
    with pytest.raises(BadPicture):
        pictures.inspect(whole[: len(whole) // 2], "sobek.png")


def test_a_thumbnail_is_a_small_jpeg(pictures: PillowPictures) -> None:
    small = pictures.thumbnail(png(1080, 2400))
    assert small is not None
    assert Image.open(io.BytesIO(small)).size == THUMBNAIL


def test_a_turned_and_a_huge_picture_keep_their_shape_in_the_thumbnail(pictures: PillowPictures) -> None:
    """Its upper part is red, once it stands upright."""
    picture = Image.new("RGB", (4800, 3000), "#0000ff")
    picture.paste("#ff0000", (0, 0, 2400, 3000))
    turned = Image.Exif()
    turned[0x0112] = 6  # turned right by a quarter
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=turned)
    for data in (target.getvalue(), _as(picture.rotate(-90, expand=True), "PNG"), _as(picture.convert("P"), "GIF")):
        small = pictures.thumbnail(data)
        assert small is not None
        red, _green, blue = Image.open(io.BytesIO(small)).convert("RGB").getpixel((20, 20))  # type: ignore[misc]
        assert (red > 200, blue < 60) == (True, True)


def _as(picture: Image.Image, kind: str) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind)
    return target.getvalue()


def test_only_what_is_known_well_is_opened(pictures: PillowPictures) -> None:
    picture = Image.new("RGB", (40, 30), "#0E6660")
    assert pictures.inspect(_as(picture, "TIFF"), "pindaian.tif") == "image/tiff"
    for data in (_as(picture, "EPS"), _as(picture, "PPM"), b"<svg xmlns='http://www.w3.org/2000/svg'/>"):
        assert pictures.thumbnail(data) is None
        with pytest.raises(BadPicture, match="bukan gambar"):
            pictures.inspect(data, "palsu.png")


@given(st.binary(min_size=1, max_size=200))
def test_bytes_of_nothing_get_a_sentence(data: bytes) -> None:
    assert PillowPictures().thumbnail(data) is None
    for name in ("apa.png", "apa.bin", "apa.mp4", "apa.docx"):
        assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+|(Berkas|Gambar) .+\.", said(data, name), re.DOTALL)


def said(data: bytes, name: str) -> str:
    """The media type of a file, or the sentence that refuses it."""
    try:
        return PillowPictures().inspect(data, name)
    except BadFile as error:
        return error.sentence


def with_exif(**fields: object) -> bytes:
    exif = Image.Exif()
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    for name, value in fields.items():
        tag = ExifTags.Base[name]
        (inner if name in {"DateTimeOriginal", "OffsetTimeOriginal"} else exif)[tag] = value
    target = io.BytesIO()
    Image.new("RGB", (20, 20)).save(target, "JPEG", exif=exif)
    return target.getvalue()


def test_what_a_picture_says_of_itself_is_read() -> None:
    data = with_exif(
        Make="Contoh", Model="K-1", DateTimeOriginal="2026:05:04 19:42:11", OffsetTimeOriginal="+07:00", Software="X"
    )
    assert PillowPictures().told(data) == {
        "Perangkat": "Contoh K-1",
        "Waktu kamera": "2026:05:04 19:42:11 +07:00",
        "Program": "X",
    }


def test_what_is_written_there_is_one_short_line() -> None:
    (said,) = PillowPictures().told(with_exif(Software="a\x00b\nc" + "d" * 500)).values()
    assert len(said) <= 120
    assert said.startswith("a b c")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", with_exif(Make="x")[:60]])
def test_what_says_nothing_gives_nothing(data: bytes) -> None:
    assert PillowPictures().told(data) == {}


def shot(seed: int, size: tuple[int, int] = (540, 960)) -> Image.Image:
    """A made-up screen: bars and boxes in places of its own."""
    rng = random.Random(seed)  # noqa: S311 - a picture, no secret
    made = Image.new("RGB", size, (245, 245, 245))
    draw = ImageDraw.Draw(made)
    for _ in range(30):
        x, y = rng.randrange(size[0]), rng.randrange(size[1])
        grey = rng.randrange(30, 220)
        draw.rectangle((x, y, x + rng.randrange(40, 300), y + rng.randrange(20, 200)), fill=(grey, grey, grey))
    return made


def stored(image: Image.Image, kind: str = "PNG", **how: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **how)
    return target.getvalue()


@pytest.mark.parametrize("seed", range(8))
def test_a_copy_made_smaller_and_worse_looks_the_same(seed: int) -> None:
    pictures, original = PillowPictures(), shot(seed)
    look = pictures.look(stored(original))
    assert look is not None
    assert 0 <= look < 1 << 64
    small = original.resize((270, 480), Image.Resampling.BICUBIC)
    for copy in (stored(small), stored(original, "JPEG", quality=45), stored(small.convert("RGBA"), "WEBP")):
        other = pictures.look(copy)
        assert other is not None
        assert (look ^ other).bit_count() <= 5


def test_other_pictures_look_otherwise() -> None:
    looks = [PillowPictures().look(stored(shot(seed))) for seed in range(12)]
    pairs = [(one, other) for at, one in enumerate(looks) for other in looks[:at]]
    assert min((one ^ other).bit_count() for one, other in pairs if one is not None and other is not None) > 8


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"teks", stored(shot(1))[:2000], stored(Image.new("RGB", (90, 80), "navy"))]
)
def test_what_shows_nothing_has_no_look(data: bytes) -> None:
    assert PillowPictures().look(data) is None
