"""Ctrl+K: find anything."""

from __future__ import annotations

from typing import Final

from cases.model.listing import SearchHit
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service
from cases.services.reporter_shown import told_hits

_LEARNED_AT_ONCE: Final = 2_000


@service(Right.READ)
def find(work: UnitOfWork, actor: Actor, text: str, limit: int = 30) -> tuple[SearchHit, ...]:
    """Return people, cases, letters, reports and evidence that match; nothing for fewer than two characters."""
    words = text.strip()
    return told_hits(work, work.search.find(words, limit), words) if len(words) > 1 else ()


@service(Right.READ)
def learn_sounds(work: UnitOfWork, actor: Actor) -> int:
    """Let names that an older version took in be found by their sound; return how many words were learned."""
    return work.search.learn_sounds(_LEARNED_AT_ONCE)
