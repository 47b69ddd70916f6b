"""Nothing is deleted: records are discarded with a reason, stand in Sampah, and come back whole from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

import msgspec

from cases.changes import Noun
from cases.errors import InvalidInput
from cases.model.discarded import Discarded, Part
from cases.model.identity import new_id
from cases.model.letter import LetterStatus
from cases.model.report import Report, Respondent
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.respondents import respondent_of, with_respondents
from cases.rules.rights import may
from cases.services.access import require, service
from cases.services.discard_kinds import KINDS
from cases.services.discard_reports import letter_on_paper
from cases.services.reporter_shown import told_words
from cases.services.settling import settle

RESPONDENT: Final = "respondent"
LONGEST: Final = 2_000
"""Letters of a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardPreview:
    """What would go: its title, what goes along in words, and why it may not go (empty where it may)."""

    title: str
    along: tuple[str, ...]
    refusal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrashLine:
    """A line of Sampah; ``kind`` is its noun in words, ``merged`` whether it went into another record."""

    id: str
    noun: str
    kind: str
    title: str
    place: str
    reason: str
    at: datetime
    by: str
    parts: int
    merged: bool
    may_restore: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came back: its title, where it stands, and what is different now (empty for nothing)."""

    noun: str
    record_id: str
    home: str
    title: str
    note: str = ""


@service(Right.READ)
def preview(work: UnitOfWork, actor: Actor, noun: Noun, record_id: str) -> DiscardPreview:
    """Say what discarding a record would take along, or why it may not be discarded; raises NotFound."""
    kind = KINDS[noun]
    record = kind.get(work, record_id)
    counts: dict[str, int] = {}
    for other, _ in kind.along(work, record):
        counts[KINDS[other].words.lower()] = counts.get(KINDS[other].words.lower(), 0) + 1
    along = tuple(f"{count} {words}" for words, count in counts.items())
    title = told_words(work, kind.title(record))
    return DiscardPreview(title=title, along=along, refusal=kind.refusal(work, record))


@service(Right.READ)
def preview_respondent(work: UnitOfWork, actor: Actor, report_id: str, respondent_id: str) -> DiscardPreview:
    """Say the same of an accused of a report."""
    report = work.reports.get(report_id)
    respondent = respondent_of(report, respondent_id)
    refusal = _respondent_refusal(work, respondent)
    along = ("1 konsep surat",) if not refusal and _letters_of(work, report, respondent) else ()
    return DiscardPreview(title=_respondent_title(report, respondent), along=along, refusal=refusal)


@service(Right.DISCARD)
def discard(work: UnitOfWork, actor: Actor, noun: Noun, record_id: str, reason: str) -> Discarded:
    """Discard a record with what belongs to it; nouns that ask for another right have services of their own.

    Raises InvalidInput without a reason, and for what must stay, in a sentence with the way that is right.
    """
    if KINDS[noun].right is not Right.DISCARD:
        raise InvalidInput(f"{KINDS[noun].words} dibuang dari halamannya sendiri di Pengaturan.")
    return put_away(work, actor, noun, (record_id,), reason)


@service(Right.DISCARD)
def discard_respondent(work: UnitOfWork, actor: Actor, report_id: str, respondent_id: str, reason: str) -> Discarded:
    """Discard an accused of a report who has no case; raises as ``discard``."""
    report = work.reports.get(report_id)
    respondent = respondent_of(report, respondent_id)
    reason, first = checked_reason(reason), work.audit.head().count + 1
    if refusal := _respondent_refusal(work, respondent):
        raise InvalidInput(refusal)
    letters = [work.trash.take_out("letter", letter_id, reason) for letter_id in _letters_of(work, report, respondent)]
    work.reports.save(with_respondents(report, tuple(one for one in report.respondents if one.id != respondent_id)))
    work.audit.note("explain", "report", report.id, {"reason": reason})
    whole = Part(noun=RESPONDENT, record_id=respondent.id, record=msgspec.json.encode(respondent).decode())
    entry = entry_of(work, actor, RESPONDENT, respondent.id, reason, (whole, *letters))
    entry = replace(
        entry,
        title=_respondent_title(report, respondent),
        place=f"Laporan {report.number}",
        home=report.id,
        first=first,
    )
    work.trash.keep(entry)
    return entry


@service(Right.READ)
def trash(work: UnitOfWork, actor: Actor) -> tuple[TrashLine, ...]:
    """Return what was discarded or merged, the newest first."""
    lines = (_line(actor, entry) for entry in work.trash.all())
    return tuple(
        replace(line, title=told_words(work, line.title), reason=told_words(work, line.reason)) for line in lines
    )


@service(Right.DISCARD)
def restore(work: UnitOfWork, actor: Actor, entry_id: str) -> Restored:
    """Put back what was discarded, whole; where its number is taken by now it gets the next one, and that is told.

    Raises InvalidInput where it cannot come back, in a sentence that says why and what to do.
    """
    entry = work.trash.get(entry_id)
    if entry.into:
        raise InvalidInput(f"{entry.title} digabung, bukan dibuang; batalkan penggabungannya di catatan yang dituju.")
    return bring_back(work, actor, entry)


# -- for the services that discard nouns of their own, and for undoing


def put_away(
    work: UnitOfWork, actor: Actor, noun: Noun, record_ids: Sequence[str], reason: str, *, title: str = ""
) -> Discarded:
    """Take records of one noun out as one entry of Sampah; raises InvalidInput as ``discard``, NotFound."""
    reason = checked_reason(reason)
    kind, before = KINDS[noun], work.audit.head().count + 1
    records = [kind.get(work, record_id) for record_id in record_ids]
    wanted: dict[str, Noun] = {}
    for record in records:
        if refusal := kind.refusal(work, record):
            raise InvalidInput(refusal)
        wanted |= {record.id: noun} | {other: of for of, other in kind.along(work, record)}
    first = records[0]
    place, home = kind.place(work, first), kind.home(work, first)
    parts = tuple(work.trash.take_out(of, record_id, reason) for record_id, of in wanted.items())
    entry = entry_of(work, actor, noun, first.id, reason, parts)
    more = f" dan {len(records) - 1} lainnya" if len(records) > 1 else ""
    entry = replace(entry, title=title or kind.title(first) + more, place=place, home=home, first=before)
    work.trash.keep(entry)
    return entry


def bring_back(work: UnitOfWork, actor: Actor, entry: Discarded) -> Restored:
    """Put an entry's records back; raises NotAllowed for a noun that needs another right, InvalidInput."""
    right = Right.DISCARD if entry.noun == RESPONDENT else KINDS[entry.noun].right
    require(actor, right)
    if entry.noun == RESPONDENT:
        return _respondent_back(work, entry)
    note, main = "", None
    for part in entry.parts:
        kind = KINDS[part.noun]
        record = msgspec.json.decode(part.record, type=kind.type)
        # what went along finds its report as it was, for that has just come back before it
        fitted = kind.back(work, record)
        if main is None:
            main = fitted
            note = _difference(record, fitted)
        work.trash.put_back(part if fitted == record else replace(part, record=msgspec.json.encode(fitted).decode()))
    work.trash.drop(entry.id)
    return Restored(
        noun=entry.noun,
        record_id=entry.record_id,
        home=KINDS[entry.noun].home(work, main),
        title=told_words(work, entry.title),
        note=note,
    )


