"""Reads originals out of the vault again, and remembers for as long as they are shown what came of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from cases.errors import DatabaseDamaged, NotFound, OfficeError
from cases.model.evidence import Evidence
from cases.services import evidence
from desktop.desk import Desk
from desktop.widgets.evidence_words import Checked


class Originals(QObject):
    """``noted`` gives the id of an item that was read or found damaged, ``refused`` the sentence of what went wrong."""

    noted = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._checked: dict[str, Checked] = {}

    def of(self, evidence_id: str) -> Checked | None:
        """What the last reading found, None when there was none."""
        return self._checked.get(evidence_id)

    def read(self, item: Evidence, use: Callable[[bytes], object] = lambda _data: None) -> None:
        """Read an original; ``use`` gets its bytes when they are what was recorded."""

        def whole(data: bytes) -> None:
            self.note(item, "")
            use(data)

        self._desk.ask(evidence.evidence_bytes, item.id).then(self, whole, lambda error: self._failed(item, error))

    def check(self, item: Evidence) -> None:
        """Read an original again and compare it, without giving its bytes to anybody."""

        def told(problem: str) -> None:
            self.note(item, problem)
            if problem:
                self.refused.emit(problem)

        self._desk.ask(evidence.check_evidence, item.id).then(self, told, lambda error: self._failed(item, error))

    def _failed(self, item: Evidence, error: OfficeError) -> None:
        if isinstance(error, DatabaseDamaged | NotFound):
            self.note(item, error.sentence)
        self.refused.emit(f"{item.label}: {error.sentence}")

    def note(self, item: Evidence, problem: str) -> None:
        """Remember what a reading found just now, "" for nothing."""
        self._checked[item.id] = Checked(self._desk.office.clock.now(), problem)
        self.noted.emit(item.id)
