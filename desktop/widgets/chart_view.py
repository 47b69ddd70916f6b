"""A chart on the screen: the very drawing that is printed, in the colours of the window; its bars open their lists."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cases.model.leader import Bar, ChartData
from desktop import theme
from desktop.tasks import Tasks

_POINT: Final = 96 / 72
"""Pixels of the window in a point of the drawing."""
_LATER_MS: Final = 40


def picture_of(chart: ChartData, size: QSize, ratio: float, *, dark: bool) -> tuple[QImage, list[QRectF]]:
    """Draw a chart for a widget of this size in pixels, and say where its bars lie; safe in any thread."""
    from reports.charts import DARK, LIGHT, chart_pdf  # noqa: PLC0415 - reportlab, which the start need not wait for

    width, height = size.width() / _POINT, size.height() / _POINT
    data, regions = chart_pdf(chart, width, height, DARK if dark else LIGHT)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(None)  # type: ignore[call-overload] # its stub knows no document without an owner
    document.load(buffer)
    image = document.render(0, QSize(round(size.width() * ratio), round(size.height() * ratio)))
    document.close()
    image.setDevicePixelRatio(ratio)
    places = [QRectF(one.left, one.top, one.width, one.height) for one in regions]
    return image, [QRectF(r.x() * _POINT, r.y() * _POINT, r.width() * _POINT, r.height() * _POINT) for r in places]


class ChartView(QWidget):
    """Shows a chart as large as it is; ``opened`` gives the bar that was clicked or entered.

    ``stood`` says where the bar lies that the keys have come to.
    It is drawn away from the UI thread, again when its size or the look of the window changes.
    """

    opened = Signal(object)
    stood = Signal(QRectF)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._chart: ChartData | None = None
        self._image: QImage | None = None
        self._places: list[QRectF] = []
        self._at = -1
        self._turn = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self._draw)

    @property
    def drawn(self) -> bool:
        """Whether what is shown is the chart as it stands."""
        return self._image is not None and not self._later.isActive()

    def show_chart(self, chart: ChartData) -> None:
        """Show another chart."""
        self._chart, self._at = chart, -1
        words = "; ".join(hint(chart, bar).replace("\n", ", ") for bar in chart.bars)
        self.setAccessibleName(f"Bagan {chart.title}. {words or chart.note}")
        self._later.start()

    def _draw(self) -> None:
        chart, size = self._chart, self.size()
        if chart is None or size.isEmpty() or self._tasks.closed:  # a window that is closing is not drawn any more
            return
        self._turn += 1
        turn, ratio, dark = self._turn, self.devicePixelRatioF(), theme.mode() is theme.Mode.DARK

        def show(made: tuple[QImage, list[QRectF]]) -> None:
            if turn == self._turn:
                self._image, self._places = made
                self.update()

        self._tasks.submit_free(lambda: picture_of(chart, size, ratio, dark=dark), owner=self, on_done=show)

    # -- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw it anew."""
        self._later.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the look of the window."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._later.start()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, and a frame around the bar that the keys stand on."""
        painter = QPainter(self)
        if self._image is not None:
            painter.drawImage(0, 0, self._image)
        if self.hasFocus() and 0 <= self._at < len(self._places):
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(self._places[self._at].adjusted(1, 1, -1, -1), 4, 4)

    def bar_at(self, point: QPoint) -> Bar | None:
        """The bar under a point."""
        if self._chart is None:
            return None
        found = next((n for n, place in enumerate(self._places) if place.contains(point.toPointF())), None)
        return None if found is None else self._chart.bars[found]

    def event(self, event: QEvent) -> bool:
        """Say the figure of the bar under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            bar = self.bar_at(event.pos())
            if bar is not None and self._chart is not None:
                QToolTip.showText(event.globalPos(), hint(self._chart, bar), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what opens a list."""
        bar = self.bar_at(event.position().toPoint())
        there = bar is not None and bar.target is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if there else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the list."""
        self._open(self.bar_at(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from bar to bar, Enter opens its list."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        bars = self._chart.bars if self._chart is not None else ()
        if step is not None and bars:
            self._at = min(max(self._at + step, 0), len(bars) - 1)
            self.setToolTip(hint(self._chart, bars[self._at]) if self._chart is not None else "")
            self.update()
            if self._at < len(self._places):
                self.stood.emit(self._places[self._at])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self._at < len(bars):
            self._open(bars[self._at])
        else:
            super().keyPressEvent(event)

    def _open(self, bar: Bar | None) -> None:
        if bar is not None and bar.target is not None:
            self.opened.emit(bar)


def hint(chart: ChartData, bar: Bar) -> str:
    """Return what is said of a bar: its word with its figures."""
    if len(chart.series) == 1:
        return f"{bar.word}: {bar.figures[0]} {chart.unit}".rstrip()
    pairs = zip(chart.series, bar.figures, strict=True)
    return "\n".join(f"{bar.word} {name}: {figure} {chart.unit}".rstrip() for name, figure in pairs)
