"""The evidence of a report with what is known of it, in one reading: what the gallery shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from cases.model.evidence import Evidence
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service
from cases.services.evidence_alike import earlier_of
from cases.services.evidence_sound import sound_of


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """``sound`` says when an item was last found to be what was taken in, ``earlier`` which one it resembles."""

    items: tuple[Evidence, ...] = ()
    sound: dict[str, datetime] = field(default_factory=dict)
    earlier: dict[str, str] = field(default_factory=dict)


@service(Right.READ)
def view(work: UnitOfWork, actor: Actor, report_id: str) -> EvidenceView:
    """Return the evidence of a report in the order of entry."""
    items = work.evidence.of_report(report_id)
    return EvidenceView(items=items, sound=sound_of(work, items), earlier=earlier_of(work, items))
