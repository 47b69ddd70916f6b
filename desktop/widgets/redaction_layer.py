"""The marks of one page as they will come out, painted over the page in the editor's scene."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from cases.model.marks import Mark, MarkKind, Place
from desktop import theme
from desktop.widgets.redaction_geometry import LAYERS
from reports.redaction_drawing import (
    BLACK,
    INK,
    LINE,
    MARGIN,
    PAPER,
    arrow_shape,
    cells,
    coarse,
    covered,
    letter_size,
    stroke,
)

_UNIT: Final = 100
_FEW: Final = 800
"""Pixels along the longer side of a page from which a large blur is sampled."""
_SOLID: Final = Qt.PenStyle.SolidLine
_BLACK, _INK, _PAPER = QColor(*BLACK), QColor(*INK), QColor(*PAPER)


def plate_width(words: str, height: float) -> float:
    """How wide a text's plate must be for its words to fill its height."""
    return (_words_width(words) + MARGIN) * height / LINE


class MarkLayer(QGraphicsItem):
    """Paints marks in the same order and shape as ``reports.redaction_drawing``; the mouse goes through it."""

    def __init__(self) -> None:
        super().__init__()
        self._page, self._image, self._size = 0, QImage(), QSize()
        self._few = QImage()
        self._marks: tuple[Mark, ...] = ()
        self._blurs: dict[tuple[Mark, tuple[Mark, ...]], QImage] = {}
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_page(self, page: int, image: QImage, size: QSize) -> None:
        """Lie over another page: ``image`` is what is shown of it, ``size`` its size in full, that of the scene."""
        self.prepareGeometryChange()
        self._page, self._image, self._size = page, image, size
        self._few = image.scaled(_FEW, _FEW, Qt.AspectRatioMode.KeepAspectRatio) if image.width() > _FEW else image
        self._blurs.clear()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Paint these marks, those of the page among them."""
        shown = tuple(mark for mark in marks if mark.place.page == self._page)
        if shown != self._marks:
            self._marks = shown
            self.update()

    def boundingRect(self) -> QRectF:
        """The page, and what an arrow's edge needs beside it."""
        edge = stroke((self._size.width(), self._size.height()))
        return QRectF(0, 0, self._size.width(), self._size.height()).adjusted(-edge, -edge, edge, edge)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint the lowest first."""
        painter.setClipRect(QRectF(0, 0, self._size.width(), self._size.height()), Qt.ClipOperation.IntersectClip)
        for kind in LAYERS:
            for mark in self._marks:
                if mark.kind is kind:
                    self._paint(painter, mark)

    def _paint(self, painter: QPainter, mark: Mark) -> None:
        whole = (self._size.width(), self._size.height())
        box = _rect(covered(mark.place, whole))
        if mark.kind is MarkKind.BOX:
            painter.fillRect(box, _BLACK)
        elif mark.kind is MarkKind.BLUR:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
            painter.drawImage(QRectF(box), self._blurred(mark))
        elif mark.kind is MarkKind.ARROW:
            shape = QPolygonF([QPointF(*corner) for corner in arrow_shape(mark.place, whole)])
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(_PAPER, stroke(whole), _SOLID, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            painter.drawPolygon(shape)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_INK)
            painter.drawPolygon(shape)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            _paint_text(painter, QRectF(box), " ".join(mark.words.split()))

    def _blurred(self, mark: Mark) -> QImage:
        """The few samples of a blur; boxes hide their part of the page from it."""
        boxes = tuple(one for one in self._marks if one.kind is MarkKind.BOX)
        found = self._blurs.get((mark, boxes))
        if found is None:
            if len(self._blurs) > len(self._marks) * 2:
                self._blurs.clear()
            found = self._blurs[mark, boxes] = self._sampled(mark.place, [one.place for one in boxes])
        return found

    def _sampled(self, place: Place, boxes: Sequence[Place]) -> QImage:
        of = self._image
        part = _rect(covered(place, (of.width(), of.height())))
        if part.isEmpty():
            return QImage()
        if part.width() * part.height() > _FEW * _FEW // 2:  # its means are the same, and the mouse does not wait
            of = self._few
            part = _rect(covered(place, (of.width(), of.height())))
        shown = (of.width(), of.height())
        copy = of.copy(part)
        painter = QPainter(copy)
        for box in boxes:
            painter.fillRect(_rect(covered(box, shown)).translated(-part.topLeft()), _BLACK)
        painter.end()
        few = QSize(*cells(place, (self._size.width(), self._size.height())))
        small = copy.scaled(few, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
        small = small.convertToFormat(QImage.Format.Format_RGB32)
        for y in range(small.height()):
            for x in range(small.width()):
                seen = small.pixelColor(x, y)
                small.setPixelColor(x, y, QColor(coarse(seen.red()), coarse(seen.green()), coarse(seen.blue())))
        return small


def paint_handles(painter: QPainter, outline: QPolygonF, points: Sequence[QPointF], *, round_ones: bool) -> None:
    """Paint what a chosen mark is taken by, in pixels of the screen."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, style in (
        (theme.color("surface"), Qt.PenStyle.SolidLine),
        (theme.color("accent"), Qt.PenStyle.DashLine),
    ):
        painter.setPen(QPen(colour, 1.5, style))
        painter.drawPolygon(outline)
    painter.setPen(QPen(theme.color("accent"), 1.5))
    painter.setBrush(theme.color("surface"))
    for point in points:
        box = QRectF(point.x() - 4.5, point.y() - 4.5, 9, 9)
        if round_ones:
            painter.drawEllipse(box)
        else:
            painter.drawRect(box)


def _paint_text(painter: QPainter, plate: QRectF, words: str) -> None:
    if plate.isEmpty():
        return
    size = letter_size(_words_width(words), (plate.width(), plate.height()))
    edge = max(1.0, size / 16)
    painter.fillRect(plate, _PAPER)
    painter.setPen(QPen(_INK, edge, _SOLID, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin))
    painter.drawRect(plate.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2))
    painter.save()
    painter.setFont(_face())
    painter.translate(plate.center())
    painter.scale(size / _UNIT, size / _UNIT)
    room = QRectF(-plate.width() * _UNIT, -_UNIT, plate.width() * 2 * _UNIT, 2 * _UNIT)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


def _words_width(words: str) -> float:
    """In sizes of the letters."""
    return QFontMetricsF(_face()).horizontalAdvance(" ".join(words.split())) / _UNIT


@cache
def _face() -> QFont:
    """The letters of texts, as the copy has them."""
    made = QFont(theme.TOKENS.family)
    made.setPixelSize(_UNIT)
    made.setWeight(QFont.Weight.DemiBold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def _rect(box: tuple[int, int, int, int]) -> QRect:
    return QRect(box[0], box[1], box[2] - box[0], box[3] - box[1])
