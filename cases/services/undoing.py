"""Undo and redo: what one unit of work changed is given its old values again, by the rows that it left in the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, get_args

import msgspec

from cases.changes import Change, Noun
from cases.errors import InvalidInput
from cases.model.listing import LogEntry
from cases.model.regulation import PackState
from cases.model.report import Respondent
from cases.model.user import Actor, Right
from cases.model.wording import WordingState
from cases.ports import UnitOfWork
from cases.services import discarding, merging
from cases.services.access import RIGHT_OF, require, service
from cases.services.discard_kinds import KINDS
from cases.services.recount import recount
from cases.services.reporter_shown import told_words
from cases.services.settling import settle, the_office
from cases.services.undo_words import UNDOABLE, way_of

_CHANGING: Final = frozenset(get_args(Change))
_ADDED: Final[dict[str, Noun]] = {
    "election": "election",
    "signatory": "signatory",
    "recap": "recap",
    "old_case": "old_case",
    "account": "account",
    "unit": "unit",
    "two_people": "two_people",
}
"""What an operation that can be undone may have added; it goes into Sampah again."""
_UNDOING: Final = frozenset({"undoing.undo", "undoing.redo"})
_COUNTED_BY: Final = frozenset({"office", "holiday"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What one unit of work did, by its rows of the log: its operation, its fields, and the name of its record.

    ``why_not`` says why it cannot be undone and what to do instead, empty where it can.
    """

    first: int
    last: int
    operation: str
    fields: tuple[str, ...]
    title: str
    why_not: str = ""


@service(Right.READ)
def edit(work: UnitOfWork, actor: Actor, first: int, last: int) -> Edit | None:
    """Say what these rows did and whether that can be undone; None where they changed no record or are not his."""
    rows = [row for row in work.audit.rows(first, last) if row.action in _CHANGING]
    if not rows or any(row.actor != actor.name for row in rows):
        return None
    return Edit(
        first=first,
        last=last,
        operation=rows[0].operation,
        fields=rows[0].fields if rows[0].action == "save" else (),
        title=_several(rows) or told_words(work, _title(work, rows[0])),
        why_not="" if rows[0].operation in UNDOABLE else way_of(rows[0].operation),
    )


def _several(rows: Sequence[LogEntry]) -> str:
    """How many records came by an act that adds many of one noun, in words; empty for one, and for every other act."""
    noun = rows[0].noun
    alike = noun in _ADDED and all(row.action == "add" and row.noun == noun for row in rows)
    return f"{len(rows)} {KINDS[noun].words.lower()}" if alike and len(rows) > 1 else ""


@service(Right.READ)
def undo(work: UnitOfWork, actor: Actor, first: int, last: int) -> None:
    """Undo what the actor did by these rows; raises InvalidInput where it cannot be, with the way that is right."""
    _invert(work, actor, first, last)


@service(Right.READ)
def redo(work: UnitOfWork, actor: Actor, first: int, last: int) -> None:
    """Do again what an undo took back: ``first`` and ``last`` are the rows of that undo."""
    _invert(work, actor, first, last)


def _invert(work: UnitOfWork, actor: Actor, first: int, last: int) -> None:
    rows = work.audit.rows(first, last)
    if not rows or any(row.actor != actor.name for row in rows):
        raise InvalidInput("Perubahan ini bukan perubahan Anda; ubah langsung di halamannya.")
    for operation in dict.fromkeys(row.operation for row in rows):
        if operation not in UNDOABLE:
            raise InvalidInput(way_of(operation))
        for right in _rights_of(work, operation, rows):
            require(actor, right)
    entry = work.trash.written_by(first, last)
    recovered = [row for row in rows if row.action == "recover"]
    if entry is not None and entry.into:
        merging.unmerge(work, entry)
    elif entry is not None:
        discarding.bring_back(work, actor, entry)
    elif recovered:
        _away_again(work, actor, recovered[0], rows)
    elif (gone := _gone(work, rows)) is not None:
        raise InvalidInput(gone)
    elif not _respondent_again(work, actor, rows):
        _set_back(work, actor, rows)


def _rights_of(work: UnitOfWork, operation: str, rows: tuple[LogEntry, ...]) -> set[Right]:
    """The rights of an operation; of an undo those of what it undid, the last act before it on the same records."""
    if operation not in _UNDOING:
        return set(RIGHT_OF[operation])
    mine = {row.record_id: row.sequence for row in reversed(rows) if row.operation == operation}
    found: set[Right] = set()
    for record_id, sequence in mine.items():
        told = (row for row in work.audit.of_record([record_id]) if row.sequence < sequence)
        undone = next((row.operation for row in told if row.action in _CHANGING and row.operation not in _UNDOING), "")
        found.update(RIGHT_OF.get(undone, ()))
    return found


