"""The words of a PDF with their places, through QtPdf; pages without words become pictures that a program may read.

For workers: QtPdf guards its own library, so that a document of one thread's own is safe beside those that are shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from cases.errors import BadFile
from cases.model.marks import WITHOUT_SCANS, Place, SeenText, SeenWord
from reports.tesseract import Grey, ReadingStopped, Tesseract

MOST_PAGES: Final = 100
"""Pages that are read; that there are more is said."""
_DRIFT: Final = 8
"""Letters by which the text of a page and the library's own count of it may have come apart."""
_DOTS: Final = 200
_MOST_DOTS: Final = 5000
_INCH: Final = 72


def read_pdf(data: bytes, tesseract: Tesseract | None, stop: Callable[[], bool]) -> SeenText:
    """Return the words of a PDF; scanned pages are given to ``tesseract``, and without it they are said to be left out.

    Raises BadFile for what QtPdf cannot open, ReadingFailed, ReadingStopped.
    """
    with _opened(data) as document:
        count = document.pageCount()
        pages: list[tuple[SeenWord, ...]] = []
        scanned = False
        for page in range(min(count, MOST_PAGES)):
            words = page_words(document, page, stop)
            if not words and _has_ink(document, page):
                scanned = True
                if tesseract is not None:
                    words = tesseract.read(page_picture(document, page), page, stop)
            pages.append(words)
    reader = "PDF" if not scanned else WITHOUT_SCANS if tesseract is None else f"PDF, {tesseract.name}"
    if count > MOST_PAGES:
        reader = f"{reader}, {MOST_PAGES} halaman pertama dari {count}"
    return SeenText(reader=reader, pages=tuple(pages))


def first_page(data: bytes) -> bytes:
    """Return a picture of a PDF's first page (PNG) that is large enough for a tile; raises BadFile."""
    with _opened(data) as document:
        target = QBuffer()
        target.open(QIODevice.OpenModeFlag.WriteOnly)
        _rendered(document, 0, _INCH).save(target, "PNG")  # type: ignore[call-overload] # Qt wants the name as str
        return bytes(target.data().data())


@contextmanager
def _opened(data: bytes) -> Iterator[QPdfDocument]:
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    try:
        if document.status() != QPdfDocument.Status.Ready:
            raise BadFile("PDF ini tidak dapat dibuka, sehingga teksnya tidak terbaca.", detail=document.error().name)
        yield document
    finally:
        document.close()
        buffer.close()


def page_words(document: QPdfDocument, page: int, stop: Callable[[], bool]) -> tuple[SeenWord, ...]:
    """Return the words of a page's own text with their places."""
    size = document.pagePointSize(page)
    text = document.getAllText(page).text()
    found, drift = [], 0
    for met in re.finditer(r"\S+", text):
        if stop():
            raise ReadingStopped
        plain = unicodedata.normalize("NFKC", met.group())  # one letter for a ligature is two to whoever types it
        words = "".join(letter for letter in plain if letter.isprintable())
        if not any(letter.isalnum() for letter in words):
            continue
        box, drift = _box_of(document, page, met.group(), met.start(), drift)
        place = _place(page, box, size)
        if place is not None:
            found.append(SeenWord(words=words, place=place))
    return tuple(found)


def _box_of(document: QPdfDocument, page: int, words: str, start: int, drift: int) -> tuple[QRectF, int]:
    """Where a word stands, and by how many letters the library counts otherwise than its text does from here on.

    Signs that it cannot name bring the two apart.
    """
    expected = document.getSelectionAtIndex(page, start + drift, len(words))
    if expected.text() == words:
        return expected.boundingRectangle(), drift
    for step in (sign * far for far in range(1, _DRIFT + 1) for sign in (1, -1)):
        near = document.getSelectionAtIndex(page, start + drift + step, len(words))
        if near.text() == words:
            return near.boundingRectangle(), drift + step
    return expected.boundingRectangle(), drift


def _place(page: int, box: QRectF, size: QSizeF) -> Place | None:
    """A box in points as parts of the page, None for one outside it; on turned pages its sides may be negative."""
    shown = box.normalized().intersected(QRectF(0, 0, size.width(), size.height()))
    if shown.isEmpty():
        return None
    return Place(
        page=page,
        left=round(shown.left() / size.width(), 5),
        top=round(shown.top() / size.height(), 5),
        width=round(shown.width() / size.width(), 5),
        height=round(shown.height() / size.height(), 5),
    )


def _rendered(document: QPdfDocument, page: int, dots: float) -> QImage:
    """A page on white paper, at so many points an inch as long as it is not huge."""
    size = document.pagePointSize(page)
    longest = max(size.width(), size.height(), 1.0)
    scale = min(dots / _INCH, _MOST_DOTS / longest)
    shape = QSize(max(round(size.width() * scale), 1), max(round(size.height() * scale), 1))
    paper = QImage(shape, QImage.Format.Format_RGB32)
    paper.fill(QColor("white"))
    painter = QPainter(paper)
    painter.drawImage(0, 0, document.render(page, shape))
    painter.end()
    return paper


def _has_ink(document: QPdfDocument, page: int) -> bool:
    """Whether anything is drawn on a page at all."""
    grey = _grey(_rendered(document, page, _INCH / 2))
    return min(grey.points) != max(grey.points)


def page_picture(document: QPdfDocument, page: int) -> Grey:
    """Return a page as a picture in grey, fine enough to be read."""
    return _grey(_rendered(document, page, _DOTS))


def _grey(image: QImage) -> Grey:
    """The points of an image in grey, without the filling at the ends of its lines."""
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    width, height, stride = image.width(), image.height(), image.bytesPerLine()
    points = bytes(image.constBits())
    if stride != width:
        points = b"".join(points[line * stride : line * stride + width] for line in range(height))
    return Grey(width, height, points)
