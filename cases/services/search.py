"""Ctrl+K: find anything."""

from __future__ import annotations

from cases.model.listing import SearchHit
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service


@service(Right.READ)
def find(work: UnitOfWork, actor: Actor, text: str, limit: int = 30) -> tuple[SearchHit, ...]:
    """Return people, cases, letters, reports and evidence that match; nothing for fewer than two characters."""
    words = text.strip()
    return work.search.find(words, limit) if len(words) > 1 else ()
