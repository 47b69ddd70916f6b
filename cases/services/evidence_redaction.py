"""Redacted copies: what they are made from, and their way in beside the original, which stays as it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cases.errors import DatabaseDamaged, InvalidInput, OfficeError
from cases.model.evidence import Evidence
from cases.model.marks import Mark, MarkKind
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service
from cases.services.evidence import EvidenceForm, StagedFile, enter, throw_away

_DOCUMENT = "application/pdf"
_NO_PIXELS = frozenset({"image/svg+xml", "image/x-icon"})
"""Drawings and icons, which nothing here decodes."""
_MOST_MARKS = 1000

REDACTED = " (tersunting)"
"""What follows the title of the original where a copy has none of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactionSource:
    """An original that a copy is to be made of, its bytes, and the marks to start from: those of an earlier copy.

    ``has_words``: text was read in it, so that places of words can be found.
    """

    original: Evidence
    data: bytes
    marks: tuple[Mark, ...] = ()
    has_words: bool = False


def may_be_redacted(item: Evidence) -> bool:
    """Whether a redacted copy can be made of an item: of pictures and of PDFs."""
    picture = item.media_type.startswith("image/") and item.media_type not in _NO_PIXELS
    return picture or item.media_type == _DOCUMENT


@service(Right.MANAGE_EVIDENCE)
def redaction_source(work: UnitOfWork, actor: Actor, evidence_id: str) -> RedactionSource:
    """Read the original of an item; of a redacted copy its own original, with the marks that were laid over it.

    Raises InvalidInput for what is neither picture nor PDF, DatabaseDamaged for an original that changed.
    """
    item = work.evidence.get(evidence_id)
    original = _original(work, item)
    seen = work.evidence.text(original.id)
    return RedactionSource(
        original=original,
        data=work.custody.read(original, "derive"),
        marks=item.marks or (),
        has_words=seen is not None and any(seen.pages),
    )


@service(Right.MANAGE_EVIDENCE)
def add_redacted(
    work: UnitOfWork,
    actor: Actor,
    original_id: str,
    staged: StagedFile,
    marks: Sequence[Mark],
    title: str,
    reason: str,
) -> Evidence:
    """Put a redacted copy into the vault and the record, linked to its original, whose custody record names it.

    ``marks`` are places on the original. Made of a copy, it is linked to that one's original and keeps its marks too.
    Raises InvalidInput without a mark or a reason, DatabaseDamaged when the original is no longer what was taken in.
    """
    item = work.evidence.get(original_id)
    kept = tuple(dict.fromkeys((*(item.marks or ()), *marks)))
    try:
        original = _original(work, item)
        _check_marks(kept)
        if not reason.strip():
            raise InvalidInput("Tulis apa yang ditutup dan mengapa.", field="reason")
        if problem := work.custody.check(original):
            raise DatabaseDamaged(problem)
    except OfficeError:
        throw_away([staged])
        raise
    form = EvidenceForm(
        file_name=staged.name,
        title=title.strip() or f"{original.title}{REDACTED}",
        platform=original.platform,
        account=original.account,
        url=original.url,
        posted_at=original.posted_at,
        captured_at=original.captured_at,
        captured_by=original.captured_by,
        description=reason,
        profile_name=original.profile_name,
        posted_zone=original.posted_zone,
        captured_zone=original.captured_zone,
        capture=original.capture,
        concerns=original.concerns,
    )
    copy = enter(work, actor, original.report_id, staged, form, made_from=original, marks=kept)
    work.audit.note("derive", "evidence", original.id, {"salinan": copy.label, "sha256 salinan": copy.sha256})
    return copy


def _original(work: UnitOfWork, item: Evidence) -> Evidence:
    original = work.evidence.get(item.derived_from) if item.derived_from else item
    if not may_be_redacted(original):
        raise InvalidInput(f"{original.label} bukan gambar atau PDF; salinan tersuntingnya tidak dapat dibuat.")
    return original


def _check_marks(marks: Sequence[Mark]) -> None:
    """Refuse no marks, too many, and those that would come to nothing."""
    if not marks:
        raise InvalidInput("Belum ada yang ditutup atau ditandai; gambar dahulu kotaknya.", field="marks")
    if len(marks) > _MOST_MARKS:
        raise InvalidInput(f"Tanda paling banyak {_MOST_MARKS}; gabungkan kotak yang berdekatan.", field="marks")
    for mark in marks:
        place = mark.place
        if place.page < 0 or not all(map(math.isfinite, (place.left, place.top, place.width, place.height))):
            raise InvalidInput("Sebuah tanda tidak terletak di halaman; hapus, lalu gambar lagi.", field="marks")
        if mark.kind is MarkKind.TEXT and not mark.words.strip():
            raise InvalidInput(f"Teks di halaman {place.page + 1} masih kosong; isi atau hapus.", field="marks")
