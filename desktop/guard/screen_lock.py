"""When the screen is to be locked, and what is hidden then: every window of the program but the one with the log-in.

It is locked after a while without a key or a movement of the mouse, and as soon as the system locks its own screen.
A modal window that waits for something being saved puts the lock off until that is written.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from desktop.guard.system_lock import SystemLock

_INPUT: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
_AGAIN_MS: Final = 2_000
"""After how long a lock that was put off is tried again."""
_MINUTE_MS: Final = 60_000


class ScreenLock(QObject):
    """``wanted`` follows each time the screen is to be locked; ``close_curtain`` and ``open_curtain`` are the window's.

    ``minutes`` says after how long, ``saving`` whether something is being written, ``clock`` counts seconds.
    """

    wanted = Signal()

    def __init__(
        self,
        shell: QWidget,
        minutes: Callable[[], int],
        saving: Callable[[], bool],
        parent: QObject,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._shell, self._minutes, self._saving, self._clock = shell, minutes, saving, clock
        self._last = clock()
        self._locked = False
        self._hidden: list[QWidget] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self._timer.start(self._minutes() * _MINUTE_MS)
        self.system = SystemLock(shell, self)
        self.system.locked.connect(self.wanted)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember when somebody was last there; while it is locked, keep windows that open meanwhile hidden."""
        kind = event.type()
        if kind in _INPUT:
            self._last = self._clock()
        elif self._locked and kind == QEvent.Type.Show and isinstance(watched, QWidget) and self._is_content(watched):
            QTimer.singleShot(0, self, lambda: self._hide(watched))
        return False

    def look(self) -> None:
        """Lock when nobody was there for long enough, else look again when it may be so."""
        left = int(self._minutes() * _MINUTE_MS - (self._clock() - self._last) * 1000)
        if self._locked:
            left = _MINUTE_MS
        elif left <= 0 and self._saving() and QApplication.activeModalWidget() is not None:
            left = _AGAIN_MS
        elif left <= 0:
            self.wanted.emit()
            left = self._minutes() * _MINUTE_MS
        self._timer.start(max(left, 1))

    def restart(self) -> None:
        """Count anew: somebody came in, or the setting was changed."""
        self._last = self._clock()
        self._timer.start(self._minutes() * _MINUTE_MS)

    def stop(self) -> None:
        """Watch no more: the program ends."""
        self._timer.stop()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.removeEventFilter(self)

    # -- the curtain

    def close_curtain(self) -> None:
        """Hide every window but the shell's; forms in them stay as they are."""
        self._locked = True
        QToolTip.hideText()
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and self._is_content(widget):
                self._hide(widget)

    def open_curtain(self, *, same: bool) -> None:
        """Show again what was hidden; for another user it is closed instead."""
        self._locked = False
        hidden, self._hidden = self._hidden, []
        for widget in hidden:
            if not shiboken6.isValid(widget):
                continue
            if same:
                widget.show()
            elif isinstance(widget, QDialog):
                widget.reject()
                widget.deleteLater()
            else:
                widget.close()
        self.restart()

    def _is_content(self, widget: QWidget) -> bool:
        return widget.isWindow() and widget is not self._shell and widget.windowType() is not Qt.WindowType.Desktop

    def _hide(self, widget: QWidget) -> None:
        if not self._locked or not shiboken6.isValid(widget) or not widget.isVisible():
            return
        if widget.windowType() in {Qt.WindowType.Popup, Qt.WindowType.ToolTip}:
            widget.close()  # a menu or a list that drops down: it is opened again with one press
            return
        widget.hide()
        self._hidden.append(widget)
