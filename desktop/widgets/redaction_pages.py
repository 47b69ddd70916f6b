"""The pages that a redacted copy is made of: a picture's as Pillow reads them, a PDF's as QtPdf draws them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions

from cases.errors import BadFile
from cases.model.marks import Mark
from reports import redaction
from reports.redaction import PDF, PagePicture

FIT: Final = (3200, 3200)
"""How large a page is shown at most; the copy is made of all its pixels."""
_DPI: Final = 200
_POINTS: Final = 72
_MOST_PIXELS: Final = 10_000_000


class Pages:
    """The pages of an item's bytes; every method reads or draws, so call it in a worker.

    Raises BadFile or BadPicture for what cannot be redacted.
    """

    def __init__(self, data: bytes, media_type: str) -> None:
        self.data, self.media_type = redaction.with_forms(data) if media_type == PDF else data, media_type
        if media_type == PDF:
            with _opened(data) as document:
                self.count = document.pageCount()
            if self.count > redaction.MOST_PAGES:
                raise BadFile(redaction.too_long(self.count))
        else:
            self.count = redaction.page_count(data)

    def page(self, page: int) -> PagePicture:
        """A page to be shown."""
        if self.media_type != PDF:
            return redaction.page_of(self.data, page, FIT)
        with _opened(self.data) as document:
            return _drawn(document, page)

    def redacted(self, marks: Sequence[Mark], tick: Callable[[float], object], stop: Callable[[], bool]) -> bytes:
        """The copy; raises Stopped when ``stop`` says so."""
        images = self._images(tick) if self.media_type == PDF else None
        return redaction.redacted(self.data, self.media_type, marks, images, tick=tick, stop=stop)

    def _images(self, tick: Callable[[float], object]) -> Iterator[PagePicture]:
        with _opened(self.data) as document:
            for page in range(document.pageCount()):
                yield _drawn(document, page)
                tick((page + 1) / document.pageCount())


def image_of(page: PagePicture) -> QImage:
    """A page's pixels as a screen has them, so that nothing is left to convert there; safe in any thread."""
    seen = QImage(page.rgb, *page.size, page.stride, QImage.Format.Format_RGB888)
    return seen.convertToFormat(QImage.Format.Format_RGB32)


@contextmanager
def _opened(data: bytes) -> Iterator[QPdfDocument]:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    try:
        document.load(buffer)
        if document.error() == QPdfDocument.Error.IncorrectPassword:
            raise BadFile("PDF ini berkata sandi; simpan tanpa kata sandi, lalu tambahkan sebagai bukti.")
        if document.status() != QPdfDocument.Status.Ready or document.pageCount() < 1:
            raise BadFile("Berkas ini tidak dapat dibuka sebagai PDF.", detail=document.error().name)
        yield document
    finally:
        document.close()
        buffer.close()


def _drawn(document: QPdfDocument, page: int) -> PagePicture:
    """A page on white paper, at a resolution at which small letters are read."""
    points = document.pagePointSize(page)
    wide, high = max(points.width(), 1.0), max(points.height(), 1.0)
    dots = min(_DPI / _POINTS, math.sqrt(_MOST_PIXELS / (wide * high)))
    size = QSize(max(1, round(wide * dots)), max(1, round(high * dots)))
    options = QPdfDocumentRenderOptions()
    options.setRenderFlags(QPdfDocumentRenderOptions.RenderFlag.Annotations)  # stamps and notes, too
    ink = document.render(page, size, options)
    if ink.isNull():
        raise BadFile(f"Halaman {page + 1} tidak dapat digambar; simpan PDF itu lagi, lalu tambahkan.")
    paper = QImage(size, QImage.Format.Format_RGB888)
    paper.fill(0xFFFFFFFF)
    painter = QPainter(paper)
    painter.drawImage(0, 0, ink)
    painter.end()
    whole = (size.width(), size.height())
    return PagePicture(whole, bytes(paper.constBits()), paper.bytesPerLine(), whole, (wide, high))
