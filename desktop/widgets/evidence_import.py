"""Puts files into the vault one after another, without holding up the typing."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from typing import Final, TypeAlias

import shiboken6
from PySide6.QtCore import QObject, Signal

from cases.errors import OfficeError, Stopped
from cases.model.evidence import Evidence
from cases.services import evidence
from cases.services.evidence import EvidenceForm, StagedFile
from desktop.desk import Desk
from desktop.tasks import Task
from desktop.widgets.evidence_files import Candidate, source_of

Wanted: TypeAlias = tuple[Candidate, EvidenceForm]
"""A file with what is said of it."""


_AT_ONCE: Final = 25
"""So many items are stored with one commit at most: a transaction stays short."""
_STEPS: Final = 200
"""How often the bar moves at most, from nothing to all."""


class EvidenceImport(QObject):
    """Adds files to a report: one is read while those before it are stored, as many with one commit as are ready.

    ``progressed`` gives how much of all bytes is read (0 to 1), within a large file too, and words of the one that goes
    in. ``finished`` gives the items that went in and the sentences of files that did not.
    """

    progressed = Signal(float, str)
    finished = Signal(list, list)

    def __init__(self, desk: Desk, report_id: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._report_id = report_id
        self._waiting: deque[Wanted] = deque()
        self._ready: list[tuple[StagedFile, Wanted]] = []
        self._reads = self._writes = False
        self._added: list[Evidence] = []
        self._problems: list[str] = []
        self._count = 0
        self._bytes = self._done = 0
        self._stop = threading.Event()
        counted = self._counted = [0]
        self.destroyed.connect(lambda: _leave(desk, counted))

    @property
    def runs(self) -> bool:
        """Whether files are going in."""
        return bool(self._counted[0])

    def begin(self, items: Sequence[Wanted], problems: Sequence[str] = ()) -> None:
        """Start; ``problems`` are told at the end with those found on the way."""
        self._waiting = deque(items)
        self._added, self._problems = [], list(problems)
        self._count = len(items)
        self._bytes, self._done = max(sum(candidate.size for candidate, _ in items), 1), 0
        self._stop.clear()
        self._set_runs(runs=True)
        self._go_on()

    def _set_runs(self, *, runs: bool) -> None:
        """Count it at the desk, where what can wait waits for it."""
        _leave(self._desk, self._counted)
        self._counted[0] = int(runs)
        self._desk.imports += self._counted[0]

    def cancel(self) -> None:
        """Leave out what has not gone in yet, also what is being read."""
        self._waiting.clear()
        self._stop.set()

    def _go_on(self) -> None:
        if self._stop.is_set():
            self._throw_away([staged for staged, _ in self._ready])
            self._ready.clear()
        if self._waiting and not self._reads and len(self._ready) < _AT_ONCE:
            self._read(self._waiting.popleft())
        if self._ready and not self._writes:
            self._write(self._ready[:_AT_ONCE])
        if not (self._reads or self._writes):
            self._set_runs(runs=False)
            self.finished.emit(self._added, self._problems)

    # -- reading

    def _read(self, wanted: Wanted) -> None:
        self._reads = True
        candidate, form = wanted
        words = f"Menyimpan {self._count - len(self._waiting)} dari {self._count}: {candidate.name}"
        shown = before = self._done
        self.progressed.emit(before / self._bytes, words)

        whole, stop, office = self._bytes, self._stop, self._desk.office
        task = Task(self._tell)

        def heard(read: int) -> None:
            """Called in the worker, which may outlive this object and touches nothing of it."""
            nonlocal shown
            if stop.is_set():
                raise Stopped("Dibatalkan.")
            if before + read - shown > whole / _STEPS:
                shown = before + read
                task.report(min(shown / whole, 1.0), words)

        self._desk.tasks.submit_free(
            lambda: office.stage(source_of(candidate), form.file_name, candidate.seen, heard),
            owner=self,
            on_done=lambda staged: self._was_read(wanted, staged),
            on_error=lambda error: self._was_read(wanted, error),
            task=task,
        )

    def _tell(self, fraction: float, words: str) -> None:
        """Hear of the reading, on the UI thread."""
        if shiboken6.isValid(self):
            self.progressed.emit(fraction, words)

    def _was_read(self, wanted: Wanted, found: StagedFile | BaseException) -> None:
        self._reads = False
        self._done += wanted[0].size
        if isinstance(found, StagedFile):
            self._ready.append((found, wanted))
        elif isinstance(found, OfficeError):
            self._note(found, wanted)
        else:
            self.cancel()
        self._go_on()
        if not isinstance(found, StagedFile | OfficeError):
            raise found

    # -- storing

    def _write(self, group: list[tuple[StagedFile, Wanted]]) -> None:
        self._writes = True
        del self._ready[: len(group)]
        items = [(staged, form) for staged, (_, form) in group]
        self._desk.do(evidence.add_several, self._report_id, items).then(
            self,
            lambda found: self._were_stored(group, found),
            lambda error: self._were_not_stored(group, error),
        )

    def _were_stored(self, group: Sequence[tuple[StagedFile, Wanted]], found: Sequence[Evidence | OfficeError]) -> None:
        self._writes = False
        for (_, wanted), one in zip(group, found, strict=True):
            if isinstance(one, Evidence):
                self._added.append(one)
            else:
                self._note(one, wanted)
        self._go_on()

    def _were_not_stored(self, group: Sequence[tuple[StagedFile, Wanted]], error: OfficeError) -> None:
        self._throw_away([staged for staged, _ in group])
        self._were_stored(group, [error] * len(group))

    # -- what goes wrong

    def _note(self, error: OfficeError, wanted: Wanted) -> None:
        if isinstance(error, Stopped):
            return
        name = wanted[0].name
        sentence = error.sentence if name in error.sentence else f"{name}: {error.sentence}"
        self._problems.append(sentence)

    def _throw_away(self, staged: Sequence[StagedFile]) -> None:
        if staged:
            self._desk.tasks.submit_free(lambda: evidence.throw_away(staged))


def _leave(desk: Desk, counted: list[int]) -> None:
    """Count an import no more, also when whoever asked for it is gone half-way."""
    desk.imports -= counted[0]
    counted[0] = 0
