"""A picture, zoomed with the wheel or the keys and moved with the mouse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cases.errors import BadPicture
from desktop import theme
from desktop.guard import privacy
from desktop.widgets.basic import icon_button, label
from desktop.widgets.page_canvas import STEP, PageCanvas

_MOST_PIXELS: Final = 120_000_000
_KINDS: Final = frozenset({"png", "jpeg", "gif", "webp", "bmp", "tiff", "ico"})
"""What Qt is let loose on; of a drawing (SVG) it would follow the links."""


@contextmanager
def reading(data: bytes) -> Iterator[QImageReader]:
    """A reader over a picture's bytes, which lets go of them before they go: that of TIFF looks at them to the last."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    try:
        yield reader
    finally:
        reader.setDevice(None)  # type: ignore[arg-type] # Qt takes none, whatever its stub says


def decode(data: bytes, fit: QSize | None = None) -> QImage:
    """Read a picture's bytes, turned as its camera says and made no larger than ``fit``; safe in any thread.

    Raises BadPicture for what is no picture or has too many pixels to open safely.
    """
    with reading(data) as reader:
        if kind_of(reader) not in _KINDS:
            raise BadPicture("Berkas ini tidak dapat dibuka sebagai gambar.")
        reader.setAutoTransform(True)
        size = reader.size()
        if size.isValid() and size.width() * size.height() > _MOST_PIXELS:
            raise BadPicture("Gambar ini terlalu besar untuk dibuka; simpan berkasnya dan buka dengan program lain.")
        if fit is not None and size.isValid() and (size.width() > fit.width() or size.height() > fit.height()):
            reader.setScaledSize(size.scaled(fit, Qt.AspectRatioMode.KeepAspectRatio))
        image = reader.read()
        if image.isNull():
            raise BadPicture("Berkas ini tidak dapat dibuka sebagai gambar.", detail=reader.errorString())
        return image


def kind_of(reader: QImageReader) -> str:
    """What the bytes are by their beginning ("png"), "" for nothing that Qt knows."""
    return bytes(reader.format().data()).decode()


class PictureView(QFrame):
    """Shows one picture on the desk, with buttons for zoom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty(privacy.SHEET, True)
        self.setProperty("role", "desk")
        self.canvas = PageCanvas()
        self._words = label("", "caption")
        top = QHBoxLayout()
        top.setContentsMargins(14, 4, 8, 4)
        top.addWidget(self._words, 1)
        canvas = self.canvas
        top.addWidget(icon_button("magnifying-glass-minus", "Perkecil (-)", on_click=lambda: canvas.zoom_by(1 / STEP)))
        top.addWidget(icon_button("corners-out", "Pas jendela (0)", on_click=canvas.fit))
        top.addWidget(icon_button("magnifying-glass-plus", "Perbesar (+)", on_click=lambda: canvas.zoom_by(STEP)))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(1, 1, 1, theme.space("s"))
        lines.setSpacing(0)
        lines.addLayout(top)
        lines.addWidget(self.canvas, 1)
        self.setFocusProxy(self.canvas)

    def show_image(self, image: QImage, words: str = "") -> None:
        """Show a decoded picture; ``words`` stand above it."""
        self.canvas.show_page(image.size().toSizeF(), (image,))
        self._words.setText(words or f"{image.width()} x {image.height()} piksel")

    @property
    def words(self) -> str:
        """What stands above the picture."""
        return self._words.text()
