"""What the log knows of restores: which set took the place of which state of the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from cases.model.listing import LogHead
from cases.model.restore import Drill
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.ages import is_old
from cases.services.access import service

_ALL = "*"
DRILL_EVERY = timedelta(days=7)
"""So old may the last drill be before the open program makes another by itself."""
DRILL_OLD = timedelta(days=21)
"""A drill this old is told of as one that is missing."""
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


@service(Right.BACK_UP)
def note_drill(work: UnitOfWork, actor: Actor, drill: Drill) -> None:
    """Log what a restore drill found."""
    told = {
        "cadangan": drill.set_id,
        "dibuat": drill.made_at.isoformat(),
        "baris": str(drill.rows),
        "berkas": str(drill.files),
        "temuan": "\n".join(drill.problems),
    }
    work.audit.note("check", "backup", _ALL, told)


@service(Right.READ)
def last_drill(work: UnitOfWork, actor: Actor) -> Drill | None:
    """Return what the last restore drill found; None when there was none."""
    return drill_on_record(work)


@service(Right.BACK_UP)
def drill_is_due(work: UnitOfWork, actor: Actor) -> bool:
    """Whether the last drill is old, or there was none."""
    last = drill_on_record(work)
    return last is None or is_old(last.at, work.clock.now(), DRILL_EVERY)


def drill_on_record(work: UnitOfWork) -> Drill | None:
    """Return what the log tells of the last restore drill; for other services too."""
    row = work.audit.last("check", "backup", _ALL)
    told = {name: value for name, (_, value) in row.changes.items()} if row is not None else {}
    if row is None or "cadangan" not in told:
        return None
    return Drill(
        at=datetime.fromisoformat(row.at),
        set_id=told["cadangan"],
        made_at=datetime.fromisoformat(told["dibuat"]),
        rows=int(told["baris"]),
        files=int(told["berkas"]),
        problems=tuple(filter(None, told.get("temuan", "").split("\n"))),
    )
