"""Garbage is collected on the thread that draws, never on a worker.

A collection destroys whatever is in the cycles that it finds, on the thread that happened to set it off: a timer, a
model or a document of Qt's that dies on a worker takes the whole program with it, at some later moment. So the
interpreter's own collections are switched off while workers run, and the window's thread collects by the same
thresholds.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY_MS: Final = 250


class Collector(QObject):
    """Collects while it lives; ``stop`` gives the work back to the interpreter once the last one has stopped."""

    _running = 0

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        Collector._running += 1
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()

    def stop(self) -> None:
        """End, once no worker runs any more."""
        if self._timer.isActive():
            self._timer.stop()
            Collector._running -= 1
            if not Collector._running:
                gc.enable()


def collect_due() -> None:
    """Collect the oldest generation whose turn it is, as the interpreter would."""
    pairs = list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
    for generation, (count, threshold) in reversed(pairs):
        if count > threshold:
            gc.collect(generation)
            return