def _gone(work: UnitOfWork, rows: tuple[LogEntry, ...]) -> str | None:
    """Why something that was discarded or merged cannot come back by undoing: it is not in Sampah any more."""
    if any(row.action == "discard" for row in rows):
        return "Catatan itu tidak ada lagi di Sampah: sudah dipulihkan dari sana."
    return None


def _set_back(work: UnitOfWork, actor: Actor, rows: tuple[LogEntry, ...]) -> None:
    before = work.office.current()
    _only_drafts(work, rows)
    work.trash.set_back(row for row in reversed(rows) if row.action in {"save", "replace"})
    for noun in dict.fromkeys(row.noun for row in rows if row.action == "add" and row.noun in _ADDED):
        added = tuple(row.record_id for row in rows if row.action == "add" and row.noun == noun)
        discarding.put_away(work, actor, _ADDED[noun], added, "Diurungkan.")
    if _COUNTED_BY & {row.noun for row in rows}:
        recount(work, before if before != the_office(work) else None)
    for case_id in dict.fromkeys(row.record_id for row in rows if row.noun == "case"):
        settle(work, case_id)


def _only_drafts(work: UnitOfWork, rows: tuple[LogEntry, ...]) -> None:
    """Refuse to change what is used by now: a pack or a wording that was a draft when it was edited."""
    for row in rows:
        pack = work.packs.find(row.record_id) if row.noun == "pack" else None
        edition = work.templates.find(row.record_id) if row.noun == "template" else None
        used = (pack and pack.state is not PackState.DRAFT) or (edition and edition.state is not WordingState.DRAFT)
        if row.action == "save" and used:
            raise InvalidInput("Konsep ini sudah dipakai; salin, lalu ubah salinannya.")


def _away_again(work: UnitOfWork, actor: Actor, main: LogEntry, rows: tuple[LogEntry, ...]) -> None:
    """Discard or merge again what had come back."""
    if _respondent_again(work, actor, rows):
        return
    noun = main.noun
    told = work.audit.last("explain", noun, main.record_id)
    told_of = work.audit.of_record([main.record_id])
    gone = next((row for row in told_of if row.action == "discard"), None)
    reason = gone.changes["reason"][1] if gone is not None and "reason" in gone.changes else "Dibuang lagi."
    into = told.changes.get("into", ("", ""))[1] if told is not None else ""
    merged = gone is not None and told is not None and told.sequence > gone.sequence and bool(into)
    if not merged:
        together = [row.record_id for row in rows if row.action == "recover" and row.noun == noun in _ADDED]
        discarding.put_away(work, actor, noun, together or (main.record_id,), reason)
    elif noun == "report":
        merging.merge_reports(work, actor, into, main.record_id, reason)
    else:
        nip = work.employees.get(into).nip
        merging.merge_employees(work, actor, into, main.record_id, _nip_then(rows, into) or nip, reason)


def _nip_then(rows: tuple[LogEntry, ...], employee_id: str) -> str:
    """The NIP that the one who stayed had while the two were one."""
    saved = (row for row in rows if row.noun == "employee" and row.action == "save" and row.record_id == employee_id)
    return next((row.changes["nip"][0] for row in saved if "nip" in row.changes), "")


def _respondent_again(work: UnitOfWork, actor: Actor, rows: tuple[LogEntry, ...]) -> bool:
    """Discard again an accused who had come back from Sampah; whether these rows are such a return."""
    returned = rows[0].operation in {"discarding.restore", "undoing.undo", "undoing.redo"}
    saved = next((row for row in rows if row.noun == "report" and row.action == "save"), None)
    if not returned or saved is None or "respondents" not in saved.changes:
        return False
    old, new = (
        {one.id for one in msgspec.json.decode(text or "[]", type=tuple[Respondent, ...])}
        for text in saved.changes["respondents"]
    )
    told = work.audit.last("explain", "report", saved.record_id)
    if len(new - old) != 1 or told is None or told.operation not in _DISCARDS:
        return False
    reason = told.changes["reason"][1]
    discarding.discard_respondent(work, actor, saved.record_id, (new - old).pop(), reason)
    return True


_DISCARDS: Final = frozenset({"discarding.discard_respondent", "undoing.undo", "undoing.redo"})


def _title(work: UnitOfWork, row: LogEntry) -> str:
    """What the record is called, empty for one that has no name or is not seen any more."""
    entry = work.trash.of_record(row.noun, row.record_id)
    if entry is not None:
        return entry.title
    found = {
        "report": work.reports.find,
        "evidence": work.evidence.find,
        "employee": work.employees.find,
        "election": work.elections.find,
        "account": work.accounts.find,
        "round": work.rounds.find,
        "signatory": work.signatories.find,
        "letter": work.letters.find,
        "old_case": work.old_cases.find,
    }.get(row.noun)
    record = found(row.record_id) if found is not None else None
    if record is not None:
        return KINDS[row.noun].title(record)
    case = work.cases.find(row.record_id) if row.noun == "case" else None
    return f"Perkara {case.number}" if case is not None else ""
