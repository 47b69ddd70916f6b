"""What the window says back: a quiet line when saved, a toast for what was done, progress with a way out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.tasks import Task
from desktop.widgets.basic import Icon, button, label
from desktop.widgets.parting import part_with

TOAST_MS: Final = 5_000
BUSY: Final = "Pekerjaan lain di halaman ini masih berjalan; tunggu sampai selesai atau batalkan dahulu."
UNDO_MS: Final = 10_000
_LATE_MS: Final = 1_000
"""After so long what was started to be shown later is shown."""
_BESIDE: Final = 280
"""Pixels at the right of the bar that a toast leaves to "Tersimpan 10.42" and the buttons beside it."""


class SavedLine(QWidget):
    """Says "Tersimpan 10.42"; empty until something was saved."""

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        self._icon = Icon("check", "greenFg", theme.size("iconSmall"))
        self._words = label("", "caption")
        line.addWidget(self._icon)
        line.addWidget(self._words)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def saved(self, at: time) -> None:
        """Say when something was saved."""
        self._words.setText(f"Tersimpan {at:%H.%M}")
        self.show()


class Toast(QFrame):
    """A few words in the bar above the pages, where it covers nothing that is pressed next.

    It leaves by itself, later when it offers an action.
    """

    def __init__(self, words: str, parent: QWidget, *, action: str, on_action: Callable[[], object] | None) -> None:
        super().__init__(parent)
        self.setProperty("role", "toast")
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 6, 8 if action else 14, 6)
        line.setSpacing(theme.space("m"))
        self.words: QLabel = label(words)
        self.words.setMinimumHeight(26)
        line.addWidget(self.words)
        self.setAccessibleName(words)
        if action and on_action is not None:
            line.addWidget(button(action, "link", on_click=lambda: self._act(on_action)))
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.leave)
        self._clock.start(UNDO_MS if action else TOAST_MS)

    def _act(self, action: Callable[[], object]) -> None:
        self.leave()
        action()

    def leave(self) -> None:
        """Go away."""
        part_with(self)


class Toasts(QObject):
    """Shows one toast at a time over a widget; a new one takes the place of the old."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._shown: Toast | None = None
        over.installEventFilter(self)

    @property
    def shown(self) -> Toast | None:
        """The toast that is there."""
        return self._shown

    def show(self, words: str, *, action: str = "", on_action: Callable[[], object] | None = None) -> Toast:
        """Say what was done; ``action`` ("Batalkan") is offered for ten seconds."""
        if self._shown is not None:
            self._shown.leave()
        toast = Toast(words, self._over, action=action, on_action=on_action)
        toast.destroyed.connect(lambda: self._gone(toast))
        self._shown = toast
        toast.adjustSize()
        self._place()
        toast.show()
        toast.raise_()
        return toast

    def _gone(self, toast: Toast) -> None:
        if self._shown is toast:
            self._shown = None

    def _place(self) -> None:
        if self._shown is not None:
            left = self._over.width() - self._shown.width() - _BESIDE
            self._shown.move(max(left, 0), max((theme.size("topbar") - self._shown.height()) // 2, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False


class ProgressStrip(QFrame):
    """How far a long task is, with "Batal". ``task`` is what to hand to ``Tasks.submit_*``."""

    shown_late = Signal()
    """It was started to be shown later, and is now."""

    def __init__(self, words: str = "", *, on_cancel: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 8, 6)
        line.setSpacing(theme.space("m"))
        text = QVBoxLayout()
        text.setSpacing(4)
        self._words = label(words, "label")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        text.addWidget(self._words)
        text.addWidget(self._bar)
        line.addLayout(text, 1)
        self._always, self._on_cancel = on_cancel, on_cancel
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._late.timeout.connect(self._show_late)
        self.task = Task(self.report)
        line.addWidget(button("Batal", "link", on_click=self.cancel), 0, Qt.AlignmentFlag.AlignVCenter)

    def start(self, words: str, on_cancel: Callable[[], object] | None = None, *, later: bool = False) -> Task:
        """Show it anew for another piece of work and give its task; ``on_cancel`` also hears of "Batal" this once.

        With ``later`` it is shown only once a second has gone by.
        """
        self._on_cancel = on_cancel or self._always
        self.task = Task(self.report)
        self._words.setText(words)
        self._bar.setRange(0, 0)
        if later:
            self._late.start()
        else:
            self.show()
        return self.task

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001 - as Qt has it
        """Do what Qt does; what was to be shown later is settled."""
        self._late.stop()
        super().setVisible(visible)

    @property
    def busy(self) -> bool:
        """Whether it tells of something that has not ended; a strip tells of one piece of work."""
        return not self.isHidden()

    def _show_late(self) -> None:
        self.show()
        self.shown_late.emit()

    def report(self, fraction: float, words: str = "") -> None:
        """Show how far it is (0 to 1)."""
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(fraction * 1000))
        if words:
            self._words.setText(words)

    def cancel(self) -> None:
        """Stop the task and go away."""
        self.task.cancel()
        self.hide()
        if self._on_cancel is not None:
            self._on_cancel()
