"""Once in a session: what an older version took in is made findable by what the program knows to look for since."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer

from cases.errors import OfficeError
from cases.model.user import Right
from cases.services import reports_alike, search
from desktop.desk import Desk

_LATER_MS: Final = 2500
"""Left alone for so long, so that the first page comes first."""


_KINDS: Final = ((Right.REGISTER_REPORT, reports_alike.index_missing), (Right.READ, search.learn_sounds))
"""Reports by what they share with others, words of names by their sound: who may write them, and how some are."""


class LateIndex(QObject):
    """Works through each kind some hundred at a time; ``over`` once none is left. One that fails is left for later."""

    def __init__(self, desk: Desk, later: int = _LATER_MS) -> None:
        super().__init__(desk)
        self._desk = desk
        self._left = [work for right, work in _KINDS if desk.may(right)]
        self.over = not self._left
        self._later = QTimer(self, singleShot=True, interval=later)
        self._later.timeout.connect(self._next)
        if not self.over:
            self._later.start()

    def stop(self) -> None:
        """Do no more; the rest waits for the next time."""
        self.over = True
        self._later.stop()

    def _next(self) -> None:
        if not self.over:
            self._desk.do(self._left[0]).then(self, self._done, self._failed)

    def _done(self, count: int) -> None:
        if self.over:
            return
        if not count:
            self._left.pop(0)
        self.over = not self._left
        if self._left:
            self._later.start(0)

    def _failed(self, _error: OfficeError) -> None:
        self._done(0)
