"""The note from the tray while the window is put away: what is late and due, once a day and when more becomes late.

A note says counts and no name: it is shown over whatever else is on the screen.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from cases.rules.agenda import Group
from cases.rules.reference import urgency_table
from cases.services import board
from cases.services.board import Board
from desktop import icons, theme
from desktop.desk import Desk
from desktop.preferences import Preferences
from desktop.shell import Shell

_TITLE = "Netralitas"
_LOOK_MS = 60_000
_SHOWN_MS = 12_000
_EDGE = 64


class Bell(Protocol):
    """What shows a note; ``pressed`` follows a click on it."""

    @property
    def pressed(self) -> SignalInstance:
        """A click on the note or its sign."""

    def ring(self, words: str) -> None:
        """Show a note."""

    def remove(self) -> None:
        """Go away for good."""


class TrayBell(QObject):
    """The sign in the system's tray."""

    pressed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._menu = QMenu()
        self._menu.addAction("Buka Netralitas").triggered.connect(lambda _on: self.pressed.emit())
        self._icon = QSystemTrayIcon(_sign(), self)
        self._icon.setToolTip(_TITLE)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(self.pressed)
        self._icon.show()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.pressed.emit()

    def ring(self, words: str) -> None:
        """Show a note."""
        self._icon.setToolTip(f"{_TITLE}: {words}")
        self._icon.showMessage(_TITLE, words, _sign(), _SHOWN_MS)

    def remove(self) -> None:
        """Take the sign away."""
        self._icon.hide()
        self.deleteLater()


class TrayNotes(QObject):
    """Watches the office while the window is put away. ``wanted`` follows a click: the window is to come back."""

    wanted = Signal()

    def __init__(self, desk: Desk, shell: Shell, preferences: Preferences, bell: Bell, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._shell, self._preferences, self._bell = desk, shell, preferences, bell
        self._changed = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        desk.changed.connect(self._note_change)
        shell.minimised.connect(self.look)
        bell.pressed.connect(self.wanted)

    def _note_change(self) -> None:
        self._changed = True
        self.look()

    def look(self) -> None:
        """Ask how things stand when a note may be due: put away, by day, and nothing said today or something new."""
        clock = self._desk.office.clock
        here = clock.now().astimezone(clock.time_zone.zone)
        told = self._preferences.noted[0] == clock.today().isoformat()
        if self._shell.isMinimized() and here.hour >= urgency_table().note_hour and (self._changed or not told):
            self._changed = False
            self._desk.ask(board.board).then(self, self._judge)

    def _judge(self, found: Board) -> None:
        late, due = found.count(Group.LATE), found.count(Group.TODAY)
        day, told = self._preferences.noted
        words = note(late, due, told if day == found.today.isoformat() else None)
        self._preferences.noted = (found.today.isoformat(), late)
        if words:
            self._bell.ring(words)

    def remove(self) -> None:
        """Stop watching."""
        self._timer.stop()
        self._bell.remove()
        self.deleteLater()


def start(desk: Desk, shell: Shell, preferences: Preferences, parent: QObject) -> TrayNotes | None:
    """Watch from the tray where the computer has one."""
    if not QSystemTrayIcon.isSystemTrayAvailable():
        return None
    return TrayNotes(desk, shell, preferences, TrayBell(parent), parent)


def note(late: int, due: int, told: int | None) -> str:
    """Return what to say of so many late and due today; ``told`` late ones were told today, None when nothing was."""
    if told is None:
        parts = [f"{late} tenggat sudah lewat" if late else "", f"{due} tenggat jatuh hari ini" if due else ""]
        words = ", ".join(part for part in parts if part)
        return f"{words}. Buka Hari ini untuk melihatnya." if words else ""
    more = late - told
    return f"{more} tenggat baru saja lewat, seluruhnya {late}. Buka Hari ini untuk melihatnya." if more > 0 else ""


def _sign() -> QIcon:
    """The scales on the accent, as in the rail."""
    picture = QPixmap(_EDGE, _EDGE)
    picture.fill(theme.color("accent"))
    painter = QPainter(picture)
    edge = _EDGE // 8
    icons.paint(painter, picture.rect().adjusted(edge, edge, -edge, -edge).toRectF(), "scales", theme.color("onAccent"))
    painter.end()
    return QIcon(picture)
