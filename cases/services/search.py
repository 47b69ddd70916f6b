"""Ctrl+K: find anything."""

from __future__ import annotations

from cases.model.listing import SearchHit
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service
from cases.services.reporter_shown import told_hits


@service(Right.READ)
def find(work: UnitOfWork, actor: Actor, text: str, limit: int = 30) -> tuple[SearchHit, ...]:
    """Return people, cases, letters, reports and evidence that match; nothing for fewer than two characters."""
    words = text.strip()
    return told_hits(work, work.search.find(words, limit), words) if len(words) > 1 else ()
