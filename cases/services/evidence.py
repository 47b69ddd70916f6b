"""Evidence of a report: taken in once, its fingerprint kept, its original never changed."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from cases.errors import DatabaseDamaged, InvalidInput
from cases.model.evidence import Evidence
from cases.model.identity import new_id
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service

_UNPRINTED = re.compile(r"[\x00-\x1f\x7f]+")
LARGEST_BYTES = 200 * 1024 * 1024


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


@service(Right.MANAGE_EVIDENCE)
def add_evidence(work: UnitOfWork, actor: Actor, report_id: str, data: bytes, form: EvidenceForm) -> Evidence:
    """Put an item into the vault and the record; the bytes are fingerprinted before anything else happens to them.

    Raises BadFile or BadPicture for what cannot be evidence, InvalidInput for a time in the future or for bytes that
    the report holds already.
    """
    fingerprint = hashlib.sha256(data).hexdigest()
    name = _file_name(form.file_name)
    if len(data) > LARGEST_BYTES:
        raise InvalidInput(f"Berkas {name} lebih besar dari 200 MB; potong atau perkecil dahulu.", field="file_name")
    media_type = work.pictures.inspect(data, name)
    present = work.evidence.of_report(work.reports.get(report_id).id)
    for item in present:
        if item.sha256 == fingerprint:
            raise InvalidInput(f"Berkas {name} sudah ada dalam laporan ini sebagai {item.label}.", field="file_name")
    now = work.clock.now()
    for moment, words in ((form.posted_at, "Waktu unggahan"), (form.captured_at, "Waktu tangkapan")):
        if moment is not None and moment > now:
            raise InvalidInput(f"{words} belum terjadi; periksa tanggal dan jamnya.", field="captured_at")
    evidence = Evidence(
        id=new_id(),
        report_id=report_id,
        ordinal=max((item.ordinal for item in present), default=0) + 1,
        title=form.title.strip() or PurePath(name).stem,
        file_name=name,
        media_type=media_type,
        size=len(data),
        sha256=fingerprint,
        blob=work.vault.put(data, fingerprint),
        platform=form.platform.strip(),
        account=form.account.strip(),
        url=form.url.strip(),
        posted_at=form.posted_at,
        captured_at=form.captured_at,
        captured_by=form.captured_by.strip(),
        description=form.description.strip(),
        added_at=now,
        added_by=actor.name,
    )
    work.evidence.add(evidence)
    return evidence


def _file_name(text: str) -> str:
    """The last part of a path, as something that can be stored and shown: some disks allow bytes that are no text."""
    name = PurePath(text.replace("\\", "/")).name.encode("utf-8", "replace").decode()
    return _UNPRINTED.sub(" ", name).strip(" .") or "tanpa nama"


@service(Right.READ)
def evidence_of_report(work: UnitOfWork, actor: Actor, report_id: str) -> tuple[Evidence, ...]:
    """Return the evidence of a report in the order of entry."""
    return work.evidence.of_report(report_id)


@service(Right.READ)
def evidence_bytes(work: UnitOfWork, actor: Actor, evidence_id: str) -> bytes:
    """Return the original; raises DatabaseDamaged when it no longer is what was taken in."""
    evidence = work.evidence.get(evidence_id)
    data = work.vault.get(evidence.blob)
    if hashlib.sha256(data).hexdigest() != evidence.sha256:
        raise DatabaseDamaged(
            f"Bukti {evidence.label} tidak lagi sama dengan saat dicatat; jangan dipakai, ambil dari cadangan."
        )
    return data


@service(Right.READ)
def thumbnail(work: UnitOfWork, actor: Actor, evidence_id: str) -> bytes | None:
    """Return the small picture, None while there is none."""
    return work.evidence.thumbnail(evidence_id)


@service(Right.MANAGE_EVIDENCE)
def make_thumbnail(work: UnitOfWork, actor: Actor, evidence_id: str) -> bytes | None:
    """Draw and keep the small picture of an item that is a picture; runs after the import, never inside it."""
    evidence = work.evidence.get(evidence_id)
    if not evidence.media_type.startswith("image/"):
        return None
    picture = work.pictures.thumbnail(work.vault.get(evidence.blob))
    if picture is not None:
        work.evidence.set_thumbnail(evidence_id, picture)
    return picture
