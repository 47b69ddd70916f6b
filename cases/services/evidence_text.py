"""The text inside evidence: what was read in pictures and PDFs, where it stands, and what still waits to be read.

The reading itself takes seconds and belongs to no transaction: ``original`` gives the bytes, a worker reads, and
``keep_text`` writes what was found. The text lies in the database alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from cases.model.evidence import Evidence
from cases.model.marks import Place, SeenText
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.seen_words import holds_words, places_in
from cases.services.access import service

INDEXED_AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class TextWaiting:
    """How many items wait to be read: ``pictures``, for which a reader of pictures is needed, and PDFs (``papers``).

    A PDF of which only the scanned pages wait counts among the pictures.
    """

    pictures: int
    papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceHome:
    """Where an item is shown: its report, and the case when the report has exactly one."""

    report_id: str
    case_id: str


@service(Right.READ)
def waiting(work: UnitOfWork, actor: Actor, limit: int = 1, *, pictures: bool = True) -> tuple[Evidence, ...]:
    """Return the items in which nobody has looked for text yet, the oldest first.

    Without ``pictures`` only what can be read without a reader of pictures.
    """
    return work.evidence.unread(limit, pictures=pictures)


@service(Right.READ)
def how_many_wait(work: UnitOfWork, actor: Actor) -> TextWaiting:
    """Return how many items wait."""
    pictures, papers = work.evidence.count_unread()
    return TextWaiting(pictures=pictures, papers=papers)


@service(Right.MANAGE_EVIDENCE)
def original(work: UnitOfWork, actor: Actor, evidence_id: str) -> bytes:
    """Return the bytes that are to be read; raises DatabaseDamaged when they no longer are what was taken in."""
    return work.custody.read(work.evidence.get(evidence_id), "derive")


@service(Right.MANAGE_EVIDENCE)
def keep_text(work: UnitOfWork, actor: Actor, evidence_id: str, seen: SeenText) -> None:
    """Keep what was read in an item, and let the search know it."""
    work.evidence.set_text(work.evidence.get(evidence_id).id, seen)


@service(Right.MANAGE_EVIDENCE)
def index_missing(work: UnitOfWork, actor: Actor) -> int:
    """Tell the search of items that an older version took in; return of how many, 0 at the end."""
    return work.evidence.index_missing(INDEXED_AT_ONCE)


@service(Right.READ)
def text_of(work: UnitOfWork, actor: Actor, evidence_id: str) -> SeenText | None:
    """Return what was read in an item, None while it waits."""
    return work.evidence.text(evidence_id)


@service(Right.READ)
def places_of(work: UnitOfWork, actor: Actor, evidence_id: str, words: str) -> tuple[Place, ...]:
    """Return where in an item the words stand that somebody searched for."""
    seen = work.evidence.text(evidence_id)
    return () if seen is None else places_in(seen, words)


@service(Right.READ)
def matching(work: UnitOfWork, actor: Actor, report_id: str, words: str) -> tuple[str, ...]:
    """Return the identifiers of a report's items that hold every word, in what is recorded or was read of them."""
    known = work.evidence.searchable(report_id)
    items = work.evidence.of_report(report_id)
    return tuple(item.id for item in items if holds_words(f"{item.label} {known.get(item.id, '')}", words))


@service(Right.READ)
def home_of(work: UnitOfWork, actor: Actor, evidence_id: str) -> EvidenceHome:
    """Return where an item is shown."""
    report = work.reports.get(work.evidence.get(evidence_id).report_id)
    cases = work.cases.of_report(report.id)
    return EvidenceHome(report_id=report.id, case_id=cases[0].id if len(cases) == 1 else "")
