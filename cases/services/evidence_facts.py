"""What was said of an item of evidence: set right with a reason, and whether its bytes are kept already.

The bytes, their fingerprint, and who added them when are no facts that anybody states: they never change.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from cases.errors import InvalidInput
from cases.model.evidence import Evidence
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.evidence_times import not_ahead
from cases.services.access import service
from cases.services.evidence import EvidenceForm
from cases.services.reporter_shown import kept_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SameBytes:
    """An item that holds the very same bytes, and the number of its report."""

    item: Evidence
    report_number: str


@service(Right.MANAGE_EVIDENCE)
def change_facts(work: UnitOfWork, actor: Actor, evidence_id: str, form: EvidenceForm, reason: str) -> Evidence:
    """Set right what was said of an item; the log keeps each field old and new, and the reason.

    The form's ``file_name`` is not taken over. Raises InvalidInput without a reason, for a time in the future, and when
    nothing changes.
    """
    item = work.evidence.get(evidence_id)
    not_ahead(form.posted_at, form.captured_at, work.clock.now())
    changed = replace(
        item,
        title=kept_words(work, item.title, form.title.strip() or item.title, "title"),
        platform=form.platform.strip(),
        account=form.account.strip(),
        url=form.url.strip(),
        posted_at=form.posted_at,
        captured_at=form.captured_at,
        captured_by=kept_words(work, item.captured_by, form.captured_by.strip(), "captured_by"),
        description=kept_words(work, item.description, form.description.strip(), "description"),
        profile_name=kept_words(work, item.profile_name, form.profile_name.strip(), "profile_name"),
        posted_zone=form.posted_zone,
        captured_zone=form.captured_zone,
        capture=form.capture,
        concerns=form.concerns,
    )
    if changed == item:
        raise InvalidInput("Tidak ada yang berubah; ubah isiannya dahulu, atau batalkan.", field="reason")
    if not reason.strip():
        raise InvalidInput("Tulis alasan perubahan ini.", field="reason")
    work.evidence.save(changed)
    work.audit.note("explain", "evidence", item.id, {"reason": reason.strip()})
    return changed


@service(Right.READ)
def same_bytes(work: UnitOfWork, actor: Actor, sha256s: Collection[str]) -> tuple[SameBytes, ...]:
    """Return the items of all reports that hold one of these bytes, the oldest first."""
    found = work.evidence.of_bytes(sha256s)
    numbers = {report_id: work.reports.get(report_id).number for report_id in {item.report_id for item in found}}
    return tuple(SameBytes(item=item, report_number=numbers[item.report_id]) for item in found)
