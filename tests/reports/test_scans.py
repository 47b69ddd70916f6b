from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from cases.errors import BadFile, BadPicture
from reports.pictures import PillowPictures
from reports.scans import bind_scans, pdf_pages

F4 = (215.0, 330.0)


def picture(kind: str, size: tuple[int, int] = (200, 300), mode: str = "RGB", **parts: object) -> bytes:
    target = io.BytesIO()
    Image.new(mode, size, 1 if mode == "1" else 120).save(target, kind, **parts)
    return target.getvalue()


def pdf(pages: int = 2) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(500, 700))
    for page in range(pages):
        canvas.drawString(50, 50, f"Halaman {page}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def sealed() -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as opened:
        opened.save(target, encryption=pikepdf.Encryption(owner="pemilik", user="pembaca"))
    return target.getvalue()


def test_pages_are_counted_by_what_is_in_the_bytes() -> None:
    pictures = PillowPictures()
    assert pictures.pages(pdf(3)) == 3
    assert pictures.pages(picture("PNG")) == 1
    many = picture("TIFF", save_all=True, append_images=[Image.new("RGB", (200, 300))])
    assert pictures.pages(many) == 2
    assert pictures.pages(b"bukan gambar") == 0


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"%PDF-1.7 rusak", "rusak atau terpotong"), (pdf()[:400], "rusak atau terpotong"), (sealed(), "berkata sandi")],
)
def test_a_pdf_that_does_not_open_says_why(data: bytes, sentence: str) -> None:
    with pytest.raises(BadFile, match=sentence):
        pdf_pages(data)
    with pytest.raises(BadFile, match=sentence):
        bind_scans([picture("PNG"), data], F4)


def test_pictures_and_pdfs_become_one_pdf_in_their_order_and_the_same_each_time() -> None:
    parts = [
        picture("JPEG"),
        pdf(2),
        picture("PNG", (300, 200), "RGBA"),
        picture("TIFF", mode="1", save_all=True, append_images=[Image.new("1", (200, 300))]),
    ]
    bound = bind_scans(parts, F4)
    assert bind_scans(parts, F4) == bound
    with pikepdf.open(io.BytesIO(bound)) as opened:
        sizes = [tuple(round(float(side) / 72 * 25.4) for side in page.mediabox[2:]) for page in opened.pages]
    assert sizes == [(215, 330), (176, 247), (176, 247), (330, 215), (215, 330), (215, 330)]


def test_a_jpeg_keeps_its_bytes_on_the_page() -> None:
    jpeg = picture("JPEG", quality=60)
    with pikepdf.open(io.BytesIO(bind_scans([jpeg], F4))) as opened:
        assert opened.pages[0].Resources.XObject.Scan.read_raw_bytes() == jpeg


def test_a_turned_photograph_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = picture("JPEG", (300, 200), exif=exif)
    with pikepdf.open(io.BytesIO(bind_scans([turned], F4))) as opened:
        wide, high = opened.pages[0].mediabox[2:]
    assert wide < high


def test_a_broken_picture_is_refused() -> None:
    with pytest.raises(BadPicture):
        bind_scans([picture("JPEG")[:200]], F4)
