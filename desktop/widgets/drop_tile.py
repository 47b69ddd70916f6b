"""A place of its own where files are dropped."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop import theme
from desktop.widgets.basic import Icon, label

_LEAST: Final = 216


class DropTile(QFrame):
    """A dashed place that takes files. ``files_dropped`` gives paths; ``clicked`` asks for the file dialog."""

    files_dropped = Signal(list)
    clicked = Signal()

    def __init__(self, title: str = "Seret berkas ke sini", under: str = "atau tempel gambar dengan Ctrl+V") -> None:
        super().__init__()
        self._over = False
        self.setAcceptDrops(True)
        self.setFixedHeight(theme.size("thumb"))
        self.setMinimumWidth(_LEAST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        lines = QVBoxLayout(self)
        lines.setAlignment(Qt.AlignmentFlag.AlignCenter)
        lines.addWidget(Icon("upload-simple", "accentText", 26), 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addWidget(label(title, "event"), 0, Qt.AlignmentFlag.AlignHCenter)
        beneath = label(under, "caption", wrap=True)
        beneath.setAlignment(Qt.AlignmentFlag.AlignCenter)
        beneath.setMinimumWidth(_LEAST - 2 * theme.space("m"))
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
