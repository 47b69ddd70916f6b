"""What the open program does by itself in the background: later, by a timer, and resting as long as it works."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from desktop.desk import Desk

T = TypeVar("T")
_LONGEST_REST: Final = 1.0
"""Seconds."""


class QuietWork(QObject, Generic[T]):
    """Looks from time to time, in a worker, whether something is due; ``stop`` it before the desk goes.

    ``job`` is what the worker does; ``done`` and ``refused`` hear on the UI thread what came of it, and return after
    how many milliseconds to look again. While the user takes evidence in nothing is begun for ``waits_ms``.
    """

    waits_ms: int

    def __init__(self, desk: Desk, first_ms: int) -> None:
        super().__init__(desk)
        self.desk = desk
        self.over = threading.Event()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.look)
        self._later.start(first_ms)

    def job(self) -> Callable[[], T]:
        """What a worker shall do, that knows no window; ``over`` ends it."""
        raise NotImplementedError

    def done(self, found: T) -> int:
        """Tell the pages what was done."""
        raise NotImplementedError

    def refused(self, error: BaseException) -> int:
        """Tell what could not be done."""
        raise NotImplementedError

    def stop(self) -> None:
        """Do no more; what is being done is given up."""
        self.over.set()
        self._later.stop()

    def look(self) -> None:
        """Do what is due now, unless the user takes evidence in."""
        if self.over.is_set() or self.desk.tasks.closed:
            return
        if self.desk.imports:
            self._later.start(self.waits_ms)
            return
        self.desk.tasks.submit_free(self.job(), owner=self, on_done=self._done, on_error=self._refused)

    def _done(self, found: T) -> None:
        if not self.over.is_set():
            self._later.start(self.done(found))

    def _refused(self, error: BaseException) -> None:
        if not self.over.is_set():
            self._later.start(self.refused(error))


class Pace:
    """Half of the time at most: what somebody waits for comes first."""

    def __init__(self, over: threading.Event) -> None:
        self._over = over
        self._begun = time.monotonic()

    def rest(self) -> None:
        """Rest as long as the last piece of the work took."""
        self._over.wait(min(time.monotonic() - self._begun, _LONGEST_REST))
        self._begun = time.monotonic()
