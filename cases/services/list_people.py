"""Who stands behind a name list: the person of a row, and the employee of a hit as he is now."""

from __future__ import annotations

from cases.model.employee import Employee
from cases.model.name_list import KnownPerson, ListRow
from cases.model.name_review import NameHit
from cases.ports import UnitOfWork
from cases.rules.names import plain_name

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
    seen: set[str] = set()
    while employee_id and employee_id not in seen:
        found = work.employees.find(employee_id)
        if found is not None:
            return found
        seen.add(employee_id)
        entry = work.trash.of_record("employee", employee_id)
        employee_id = entry.into if entry is not None else ""
    return None


def other_reports(work: UnitOfWork, hit: NameHit) -> tuple[str, ...]:
    """Return the numbers of the reports that were made of the same employee by other rows, of any list."""
    numbers = (report_number_of(work, one) for one in work.name_hits.reported_of(hit.employee_id) if one.id != hit.id)
    return tuple(dict.fromkeys(number for number in numbers if number))


def report_number_of(work: UnitOfWork, hit: NameHit) -> str:
    """Return the number of the report that was made of a hit, or of the one that it was merged into; else empty."""
    report_id, seen = hit.report_id, set[str]()
    while report_id and report_id not in seen:
        report = work.reports.find(report_id)
        if report is not None:
            return report.number
        seen.add(report_id)
        entry = work.trash.of_record("report", report_id)
        report_id = entry.into if entry is not None else ""
    return ""
