"""One page that is looked at closely: zoomed, turned, moved, with what was found in it outlined.

A page is a picture or a page of a PDF. It keeps itself in several sizes, each half of the one before, so that small
text stays readable however far away it is seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsItem,
    QGraphicsScene,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)

from cases.model.marks import Place
from desktop import theme

STEP: Final = 1.25
_LEAST, _MOST = 0.02, 16.0
_NOTCH: Final = 120
"""What Qt tells of one notch of a wheel."""
_MARGIN: Final = 16
_SMALLEST: Final = 400
_TALL: Final = 3.0
"""A page so many times as high as it is wide (a long screenshot) begins at the width of the view."""
_ON: Final = 0.9
"""Part of the view by which Page Down moves: a line that was half seen is seen again."""
_WASH: Final = 60
_ROUND: Final = 3.0


class Sight(NamedTuple):
    """How a page is looked at: closer than the whole page by ``zoom``, the middle of the view in parts of the page."""

    zoom: float
    left: float
    top: float


def levels_of(image: QImage) -> tuple[QImage, ...]:
    """The picture and its halves, the largest first; for a worker."""
    found = [image]
    while max(found[-1].width(), found[-1].height()) > 2 * _SMALLEST and min(found[-1].width(), found[-1].height()) > 1:
        last = found[-1]
        smooth = Qt.TransformationMode.SmoothTransformation
        half = last.scaled(
            (last.width() + 1) // 2, (last.height() + 1) // 2, Qt.AspectRatioMode.IgnoreAspectRatio, smooth
        )
        found.append(half)
    return tuple(found)


def place_on(place: Place, size: QSizeF) -> QRectF:
    """Where a place lies on a page that is so large."""
    return QRectF(
        place.left * size.width(), place.top * size.height(), place.width * size.width(), place.height * size.height()
    )


class _Page(QGraphicsItem):
    """The page itself, ``size`` large at 100 %, in the size that suits the zoom."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.size = QSizeF()
        self.levels: tuple[QImage, ...] = ()
        self.paper = False

    def keep(self, size: QSizeF, levels: tuple[QImage, ...], *, paper: bool) -> None:
        self.prepareGeometryChange()
        self.size, self.levels, self.paper = size, levels, paper
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(QPointF(), self.size)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        shown = option.exposedRect.intersected(self.boundingRect())
        if not self.levels or shown.isEmpty():
            return
        if self.paper:
            painter.fillRect(shown, theme.color("paper"))
        closeness = option.levelOfDetailFromTransform(painter.worldTransform())
        closeness *= painter.device().devicePixelRatio()
        wanted = self.size.width() * closeness
        level = next((one for one in reversed(self.levels) if one.width() >= wanted), self.levels[0])
        across, down = level.width() / self.size.width(), level.height() / self.size.height()
        part = QRectF(shown.left() * across, shown.top() * down, shown.width() * across, shown.height() * down)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, closeness < _MOST / 4)
        painter.drawImage(shown, level, part)


class _Outlines(QGraphicsItem):
    """What was found: each a washed rectangle in two lines, a light and a dark one, so that one shows on any ground."""

    def __init__(self, page: _Page) -> None:
        super().__init__(page)
        self.places: tuple[QRectF, ...] = ()
        self.chosen = -1

    def keep(self, places: tuple[QRectF, ...], chosen: int) -> None:
        self.prepareGeometryChange()
        self.places, self.chosen = places, chosen
        self.update()

    def boundingRect(self) -> QRectF:
        whole = QRectF()
        for place in self.places:
            whole = whole.united(place)
        return whole.adjusted(-40, -40, 40, 40)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        closeness = max(option.levelOfDetailFromTransform(painter.worldTransform()), 1e-6)
        wash = QColor(theme.color("amberSolid"))
        wash.setAlpha(_WASH)
        for n, place in enumerate(self.places):
            edge = 2.0 if n != self.chosen else 4.0
            around = place.adjusted(-edge / closeness, -edge / closeness, edge / closeness, edge / closeness)
            painter.setBrush(wash)
            for role, width in (("surface", edge + 2), ("focus", edge)):
                pen = QPen(theme.color(role), width)
                pen.setCosmetic(True)
                pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                painter.setPen(pen)
                painter.drawRoundedRect(around, _ROUND / closeness, _ROUND / closeness)
                painter.setBrush(Qt.BrushStyle.NoBrush)