def checked_reason(reason: str) -> str:
    """Return a reason as it is kept; raises InvalidInput for none, or one too long."""
    reason = " ".join(reason.split())
    if not reason:
        raise InvalidInput("Tulis alasannya; alasan itu tercatat bersama siapa dan kapan.", field="reason")
    if len(reason) > LONGEST:
        raise InvalidInput(f"Persingkat alasannya sampai {LONGEST} huruf.", field="reason")
    return reason


def entry_of(
    work: UnitOfWork, actor: Actor, noun: str, record_id: str, reason: str, parts: tuple[Part, ...]
) -> Discarded:
    """Return an entry of Sampah as of the last row of the log; the caller says what it is called and where it stood."""
    return Discarded(
        id=new_id(),
        noun=noun,
        record_id=record_id,
        title="",
        place="",
        reason=reason,
        at=work.clock.now(),
        by=actor.full_name or actor.name,
        last=work.audit.head().count,
        parts=parts,
    )


def _line(actor: Actor, entry: Discarded) -> TrashLine:
    kind = KINDS.get(entry.noun)
    right = Right.DISCARD if kind is None else kind.right
    return TrashLine(
        id=entry.id,
        noun=entry.noun,
        kind="Terlapor" if kind is None else kind.words,
        title=entry.title,
        place=entry.place,
        reason=entry.reason,
        at=entry.at,
        by=entry.by,
        parts=len(entry.parts),
        merged=bool(entry.into),
        may_restore=may(actor, right) and may(actor, Right.DISCARD),
    )


def _difference(before: Any, after: Any) -> str:  # noqa: ANN401 - whatever the kind's record is
    """What a record that came back is called now, where that is not what it was called."""
    for name in ("number", "label"):
        was, now = getattr(before, name, ""), getattr(after, name, "")
        if was != now:
            return f"Nomor {was} sudah dipakai yang lain; kini {now}."
    return ""


# -- an accused of a report


def _respondent_title(report: Report, respondent: Respondent) -> str:
    return f"Terlapor {respondent.person.name} dalam laporan {report.number}"


def _respondent_refusal(work: UnitOfWork, respondent: Respondent) -> str:
    name = respondent.person.name
    if respondent.case_id:
        return f"Perkara {name} atas laporan ini sudah dibuka; hentikan perkaranya bila ia keliru disebut."
    letter_id = respondent.verification.letter_id if respondent.verification is not None else None
    letter = work.letters.find(letter_id) if letter_id else None
    if letter is not None and letter_on_paper((letter,)) is not None and letter.status is not LetterStatus.VOID:
        return f"{letter.title} tentang {name} sudah diterbitkan; batalkan surat itu dahulu, atau verifikasi ulang."
    return ""


def _letters_of(work: UnitOfWork, report: Report, respondent: Respondent) -> tuple[str, ...]:
    """The draft that his verification made."""
    wanted = respondent.verification.letter_id if respondent.verification is not None else None
    drafts = (one for one in work.letters.of_report(report.id) if one.status is LetterStatus.DRAFT)
    return tuple(one.id for one in drafts if one.id == wanted)


def _respondent_back(work: UnitOfWork, entry: Discarded) -> Restored:
    report = work.reports.find(entry.home)
    if report is None:
        moved = work.trash.of_record("report", entry.home)
        report = work.reports.find(moved.into) if moved is not None and moved.into else None
    if report is None:
        raise InvalidInput("Laporannya ada di Sampah; pulihkan laporannya dahulu.")
    whole, *letters = entry.parts
    respondent = msgspec.json.decode(whole.record, type=Respondent)
    nip = respondent.person.nip
    if nip and any(one.person.nip == nip for one in report.respondents):
        raise InvalidInput(f"{respondent.person.name} sudah tercatat lagi sebagai terlapor laporan {report.number}.")
    for part in letters:
        work.trash.put_back(part)
    work.reports.save(with_respondents(report, (*report.respondents, respondent)))
    work.trash.drop(entry.id)
    for case in work.cases.of_report(report.id):
        settle(work, case.id)
    return Restored(noun=RESPONDENT, record_id=respondent.id, home=report.id, title=entry.title)
