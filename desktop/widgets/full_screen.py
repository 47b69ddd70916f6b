"""A page that fills the screen for a while, without a frame."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget


class FullScreen(QWidget):
    """Holds a widget until somebody takes it back; ``closed`` when the system wants it to go."""

    closed = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setProperty("role", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Netralitas")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)

    def hold(self, part: QWidget) -> None:
        """Fill the screen of its owner with a widget."""
        owner = self.parentWidget()
        self._lines.addWidget(part)
        part.show()
        if owner is not None:
            self.setGeometry(owner.screen().geometry())
        self.showFullScreen()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Whoever holds it lets it go."""
        event.ignore()
        self.closed.emit()
