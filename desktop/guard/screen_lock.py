"""When the screen is to be locked, and what is hidden then: every window of the program but the one with the log-in.

It is locked after a while without a key or a movement of the mouse, and as soon as the system locks its own screen.
A modal window that waits for something being saved puts the lock off until that is written.

Input is heard at the windows, never by a filter of the whole application: that would hand every object of Qt to Python,
also one that is half destroyed or of a kind that Python has not met yet, over which the binding falls at times.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, cast

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
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
_SWEEP_MS: Final = 50
"""How long a window that opens behind the lock may be seen."""


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
        self._sweep = QTimer(self)
        self._sweep.setInterval(_SWEEP_MS)
        self._sweep.timeout.connect(self._hide_content)
        self.system = SystemLock(shell, self)
        self.system.locked.connect(self.wanted)
        for window in QGuiApplication.topLevelWindows():
            self._listen_at(window)
        _application().focusWindowChanged.connect(self._listen_at)

    def _listen_at(self, window: QWindow | None) -> None:
        """Hear of the keys and the mouse in a window; once, however often it comes to the front."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember when somebody was last there."""
        if event.type() in _INPUT:
            self._last = self._clock()
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
        self._sweep.stop()
        _application().focusWindowChanged.disconnect(self._listen_at)
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)

    # -- the curtain

    def close_curtain(self) -> None:
        """Hide every window but the shell's, also those that open later; forms in them stay as they are."""
        self._locked = True
        QToolTip.hideText()
        self._hide_content()
        self._sweep.start()

    def open_curtain(self, *, same: bool) -> None:
        """Show again what was hidden; for another user it is closed instead."""
        self._locked = False
        self._sweep.stop()
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

    def _hide_content(self) -> None:
        for widget in QApplication.topLevelWidgets():
            desktop = widget.windowType() is Qt.WindowType.Desktop
            if widget is not self._shell and not desktop and widget.isVisible():
                self._hide(widget)

    def _hide(self, widget: QWidget) -> None:
        if widget.windowType() in {Qt.WindowType.Popup, Qt.WindowType.ToolTip}:
            widget.close()  # a menu or a list that drops down: it is opened again with one press
            return
        widget.hide()
        self._hidden.append(widget)


def _application() -> QGuiApplication:
    return cast("QGuiApplication", QGuiApplication.instance())
