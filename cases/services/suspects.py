"""Employees who may be one person recorded twice: suggested for merging, decided by a person."""

from __future__ import annotations

from dataclasses import dataclass

from cases.model.employee import Employee
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.nip import read_nip
from cases.rules.same_person import likeness, near_nips
from cases.services.access import service


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """Somebody who may be the same person, and why."""

    employee: Employee
    reasons: tuple[str, ...]


@service(Right.READ)
def suspects_of(work: UnitOfWork, actor: Actor, employee_id: str) -> tuple[Suspect, ...]:
    """Return who may be the same person as an employee, the likeliest first; raises NotFound."""
    one = work.employees.get(employee_id)
    near = work.employees.near(tuple(near_nips(one.nip)), one.nip[: _birth_digits(one.nip)], one.nik)
    found = (Suspect(employee=other, reasons=likeness(one, other)) for other in near if other.id != one.id)
    return tuple(
        sorted((each for each in found if each.reasons), key=lambda each: (-len(each.reasons), each.employee.nip))
    )


@service(Right.READ)
def everybody(work: UnitOfWork, actor: Actor) -> tuple[Employee, ...]:
    """Return every employee, gone ones too, to be compared off the database (``cases.same_people``)."""
    return tuple(work.employees.all_by_nip().values())


def _birth_digits(nip: str) -> int:
    return len(f"{reading.birth:%Y%m%d}") if (reading := read_nip(nip)).birth else len(nip)
