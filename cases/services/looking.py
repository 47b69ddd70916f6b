"""What leaves no change behind and is written into the log all the same: that somebody looked, or took a list along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias

from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service

Seen: TypeAlias = Literal["case", "report", "letter"]
"""What has a page that shows personal data; an original of evidence leaves its row where it is read (``Custody``)."""

ONE_EVERY: Final = timedelta(hours=1)
"""At most one row per user and record in this time.

Longer would hide that somebody came back in the afternoon, which is what is asked when something has leaked; shorter
would bury what people did under their going to and fro between two pages.
"""


@service(Right.READ)
def note_view(work: UnitOfWork, actor: Actor, noun: Seen, record_id: str) -> bool:
    """Write that the actor looks at a record, unless a row says so of the last hour; return whether one was written.

    Raises NotFound for what is not there, or not for him to see: then he saw nothing.
    """
    find: dict[Seen, Callable[[str], object]] = {
        "case": work.cases.get,
        "report": work.reports.get,
        "letter": work.letters.get,
    }
    find[noun](record_id)
    last = work.audit.last("view", noun, record_id, by=actor.name)
    if last is not None and work.clock.now() - datetime.fromisoformat(last.at) < ONE_EVERY:
        return False
    work.audit.note("view", noun, record_id, {})
    return True


@service(Right.RECAP, Right.EXPORT)
def note_list(work: UnitOfWork, actor: Actor, what: str, which: str, lines: int) -> None:
    """Write that a list left the program: what it is, what it was asked for, and how many lines it has."""
    office = work.office.current()
    if office is not None:
        work.audit.note("export", "office", office.id, {"ekspor": what, "penyaring": which, "baris": str(lines)})
