"""What may be done next in a case, asked by its number: what the command line prints."""

from __future__ import annotations

from dataclasses import dataclass

from cases.errors import NotFound
from cases.model.case import Case
from cases.model.listing import ListQuery
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.lifecycle import NextStep, next_steps
from cases.services.access import service
from cases.services.settling import law_of, read_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """A case and what may be done now, the main action first; no step when it is over."""

    case: Case
    steps: tuple[NextStep, ...]


@service(Right.READ)
def next_of(work: UnitOfWork, actor: Actor, number: str) -> Next:
    """Return what may be done next in the case of a number ("2026/037"); raises NotFound."""
    file = read_file(work, case_by_number(work, number))
    return Next(case=file.case, steps=next_steps(file, law_of(work, file.case)))


def case_by_number(work: UnitOfWork, number: str) -> str:
    """Return the identifier of the case of a number; raises NotFound."""
    wanted = number.strip()
    query = ListQuery(sort="number", between={"number": (wanted, wanted)}, limit=1)
    found = work.cases.page(query).rows
    if not found:
        raise NotFound(f"Perkara {wanted or '(kosong)'} tidak ada; periksa nomornya, misalnya 2026/037.")
    return found[0].id
