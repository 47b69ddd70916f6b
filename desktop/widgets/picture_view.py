"""A picture, zoomed with the wheel or the keys and moved with the mouse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QKeyEvent, QPainter, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsPixmapItem,
    QGraphicsScene,
    QGraphicsView,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from cases.errors import BadPicture
from desktop import theme
from desktop.widgets.basic import icon_button, label

_STEP: Final = 1.25
_LEAST, _MOST = 0.05, 16.0
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


class _Canvas(QGraphicsView):
    """The picture itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setScene(QGraphicsScene(self))
        self.item = QGraphicsPixmapItem()
        self.item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self.scene().addItem(self.item)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.fitted = True

    @property
    def zoom(self) -> float:
        """Screen pixels for one of the picture."""
        return self.transform().m11()

    def fit(self) -> None:
        """The whole picture, never larger than it is."""
        self.fitted = True
        self.resetTransform()
        box = self.item.boundingRect()
        if box.isEmpty():
            return
        room = self.viewport().size()
        ratio = min((room.width() - 16) / box.width(), (room.height() - 16) / box.height(), 1.0)
        self.scale(ratio, ratio)
        self.centerOn(self.item)

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller, within reason."""
        wanted = min(max(self.zoom * factor, _LEAST), _MOST)
        self.fitted = False
        self.scale(wanted / self.zoom, wanted / self.zoom)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom where the mouse is."""
        self.zoom_by(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay fitted."""
        super().resizeEvent(event)
        if self.fitted:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus, minus and 0."""
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(_STEP)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom_by(1 / _STEP)
        elif event.key() == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)


class PictureView(QFrame):
    """Shows one picture on the desk, with buttons for zoom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "desk")
        self.canvas = _Canvas()
        self._words = label("", "caption")
        top = QHBoxLayout()
        top.setContentsMargins(14, 4, 8, 4)
        top.addWidget(self._words, 1)
        top.addWidget(icon_button("magnifying-glass-minus", "Perkecil (-)", on_click=lambda: self.canvas.zoom_by(0.8)))
        top.addWidget(icon_button("corners-out", "Pas jendela (0)", on_click=self.canvas.fit))
        top.addWidget(icon_button("magnifying-glass-plus", "Perbesar (+)", on_click=lambda: self.canvas.zoom_by(_STEP)))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(1, 1, 1, theme.space("s"))
        lines.setSpacing(0)
        lines.addLayout(top)
        lines.addWidget(self.canvas, 1)
        self.setFocusProxy(self.canvas)

    def show_image(self, image: QImage, words: str = "") -> None:
        """Show a decoded picture; ``words`` stand above it."""
        self.canvas.item.setPixmap(QPixmap.fromImage(image))
        self.canvas.setSceneRect(self.canvas.item.boundingRect())
        self._words.setText(words or f"{image.width()} x {image.height()} piksel")
        self.canvas.fit()

    @property
    def words(self) -> str:
        """What stands above the picture."""
        return self._words.text()
