"""A tile: a figure with its words ("2", "Lewat tenggat")."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop import icons, theme
from desktop.widgets.basic import Elided, Icon, label

_LEAST_WITH_BADGE = 200
_STACKED = 16
"""Px by which a tile with its words over each other is higher."""


class _Badge(QWidget):
    """An icon on a soft square of its hue."""

    def __init__(self, icon: str, hue: str) -> None:
        super().__init__()
        self._icon, self._hue = icon, hue
        self.setFixedSize(40, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = self._hue == "accent"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accentSoft" if accent else f"{self._hue}Bg"))
        painter.drawRoundedRect(self.rect(), 8, 8)
        edge = theme.size("iconTile")
        inner = QRectF((40 - edge) / 2, (40 - edge) / 2, edge, edge)
        icons.paint(painter, inner, self._icon, theme.color("accentText" if accent else f"{self._hue}Fg"))


class Tile(QFrame):
    """A figure with a word and a line beneath ("2", "Lewat tenggat"); ``clicked`` when it leads somewhere."""

    clicked = Signal()

    def __init__(self, icon: str, hue: str, title: str, *, clickable: bool = True, stacked: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "cardHot" if clickable else "card")
        self.setFixedHeight(theme.size("tile"))
        self._clickable = clickable
        if clickable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._figure = label("–", "figure")
        self._title = title
        self._under = Elided("", "caption")
        self._badge: QWidget | None = None
        if stacked:
            self._stack(icon, hue)
        else:
            self._line(icon, hue)

    def _line(self, icon: str, hue: str) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 0, 14, 0)
        line.setSpacing(theme.space("m"))
        self._badge = _Badge(icon, hue)
        line.addWidget(self._badge)
        line.addWidget(self._figure)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(Elided(self._title, "event"))
        words.addWidget(self._under)
        words.addStretch(1)
        line.addLayout(words, 1)

    def _stack(self, icon: str, hue: str) -> None:
        """Words over and under the figure, for tiles that stand five in a row."""
        self.setFixedHeight(theme.size("tile") + _STACKED)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(14, 8, 12, 8)
        lines.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(Elided(self._title, "event"), 1)
        head.addWidget(Icon(icon, "accentText" if hue == "accent" else f"{hue}Fg"))
        lines.addLayout(head)
        lines.addWidget(self._figure)
        lines.addWidget(self._under)

    def show_figure(self, figure: int | str, under: str) -> None:
        """Show the figure and the line beneath."""
        self._figure.setText(str(figure))
        self._under.setText(under)
        self.setAccessibleName(f"{self._title}: {figure}, {under}")

    @property
    def figure(self) -> str:
        """The figure that is shown."""
        return self._figure.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the words need the badge's room."""
        super().resizeEvent(event)
        if self._badge is not None:
            self._badge.setVisible(self.width() >= _LEAST_WITH_BADGE)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click."""
        if self._clickable and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space click."""
        if self._clickable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)
