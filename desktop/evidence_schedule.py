"""Every original is read again from time to time and the log checked, in the background, without anybody asking.

How far a run is stands in the log, so that it goes on where it stood after any restart.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import Final

from PySide6.QtCore import QObject, QTimer

from cases.changes import ChangeSet
from cases.model.check_run import CheckRun
from cases.services import integrity
from desktop.desk import Desk
from desktop.wiring import SCHEDULED, OpenOffice

_log = logging.getLogger("netralitas.evidence")
FIRST_MS: Final = 60_000
"""So long after the office was opened nothing is read: the morning's work comes first."""
_NEXT_MS: Final = 2_000
_IDLE_MS: Final = 3_600_000
_LONGEST_REST: Final = 1.0


class EvidenceSchedule(QObject):
    """Checks evidence and log of a desk's office when the last check is old; ``stop`` it before the desk goes."""

    def __init__(self, desk: Desk, first_ms: int = FIRST_MS) -> None:
        super().__init__(desk)
        self._desk = desk
        self._over = threading.Event()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.look)
        self._later.start(first_ms)

    def stop(self) -> None:
        """Do no more; the part that is being read is given up, and stands in the log as far as it came."""
        self._over.set()
        self._later.stop()

    def look(self) -> None:
        """Read the next part of a run that is due, unless the user takes evidence in."""
        if self._over.is_set() or self._desk.tasks.closed:
            return
        if self._desk.imports:
            self._later.start(_NEXT_MS)
            return
        office, over = self._desk.office, self._over
        self._desk.tasks.submit_free(
            lambda: look_again(office, over), owner=self, on_done=self._done, on_error=self._refused
        )

    def _done(self, seen: tuple[CheckRun | None, bool]) -> None:
        if self._over.is_set():
            return
        run, told = seen
        if told or (run is not None and run.problems):
            self._desk.changed.emit(ChangeSet(frozenset({("evidence", "*")})))
        self._later.start(_IDLE_MS if run is None or run.ended is not None else _NEXT_MS)

    def _refused(self, error: BaseException) -> None:
        _log.warning("the scheduled check of evidence could not go on: %s", type(error).__name__)
        if not self._over.is_set():
            self._later.start(_IDLE_MS)


def look_again(office: OpenOffice, over: threading.Event) -> tuple[CheckRun | None, bool]:
    """Read the next part of the evidence, or when none is due check the log; and whether the log was checked."""
    run = next_part(office, over)
    if run is not None or over.is_set() or not office.read(integrity.check_is_due, SCHEDULED):
        return run, False
    office.check_log(SCHEDULED)
    return None, True


def next_part(office: OpenOffice, over: threading.Event) -> CheckRun | None:
    """Read the next part of the run that is due, resting as long as each item took; None when none is due."""
    run = office.read(integrity.due_run, SCHEDULED)
    if run is None:
        return None
    pace = _Pace(over)
    return office.read(integrity.check_part, SCHEDULED, run, pace.go_on)


class _Pace:
    """Half of the time at most: what somebody waits for comes first."""

    def __init__(self, over: threading.Event) -> None:
        self._over = over
        self._begun = time.monotonic()

    def go_on(self, _run: CheckRun) -> bool:
        """Rest, then say whether to read the next item."""
        self._over.wait(min(time.monotonic() - self._begun, _LONGEST_REST))
        self._begun = time.monotonic()
        return not self._over.is_set()
