"""Reviewing the hits of a list: a person says same, not or unsure; nothing is decided by a score."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cases.errors import InvalidInput
from cases.model.name_review import (
    Candidate,
    Decision,
    ListCounts,
    ListResult,
    NameHit,
    QueueLine,
    ResultLine,
    RowReview,
)
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import service
from cases.services.list_people import other_reports, report_number_of, report_numbers, standing_employee


@service(Right.READ)
def queue(work: UnitOfWork, actor: Actor, list_id: str) -> tuple[QueueLine, ...]:
    """Return the rows of a list that have candidates, the likeliest first; raises NotFound."""
    work.name_lists.get(list_id)
    return work.name_lists.queue(list_id)


@service(Right.READ)
def row_review(work: UnitOfWork, actor: Actor, list_id: str, row: int) -> RowReview:
    """Return a row beside its candidates; raises InvalidInput for a row that the list does not have."""
    found = work.name_lists.rows_of(list_id, [row])
    if not found:
        raise InvalidInput(f"Baris {row} tidak ada dalam daftar ini; muat ulang halaman.")
    hits = work.name_hits.of_row(list_id, row)
    return RowReview(row=found[0], candidates=tuple(_candidate(work, hit) for hit in hits))


@service(Right.REGISTER_REPORT)
def decide(work: UnitOfWork, actor: Actor, hit_id: str, decision: Decision) -> NameHit:
    """Record what a person says of a hit, or take it back (``Decision.OPEN``).

    Raises InvalidInput where a row would be two people, and where the hit is a report already.
    """
    hit = work.name_hits.get(hit_id)
    if decision is hit.decision:
        return hit
    if number := report_number_of(work, hit):
        raise InvalidInput(f"Kecocokan ini sudah menjadi laporan {number}; buang laporannya dahulu bila keliru.")
    if decision is Decision.SAME:
        _nobody_else(work, hit)
    return _decided(work, actor, hit, decision)


@service(Right.REGISTER_REPORT)
def follow_earlier(
    work: UnitOfWork,
    actor: Actor,
    list_id: str,
    tick: Callable[[float], object] = lambda _fraction: None,
) -> int:
    """Decide each open hit as somebody decided about it in another list, on a person's word; return how many.

    ``tick`` hears how far it is and may raise to stop: nothing is written then.
    """
    before = work.name_hits.decided_before(list_id)
    same = {hit.row for hit in work.name_hits.of_list(list_id, Decision.SAME)}
    followed: list[NameHit] = []
    for hit in work.name_hits.proposed(list_id):
        decision = before[hit.identity, hit.employee_id]
        if decision is Decision.SAME:
            if hit.row in same:
                continue
            same.add(hit.row)
        followed.append(_with(work, actor, hit, decision))
    work.name_hits.save_all(followed, tick)
    return len(followed)


def result_of(work: UnitOfWork, actor: Actor, list_id: str) -> ListResult:
    """Return the result of a list, inside another service; raises NotFound."""
    found = work.name_lists.get(list_id)
    people = {employee.id: employee for employee in work.employees.all_by_nip().values()}
    by_row: dict[int, list[Candidate]] = {}
    hits = work.name_hits.of_list(list_id)
    numbers = report_numbers(work, hits)
    for hit in hits:
        employee = people.get(hit.employee_id) or standing_employee(work, hit.employee_id)
        number = numbers.get(hit.id, "")
        by_row.setdefault(hit.row, []).append(Candidate(hit=hit, employee=employee, report_number=number))
    lines: list[ResultLine] = []
    for row in work.name_lists.rows_of(list_id):
        candidates = by_row.get(row.number, [])
        lines += [ResultLine(row=row, candidate=one) for one in candidates] or [ResultLine(row=row)]
    return ListResult(
        list=found,
        counts=work.name_lists.counts(list_id).get(list_id, ListCounts()),
        lines=tuple(lines),
        made_at=work.clock.now(),
        made_by=actor.full_name or actor.name,
    )


def _candidate(work: UnitOfWork, hit: NameHit) -> Candidate:
    return Candidate(
        hit=hit,
        employee=standing_employee(work, hit.employee_id),
        earlier=work.name_hits.earlier(hit) if hit.decision is Decision.OPEN else None,
        report_number=report_number_of(work, hit),
        others=other_reports(work, hit),
    )


def _decided(work: UnitOfWork, actor: Actor, hit: NameHit, decision: Decision) -> NameHit:
    decided = _with(work, actor, hit, decision)
    work.name_hits.save(decided)
    return decided


def _with(work: UnitOfWork, actor: Actor, hit: NameHit, decision: Decision) -> NameHit:
    open_again = decision is Decision.OPEN
    return replace(
        hit,
        decision=decision,
        decided_at=None if open_again else work.clock.now(),
        decided_by="" if open_again else actor.full_name or actor.name,
        report_id="",
    )


def _nobody_else(work: UnitOfWork, hit: NameHit) -> None:
    other = _same_of_row(work, hit)
    if other is not None:
        raise InvalidInput(
            f"Baris {hit.row} sudah dinyatakan sama dengan {other.name}; satu baris hanya satu orang. Batalkan dahulu "
            "keputusan itu."
        )


def _same_of_row(work: UnitOfWork, hit: NameHit) -> NameHit | None:
    row = work.name_hits.of_row(hit.list_id, hit.row)
    return next((one for one in row if one.decision is Decision.SAME and one.id != hit.id), None)
