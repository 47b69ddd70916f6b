"""The letter beside its wording, as it comes out on paper: drawn off the UI thread, without a flicker between."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from cases.errors import BadFile
from desktop import theme
from desktop.tasks import Tasks

_GAP: Final = 10
_STEP: Final = 1.2
_CLOSEST: Final = 4.0
_POINTS: Final = 72.0
_FEW: Final = 4
"""Pages that are set as fast as one."""
_RESIZE_MS: Final = 80


def draw(pdf: bytes, wanted: tuple[int, ...], width: int) -> tuple[list[QSize], dict[int, QImage]]:
    """Return the size of every page at a width in pixels, and pictures of those wanted; runs in a worker."""
    document = QPdfDocument()
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if document.status() != QPdfDocument.Status.Ready:
        raise BadFile("Pratinjau tidak dapat dibuka sebagai PDF.", detail=document.error().name)
    sizes = []
    for page in range(document.pageCount()):
        points = document.pagePointSize(page)
        sizes.append(QSize(width, round(width * points.height() / points.width())))
    pictures = {page: document.render(page, sizes[page]) for page in wanted if page < len(sizes)}
    document.close()
    return sizes, pictures


class PagePreview(QAbstractScrollArea):
    """``show_pdf`` takes bytes; pages in sight are drawn first, the old ones stay until the new are there."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._pdf = b""
        self._sizes: list[QSize] = []
        self._pictures: dict[int, QImage] = {}
        self._drawn = 0
        """Counts what was asked, so that a late answer changes nothing."""
        self._zoom = 1.0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "paper")
        self.setAccessibleName("Pratinjau surat")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalScrollBar().valueChanged.connect(lambda _place: self._fill())
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(_RESIZE_MS)
        self._resized.timeout.connect(self._redraw)

    @property
    def pages(self) -> int:
        """How many pages the letter has."""
        return len(self._sizes)

    @property
    def drawn(self) -> tuple[int, ...]:
        """The pages of which there is a picture."""
        return tuple(sorted(self._pictures))

    @property
    def looked_at(self) -> tuple[int, ...]:
        """The pages in sight of a letter that is too long to be set whole at each key; none of a short one."""
        return self._in_sight() if self.pages > _FEW else ()

    def show_pdf(self, pdf: bytes) -> None:
        """Show a letter; the place that was looked at stays."""
        self._pdf = pdf
        self._redraw()

    def clear(self) -> None:
        """Show nothing."""
        self._drawn += 1
        self._pdf, self._sizes, self._pictures = b"", [], {}
        self.viewport().update()

    def zoom_by(self, factor: float) -> None:
        """Closer or farther; never smaller than the width of the view."""
        self._zoom = min(max(self._zoom * factor, 1.0), _CLOSEST)
        self._redraw()

    def _width(self) -> int:
        return max(int((self.viewport().width() - 2 * _GAP) * self._zoom), 50)

    def _redraw(self) -> None:
        """Draw what is in sight anew."""
        if self._pdf:
            self._ask(self._in_sight() or (0, 1), fresh=True)

    def _fill(self) -> None:
        """Draw what came into sight."""
        lacking = tuple(page for page in self._in_sight() if page not in self._pictures)
        if lacking and self._pdf:
            self._ask(lacking, fresh=False)

    def _ask(self, wanted: tuple[int, ...], *, fresh: bool) -> None:
        if self._tasks.closed:  # the window closes; nobody waits any more
            return
        if fresh:
            self._drawn += 1
        asked, pdf = self._drawn, self._pdf
        ratio = self.devicePixelRatioF()
        width = round(self._width() * ratio)

        def take(found: tuple[list[QSize], dict[int, QImage]]) -> None:
            if asked != self._drawn:
                return
            sizes, pictures = found
            for picture in pictures.values():
                picture.setDevicePixelRatio(ratio)
            self._sizes = [QSize(round(size.width() / ratio), round(size.height() / ratio)) for size in sizes]
            self._pictures = pictures if fresh else self._pictures | pictures
            self._fit()
            self.viewport().update()
            self._fill()

        self._tasks.submit_free(lambda: draw(pdf, wanted, width), owner=self, on_done=take)

    def _boxes(self) -> list[QRect]:
        top = _GAP
        boxes = []
        for size in self._sizes:
            left = max((self.viewport().width() - size.width()) // 2, _GAP)
            boxes.append(QRect(left, top, size.width(), size.height()))
            top += size.height() + _GAP
        return boxes

    def _in_sight(self) -> tuple[int, ...]:
        place = self.verticalScrollBar().value()
        view = QRect(0, place, 10_000, self.viewport().height())
        return tuple(page for page, box in enumerate(self._boxes()) if box.intersects(view))

    def _fit(self) -> None:
        boxes = self._boxes()
        height = boxes[-1].bottom() + _GAP if boxes else 0
        width = boxes[0].width() + 2 * _GAP if boxes else 0
        up, across = self.verticalScrollBar(), self.horizontalScrollBar()
        up.setRange(0, max(height - self.viewport().height(), 0))
        up.setPageStep(self.viewport().height())
        up.setSingleStep(40)
        across.setRange(0, max(width - self.viewport().width(), 0))
        across.setPageStep(self.viewport().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw at the new width once it rests."""
        super().resizeEvent(event)
        self._fit()
        self._resized.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel come closer."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper on a desk."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.color("desk"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        for page, box in enumerate(self._boxes()):
            painter.fillRect(box, Qt.GlobalColor.white)
            if page in self._pictures:
                painter.drawImage(box, self._pictures[page])
        painter.end()
