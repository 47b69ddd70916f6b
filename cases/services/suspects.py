"""Employees who may be one person recorded twice: suggested for merging, decided by a person."""

from __future__ import annotations

from dataclasses import dataclass

from cases.errors import InvalidInput
from cases.model.employee import Employee
from cases.model.identity import new_id
from cases.model.two_people import TwoPeople
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules import same_person
from cases.rules.nip import read_nip
from cases.rules.same_person import likeness, look_of, near_nips
from cases.services.access import service
from cases.services.discarding import put_away


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """Somebody who may be the same person, and why."""

    employee: Employee
    reasons: tuple[str, ...]


@service(Right.READ)
def suspects_of(work: UnitOfWork, actor: Actor, employee_id: str) -> tuple[Suspect, ...]:
    """Return who may be the same person as an employee, the likeliest first, but who was set apart; raises NotFound."""
    one = work.employees.get(employee_id)
    near = work.employees.near(tuple(near_nips(one.nip)), one.nip[: _birth_digits(one.nip)], one.nik)
    apart = {two.seen for two in work.two_people.all()}
    found = (
        Suspect(employee=other, reasons=likeness(one, other))
        for other in near
        if other.id != one.id and look_of(one, other) not in apart
    )
    return tuple(
        sorted((each for each in found if each.reasons), key=lambda each: (-len(each.reasons), each.employee.nip))
    )


@service(Right.READ)
def everybody(work: UnitOfWork, actor: Actor) -> tuple[Employee, ...]:
    """Return every employee, gone ones too, to be compared off the database (``cases.same_people``)."""
    return tuple(work.employees.all_by_nip().values())


@service(Right.READ)
def two_people(work: UnitOfWork, actor: Actor) -> tuple[TwoPeople, ...]:
    """Return which employees are two, as persons said; each holds while ``look_of`` both is what was seen then."""
    return work.two_people.all()


@service(Right.IMPORT_EMPLOYEES)
def set_apart(work: UnitOfWork, actor: Actor, one_id: str, other_id: str) -> TwoPeople:
    """Note that two employees are two people, as both look now; raises InvalidInput for one alone, NotFound."""
    if one_id == other_id:
        raise InvalidInput("Pilih dua pegawai yang berbeda.")
    one, other = work.employees.get(one_id), work.employees.get(other_id)
    stored = work.two_people.of_pair(one.id, other.id)
    note_id = new_id() if stored is None else stored.id
    two = same_person.set_apart(one, other, note_id, actor.full_name or actor.name, work.clock.today())
    if stored is None:
        work.two_people.add(two)
    else:
        work.two_people.save(two)
    return two


@service(Right.IMPORT_EMPLOYEES)
def suspect_again(work: UnitOfWork, actor: Actor, two_id: str) -> None:
    """Let two who were set apart be suggested again; what was noted goes into Sampah. Raises NotFound."""
    put_away(work, actor, "two_people", (two_id,), "Diduga lagi satu orang.")


def _birth_digits(nip: str) -> int:
    return len(f"{reading.birth:%Y%m%d}") if (reading := read_nip(nip)).birth else len(nip)
