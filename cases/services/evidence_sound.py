"""What is known of originals without reading them again: when each was last found to be what was taken in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from cases.changes import Action
from cases.model.evidence import Evidence
from cases.ports import UnitOfWork
from cases.services.integrity import run_on_record

_COMPARED: Final[tuple[Action, ...]] = ("open", "check", "derive", "export", "print", "restore")
"""What is not done without comparing the fingerprint."""


def sound_of(work: UnitOfWork, items: Sequence[Evidence]) -> dict[str, datetime]:
    """Return when items were last found sound; those of which that cannot be said are left out."""
    own = work.audit.last_times([item.id for item in items], _COMPARED)
    run = run_on_record(work)
    found = {}
    for item in items:
        times = [own[item.id]] if item.id in own else []
        if item.failed_at is not None:  # only what came after the failure counts, and only of the item itself
            times = [at for at in times if at > item.failed_at]
        elif run is not None and _read_by(run.started, run.after, item, ended=run.ended is not None):
            times.append(run.started)
        if times and not (item.failure and not item.answer):
            found[item.id] = max(times)
    return found


def _read_by(started: datetime, after: str, item: Evidence, *, ended: bool) -> bool:
    """Whether a run over everything has read an item: they are read in the order of their identifiers."""
    return item.added_at < started and (ended or item.id <= after)
