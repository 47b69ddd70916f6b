"""Tiles of evidence, their grid, and the place where files are dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop import icons, theme
from desktop.widgets.basic import Icon, label

_TILE_LEAST: Final = 216


@dataclass(frozen=True, slots=True)
class TileLook:
    """What a tile of evidence says; ``state`` is a word with an icon in a hue; ``target`` comes back in signals."""

    name: str
    title: str
    under: str
    state: str
    state_icon: str
    state_hue: str
    target: object


class EvidenceTile(QWidget):
    """A picture with its name, title and state; painted whole."""

    clicked = Signal()
    opened = Signal()

    def __init__(self, look: TileLook) -> None:
        super().__init__()
        self.look = look
        self._image: QImage | None = None
        self._chosen = False
        self.setFixedHeight(theme.size("thumb"))
        self.setMinimumWidth(_TILE_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{look.name} {look.title}, {look.state}")
        self.setToolTip(f"{look.name} {look.title}\n{look.under}")

    @property
    def chosen(self) -> bool:
        """Whether it is the one that the panel shows."""
        return self._chosen

    def set_chosen(self, *, chosen: bool) -> None:
        """Mark it."""
        self._chosen = chosen
        self.update()

    def set_image(self, image: QImage) -> None:
        """Show its small picture."""
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Picture, words, state, border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        strong = self._chosen or self.hasFocus()
        width = 2.0 if strong else 1.0
        shape = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        outline = QPainterPath()
        outline.addRoundedRect(shape, theme.TOKENS.radius["card"], theme.TOKENS.radius["card"])
        painter.fillPath(outline, theme.color("selected" if self._chosen else "surface"))
        upper = QRectF(0, 0, self.width(), theme.size("thumbImage"))
        painter.setClipPath(outline)
        painter.setClipRect(upper, Qt.ClipOperation.IntersectClip)
        self._picture(painter, upper)
        painter.setClipping(False)
        self._words(painter)
        painter.setPen(QPen(theme.color("focus" if strong else "border"), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)

    def _picture(self, painter: QPainter, box: QRectF) -> None:
        painter.fillRect(box, theme.color("desk"))
        if self._image is None or self._image.isNull():
            inner = QRectF(box.center().x() - 16, box.center().y() - 16, 32, 32)
            icons.paint(painter, inner, "file", theme.color("muted"))
            return
        scale = max(box.width() / self._image.width(), box.height() / self._image.height())
        if self._image.height() > self._image.width() * 1.2:  # a tall picture is shown whole, on the desk
            scale = box.height() / self._image.height()
        size = QSize(int(self._image.width() * scale), int(self._image.height() * scale))
        place = QRectF(box.center().x() - size.width() / 2, box.top(), size.width(), size.height())
        painter.drawImage(place, self._image)

    def _words(self, painter: QPainter) -> None:
        top = theme.size("thumbImage")
        face = theme.font("button")
        painter.setFont(face)
        painter.setPen(theme.color("text"))
        left = QFontMetricsF(face).horizontalAdvance(self.look.name)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.drawText(QRectF(12, top + 8, left + 2, 20), middle, self.look.name)
        face = theme.font("base")
        painter.setFont(face)
        self._elided(painter, QRectF(12 + left + 10, top + 8, self.width() - left - 34, 20), self.look.title, middle)
        face = theme.font("label")
        state = QFontMetricsF(face).horizontalAdvance(self.look.state) + 20
        box = QRectF(self.width() - 12 - state, top + 28, state, 20)
        painter.setFont(face)
        painter.setPen(theme.color(f"{self.look.state_hue}Fg"))
        icon = QRectF(box.left(), box.center().y() - 8, 16, 16)
        icons.paint(painter, icon, self.look.state_icon, theme.color(f"{self.look.state_hue}Fg"))
        painter.drawText(box.adjusted(19, 0, 4, 0), middle, self.look.state)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("muted"))
        self._elided(painter, QRectF(12, top + 28, self.width() - state - 32, 20), self.look.under, middle)

    @staticmethod
    def _elided(painter: QPainter, box: QRectF, text: str, flags: int) -> None:
        words = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, flags, words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose it."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.clicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses, Enter opens."""
        if event.key() == Qt.Key.Key_Space:
            self.clicked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class DropTile(QFrame):
    """A dashed place that takes files. ``files_dropped`` gives paths; ``clicked`` asks for the file dialog."""

    files_dropped = Signal(list)
    clicked = Signal()

    def __init__(self, title: str = "Seret berkas ke sini", under: str = "atau tempel gambar dengan Ctrl+V") -> None:
        super().__init__()
        self._over = False
        self.setAcceptDrops(True)
        self.setFixedHeight(theme.size("thumb"))
        self.setMinimumWidth(_TILE_LEAST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        lines = QVBoxLayout(self)
        lines.setAlignment(Qt.AlignmentFlag.AlignCenter)
        lines.addWidget(Icon("upload-simple", "accentText", 26), 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addWidget(label(title, "event"), 0, Qt.AlignmentFlag.AlignHCenter)
        beneath = label(under, "caption", wrap=True)
        beneath.setAlignment(Qt.AlignmentFlag.AlignCenter)
        beneath.setMinimumWidth(_TILE_LEAST - 2 * theme.space("m"))
        lines.addWidget(beneath)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dashes; whole while files hang over it or it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self._over or self.hasFocus()
        pen = QPen(theme.color("focus" if strong else "inputBorder"), 2 if strong else 1.4)
        pen.setStyle(Qt.PenStyle.SolidLine if self._over else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.color("accentSoft") if self._over else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files only."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            self._hang(over=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went away."""
        self._hang(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Give their paths."""
        self._hang(over=False)
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.files_dropped.emit(paths)

    def _hang(self, *, over: bool) -> None:
        self._over = over
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click."""
        self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space click."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)


class TileGrid(QWidget):
    """Tiles of evidence in as many columns as fit; arrows move, ``chosen`` and ``opened`` give a target."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, last: QWidget | None = None, *, thumbnail: Callable[[object], None] | None = None) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.space("m"))
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # fewer columns fit into less room
        self._tiles: list[EvidenceTile] = []
        self._last = last
        self._thumbnail = thumbnail
        self._columns = 0

    @property
    def tiles(self) -> Sequence[EvidenceTile]:
        """The tiles, in order."""
        return self._tiles

    def show_tiles(self, looks: Sequence[TileLook]) -> None:
        """Show these; the one that was chosen stays chosen; ``thumbnail`` is asked for the picture of each."""
        before = self.target
        for old in self._tiles:
            old.hide()
            old.deleteLater()
        self._tiles = []
        for look in looks:
            tile = EvidenceTile(look)
            tile.clicked.connect(lambda tile=tile: self.choose(tile.look.target))
            tile.opened.connect(lambda tile=tile: self.opened.emit(tile.look.target))
            tile.set_chosen(chosen=before is not None and look.target == before)
            self._tiles.append(tile)
        self._columns = 0
        self._lay()
        if self._thumbnail is not None:
            for look in looks:
                self._thumbnail(look.target)

    @property
    def target(self) -> object:
        """The target of the chosen tile, or None."""
        return next((tile.look.target for tile in self._tiles if tile.chosen), None)

    def choose(self, target: object) -> None:
        """Choose the tile of a target and say so."""
        for tile in self._tiles:
            tile.set_chosen(chosen=tile.look.target == target)
        self.chosen.emit(target)

    def set_image(self, target: object, image: QImage) -> None:
        """Give a tile its picture; no error when the tile is gone."""
        for tile in self._tiles:
            if tile.look.target == target:
                tile.set_image(image)

    def _lay(self) -> None:
        columns = max(1, (self.width() + theme.space("m")) // (_TILE_LEAST + theme.space("m")))
        if columns == self._columns:
            return
        self._columns = columns
        parts: list[QWidget] = [*self._tiles, *([self._last] if self._last else [])]
        for part in parts:
            self._grid.removeWidget(part)
        for place, part in enumerate(parts):
            row, column = divmod(place, columns)
            wide = columns - column if part is self._last and column else 1
            self._grid.addWidget(part, row, column, 1, wide)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def minimumSizeHint(self) -> QSize:
        """One column is enough."""
        return QSize(_TILE_LEAST, self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as fit."""
        super().resizeEvent(event)
        self._lay()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows."""
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: self._columns,
            Qt.Key.Key_Up: -self._columns,
        }
        step = steps.get(Qt.Key(event.key()))
        here = next((place for place, tile in enumerate(self._tiles) if tile.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        there = self._tiles[min(max(here + step, 0), len(self._tiles) - 1)]
        there.setFocus(Qt.FocusReason.TabFocusReason)
        self.choose(there.look.target)
