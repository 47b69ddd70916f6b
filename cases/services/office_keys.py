"""What the log knows of the office's keys: who changed them, and when the paper sheet was last compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service

SHEET_EVERY = timedelta(days=365)
"""So long may the recovery sheet lie in its envelope before somebody is asked to type it."""
SHEET_DUE = (
    "Lembar pemulihan tidak dicocokkan lebih dari setahun, atau terakhir tidak cocok: ambil amplopnya dan ketik isinya."
)
_ALL = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetState:
    """When a recovery sheet was last typed, whether it was the right one, and whether it is time again."""

    checked_at: datetime | None
    right: bool
    due: bool


@service(Right.MANAGE_USERS)
def note_change(work: UnitOfWork, actor: Actor, sheet: str, left: Sequence[str]) -> None:
    """Log that the keys are changed, before they are: ``sheet`` is the new recovery sheet's code, ``left`` who goes."""
    told = {"lembar pemulihan baru": sheet, "akun dikeluarkan": ", ".join(left)}
    work.audit.note("change", "key", _ALL, {name: value for name, value in told.items() if value})


@service(Right.MANAGE_USERS)
def note_enrolment(work: UnitOfWork, actor: Actor, account: str) -> None:
    """Log that an account of a computer is let in to the keys, before it is: a failure afterwards leaves the row."""
    work.audit.note("change", "key", _ALL, {"akun didaftarkan": account})


@service(Right.MANAGE_USERS)
def note_recovery(work: UnitOfWork, actor: Actor, act: str) -> None:
    """Log that somebody acts by a recovery key alone, without an account; ``act`` is the command that he gave."""
    work.audit.note("enter", "key", _ALL, {"cara": "kunci pemulihan", "perintah": act})


@service(Right.MANAGE_USERS)
def note_sheet(work: UnitOfWork, actor: Actor, code: str, right: bool) -> None:  # noqa: FBT001 - what was found
    """Log that a recovery sheet was typed, with its code and whether it opens this office."""
    work.audit.note("check", "key", _ALL, {"lembar": code, "hasil": "cocok" if right else "tidak cocok"})


@service(Right.MANAGE_USERS)
def sheet_state(work: UnitOfWork, actor: Actor, made_on: date) -> SheetState:
    """Return when a sheet was last typed; until then the one in force counts from the day on which it was made."""
    row, office = work.audit.last("check", "key", _ALL), work.office.current()
    zone = office.time_zone.zone if office is not None else UTC
    at = datetime.fromisoformat(row.at).astimezone(zone) if row is not None else None
    right = row is not None and row.changes.get("hasil", ("", ""))[1] == "cocok"
    today = work.clock.today()
    if at is None or at.date() < made_on:  # it was another sheet then
        due = today - made_on > SHEET_EVERY
    else:
        due = not right or today - at.date() > SHEET_EVERY
    return SheetState(checked_at=at, right=right, due=due)
