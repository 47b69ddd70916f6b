"""A page on which marks are drawn, chosen, moved and pulled, with the mouse or the keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView

from cases.model.marks import Mark, MarkKind
from desktop.widgets import redaction_geometry as geometry
from desktop.widgets.redaction_layer import MarkLayer, paint_handles, plate_width
from desktop.widgets.redaction_sheet import MarkSheet

_ZOOM: Final = 1.25
_LEAST, _MOST = 0.02, 16.0
_STEP: Final = 0.01
"""What an arrow key moves a mark by, in parts of the page's longer side; with Ctrl one pixel."""
_CLICK: Final = 5.0
"""Pixels of the screen below which the mouse has not drawn but clicked."""
_ROOMY: Final = 34.0
"""Pixels of the screen that a side has at least when it can be taken in its middle."""
_NEW: Final = (0.3, 0.12)
"""How large a mark is that comes by the keyboard, in parts of what is in sight."""
_TEXT_HEIGHT: Final = 0.035
_FIRST_WORDS: Final = "Keterangan"
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(slots=True)
class _Grip:
    """What the mouse is doing: ``handle`` pulls one, "move" moves the chosen mark, "draw" makes a new one, "pan"."""

    what: str
    start: QPointF
    mark: Mark | None = None
    handle: int = -1


