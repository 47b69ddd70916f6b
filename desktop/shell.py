"""The one top-level window: the way in and the office's pages take turns in it, under a banner where one is due."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from desktop.widgets.basic import label
from desktop.widgets.parting import part_with

_WIDTH, _HEIGHT = 1366, 768
_LEAST = 880, 480  # a screen of 1366 x 768 at 150 %


class Shell(QWidget):
    """Shows one of several pages. ``first_painted`` comes once; ``may_close`` is asked before the window goes.

    ``minimised`` follows each time the window is put away.
    """

    first_painted = Signal()
    minimised = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "canvas")
        self.setWindowTitle("Netralitas")
        self.setMinimumSize(*_LEAST)
        self.may_close: Callable[[], bool] = lambda: True
        self._painted = False
        self.stack = QStackedWidget()
        self.banner: QLabel = label("", "banner", wrap=True)
        self.banner.hide()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.banner)
        lines.addWidget(self.stack, 1)

    def open(self) -> None:
        """Show the window as large as a small office screen, or fill that screen."""
        room = QGuiApplication.primaryScreen().availableSize()
        self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
        if room.width() <= _WIDTH or room.height() <= _HEIGHT:
            self.showMaximized()
        else:
            self.show()
        self.activateWindow()

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front, taking it in when it is new."""
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def drop(self, page: QWidget) -> None:
        """Let a page go for good."""
        self.stack.removeWidget(page)
        part_with(page)

    def set_banner(self, words: str) -> None:
        """Say something over every page; "" takes it away."""
        self.banner.setText(words)
        self.banner.setVisible(bool(words))

    def event(self, event: QEvent) -> bool:
        """Tell when the first picture is on the screen."""
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            self.first_painted.emit()
        return done

    def bring_back(self) -> None:
        """Show the window again as it was before it was put away."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.activateWindow()

    def changeEvent(self, event: QEvent) -> None:
        """Tell when the window is put away."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.isMinimized():
            self.minimised.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before going."""
        if self.may_close():
            super().closeEvent(event)
        else:
            event.ignore()
