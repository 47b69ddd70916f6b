"""Puts files into the vault one after another, without holding up the typing."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

from cases.errors import OfficeError, Stopped
from cases.model.evidence import Evidence
from cases.services import evidence
from cases.services.evidence import EvidenceForm, StagedFile
from desktop.desk import Desk
from desktop.widgets.evidence_files import Candidate, source_of

Wanted: TypeAlias = tuple[Candidate, EvidenceForm]
"""A file with what is said of it."""


class EvidenceImport(QObject):
    """Adds files to a report.

    ``progressed`` gives how much of all bytes is done (0 to 1), within a large file too, and words of the one that goes
    in. ``finished`` gives the items that went in and the sentences of files that did not; those that may be tried again
    are in ``failed``.
    """

    progressed = Signal(float, str)
    finished = Signal(list, list)

    def __init__(self, desk: Desk, report_id: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._report_id = report_id
        self._waiting: deque[Wanted] = deque()
        self._added: list[Evidence] = []
        self._problems: list[str] = []
        self._count = 0
        self._bytes = self._done = 0
        self._stop = threading.Event()
        self._runs = False
        self.failed: list[Wanted] = []

    @property
    def runs(self) -> bool:
        """Whether files are going in."""
        return self._runs

    def begin(self, items: Sequence[Wanted], problems: Sequence[str] = ()) -> None:
        """Start; ``problems`` are told at the end with those found on the way."""
        self._waiting = deque(items)
        self._added, self._problems, self.failed = [], list(problems), []
        self._count = len(items)
        self._bytes, self._done = max(sum(candidate.size for candidate, _ in items), 1), 0
        self._stop.clear()
        self._runs = True
        self._next()

    def again(self) -> None:
        """Try once more what failed."""
        self.begin(tuple(self.failed))

    def cancel(self) -> None:
        """Leave out what has not gone in yet, also what is being read."""
        self._waiting.clear()
        self._stop.set()

    def _next(self) -> None:
        if not self._waiting:
            self._end()
            return
        wanted = self._waiting.popleft()
        candidate, form = wanted
        words = f"Menyimpan {self._count - len(self._waiting)} dari {self._count}: {candidate.name}"
        shown = self._done
        self.progressed.emit(shown / self._bytes, words)

        def heard(read: int) -> None:
            """Called in the worker: the signal crosses to the UI thread by itself."""
            nonlocal shown
            if self._stop.is_set():
                raise Stopped("Dibatalkan.")
            if self._done + read - shown > self._bytes / _STEPS:
                shown = self._done + read
                self.progressed.emit(min(shown / self._bytes, 1.0), words)

        self._desk.tasks.submit_free(
            lambda: self._desk.office.stage(source_of(candidate), form.file_name, candidate.seen, heard),
            owner=self,
            on_done=lambda staged: self._store(staged, wanted),
            on_error=lambda error: self._failed(error, wanted),
        )

    def _store(self, staged: StagedFile, wanted: Wanted) -> None:
        self._desk.do(evidence.add_evidence, self._report_id, staged, wanted[1]).then(
            self, lambda item: self._stored(item, wanted), lambda error: self._failed(error, wanted)
        )

    def _stored(self, item: Evidence, wanted: Wanted) -> None:
        self._added.append(item)
        self._go_on(wanted)

    def _failed(self, error: BaseException, wanted: Wanted) -> None:
        if not isinstance(error, OfficeError):
            self._end()
            raise error
        if not isinstance(error, Stopped):
            self._problems.append(error.sentence)
            self.failed.append(wanted)
        self._go_on(wanted)

    def _go_on(self, wanted: Wanted) -> None:
        self._done += wanted[0].size
        self._next()

    def _end(self) -> None:
        self._runs = False
        self.finished.emit(self._added, self._problems)


_STEPS = 200
"""How often the bar moves at most, from nothing to all."""