class RedactionCanvas(QGraphicsView):
    """Shows a page of the sheet. ``tool`` is what the mouse draws, None to choose; ``text_made`` after a new text."""

    text_made = Signal()

    def __init__(self, sheet: MarkSheet) -> None:
        super().__init__()
        self._sheet = sheet
        self.setScene(QGraphicsScene(self))
        self._picture = QGraphicsPixmapItem()
        self._picture.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._layer = MarkLayer()
        self.scene().addItem(self._picture)
        self.scene().addItem(self._layer)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Halaman yang disunting")
        self.viewport().setMouseTracking(True)
        self.page, self._size = 0, QSize()
        self._tool: MarkKind | None = MarkKind.BOX
        self._grip: _Grip | None = None
        self._floating: Mark | None = None
        self._locked = False
        self.fitted = True
        sheet.changed.connect(self._show_marks)

    # -- the page

    def show_page(self, page: int, image: QImage, size: QSize) -> None:
        """Show another page: ``image`` is what is shown of it, ``size`` its size in full."""
        another = (page, size) != (self.page, self._size)
        self.page, self._size = page, size
        self._grip, self._floating = None, None
        self._layer.show_page(page, image, size)
        self.show_image(image)
        self.setSceneRect(QRectF(0, 0, size.width(), size.height()))
        self._show_marks()
        if another:
            self.fit()

    def show_image(self, image: QImage) -> None:
        """Show other pixels of the same page."""
        self._picture.setPixmap(QPixmap.fromImage(image))
        self._picture.setScale(self._size.width() / max(image.width(), 1))

    def set_locked(self, *, locked: bool) -> None:
        """Show the page without marks and take no more, or again with them."""
        self._locked = locked
        self._layer.setVisible(not locked)
        self._point()
        self.viewport().update()

    @property
    def size_of_page(self) -> QSize:
        """The page's size in pixels, in full."""
        return self._size

    @property
    def tool(self) -> MarkKind | None:
        """What the mouse draws."""
        return self._tool

    def set_tool(self, tool: MarkKind | None) -> None:
        """Draw something else, or choose."""
        self._tool = tool
        self._point()

    @property
    def zoom(self) -> float:
        """Screen pixels for one of the page."""
        return self.transform().m11()

    def fit(self) -> None:
        """The whole page, never larger than it is."""
        self.fitted = True
        self.resetTransform()
        if self._size.isEmpty():
            return
        room = self.viewport().size()
        ratio = min((room.width() - 16) / self._size.width(), (room.height() - 16) / self._size.height(), 1.0)
        self.scale(max(ratio, _LEAST), max(ratio, _LEAST))
        self.centerOn(self.sceneRect().center())

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller, within reason."""
        wanted = min(max(self.zoom * factor, _LEAST), _MOST)
        self.fitted = False
        self.scale(wanted / self.zoom, wanted / self.zoom)

    # -- marks

    def add_mark(self) -> None:
        """Add a mark of the tool in the middle of what is in sight."""
        seen = self.mapToScene(self.viewport().rect()).boundingRect().intersected(self.sceneRect())
        kind = self._tool or MarkKind.BOX
        if self._size.isEmpty():
            return
        half = QPointF(seen.width() * _NEW[0] / 2, seen.height() * _NEW[1] / 2)
        if kind is MarkKind.TEXT:
            self._add_text(seen.center())
        else:
            place = geometry.place_between(self.page, seen.center() - half, seen.center() + half, self._size)
            self._add(Mark(kind=kind, place=place))

    def _add(self, mark: Mark) -> None:
        self._sheet.add(f"tambah {mark.kind}", mark)
        if mark.kind is MarkKind.TEXT:
            self.text_made.emit()

    def _add_text(self, middle: QPointF) -> None:
        """Add a text of a height that is read, around a point."""
        high = max(self._size.width(), self._size.height()) * _TEXT_HEIGHT
        half = QPointF(min(plate_width(_FIRST_WORDS, high), self._size.width()) / 2, high / 2)
        place = geometry.place_between(self.page, middle - half, middle + half, self._size)
        self._add(Mark(kind=MarkKind.TEXT, place=place, words=_FIRST_WORDS))

    def _show_marks(self) -> None:
        marks = list(self._sheet.marks)
        if self._floating is not None:
            if self._grip is not None and self._grip.what == "draw":
                marks.append(self._floating)
            elif self._sheet.chosen >= 0:
                marks[self._sheet.chosen] = self._floating
        self._layer.show_marks(marks)
        self.viewport().update()

    @property
    def _held(self) -> Mark | None:
        """The mark with the handles, if it is on this page."""
        mark = self._floating or self._sheet.mark
        return mark if mark is not None and mark.place.page == self.page and not self._locked else None

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Paint the handles over everything, always of the same size."""
        mark = self._held
        if mark is None:
            return
        points = [QPointF(self.mapFromScene(point)) for point in geometry.handles(mark, self._size)]
        arrow = mark.kind is MarkKind.ARROW
        outline = QPolygonF(points if arrow else [points[n] for n in (0, 2, 4, 6)])
        if not arrow:
            points = _with_room(points)
        painter.save()
        painter.resetTransform()
        paint_handles(painter, outline, points, round_ones=arrow)
        painter.restore()

    # -- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a handle or a mark, or begin to draw."""
        if self._locked or self._size.isEmpty() or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        point = self.mapToScene(event.position().toPoint())
        held = self._held
        handle = geometry.handle_at(held, point, self._size, self.zoom) if held is not None else -1
        if handle >= 0:
            self._grip = _Grip("pull", point, held, handle)
            return
        if self._tool is None:
            self._sheet.choose(geometry.mark_at(self._sheet.marks, self.page, point, self._size, self.zoom))
            self._grip = _Grip("move" if self._held is not None else "pan", point, self._held)
            self._point(grabbed=self._grip.what == "pan")
            return
        self._grip = _Grip("draw", point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what it would become."""
        grip, point = self._grip, self.mapToScene(event.position().toPoint())
        if grip is None:
            self._point_at(point)
            super().mouseMoveEvent(event)
        elif grip.what == "pan":
            self._pan(grip, event.position())
        else:
            self._floating = self._become(grip, point)
            self._show_marks()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep it."""
        grip, mark = self._grip, self._floating
        if event.button() is not Qt.MouseButton.LeftButton or grip is None:
            super().mouseReleaseEvent(event)
            return
        point = self.mapToScene(event.position().toPoint())
        self._grip, self._floating = None, None
        far = max(abs(point.x() - grip.start.x()), abs(point.y() - grip.start.y())) * self.zoom
        if grip.what == "draw" and (far < _CLICK or mark is None):
            self._click(point)
        elif grip.what == "draw" and mark is not None:
            self._add(mark)
        elif mark is not None and far >= 1:
            self._sheet.put(("geser" if grip.what == "move" else "ubah ukuran") + f" {mark.kind}", mark)
        self._show_marks()
        self._point()

    def cancel(self) -> bool:
        """Let go of what is being drawn or moved; whether anything was."""
        going = self._grip is not None
        self._grip, self._floating = None, None
        if going:
            self._show_marks()
        return going

    def _click(self, point: QPointF) -> None:
        """A click with a tool chooses what lies there; with that of texts it makes one where nothing does."""
        found = geometry.mark_at(self._sheet.marks, self.page, point, self._size, self.zoom)
        if found < 0 and self._tool is MarkKind.TEXT and self.sceneRect().contains(point):
            self._add_text(point)
        else:
            self._sheet.choose(found)

    def _become(self, grip: _Grip, point: QPointF) -> Mark | None:
        if grip.what == "draw" and self._tool is not None:
            start, end = grip.start, point
            if self._tool is not MarkKind.ARROW:
                box = QRectF(start, end).normalized()
                start, end = box.topLeft(), box.bottomRight()
            place = geometry.place_between(self.page, start, end, self._size)
            return Mark(kind=self._tool, place=place, words=_FIRST_WORDS if self._tool is MarkKind.TEXT else "")
        if grip.mark is None:
            return None
        if grip.what == "pull":
            return geometry.pulled(grip.mark, grip.handle, point, self._size)
        way = point - grip.start
        return geometry.moved(grip.mark, way.x() / self._size.width(), way.y() / self._size.height())

    def _pan(self, grip: _Grip, at: QPointF) -> None:
        now = self.mapToScene(at.toPoint())
        way = (now - grip.start) * self.zoom
        for bar, by in ((self.horizontalScrollBar(), way.x()), (self.verticalScrollBar(), way.y())):
            bar.setValue(bar.value() - round(by))

    def _point_at(self, point: QPointF) -> None:
        held = self._held
        over = held is not None and geometry.handle_at(held, point, self._size, self.zoom) >= 0
        if over:
            self.viewport().setCursor(Qt.CursorShape.SizeAllCursor)
        elif self._tool is None and geometry.mark_at(self._sheet.marks, self.page, point, self._size, self.zoom) >= 0:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self._point()

    def _point(self, *, grabbed: bool = False) -> None:
        shape = Qt.CursorShape.CrossCursor if self._tool is not None else Qt.CursorShape.OpenHandCursor
        if grabbed:
            shape = Qt.CursorShape.ClosedHandCursor
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor if self._locked else shape)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom where the mouse is."""
        self.zoom_by(_ZOOM if event.angleDelta().y() > 0 else 1 / _ZOOM)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay fitted."""
        super().resizeEvent(event)
        if self.fitted:
            self.fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go."""
        super().focusOutEvent(event)
        self.cancel()

    # -- the keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, with Shift they pull; Enter adds, Delete takes away; plus, minus and 0 zoom."""
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is not None and self._held is not None:
            self._nudge(way, event.modifiers())
        elif self._locked or not self._do_key(event.key()):
            event.ignore() if way is None else super().keyPressEvent(event)

    def _do_key(self, key: int) -> bool:
        """Do what a key is for; whether it is for anything here."""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Insert):
            self.add_mark()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(_ZOOM)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / _ZOOM)
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            return False
        return True

    def remove(self) -> None:
        """Take the chosen mark away."""
        if self._sheet.mark is not None:
            self._sheet.remove(f"hapus {self._sheet.mark.kind}")

    def _nudge(self, way: tuple[int, int], modifiers: Qt.KeyboardModifier) -> None:
        mark = self._sheet.mark
        if mark is None:
            return
        fine = Qt.KeyboardModifier.ControlModifier in modifiers
        step = 1.0 if fine else max(1.0, max(self._size.width(), self._size.height()) * _STEP)
        across, down = way[0] * step / self._size.width(), way[1] * step / self._size.height()
        if Qt.KeyboardModifier.ShiftModifier in modifiers:
            least = (1 / self._size.width(), 1 / self._size.height())
            self._sheet.put(f"ubah ukuran {mark.kind}", geometry.grown(mark, across, down, least), "ukuran")
        else:
            self._sheet.put(f"geser {mark.kind}", geometry.moved(mark, across, down), "geser")


def _with_room(points: list[QPointF]) -> list[QPointF]:
    """The handles of a box without those in the middle of a side on which three would cover each other."""
    wide, high = abs(points[2].x() - points[0].x()) >= _ROOMY, abs(points[6].y() - points[0].y()) >= _ROOMY
    middles = {1: wide, 5: wide, 3: high, 7: high}
    return [point for n, point in enumerate(points) if middles.get(n, True)]