class PageCanvas(QGraphicsView):
    """Shows one page.

    ``seen`` follows whenever it is seen otherwise (closer, elsewhere, turned), ``moved`` when somebody willed it.
    """

    seen = Signal()
    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setScene(QGraphicsScene(self))
        self._page = _Page()
        self._outlines = _Outlines(self._page)
        self.scene().addItem(self._page)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)  # the ring of the focus
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Halaman bukti")
        self.fitted = "page"
        self.turn = 0
        self._zoom = 1.0
        self._willed = True
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(lambda _value: self._tell())

    # -- what is shown

    def show_page(
        self,
        size: QSizeF,
        levels: tuple[QImage, ...],
        *,
        paper: bool = False,
        wide: bool = False,
        stay: bool = False,
    ) -> None:
        """Show a page, ``size`` large at 100 %, on white ``paper``, first as a whole or as ``wide`` as the view.

        ``stay`` keeps how it is looked at, for another picture of the same or the next page.
        """
        same = stay and size == self._page.size
        self._page.keep(size, levels, paper=paper)
        if same:
            return
        if not stay:
            self.turn = 0
            self.fitted = "width" if wide or size.height() > _TALL * size.width() else "page"
        self._outlines.keep((), -1)
        with self._unwilled():
            self.setSceneRect(QRectF(QPointF(), size))
            if self.fitted:
                self._fit_again(top=True)

    def show_top(self) -> None:
        """Move to the upper edge."""
        self.verticalScrollBar().setValue(self.verticalScrollBar().minimum())

    def show_bottom(self) -> None:
        """Move to the lower edge."""
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def scroll_on(self, by: int) -> bool:
        """Move on by what is seen of the page, down for 1 and up for -1; False when its edge is seen already."""
        bar = self.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + by * int(self.viewport().height() * _ON))
        return bar.value() != before

    def outline(self, places: Sequence[Place], chosen: int = -1) -> None:
        """Outline places of this page; the one that is chosen more strongly."""
        self._outlines.keep(tuple(place_on(place, self._page.size) for place in places), chosen)

    @property
    def outlined(self) -> tuple[QRectF, ...]:
        """The places that are outlined, in the page's own measure."""
        return self._outlines.places

    @property
    def page_size(self) -> QSizeF:
        """How large the page is at 100 %."""
        return self._page.size

    @property
    def drawn_width(self) -> int:
        """How wide the picture is that is shown of the page, 0 for none yet."""
        return self._page.levels[0].width() if self._page.levels else 0

    # -- closer and farther

    @property
    def zoom(self) -> float:
        """Screen pixels for one of the page."""
        return self._zoom

    def _whole(self) -> float:
        """The zoom at which the whole page is seen, never larger than it is."""
        box = self._turned().mapRect(self._page.boundingRect())
        if box.isEmpty():
            return 1.0
        room = self.viewport().size()
        fitting = min((room.width() - _MARGIN) / box.width(), (room.height() - _MARGIN) / box.height(), 1.0)
        return max(fitting, _LEAST)

    def fit(self) -> None:
        """The whole page, never larger than it is."""
        self.fitted = "page"
        self._fit_again()

    def fit_width(self) -> None:
        """As wide as the view, from where it is."""
        self.fitted = "width"
        self._fit_again()

    def true_size(self) -> None:
        """100 %."""
        self.zoom_to(1.0)

    def zoom_by(self, factor: float, at: QPoint | None = None) -> None:
        """Larger or smaller, within reason, around a point of the view: its middle unless told."""
        self.zoom_to(self._zoom * factor, at)

    def zoom_to(self, zoom: float, at: QPoint | None = None) -> None:
        """So many screen pixels for one of the page, within reason."""
        self.fitted = ""
        middle = self.viewport().rect().center()
        kept = at or middle
        stays = self.mapToScene(kept)
        self._set_zoom(zoom)
        self.centerOn(stays - (self.mapToScene(kept) - self.mapToScene(middle)))
        self._tell()

    def turn_by(self, degrees: int) -> None:
        """Turn the view; the page itself stays as it is."""
        middle = self._middle()
        self.turn = (self.turn + degrees) % 360
        if self.fitted:
            self._fit_again()
        else:
            self._set_zoom(self._zoom)
            self.centerOn(middle)
        self._tell()

    def show_place(self, place: QRectF) -> None:
        """Bring a place of the page into the middle of the view, close enough to be read."""
        readable = theme.metrics().height()
        if self._zoom < 1.0 and place.height() * self._zoom < readable:
            self.zoom_to(min(1.0, readable / max(place.height(), 1.0)))
        self.centerOn(place.center())

    # -- two at once

    def sight(self) -> Sight:
        """How the page is looked at."""
        size, middle = self._page.size, self._middle()
        if size.isEmpty():
            return Sight(1.0, 0.5, 0.5)
        return Sight(self._zoom / self._whole(), middle.x() / size.width(), middle.y() / size.height())

    def follow(self, sight: Sight) -> None:
        """Look as another canvas does; tells nobody."""
        size = self._page.size
        if size.isEmpty():
            return
        with self._unwilled():
            self.fitted = "page" if sight.zoom == 1.0 else ""
            self._set_zoom(sight.zoom * self._whole())
            self.centerOn(QPointF(sight.left * size.width(), sight.top * size.height()))
            self._tell()

    # -- inside

    def _middle(self) -> QPointF:
        return self.mapToScene(self.viewport().rect().center())

    def _turned(self) -> QTransform:
        return QTransform().rotate(self.turn)

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = min(max(zoom, _LEAST), _MOST)
        self.setTransform(self._turned().scale(self._zoom, self._zoom))

    def _fit_again(self, *, top: bool = False) -> None:
        if self._page.size.isEmpty():
            return
        if self.fitted == "width":
            middle = self._middle()
            box = self._turned().mapRect(self._page.boundingRect())
            bar = self.verticalScrollBar().sizeHint().width()
            self._set_zoom(min((self.viewport().width() - bar) / box.width(), 1.0))
            self.centerOn(middle)
            if top:
                self.show_top()
        else:
            self._set_zoom(self._whole())
            self.centerOn(self._page)
        self._tell()

    @contextmanager
    def _unwilled(self) -> Iterator[None]:
        before, self._willed = self._willed, False
        try:
            yield
        finally:
            self._willed = before

    def _tell(self) -> None:
        self.seen.emit()
        if self._willed:
            self.moved.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page, and the ring of the focus over it."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom where the mouse is; a wheel that goes sideways moves the page."""
        turned = event.angleDelta().y()
        if turned:
            self.zoom_by(STEP ** (turned / _NOTCH), event.position().toPoint())
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay fitted."""
        super().resizeEvent(event)
        if self.fitted:
            with self._unwilled():
                self._fit_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus, minus, 0, 1 and W zoom, R turns, arrows move; Page Up and Page Down are for whoever holds the page."""
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
        )
        key, back = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key == Qt.Key.Key_1:
            self.true_size()
        elif key == Qt.Key.Key_W and plain:
            self.fit_width()
        elif key == Qt.Key.Key_R and plain:
            self.turn_by(-90 if back else 90)
        else:
            super().keyPressEvent(event)
