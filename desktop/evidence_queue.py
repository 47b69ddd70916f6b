"""What is derived from evidence after it was taken in: a picture at a time, while nobody waits for it.

The queue is what the database lacks, so that it goes on where it stood after any restart.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer

from cases.changes import ChangeSet
from cases.errors import OfficeError
from cases.model.user import Right
from cases.services import evidence
from desktop.desk import Desk

_LATER_MS: Final = 1500
"""Left alone for so long, so that an import or a page comes first."""


class EvidenceQueue(QObject):
    """Works for a desk whose user may add evidence; ends with it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._refused: set[str] = set()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self.look)
        self.runs = False
        if desk.may(Right.MANAGE_EVIDENCE):
            desk.changed.connect(self._changed)
            self._later.start()

    def _changed(self, changes: ChangeSet) -> None:
        if changes.concerns("evidence") and not self.runs:
            self._later.start()

    def look(self) -> None:
        """Go on with the oldest item that nobody has looked at."""
        self.runs = True
        self._desk.ask(evidence.underived, len(self._refused) + 1).then(self, self._derive, self._stop)

    def _derive(self, waiting: tuple[str, ...]) -> None:
        item = next((one for one in waiting if one not in self._refused), None)
        if item is None:
            self.runs = False
            return

        def failed(_error: OfficeError) -> None:
            self._refused.add(item)  # a damaged original: its failure is on record, and it is told when it is read
            self.look()

        self._desk.do(evidence.derive, item).then(self, lambda _picture: self.look(), failed)

    def _stop(self, _error: OfficeError) -> None:
        self.runs = False
