"""Evidence of a report: taken in once, its fingerprint kept, its original never changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path, PurePath

from cases.errors import InvalidInput, OfficeError, StorageError
from cases.file_names import kept_name
from cases.model.evidence import Capture, Evidence, Source, Staged
from cases.model.identity import new_id
from cases.model.marks import Mark
from cases.model.user import Actor, Right
from cases.ports import EvidenceVault, PictureReader, UnitOfWork
from cases.rules.evidence_times import not_ahead
from cases.services.access import service
from cases.services.settling import full_names

MOST_DERIVED = 300_000_000
"""Larger files are not read for a small picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedFile:
    """A file on its way in, looked at and encrypted: its name as it will be kept, its media type and its own time.

    ``told`` is what a picture says of itself (camera, time, place).
    """

    staged: Staged
    name: str
    media_type: str
    told: dict[str, str]
    file_time: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceForm:
    """What a clerk says of an item; ``title`` may be empty and is then the file's name."""

    file_name: str
    title: str = ""
    platform: str = ""
    account: str = ""
    url: str = ""
    posted_at: datetime | None = None
    captured_at: datetime | None = None
    captured_by: str = ""
    description: str = ""
    profile_name: str = ""
    posted_zone: str = ""
    captured_zone: str = ""
    capture: Capture = Capture.UNKNOWN
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyLine:
    """An act of custody: who, when, what (the log's action) and why (the operation).

    ``failure`` is what was wrong, ``reason`` why somebody changed what was said of the item, or
    which copy was made of it.
    """

    at: datetime
    actor: str
    action: str
    operation: str
    failure: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a look at a file found before it goes in: its media type, what it says of itself, its bytes' fingerprint."""

    media_type: str
    sha256: str
    told: Mapping[str, str] = field(default_factory=dict)


def stage(
    vault: EvidenceVault,
    pictures: PictureReader,
    source: Source,
    file_name: str,
    seen: Seen | None = None,
    heard: Callable[[int], object] | None = None,
) -> StagedFile:
    """Look at what comes from outside, fingerprint and encrypt it: the long part, before any transaction.

    What was ``seen`` is not looked at again, and other bytes than those are refused. ``heard`` is told how many bytes
    have been read; what it raises ends the reading. Raises BadFile or BadPicture for what cannot be evidence,
    StorageError when it cannot be read or stored; nothing is left then.
    """
    name = kept_name(file_name)
    media_type = seen.media_type if seen is not None else pictures.inspect(source, name)
    told = dict(seen.told if seen is not None else pictures.told(source))
    staged = vault.stage(source, heard)
    if seen is not None and staged.sha256 != seen.sha256:
        staged.discard()
        raise InvalidInput(f"Berkas {name} berubah sejak dipratinjau; tambahkan sekali lagi.", field="file_name")
    file_time = None if isinstance(source, bytes) else _time_of(source)
    return StagedFile(staged=staged, name=name, media_type=media_type, told=told, file_time=file_time)


def stage_paper(vault: EvidenceVault, data: bytes, file_name: str, media_type: str) -> StagedFile:
    """Encrypt a file that the office took in before and whose kind it knows, a workbook for one, on its way in."""
    staged = vault.stage(data)
    return StagedFile(staged=staged, name=kept_name(file_name), media_type=media_type, told={}, file_time=None)


@service(Right.MANAGE_EVIDENCE)
def add_evidence(
    work: UnitOfWork, actor: Actor, report_id: str, source: StagedFile | Source, form: EvidenceForm
) -> Evidence:
    """Put an item into the vault and the record.

    Raises what ``stage`` raises, InvalidInput for a time in the future or for bytes that the report holds already.
    """
    return enter(work, actor, report_id, source, form)


