"""Icons of one family (Phosphor, regular), drawn as outlines of their glyphs in the colours of the theme.

The face is read straight from its file: no icon library is imported at start-up, and a path drawn without hinting
keeps its shape at 16 px.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QIconEngine, QPainter, QPainterPath, QPixmap, QRawFont, QTransform

import resources
from desktop import theme

_EM: Final = 256.0


@cache
def _face() -> QRawFont:
    face = QRawFont()
    face.loadFromData(resources.read_bytes("icons/phosphor.ttf"), _EM, QFont.HintingPreference.PreferNoHinting)
    return face


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = json.loads(resources.read_text("icons/phosphor.json"))
    return codes


@cache
def outline(name: str) -> QPainterPath:
    """The outline of an icon in a square of 256 units whose middle is 0, 0; KeyError for an unknown name."""
    glyph = _face().glyphIndexesForString(chr(int(_codes()[name], 16)))[0]
    path = _face().pathForGlyph(glyph)
    path.setFillRule(Qt.FillRule.WindingFill)  # strokes of a glyph overlap
    # The face's table of bearings is empty, so that every glyph begins at 0: its middle is its own; it sits a sixteenth
    # below its base line.
    path.translate(-path.boundingRect().center().x(), _EM / 2 - _EM / 16)
    return path


def paint(painter: QPainter, box: QRectF, name: str, color: QColor) -> None:
    """Paint an icon centred in ``box``, as large as its shorter side."""
    edge = min(box.width(), box.height())
    place = QTransform()
    place.translate(box.center().x(), box.center().y())
    place.scale(edge / _EM, edge / _EM)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(place.map(outline(name)), color)
    painter.restore()


class _Engine(QIconEngine):
    """Paints with the colour that its role has at the moment of painting, so icons follow the theme by themselves."""

    def __init__(self, name: str, role: str, on_role: str) -> None:
        super().__init__()
        self._name, self._role, self._on_role = name, role, on_role
        self._kept: dict[tuple[int, int, int, bool, bool], QPixmap] = {}

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role, self._on_role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = self._on_role if state == QIcon.State.On else self._role
        if mode == QIcon.Mode.Disabled:
            role = "muted"
        paint(painter, QRectF(rect), self._name, theme.color(role))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        on, off = state == QIcon.State.On, mode == QIcon.Mode.Disabled
        key = (theme.generation(), size.width(), size.height(), on, off)
        kept = self._kept.get(key)
        if kept is None:
            kept = QPixmap(size)
            kept.fill(Qt.GlobalColor.transparent)
            painter = QPainter(kept)
            self.paint(painter, QRect(QPointF(0, 0).toPoint(), size), mode, state)
            painter.end()
            self._kept[key] = kept
        return kept


@cache
def icon(name: str, role: str = "text2", on_role: str = "") -> QIcon:
    """An icon in the colour of a role; ``on_role`` is the colour while its button is checked.

    ``name`` is Phosphor's own ("envelope-simple"); KeyError when there is none of that name.
    """
    outline(name)
    return QIcon(_Engine(name, role, on_role or role))
