"""Who stands behind a name list: the person of a row, and the employee of a hit as he is now."""

from __future__ import annotations

from collections.abc import Iterable

from cases.model.employee import Employee
from cases.model.name_list import KnownPerson, ListRow
from cases.model.name_review import NameHit
from cases.ports import UnitOfWork
from cases.rules.names import plain_name
from cases.services.reports import standing_id

_NIK = 16


def identity_of(row: ListRow) -> str:
    """Return who a row is, for the next list: his NIK, else plain name and birth date; empty where it has neither.

    A name alone is nobody in particular: what was decided about one is not proposed for another of that name.
    """
    digits = "".join(filter(str.isdigit, row.nik))
    if len(digits) == _NIK:
        return f"nik:{digits}"
    name = plain_name(row.name)
    return f"nama:{name}:{row.born_on.isoformat()}" if name and row.born_on is not None else ""


def known_person(employee: Employee) -> KnownPerson:
    """Return an employee as far as lists are compared with him."""
    return KnownPerson(
        employee_id=employee.id,
        nip=employee.nip,
        name=employee.name,
        nik=employee.nik,
        born_on=employee.born_on,
        birth_place=employee.birth_place,
        address=employee.address,
    )


def standing_employee(work: UnitOfWork, employee_id: str) -> Employee | None:
    """Return an employee, or the one with whom he was merged; None for one who is in the master no more."""
    return work.employees.find(standing_id(work, "employee", employee_id))


def other_reports(work: UnitOfWork, hit: NameHit) -> tuple[str, ...]:
    """Return the numbers of the reports that were made of the same employee by other rows, of any list."""
    others = [one for one in work.name_hits.reported_of(hit.employee_id) if one.id != hit.id]
    numbers = report_numbers(work, others)
    return tuple(dict.fromkeys(numbers[one.id] for one in others if one.id in numbers))


def report_numbers(work: UnitOfWork, hits: Iterable[NameHit]) -> dict[str, str]:
    """Return the number of the report that each hit became, or of the one that it was merged into, by hit.

    Hits of which there is no report are left out.
    """
    made = {hit.id: hit.report_id for hit in hits if hit.report_id}
    numbers = {report.id: report.number for report in work.reports.of_ids(set(made.values()))}
    for report_id in set(made.values()) - numbers.keys():
        report = work.reports.find(standing_id(work, "report", report_id))
        numbers |= {report_id: report.number} if report is not None else {}
    return {hit_id: numbers[report_id] for hit_id, report_id in made.items() if report_id in numbers}


def report_number_of(work: UnitOfWork, hit: NameHit) -> str:
    """Return the same of one hit, empty for none."""
    return report_numbers(work, [hit]).get(hit.id, "")
