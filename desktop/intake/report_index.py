"""Once in a session: reports that an older version took in are made findable by what they share with others."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer

from cases.errors import OfficeError
from cases.model.user import Right
from cases.services import reports_alike
from desktop.desk import Desk

_LATER_MS: Final = 2500
"""Left alone for so long, so that the first page comes first."""


class ReportIndex(QObject):
    """Works through them some hundred at a time; ``over`` once none is left, or when it could not go on."""

    def __init__(self, desk: Desk, later: int = _LATER_MS) -> None:
        super().__init__(desk)
        self._desk = desk
        self.over = not desk.may(Right.REGISTER_REPORT)
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
            self._desk.do(reports_alike.index_missing).then(self, self._done, self._failed)

    def _done(self, count: int) -> None:
        if count and not self.over:
            self._later.start(0)
        else:
            self.over = True

    def _failed(self, _error: OfficeError) -> None:
        self.stop()
