"""A damaged original gets its bytes back from a healthy copy: the very same ones, or none at all."""

from __future__ import annotations

from dataclasses import replace

from cases.errors import InvalidInput
from cases.model.evidence import Evidence, Staged
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service

_ENDS = 8


@service(Right.MANAGE_EVIDENCE)
def restore(work: UnitOfWork, actor: Actor, evidence_id: str, staged: Staged, origin: str) -> Evidence:
    """Put a staged copy in the place of an original whose check failed; ``origin`` says in a few words whence it came.

    The damaged file is kept beside it, the record tells the fingerprints before and after, and the failure has its
    answer, as has that of every other item with the same bytes. Raises InvalidInput for other bytes or an item that is
    not damaged; what was staged is then gone.
    """
    item = work.evidence.get(evidence_id)
    problem = ""
    if not is_failing(item):
        problem = f"Bukti {item.label} tidak tercatat rusak; periksa ulang dahulu."
    elif staged.sha256 != item.sha256:
        problem = (
            f"Berkas itu bukan salinan {item.label}: sidiknya {_ends(staged.sha256)}, seharusnya {_ends(item.sha256)}; "
            "pilih salinan lain."
        )
    if problem:
        staged.discard()
        raise InvalidInput(problem)
    before = _found(work, item) or "tidak terbaca"
    work.custody.restore(item, staged, {"sha256 sebelum": before, "asal": origin})
    answer, now = f"Dipulihkan dari {origin}.", work.clock.now()
    for same in work.evidence.of_bytes([item.sha256]):
        if is_failing(same):
            work.evidence.save(replace(same, answer=answer, answered_at=now, answered_by=actor.name))
    return work.evidence.get(evidence_id)


def is_failing(item: Evidence) -> bool:
    """Whether the last check of an item failed and nobody has answered that yet."""
    return bool(item.failure) and not item.answer


def _found(work: UnitOfWork, item: Evidence) -> str:
    """The fingerprint that the failed check found, "" when the bytes could not be read at all."""
    for row in work.audit.of_record([item.id]):
        if "kegagalan" in row.changes:
            return row.changes.get("sha256 ditemukan", ("", ""))[1]
    return ""


def _ends(sha256: str) -> str:
    return f"{sha256[:_ENDS]} … {sha256[-_ENDS:]}"