@service(Right.MANAGE_EVIDENCE)
def add_several(
    work: UnitOfWork, actor: Actor, report_id: str, items: Sequence[tuple[StagedFile, EvidenceForm]]
) -> tuple[Evidence | OfficeError, ...]:
    """Put items into the vault and the record with one commit; return for each the item, or why it was left out.

    One that is refused does not keep the others out.
    """
    present = list(work.evidence.of_report(work.reports.get(report_id).id))
    found: list[Evidence | OfficeError] = []
    for source, form in items:
        try:
            item = _enter(work, actor, report_id, present, source, form)
        except (InvalidInput, StorageError) as error:
            throw_away([source])
            found.append(error)
        else:
            present.append(item)
            found.append(item)
    return tuple(found)


def enter(
    work: UnitOfWork,
    actor: Actor,
    report_id: str,
    source: StagedFile | Source,
    form: EvidenceForm,
    *,
    made_from: Evidence | None = None,
    marks: tuple[Mark, ...] | None = None,
) -> Evidence:
    """Do what ``add_evidence`` does, for other services too; a redacted copy says what it was ``made_from``.

    What was staged and is refused is thrown away.
    """
    try:
        present = work.evidence.of_report(work.reports.get(report_id).id)
        return _enter(work, actor, report_id, present, source, form, made_from=made_from, marks=marks)
    except OfficeError:
        if isinstance(source, StagedFile):
            throw_away([source])
        raise


def throw_away(files: Iterable[StagedFile]) -> None:
    """Take away what was staged and will not go in."""
    for file in files:
        file.staged.discard()


def _enter(
    work: UnitOfWork,
    actor: Actor,
    report_id: str,
    present: Sequence[Evidence],
    source: StagedFile | Source,
    form: EvidenceForm,
    *,
    made_from: Evidence | None = None,
    marks: tuple[Mark, ...] | None = None,
) -> Evidence:
    now = work.clock.now()
    not_ahead(form.posted_at, form.captured_at, now)
    file = source if isinstance(source, StagedFile) else stage(work.vault, work.pictures, source, form.file_name)
    staged = file.staged
    for item in present:
        if item.sha256 == staged.sha256:
            staged.discard()
            raise InvalidInput(
                f"Berkas {file.name} sudah ada dalam laporan ini sebagai {item.label}.", field="file_name"
            )
    evidence_id = new_id()
    stored = work.custody.take(evidence_id, staged)
    evidence = Evidence(
        id=evidence_id,
        report_id=report_id,
        ordinal=max((item.ordinal for item in present), default=0) + 1,
        title=form.title.strip() or PurePath(file.name).stem,
        file_name=file.name,
        media_type=file.media_type,
        size=stored.size,
        sha256=stored.sha256,
        blob=stored.blob,
        platform=form.platform.strip(),
        account=form.account.strip(),
        url=form.url.strip(),
        posted_at=form.posted_at,
        captured_at=form.captured_at,
        captured_by=form.captured_by.strip(),
        description=form.description.strip(),
        added_at=now,
        added_by=actor.name,
        profile_name=form.profile_name.strip(),
        posted_zone=form.posted_zone,
        captured_zone=form.captured_zone,
        capture=form.capture,
        concerns=form.concerns,
        file_time=file.file_time,
        told=file.told,
        derived_from=made_from.id if made_from is not None else None,
        marks=marks,
    )
    work.evidence.add(evidence)
    return evidence


