"""Backups by themselves: every half hour when something was changed, and the checks that an earlier run left.

All of it in a worker that rests between two files: what somebody waits for comes first.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import Final

from cases.changes import ChangeSet
from cases.errors import OfficeError, Stopped
from cases.model.backup import BackupReason
from desktop.backups.quiet_work import Pace, QuietWork
from desktop.backups.wiring import OfficeBackups
from desktop.desk import Desk
from desktop.wiring import SCHEDULED

_log = logging.getLogger("netralitas.backup")
FIRST_MS: Final = 90_000
"""So long after the office was opened nothing is backed up or checked: the morning's work comes first."""
CHANGED: Final = ChangeSet(frozenset({("backup", "*")}))
"""What pages hear when a backup was made, checked or could not be made."""
_MINUTE: Final = 60_000


class BackupSchedule(QuietWork[tuple[bool, int]]):
    """Keeps the backups of a desk's office up to date; a set that is being checked when it stops stays unchecked."""

    waits_ms = _MINUTE

    def __init__(self, desk: Desk, first_ms: int = FIRST_MS) -> None:
        super().__init__(desk, first_ms)
        self._backups = OfficeBackups(desk.office)

    def job(self) -> Callable[[], tuple[bool, int]]:
        """Check what was left, and back up what was changed."""
        return partial(keep_up, self._backups, self.over)

    def done(self, found: tuple[bool, int]) -> int:
        """Tell the pages of new sets and checks."""
        something, minutes = found
        if something:
            self.desk.changed.emit(CHANGED)
        return minutes * _MINUTE

    def refused(self, error: BaseException) -> int:
        """Let the morning page say what the plan remembers, and try again soon."""
        _log.warning("the scheduled backup was not made: %s", type(error).__name__)
        if isinstance(error, OfficeError) and not isinstance(error, Stopped):
            self.desk.changed.emit(CHANGED)
        return 5 * _MINUTE


def keep_up(backups: OfficeBackups, over: threading.Event) -> tuple[bool, int]:
    """Finish the checks of an earlier run, make a backup that is due, and restore one for a drill once a week.

    Returns whether anything was done, and after how many minutes to look again. Raises what a backup raises, and what a
    check or the drill does once the backup is made: neither keeps it from being made.
    """
    pace = Pace(over)

    def rest(_fraction: float, _words: str) -> None:
        pace.rest()

    def drill() -> object:  # before the backup: its row in the log is then part of the new set
        return backups.drill_is_due(SCHEDULED) and backups.drill(SCHEDULED, rest, over.is_set)

    plan = backups.plan(SCHEDULED)
    checked, unchecked = _tried(lambda: backups.finish_checks(SCHEDULED, rest, over.is_set))
    made, undrilled = backups.due(SCHEDULED), None
    if made:
        _, undrilled = _tried(drill)
        backups.back_up(SCHEDULED, BackupReason.PERIODIC, rest, over.is_set)
    if failed := unchecked or undrilled:
        raise failed
    return bool(checked) or made, plan.every_minutes


def _tried(work: Callable[[], object]) -> tuple[object, OfficeError | None]:
    """What came of a part of the work, or why it failed; raises Stopped."""
    try:
        return work(), None
    except Stopped:
        raise
    except OfficeError as error:
        return None, error
