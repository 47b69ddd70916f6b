"""Words of PDFs with their places, of pages that were turned, cut and scanned."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from fake_tesseract import fake_tesseract
from ink import screen
from PySide6.QtCore import QSize
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from cases.errors import BadFile
from cases.model.marks import WITHOUT_SCANS, SeenText
from desktop.evidence import pdf_text
from desktop.evidence.pdf_text import read_pdf
from reports.tesseract import ReadingStopped, find_tesseract

REAL = find_tesseract()


def paper(*pages: str) -> bytes:
    """A PDF; a page of words, a scanned page ("*") or an empty one ("")."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(600, 800))
    for page in pages:
        if page == "*":
            canvas.drawImage(ImageReader(screen(900)), 50, 300, 500, 400)
        elif page:
            canvas.setFont("Helvetica", 20)
            canvas.drawString(100, 600, page)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def changed(data: bytes, **parts: object) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for name, value in parts.items():
            setattr(pdf.pages[0], name, value)
        pdf.save(target)
    return target.getvalue()


def read(data: bytes, **parts: object) -> SeenText:
    return read_pdf(data, parts.get("tesseract"), parts.get("stop", lambda: False))


def words(seen: SeenText) -> list[str]:
    return [word.words for page in seen.pages for word in page]


def test_words_of_a_text_layer_have_their_places() -> None:
    seen = read(paper("Satu komando", "", "Nomor 2 (dua) – 2026/037 Café"))
    assert seen.reader == "PDF"
    assert [[word.words for word in page] for page in seen.pages] == [
        ["Satu", "komando"],
        [],
        ["Nomor", "2", "(dua)", "2026/037", "Café"],
    ]
    first, second = seen.pages[0]
    assert first.place.left == pytest.approx(100 / 600, abs=0.01)
    assert first.place.top == pytest.approx(1 - 600 / 800 - 16 / 800, abs=0.02)
    assert second.place.left > first.place.left + first.place.width
    assert {word.place.page for word in seen.pages[2]} == {2}


@pytest.mark.parametrize(
    "parts",
    [
        {"Rotate": 90},
        {"Rotate": 180},
        {"Rotate": 270},
        {"CropBox": [50, 50, 550, 700]},
        {"Rotate": 90, "CropBox": [50, 50, 550, 700]},
        {"MediaBox": [-100, -50, 600, 800]},
    ],
)
def test_places_are_where_the_ink_is(parts: dict[str, object]) -> None:
    data = changed(paper("Komando"), **parts)
    ((word,),) = read(data).pages
    with pdf_text._opened(data) as document:
        size = document.pagePointSize(0)
        image = document.render(0, QSize(round(size.width()), round(size.height())))
    ink = [
        (x / image.width(), y / image.height())
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 100
    ]
    assert ink
    place, near = word.place, 4 / min(image.width(), image.height())
    assert all(
        place.left - near <= x <= place.left + place.width + near
        and place.top - near <= y <= place.top + place.height + near
        for x, y in ink
    )


def test_letters_that_the_library_cannot_name_do_not_move_the_places() -> None:
    seen = read(paper("rapi\u00adkan ho\ufb01k Satu komando"))
    place = next(word.place for word in seen.pages[0] if word.words == "komando")
    assert place.left > 0.3
    assert place.width == pytest.approx(0.155, abs=0.03)


def test_scanned_pages_wait_and_are_said_where_nothing_reads_pictures() -> None:
    seen = read(paper("Kop surat", "*"))
    assert seen.reader == WITHOUT_SCANS
    assert words(seen) == ["Kop", "surat"]


def test_scanned_pages_are_given_to_the_program_and_empty_ones_are_not(tmp_path: Path) -> None:
    tesseract = find_tesseract(iter([fake_tesseract(tmp_path)]))
    seen = read(paper("Kop surat", "*", ""), tesseract=tesseract)
    assert seen.reader == "PDF, tesseract 5.3.0 ind"
    assert words(seen) == ["Kop", "surat", "Satu", "komando"]
    assert {word.place.page for word in seen.pages[1]} == {1}


@pytest.mark.skipif(REAL is None, reason="Tesseract is not installed")
def test_the_real_program_reads_a_scanned_page() -> None:
    found = words(read(paper("*"), tesseract=REAL))
    assert {"komando", "Perhubungan", "Prayitno"} <= set(found)


def test_no_more_than_so_many_pages_are_read_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_text, "MOST_PAGES", 2)
    seen = read(paper("satu", "dua", "tiga"))
    assert (words(seen), seen.reader) == (["satu", "dua"], "PDF, 2 halaman pertama dari 3")


def test_a_page_of_a_huge_size_becomes_no_huge_picture() -> None:
    with pdf_text._opened(changed(paper("*"), MediaBox=[0, 0, 14_000, 14_000])) as document:
        picture = pdf_text.page_picture(document, 0)
    assert max(picture.width, picture.height) <= 5000
    assert len(picture.points) == picture.width * picture.height


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n% rusak\n%%EOF", paper("satu")[:300]])
def test_what_is_no_pdf_is_said(data: bytes) -> None:
    with pytest.raises(BadFile, match="tidak dapat dibuka"):
        read(data)


def test_a_pdf_with_a_password_is_said() -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper("satu"))) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(user="a", owner="b"))
    with pytest.raises(BadFile):
        read(target.getvalue())


def test_it_stops_between_words() -> None:
    with pytest.raises(ReadingStopped):
        read(paper("satu dua"), stop=lambda: True)