def _time_of(path: Path) -> datetime | None:
    """When a file was last written, as its disk says; None for one that is gone meanwhile."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):  # a stick that was pulled; a time that no calendar holds
        return None


@service(Right.READ)
def evidence_of_report(work: UnitOfWork, actor: Actor, report_id: str) -> tuple[Evidence, ...]:
    """Return the evidence of a report in the order of entry."""
    return work.evidence.of_report(report_id)


@service(Right.READ)
def evidence_bytes(work: UnitOfWork, actor: Actor, evidence_id: str) -> bytes:
    """Return the original; raises DatabaseDamaged when it no longer is what was taken in."""
    return work.custody.read(work.evidence.get(evidence_id), "open")


@service(Right.READ)
def custody_of(work: UnitOfWork, actor: Actor, evidence_id: str) -> tuple[CustodyLine, ...]:
    """Return what was done with an item, the first act first; the runs over everything are not among it."""
    lines: list[CustodyLine] = []
    names = full_names(work)
    for row in reversed(work.audit.of_record([work.evidence.get(evidence_id).id])):
        if row.action == "explain" and lines:
            lines[-1] = replace(lines[-1], reason=row.changes.get("reason", ("", ""))[1])
            continue
        lines.append(
            CustodyLine(
                at=datetime.fromisoformat(row.at),
                actor=names.get(row.actor, row.actor),
                action=row.action,
                operation=row.operation,
                failure=row.changes.get("kegagalan", ("", ""))[1],
                reason=row.changes.get("salinan", ("", ""))[1],
            )
        )
    return tuple(lines)


@service(Right.READ)
def check_evidence(work: UnitOfWork, actor: Actor, evidence_id: str) -> str:
    """Read an original again and compare it with its record; return a sentence of what is wrong, empty for nothing."""
    return work.custody.check(work.evidence.get(evidence_id))


@service(Right.MANAGE_EVIDENCE)
def answer_failure(work: UnitOfWork, actor: Actor, evidence_id: str, answer: str) -> Evidence:
    """Record how a failed check was dealt with; it no longer shows on the case, and stays on record."""
    item = work.evidence.get(evidence_id)
    if not item.failure:
        raise InvalidInput(f"Pemeriksaan bukti {item.label} tidak pernah gagal; muat ulang halaman.")
    if not answer.strip():
        raise InvalidInput("Tulis apa yang ditemukan dan apa yang sudah dilakukan.", field="answer")
    answered = replace(item, answer=answer.strip(), answered_at=work.clock.now(), answered_by=actor.name)
    work.evidence.save(answered)
    return answered


@service(Right.READ)
def thumbnails(work: UnitOfWork, actor: Actor, evidence_ids: Collection[str]) -> dict[str, bytes]:
    """Return the small pictures of those of these items that have one, by identifier."""
    return work.evidence.thumbnails(evidence_ids)


@service(Right.MANAGE_EVIDENCE)
def original(work: UnitOfWork, actor: Actor, evidence_id: str) -> tuple[Evidence, bytes | None]:
    """Return an item with the bytes of which small picture and look are made, None for a kind that shows nothing."""
    item = work.evidence.get(evidence_id)
    shown = item.media_type.startswith("image/") or item.media_type == "application/pdf"
    return item, work.custody.read(item, "derive") if shown and item.size <= MOST_DERIVED else None


@service(Right.MANAGE_EVIDENCE)
def keep_derived(work: UnitOfWork, actor: Actor, evidence_id: str, picture: bytes | None, look: int | None) -> None:
    """Keep an item's small picture and how it looks; one that shows nothing is noted as looked at."""
    if picture is not None:
        work.evidence.set_thumbnail(evidence_id, picture)
    work.evidence.set_look(evidence_id, look)


@service(Right.MANAGE_EVIDENCE)
def derive(work: UnitOfWork, actor: Actor, evidence_id: str) -> bytes | None:
    """Read an item, make its small picture and how it looks and keep them, where nobody waits for the writer.

    Returns the small picture. The window's queue reads, makes and keeps apart, which also draws PDFs.
    """
    item = work.evidence.get(evidence_id)
    picture, look = None, None
    if item.media_type.startswith("image/"):
        data = work.custody.read(item, "derive")
        picture, look = work.pictures.thumbnail(data), work.pictures.look(data)
    if picture is not None:
        work.evidence.set_thumbnail(evidence_id, picture)
    work.evidence.set_look(evidence_id, look)
    return picture


@service(Right.READ)
def underived(work: UnitOfWork, actor: Actor, limit: int = 1) -> tuple[str, ...]:
    """Return the identifiers of items that nobody has looked at yet, the oldest first."""
    return tuple(item.id for item in work.evidence.unseen(limit))
