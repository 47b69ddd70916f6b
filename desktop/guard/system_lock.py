"""The screen lock of the system: Windows tells sessions, Linux its screen savers and its log-in service over D-Bus.

macOS would tell it only to programs that ask with its own library, which is not installed: there the program's own
lock after a while stands alone.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_SAVERS: Final = (
    ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
    ("/org/mate/ScreenSaver", "org.mate.ScreenSaver"),
    ("/org/cinnamon/ScreenSaver", "org.cinnamon.ScreenSaver"),
)
"""Where desktops say ``ActiveChanged(bool)``; a place that nobody serves costs nothing."""
_LOG_IN: Final = "org.freedesktop.login1.Session"
WM_WTSSESSION_CHANGE: Final = 0x02B1
WTS_SESSION_LOCK: Final = 7
_THIS_SESSION: Final = 0


class SystemLock(QObject):
    """``locked`` follows each time the system locks its screen; ``listening`` says to what it listens."""

    locked = Signal()

    def __init__(self, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self.listening: tuple[str, ...] = ()
        self._filter: SessionFilter | None = None
        if sys.platform == "win32":
            self._listen_to_windows(window)
        elif sys.platform.startswith("linux"):
            self._listen_to_bus()

    @Slot(bool)
    def saver_changed(self, active: bool) -> None:  # noqa: FBT001 - what the bus sends
        """A screen saver came or went."""
        if active:
            self.locked.emit()

    @Slot()
    def session_locked(self) -> None:
        """The log-in service asks this session to lock."""
        self.locked.emit()

    def _listen_to_bus(self) -> None:
        from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 - only where there is a bus

        heard: list[str] = []
        session = QDBusConnection.sessionBus()
        if session.isConnected():
            heard += [place for place, interface in _SAVERS if self.listen_to_saver(session, place, interface)]
        system, own = QDBusConnection.systemBus(), os.environ.get("XDG_SESSION_ID", "")
        if own and system.isConnected():
            place = f"/org/freedesktop/login1/session/{path_part(own)}"
            if system.connect("", place, _LOG_IN, "Lock", self, _slot("session_locked()")):
                heard.append(place)
        self.listening = tuple(heard)

    def listen_to_saver(self, bus: QDBusConnection, place: str, interface: str) -> bool:
        """Hear when one screen saver comes or goes; whether the bus took it."""
        return bool(bus.connect("", place, interface, "ActiveChanged", self, _slot("saver_changed(bool)")))

    def _listen_to_windows(self, window: QWidget) -> None:
        import ctypes  # noqa: PLC0415 - only on Windows

        library: Any = ctypes.WinDLL("wtsapi32")  # type: ignore[attr-defined,unused-ignore] # Windows alone has it
        app = QApplication.instance()
        if app is None or not library.WTSRegisterSessionNotification(int(window.winId()), _THIS_SESSION):
            return
        self._filter = SessionFilter(self)
        app.installNativeEventFilter(self._filter)
        self.listening = ("WTS",)


class SessionFilter(QAbstractNativeEventFilter):
    """Reads the messages of Windows for the one that tells of a locked session."""

    def __init__(self, told: SystemLock) -> None:
        super().__init__()
        self._told = told

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        """Look at one message; none is kept from others."""
        data = kind.data() if isinstance(kind, QByteArray) else kind
        if bytes(data) == b"windows_generic_MSG":
            from ctypes import wintypes  # noqa: PLC0415 - only on Windows

            self.take(wintypes.MSG.from_address(int(message)))
        return False, 0

    def take(self, message: Any) -> None:  # noqa: ANN401 - a structure of Windows
        """Tell of the lock when the message is about it."""
        if message.message == WM_WTSSESSION_CHANGE and message.wParam == WTS_SESSION_LOCK:
            self._told.locked.emit()


def _slot(signature: str) -> Any:  # noqa: ANN401 - its own declaration asks for bytes and then takes none
    return SLOT(signature)


def path_part(name: str) -> str:
    """Return a name as a part of an object path of D-Bus: what it may not hold is written as "_" and two digits."""
    plain = (
        (char.isascii() and char.isalpha()) or (at > 0 and char.isascii() and char.isdigit())
        for at, char in enumerate(name)
    )
    return "".join(char if kept else f"_{ord(char):02x}" for char, kept in zip(name, plain, strict=True))
