"""What the log knows of restores: which set took the place of which state of the office."""

from __future__ import annotations

from dataclasses import dataclass

from cases.model.listing import LogHead
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service

_ALL = "*"
_COUNT, _HASH = "baris terakhir sebelum pemulihan", "kepala rantai sebelum pemulihan"


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRestore:
    """The row of the last restore, and the end of the log of the office that it replaced; count 0 when unknown."""

    row: int
    replaced: LogHead


@service(Right.RESTORE)
def note_restore(work: UnitOfWork, actor: Actor, source: str, replaced: LogHead | None) -> None:
    """Log, in the office that comes back, where it comes from and how far the log went that it replaces."""
    told = {"dipulihkan dari": source}
    if replaced is not None:
        told |= {_COUNT: str(replaced.count), _HASH: replaced.hash}
    work.audit.note("restore", "backup", _ALL, told)


def last_restore(work: UnitOfWork) -> LastRestore | None:
    """Return the last restore that the log tells of; for the program itself."""
    row = work.audit.last("restore", "backup", _ALL)
    if row is None:
        return None
    told = {name: value for name, (_, value) in row.changes.items()}
    return LastRestore(row=row.sequence, replaced=LogHead(count=int(told.get(_COUNT, "0")), hash=told.get(_HASH, "")))
