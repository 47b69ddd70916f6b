"""Backups by themselves: every half hour when something was changed, and the checks that an earlier run left.

All of it in a worker that rests between two files: what somebody waits for comes first.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import Final

from PySide6.QtCore import QObject, QTimer

from cases.changes import ChangeSet
from cases.errors import OfficeError, Stopped
from cases.model.backup import BackupReason
from desktop.desk import Desk
from desktop.wiring import SCHEDULED
from desktop.wiring_backups import OfficeBackups

_log = logging.getLogger("netralitas.backup")
FIRST_MS: Final = 90_000
"""So long after the office was opened nothing is backed up or checked: the morning's work comes first."""
CHANGED: Final = ChangeSet(frozenset({("backup", "*")}))
"""What pages hear when a backup was made, checked or could not be made."""
_LONGEST_REST: Final = 1.0
_MINUTE: Final = 60_000


class BackupSchedule(QObject):
    """Keeps the backups of a desk's office up to date; ``stop`` it before the desk goes."""

    def __init__(self, desk: Desk, first_ms: int = FIRST_MS) -> None:
        super().__init__(desk)
        self._desk = desk
        self._backups = OfficeBackups(desk.office)
        self._over = threading.Event()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.look)
        self._later.start(first_ms)

    def stop(self) -> None:
        """Do no more; a backup that is being made is given up, one that is being checked stays unchecked."""
        self._over.set()
        self._later.stop()

    def look(self) -> None:
        """Do what is due now, unless the user takes evidence in."""
        if self._over.is_set() or self._desk.tasks.closed:
            return
        if self._desk.imports:
            self._later.start(_MINUTE)
            return
        backups, over = self._backups, self._over
        self._desk.tasks.submit_free(
            lambda: keep_up(backups, over), owner=self, on_done=self._done, on_error=self._refused
        )

    def _done(self, told: tuple[bool, int]) -> None:
        something, minutes = told
        if self._over.is_set():
            return
        if something:
            self._desk.changed.emit(CHANGED)
        self._later.start(minutes * _MINUTE)

    def _refused(self, error: BaseException) -> None:
        _log.warning("the scheduled backup was not made: %s", type(error).__name__)
        if self._over.is_set():
            return
        if isinstance(error, OfficeError) and not isinstance(error, Stopped):
            self._desk.changed.emit(CHANGED)  # the morning page says what the plan remembers
        self._later.start(5 * _MINUTE)


def keep_up(backups: OfficeBackups, over: threading.Event) -> tuple[bool, int]:
    """Finish the checks of an earlier run, make a backup that is due, and restore one for a drill once a week.

    Returns whether anything was done, and after how many minutes to look again. Raises what a backup raises.
    """
    pace = _Pace(over)
    plan = backups.plan(SCHEDULED)
    checked = backups.finish_checks(SCHEDULED, pace.rest, over.is_set)
    made = backups.due(SCHEDULED)
    if made:
        if backups.drill_is_due(SCHEDULED):  # first: its row in the log is then part of the new set
            backups.drill(SCHEDULED, pace.rest, over.is_set)
        backups.back_up(SCHEDULED, BackupReason.PERIODIC, pace.rest, over.is_set)
    return bool(checked) or made, plan.every_minutes


class _Pace:
    """Half of the time at most."""

    def __init__(self, over: threading.Event) -> None:
        self._over = over
        self._begun = time.monotonic()

    def rest(self, _fraction: float, _words: str) -> None:
        """Rest as long as the last piece of the work took."""
        self._over.wait(min(time.monotonic() - self._begun, _LONGEST_REST))
        self._begun = time.monotonic()
