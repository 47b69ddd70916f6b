"""A sentence that says how long to wait, told anew each second; the office counts, this only shows it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from cases.rules.log_in import wait_words

_SECOND_MS = 1000


class Countdown(QObject):
    """``told`` gives the sentence with what is left of the wait, ``over`` says that it no longer holds."""

    told = Signal(str)
    over = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.left = 0
        """Seconds that are left."""
        self._sentence = ""
        self._clock = QTimer(self, interval=_SECOND_MS)
        self._clock.timeout.connect(self.tick)

    def start(self, sentence: str, wait: int) -> None:
        """Tell a sentence that names so many seconds, and go on until they are over."""
        self.left, self._sentence = wait, sentence.replace(wait_words(wait), "{wait}")
        self._clock.start()
        self.told.emit(sentence)

    def stop(self) -> None:
        """Tell no more; what was told no longer holds."""
        self._clock.stop()
        self.left = 0

    def tick(self) -> None:
        """A second has gone."""
        self.left -= 1
        if self.left > 0:
            self.told.emit(self._sentence.replace("{wait}", wait_words(self.left)))
        else:
            self.stop()
            self.over.emit()
