"""The first page of a PDF as a small picture; for a worker."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from desktop.widgets.evidence_files import png_of

_WIDE: Final = 700
_HIGHEST: Final = 1400


def first_page(data: bytes) -> bytes | None:
    """Return the first page as a PNG on white paper, None for a PDF that does not open."""
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    try:
        document.load(buffer)
        size = document.pagePointSize(0) if document.pageCount() > 0 else None
        if size is None or size.isEmpty():
            return None
        shape = QSize(_WIDE, min(max(round(_WIDE * size.height() / size.width()), 1), _HIGHEST))
        paper = QImage(shape, QImage.Format.Format_RGB32)
        paper.fill(QColor("white"))
        painter = QPainter(paper)
        painter.drawImage(0, 0, document.render(0, shape))
        painter.end()
        return png_of(paper)
    finally:
        document.close()
        buffer.close()
