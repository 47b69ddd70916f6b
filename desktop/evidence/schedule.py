"""Every original is read again from time to time and the log checked, in the background, without anybody asking.

How far a run is stands in the log, so that it goes on where it stood after any restart.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import Final

from cases.changes import ChangeSet
from cases.model.check_run import CheckRun
from cases.services import integrity
from desktop.backups.quiet_work import Pace, QuietWork
from desktop.desk import Desk
from desktop.wiring import SCHEDULED, OpenOffice

_log = logging.getLogger("netralitas.evidence")
FIRST_MS: Final = 60_000
"""So long after the office was opened nothing is read: the morning's work comes first."""
_NEXT_MS: Final = 2_000
_IDLE_MS: Final = 3_600_000


class EvidenceSchedule(QuietWork[tuple[CheckRun | None, bool]]):
    """Checks evidence and log of a desk's office when the last check is old.

    A part that is being read when it is stopped stands in the log as far as it came.
    """

    waits_ms = _NEXT_MS

    def __init__(self, desk: Desk, first_ms: int = FIRST_MS) -> None:
        super().__init__(desk, first_ms)

    def job(self) -> Callable[[], tuple[CheckRun | None, bool]]:
        """Read the next part of a run that is due."""
        return partial(look_again, self.desk.office, self.over)

    def done(self, found: tuple[CheckRun | None, bool]) -> int:
        """Tell the pages of problems, and of a log that was checked."""
        run, told = found
        if told or (run is not None and run.problems):
            self.desk.changed.emit(ChangeSet(frozenset({("evidence", "*")})))
        return _IDLE_MS if run is None or run.ended is not None else _NEXT_MS

    def refused(self, error: BaseException) -> int:
        """Try again later."""
        _log.warning("the scheduled check of evidence could not go on: %s", type(error).__name__)
        return _IDLE_MS


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
    pace = Pace(over)
    return office.read(integrity.check_part, SCHEDULED, run, lambda _run: _go_on(pace, over))


def _go_on(pace: Pace, over: threading.Event) -> bool:
    """Rest, then say whether to read the next item."""
    pace.rest()
    return not over.is_set()
