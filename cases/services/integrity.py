"""Checking that nothing was changed behind the program's back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from cases.head_code import read_code
from cases.model.check_run import CheckRun
from cases.model.evidence import Evidence
from cases.model.listing import LogHead, Verification
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.ages import is_old
from cases.services.access import service


def read_head_code(text: str) -> LogHead:
    """Return the head that paper carries ("1204-9FKX-3453-DW4C-4H0HD"); its hash has the printed digits only.

    Raises InvalidInput.
    """
    count, digits = read_code(text)
    return LogHead(count=count, hash=digits)


def anchored_words(found: Verification, known: LogHead | None = None) -> str:
    """Say up to where paper proves the log: by the last letter that prints a head of it, and by the code ``known``."""
    paper = found.anchored
    words = (
        f"Terjangkar pada {paper.named}, baris {paper.row}."
        if paper
        else "Belum ada surat yang memuat kepala rantai yang cocok, jadi belum terjangkar pada kertas."
    )
    fits = known is not None and not found.problems
    return f"{words} Kode yang diketik cocok dengan baris {known.count}." if known and fits else words


@service(Right.VERIFY)
def verify(work: UnitOfWork, actor: Actor, known: LogHead | None = None) -> Verification:
    """Walk the log's chain and the office's papers; with ``known``, also check that the log still holds that head.

    Evidence is many times as much, and read part by part (``check_part``).
    """
    with work.as_program():
        return work.audit.verify(known)


def with_evidence(found: Verification, run: CheckRun) -> Verification:
    """What both checks found."""
    more = run.failed - len(run.problems)
    rest = (f"... dan {more} bukti lain.",) if more > 0 else ()
    return replace(found, evidence_checked=run.checked, problems=(*found.problems, *run.problems, *rest))


# -- the last check, which the log tells of

_LOG: Final = "office"
_EVERY: Final = "*"
_MOST_TOLD: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCheck:
    """What the last check of database, log and letters found; ``anchored`` are the words of what paper proves."""

    at: datetime
    rows: int
    anchored: str
    failed: int
    problems: tuple[str, ...] = ()


@service(Right.VERIFY)
def note_check(work: UnitOfWork, actor: Actor, found: Verification) -> None:
    """Write into the log what a check found, the first problems in words."""
    told = {
        "baris": str(found.rows),
        "terjangkar": anchored_words(found),
        "masalah": str(len(found.problems)),
        "temuan": "\n".join(found.problems[:_MOST_TOLD]),
    }
    work.audit.note("check", _LOG, _EVERY, told)


@service(Right.READ)
def last_check(work: UnitOfWork, actor: Actor) -> LogCheck | None:
    """Return what the last check found; None when there was none."""
    return check_on_record(work)


@service(Right.VERIFY)
def check_is_due(work: UnitOfWork, actor: Actor) -> bool:
    """Whether the last check is old, or there was none."""
    last = check_on_record(work)
    return last is None or is_old(last.at, work.clock.now(), CHECK_EVERY)


def check_on_record(work: UnitOfWork) -> LogCheck | None:
    """Return what the log tells of the last check of database, log and letters; for other services too."""
    row = work.audit.last("check", _LOG, _EVERY)
    told = {name: value for name, (_, value) in row.changes.items()} if row is not None else {}
    if row is None or "masalah" not in told:
        return None
    return LogCheck(
        at=datetime.fromisoformat(row.at),
        rows=int(told["baris"]),
        anchored=told["terjangkar"],
        failed=int(told["masalah"]),
        problems=tuple(filter(None, told["temuan"].split("\n"))),
    )


# -- evidence, a part at a time

CHECK_EVERY = timedelta(days=7)
"""So old may the last check of all evidence be before the open program begins another by itself."""


def always(_run: CheckRun) -> bool:
    """Go on, whatever has been found."""
    return True


@service(Right.VERIFY)
def check_part(
    work: UnitOfWork, actor: Actor, run: CheckRun | None = None, go_on: Callable[[CheckRun], bool] = always
) -> CheckRun:
    """Read the next originals again, for some seconds or as long as ``go_on`` says; without ``run`` begin anew."""
    with work.as_program():  # whoever is at the desk, every original is read
        return work.custody.check_part(run or CheckRun(started=work.clock.now()), go_on)


@service(Right.VERIFY)
def last_run(work: UnitOfWork, actor: Actor) -> CheckRun | None:
    """Return the last check of all evidence as the log tells of it, ended or not; None when there was none."""
    return run_on_record(work)


@service(Right.VERIFY)
def due_run(work: UnitOfWork, actor: Actor) -> CheckRun | None:
    """Return the run to go on with: one that was interrupted, a new one when the last is old; None when none is due."""
    last = run_on_record(work)
    now = work.clock.now()
    if last is not None and last.ended is None and not is_old(last.started, now, CHECK_EVERY):
        return last
    due = last is None or last.ended is None or is_old(last.ended, now, CHECK_EVERY)
    total = _every_item(work)
    return CheckRun(started=now, total=total) if due and total else None


def _every_item(work: UnitOfWork) -> int:
    with work.as_program():
        return work.evidence.count()


def run_on_record(work: UnitOfWork) -> CheckRun | None:
    """Return what the log tells of the last check of all evidence; for other services too."""
    row = work.audit.last("check", "evidence", "*")
    told = {name: value for name, (_, value) in row.changes.items()} if row is not None else {}
    if "mulai" not in told:  # written by an earlier version, or its values were disposed of
        return None
    return CheckRun(
        started=datetime.fromisoformat(told["mulai"]),
        checked=int(told["diperiksa"]),
        failed=int(told["gagal"]),
        total=_every_item(work),
        after=told["sampai"],
        ended=datetime.fromisoformat(told["selesai"]) if told["selesai"] else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """An item whose failed check nobody has answered yet, and the number of its report."""

    item: Evidence
    report_number: str


@service(Right.READ)
def failing(work: UnitOfWork, actor: Actor, report_id: str = "") -> tuple[Failing, ...]:
    """Return the items of a report, or of all, whose failed check nobody has dealt with yet."""
    items = work.evidence.failing(report_id)
    numbers = {one: work.reports.get(one).number for one in {item.report_id for item in items}}
    return tuple(Failing(item=item, report_number=numbers[item.report_id]) for item in items)
