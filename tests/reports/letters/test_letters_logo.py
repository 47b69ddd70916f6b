"""The logo and the emblem on the head of a letter, and what is no picture."""

from __future__ import annotations

import io
import struct
import zlib

import pikepdf
import pytest
from letter_samples import letter_profile
from PIL import Image
from printed_letter import check_paper, render

from cases.errors import LetterError
from cases.model.office import Paper


def picture(form: str = "PNG") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (60, 60)).save(target, form)
    return target.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """A PNG whose header promises more pixels than it has."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>'


@pytest.mark.parametrize(
    ("logo", "word"),
    [
        (b"bukan gambar", "tidak dapat dibuka"),
        (b"", "tidak dapat dibuka"),
        (SVG, "tidak dapat dibuka"),
        (picture()[:-30], "tidak dapat dibuka"),
        (picture("BMP"), "tidak dapat dibuka"),
        (png_claiming(40_000, 40_000), "terlalu besar"),
    ],
    ids=["text", "empty", "svg", "cut off", "bmp", "huge"],
)
def test_a_logo_that_is_no_picture_is_told_in_one_sentence(logo: bytes, word: str) -> None:
    with pytest.raises(LetterError, match=f"^Gambar logo .*{word}.*Pengaturan[.]$"):
        render("summons-1", profile=letter_profile(logo=logo))


def test_no_logo_leaves_the_head_centred_and_no_picture() -> None:
    rendered = render("summons-1", profile=letter_profile(logo=None))
    check_paper(rendered, Paper.F4)
    with pikepdf.open(io.BytesIO(rendered.pdf)) as document:
        assert "/XObject" not in document.pages[0].resources
    assert render("decision", profile=letter_profile(head_emblem=None)).pages == 2


def test_the_logo_is_in_the_letter_and_stays_in_its_place() -> None:
    with pikepdf.open(io.BytesIO(render("summons-1").pdf)) as document:
        (image,) = document.pages[0].resources["/XObject"].values()
        assert (int(image.Width), int(image.Height)) == (343, 425)
