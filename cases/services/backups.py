"""What the log knows of backups: which sets were taken away, and who changed where and how they are made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cases.changes import Action
from cases.model.backup import BackupPlan, BackupSet
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service
from cases.services.discarding import checked_reason

RISKY: Final = frozenset(
    {
        "calendar.import_holidays",
        "disposal.dispose",
        "employees.import_employees",
        "merging.merge_employees",
        "merging.merge_reports",
        "register.import_numbers",
        "regulation_use.activate",
    }
)
"""The services that change much at once, or what cannot be taken back: a backup goes before them."""
QUIET: Final[frozenset[Action]] = frozenset({"view", "enter", "refuse", "leave", "open", "check"})
"""What is logged without anything being changed: by itself it asks for a backup once a day only."""
_ALL = "*"


@service(Right.BACK_UP)
def note_removed(work: UnitOfWork, actor: Actor, place: str, going: Sequence[BackupSet]) -> None:
    """Log that sets are taken away because their time is over; each with what was known of it."""
    _note_removed(work, place, going)


@service(Right.MANAGE_OFFICE)
def note_removed_by_hand(work: UnitOfWork, actor: Actor, place: str, going: Sequence[BackupSet], reason: str) -> None:
    """Log that somebody takes sets away, and why; raises InvalidInput without a reason."""
    _note_removed(work, place, going, alasan=checked_reason(reason))


def _note_removed(work: UnitOfWork, place: str, going: Sequence[BackupSet], **more: str) -> None:
    told = {one.id: f"{one.state}, {one.reason}" for one in going}
    work.audit.note("remove", "backup", _ALL, {"tempat": place, **more, **told})


@service(Right.MANAGE_OFFICE)
def note_plan(work: UnitOfWork, actor: Actor, plan: BackupPlan) -> None:
    """Log where backups go from now on, and how they are thinned."""
    keep = plan.keep
    told = {
        "tempat utama": plan.first,
        "tempat kedua": plan.second,
        "berkala": f"{plan.every_minutes} menit",
        "disimpan": f"{keep.recent} terbaru, {keep.daily} harian, {keep.weekly} mingguan, {keep.monthly} bulanan",
        "berhenti": plan.paused,
    }
    work.audit.note("change", "backup", _ALL, {name: value for name, value in told.items() if value})
