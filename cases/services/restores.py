"""What the log knows of restores: which set took the place of which state of the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.model.listing import LogHead
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service

_ALL = "*"
_SOURCE, _NUMBER = "dipulihkan dari", "pemulihan ke"
_COUNT, _HASH = "baris terakhir sebelum pemulihan", "kepala rantai sebelum pemulihan"


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRestore:
    """The last restore: its place among all restores of the office, and the moment and words of its row.

    ``number`` counts on from restore to restore, also when one leads back: rows of two logs cannot be compared.
    """

    number: int
    at: datetime
    source: str


@service(Right.RESTORE)
def note_restore(work: UnitOfWork, actor: Actor, source: str, number: int, replaced: LogHead | None) -> None:
    """Log, in the office that comes back, where it comes from and how far the log went that it replaces."""
    told = {_SOURCE: source, _NUMBER: str(number)}
    if replaced is not None:
        told |= {_COUNT: str(replaced.count), _HASH: replaced.hash}
    work.audit.note("restore", "backup", _ALL, told)


def last_restore(work: UnitOfWork) -> LastRestore | None:
    """Return the last restore that the log tells of; for the program itself."""
    row = work.audit.last("restore", "backup", _ALL)
    if row is None:
        return None
    told = {name: value for name, (_, value) in row.changes.items()}
    return LastRestore(
        number=int(told.get(_NUMBER, "1")), at=datetime.fromisoformat(row.at), source=told.get(_SOURCE, "")
    )
