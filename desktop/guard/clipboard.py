"""What the program puts on the clipboard: marked as its own, kept out of histories, and cleared after a while."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Final, cast

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

from desktop.preferences import Preferences

OWN: Final = "application/x-netralitas"
"""Says whose it is; another program that copies something takes it away."""
_WINDOWS: Final = 'application/x-qt-windows-mime;value="{name}"'
"""How Qt names a clipboard format of Windows."""
_NO: Final = bytes(4)
"""A DWORD of 0."""
UNKEPT: Final[dict[str, bytes]] = {
    _WINDOWS.format(name="ExcludeClipboardContentFromMonitorProcessing"): _NO,
    _WINDOWS.format(name="CanIncludeInClipboardHistory"): _NO,
    _WINDOWS.format(name="CanUploadToCloudClipboard"): _NO,
    "x-kde-passwordManagerHint": b"secret",
}
"""Formats by which Windows and Klipper keep it out of their histories and off other devices."""
_SECOND_MS: Final = 1000


def put_text(text: str) -> None:
    """Put a text on the clipboard."""
    data = QMimeData()
    data.setText(text)
    put(data)


def put(data: QMimeData) -> None:
    """Put something on the clipboard that holds personal data."""
    data.setData(OWN, secrets.token_bytes(8))
    for name, value in UNKEPT.items():
        data.setData(name, value)
    QGuiApplication.clipboard().setMimeData(data)


class ClipboardGuard(QObject):
    """Clears what the program copied, after the time of the preferences and when told; what others copied stays.

    What fields and labels copy by themselves is put again with the marks as soon as it lies there. ``owns`` says
    whether this process put what lies there now.
    """

    def __init__(
        self, preferences: Preferences, parent: QObject | None = None, *, owns: Callable[[], bool] | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._clipboard = QGuiApplication.clipboard()
        self._owns = owns or self._clipboard.ownsClipboard
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._changed)

    def clear(self) -> None:
        """Clear it now if it still holds what the program put there, and what was marked with the mouse (X11)."""
        self.timer.stop()
        if self._held():
            self._clipboard.clear()
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)

    def stop(self) -> None:
        """Watch no more."""
        self.timer.stop()
        self._clipboard.dataChanged.disconnect(self._changed)
        self.deleteLater()

    def _held(self) -> bool:
        data = cast("QMimeData | None", self._clipboard.mimeData())  # None when nothing lies there
        return data is not None and data.hasFormat(OWN)

    def _changed(self) -> None:
        if self._held():
            if self._preferences.clipboard_seconds:
                self.timer.start(self._preferences.clipboard_seconds * _SECOND_MS)
            return
        self.timer.stop()
        data = cast("QMimeData | None", self._clipboard.mimeData())
        if data is not None and data.formats() and self._owns():
            QTimer.singleShot(0, self, self._mark)  # not while the clipboard is still telling of it

    def _mark(self) -> None:
        lying = cast("QMimeData | None", self._clipboard.mimeData())
        if lying is None or lying.hasFormat(OWN) or not self._owns():
            return
        data = QMimeData()
        for name in lying.formats():
            data.setData(name, lying.data(name))
        put(data)
