"""How an item of evidence is painted: as a tile, as a line of a list, and the place where files are dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen, QPolygonF

from desktop import icons, theme
from desktop.guard import privacy

_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
_CENTRE: Final = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextSingleLine.value
_SMOOTH: Final = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
_EDGE: Final = 12
_TALL: Final = 1.2
"""A picture so much higher than wide is shown whole, on the desk."""
_SMALL: Final = (56.0, 36.0)
"""The picture in a line of the list."""
_LEAST_UNDER: Final = 40
_TITLE_SHARE: Final = 0.45
LINE: Final = 48
"""The height of a line of the list."""


@dataclass(frozen=True, slots=True)
class TileLook:
    """What is said of an item; ``state`` is a word with an icon in a hue; ``target`` comes back in signals.

    ``icon`` stands for an item without a picture; ``plays`` marks what is a video or a sound.
    """

    name: str
    title: str
    under: str
    state: str
    state_icon: str
    state_hue: str
    target: object
    icon: str = "file"
    plays: bool = False

    @property
    def words(self) -> str:
        """All of it for a screen reader."""
        return ", ".join(part for part in (f"{self.name} {self.title}", self.under, self.state) if part)


def paint_tile(
    painter: QPainter, box: QRectF, look: TileLook, image: QImage | None, *, chosen: bool, focused: bool
) -> None:
    """Paint picture, words, state and border."""
    painter.save()
    painter.setRenderHints(_SMOOTH)
    outline = _ground(painter, box, chosen=chosen, strong=chosen or focused)
    upper = QRectF(box.left(), box.top(), box.width(), theme.size("thumbImage"))
    painter.setClipPath(outline)
    painter.setClipRect(upper, Qt.ClipOperation.IntersectClip)
    paint_picture(painter, upper, look.icon, image, plays=look.plays)
    painter.setClipping(False)
    left, top, wide = box.left() + _EDGE, upper.bottom(), box.width() - 2 * _EDGE
    _name(painter, QRectF(left, top + 8, wide, 20), look)
    state = _state(painter, QRectF(left, top + 28, wide, 20), look)
    _elided(painter, QRectF(left, top + 28, wide - state - 8, 20), look.under, "small", "muted")
    _border(painter, outline, chosen=chosen, focused=focused)
    painter.restore()


def paint_line(
    painter: QPainter, box: QRectF, look: TileLook, image: QImage | None, *, chosen: bool, focused: bool
) -> None:
    """Paint the same in one line of a list."""
    painter.save()
    painter.setRenderHints(_SMOOTH)
    outline = _ground(painter, box, chosen=chosen, strong=chosen or focused)
    small = QRectF(box.left() + 6, box.center().y() - _SMALL[1] / 2, *_SMALL)
    frame = QPainterPath()
    frame.addRoundedRect(small, theme.TOKENS.radius["filter"], theme.TOKENS.radius["filter"])
    painter.setClipPath(frame)
    paint_picture(painter, small, look.icon, image, plays=look.plays)
    painter.setClipping(False)
    left = small.right() + _EDGE
    wide = box.right() - _EDGE - left
    state = _state(painter, QRectF(left, box.top(), wide, box.height()), look)
    title = wide * _TITLE_SHARE
    _name(painter, QRectF(left, box.top(), title, box.height()), look)
    under = QRectF(left + title + _EDGE, box.top(), wide - title - state - 2 * _EDGE, box.height())
    _elided(painter, under, look.under, "small", "muted")
    _border(painter, outline, chosen=chosen, focused=focused)
    painter.restore()


def paint_drop(painter: QPainter, box: QRectF, title: str, under: str, *, focused: bool) -> None:
    """Paint the dashed place that takes files."""
    painter.save()
    painter.setRenderHints(_SMOOTH)
    pen = QPen(theme.color("focus" if focused else "inputBorder"), 2 if focused else 1.4)
    pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.TOKENS.radius["card"], theme.TOKENS.radius["card"])
    middle = box.center()
    tall = box.height() > 2 * LINE
    if tall:
        icon = QRectF(middle.x() - 13, middle.y() - 45, 26, 26)
        icons.paint(painter, icon, "upload-simple", theme.color("accentText"))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("muted"))
        painter.drawText(QRectF(box.left(), middle.y() + 12, box.width(), 20), _CENTRE, under)
    painter.setFont(theme.font("button"))
    painter.setPen(theme.color("text"))
    painter.drawText(QRectF(box.left(), middle.y() - 10, box.width(), 20), _CENTRE, title)
    painter.restore()


def _ground(painter: QPainter, box: QRectF, *, chosen: bool, strong: bool) -> QPainterPath:
    inset = 1.0 if strong else 0.5
    outline = QPainterPath()
    shape = box.adjusted(inset, inset, -inset, -inset)
    outline.addRoundedRect(shape, theme.TOKENS.radius["card"], theme.TOKENS.radius["card"])
    painter.fillPath(outline, theme.color("selected" if chosen else "surface"))
    return outline


def _border(painter: QPainter, outline: QPainterPath, *, chosen: bool, focused: bool) -> None:
    strong = chosen or focused
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("focus" if strong else "border"), 2.0 if strong else 1.0))
    painter.drawPath(outline)
    if focused:  # told from what is only chosen: a second line inside
        inner = outline.boundingRect().adjusted(3, 3, -3, -3)
        painter.setPen(QPen(theme.color("focus"), 1.0))
        painter.drawRoundedRect(inner, theme.TOKENS.radius["control"], theme.TOKENS.radius["control"])


def paint_picture(
    painter: QPainter, box: QRectF, icon: str, image: QImage | None, *, plays: bool, whole: bool = False
) -> None:
    """Paint a small picture on the desk, or the icon of what has none; ``whole`` cuts nothing off."""
    painter.fillRect(box, theme.color("desk"))
    if image is not None and not image.isNull() and not privacy.is_on():
        painter.drawImage(_place(box, image, whole=whole), image)
    elif not plays:
        edge = min(32.0, box.height() * 0.6)
        inner = QRectF(box.center().x() - edge / 2, box.center().y() - edge / 2, edge, edge)
        icons.paint(painter, inner, icon, theme.color("muted"))
    if plays:
        _play(painter, box.center(), min(14.0, box.height() * 0.4))


def _place(box: QRectF, image: QImage, *, whole: bool) -> QRectF:
    """Where a picture lies: as wide as the box and cut at its foot, or whole when it is tall."""
    across, down = box.width() / image.width(), box.height() / image.height()
    tall = image.height() > image.width() * _TALL
    scale = min(across, down) if whole else down if tall else max(across, down)
    width, height = image.width() * scale, image.height() * scale
    top = box.center().y() - height / 2 if whole else box.top()
    return QRectF(box.center().x() - width / 2, top, width, height)


def _play(painter: QPainter, at: QPointF, radius: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("paper"))
    painter.drawEllipse(at, radius, radius)
    painter.setBrush(theme.color("desk") if theme.mode() is theme.Mode.DARK else theme.color("text"))
    third = radius / 3
    painter.drawPolygon(
        QPolygonF([at + QPointF(-third, -1.5 * third), at + QPointF(-third, 1.5 * third), at + QPointF(1.6 * third, 0)])
    )


def _name(painter: QPainter, box: QRectF, look: TileLook) -> None:
    """The name in the strong face, then the title."""
    painter.setFont(theme.font("button"))
    painter.setPen(theme.color("text"))
    painter.drawText(box, _MIDDLE, look.name)
    left = theme.metrics("button").horizontalAdvance(look.name) + 10
    _elided(painter, box.adjusted(left, 0, 0, 0), look.title, "base", "text")


def _state(painter: QPainter, box: QRectF, look: TileLook) -> float:
    """The state at the right of the box; returns the width that it took."""
    most = max(box.width() - _LEAST_UNDER, 0.0)
    wide = min(theme.metrics("label").horizontalAdvance(look.state) + 21, most)
    place = QRectF(box.right() - wide, box.top(), wide, box.height())
    hue = theme.color(f"{look.state_hue}Fg")
    icons.paint(painter, QRectF(place.left(), place.center().y() - 8, 16, 16), look.state_icon, hue)
    _elided(painter, place.adjusted(19, 0, 2, 0), look.state, "label", f"{look.state_hue}Fg")
    return wide


def _elided(painter: QPainter, box: QRectF, text: str, face: str, role: str) -> None:
    if box.width() <= 0:
        return
    painter.setFont(theme.font(face))
    painter.setPen(theme.color(role))
    words = theme.metrics(face).elidedText(privacy.shown(text), Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, _MIDDLE, words)
