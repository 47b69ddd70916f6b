"""Puts files into the vault one after another, without holding up the typing."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from cases.errors import OfficeError
from cases.model.evidence import Evidence
from cases.services import evidence
from cases.services.evidence import EvidenceForm, StagedFile
from desktop.desk import Desk
from desktop.widgets.evidence_files import Candidate, source_of


class EvidenceImport(QObject):
    """Adds files to a report. ``progressed`` gives how many of how many are done and the name of the next one.

    ``finished`` gives the items that went in and the sentences of files that did not.
    """

    progressed = Signal(int, int, str)
    finished = Signal(list, list)

    def __init__(self, desk: Desk, report_id: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._report_id = report_id
        self._waiting: deque[tuple[Candidate, EvidenceForm]] = deque()
        self._added: list[Evidence] = []
        self._problems: list[str] = []
        self._total = 0
        self._runs = False

    @property
    def runs(self) -> bool:
        """Whether files are going in."""
        return self._runs

    def begin(self, items: Sequence[tuple[Candidate, EvidenceForm]], problems: Sequence[str] = ()) -> None:
        """Start; ``problems`` are told at the end with those found on the way."""
        self._waiting = deque(items)
        self._added, self._problems = [], list(problems)
        self._total = len(items)
        self._runs = True
        self._next()

    def cancel(self) -> None:
        """Leave out what has not gone in yet."""
        self._waiting.clear()

    def _next(self) -> None:
        if not self._waiting:
            self._runs = False
            self.finished.emit(self._added, self._problems)
            return
        candidate, form = self._waiting.popleft()
        self.progressed.emit(self._total - len(self._waiting) - 1, self._total, candidate.name)
        self._desk.tasks.submit_free(
            lambda: self._desk.office.stage(source_of(candidate), form.file_name, candidate.sha256),
            owner=self,
            on_done=lambda staged: self._store(staged, form),
            on_error=self._failed,
        )

    def _store(self, staged: StagedFile, form: EvidenceForm) -> None:
        self._desk.do(evidence.add_evidence, self._report_id, staged, form).then(self, self._stored, self._failed)

    def _stored(self, item: Evidence) -> None:
        self._added.append(item)
        self._next()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, OfficeError):
            self._runs = False
            self.finished.emit(self._added, self._problems)
            raise error
        self._problems.append(error.sentence)
        self._next()
