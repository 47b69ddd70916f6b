"""What works beside a session while nobody waits: reading evidence, the late index, weekly checks, backups."""

from __future__ import annotations

from desktop.backups.schedule import BackupSchedule
from desktop.desk import Desk
from desktop.evidence.queue import EvidenceQueue
from desktop.evidence.schedule import EvidenceSchedule
from desktop.intake.late_index import LateIndex


class BesideWork:
    """Begins with a session and stops with it."""

    def __init__(self, desk: Desk) -> None:
        self._parts = (EvidenceQueue(desk), LateIndex(desk), EvidenceSchedule(desk), BackupSchedule(desk))

    def stop(self) -> None:
        """Begin nothing more; what is under way ends by itself."""
        for part in self._parts:
            part.stop()
