"""The employee master: import from Excel, search, lists."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from cases.employee_import import plan_import
from cases.model.employee import Employee, ImportPlan
from cases.model.listing import ListQuery, Page
from cases.model.person import Person
from cases.model.user import Actor, Right
from cases.ports import EmployeeSheet, UnitOfWork
from cases.services.access import service

MOST_CANDIDATES = 20


@service(Right.IMPORT_EMPLOYEES)
def plan_employee_import(work: UnitOfWork, actor: Actor, sheet: EmployeeSheet) -> ImportPlan:
    """Compare a sheet with the master and say what each row would do; writes nothing. Raises BadFile."""
    return plan_import(sheet, work.employees.all_by_nip())


@service(Right.IMPORT_EMPLOYEES)
def import_employees(work: UnitOfWork, actor: Actor, sheet: EmployeeSheet) -> ImportPlan:
    """Take the new and changed rows of a sheet in one transaction; faulty rows stay out and are named.

    One log row carries the SHA-256 of all differences.
    """
    plan = plan_import(sheet, work.employees.all_by_nip())
    if plan.new or plan.changed:
        digest = hashlib.sha256()
        for employee in (*plan.new, *plan.changed):
            digest.update(json.dumps(asdict(employee), sort_keys=True, default=str).encode())
        work.employees.import_all(plan.new, plan.changed, digest.hexdigest())
    return plan


@service(Right.READ)
def employee(work: UnitOfWork, actor: Actor, employee_id: str) -> Employee:
    """Return an employee; raises NotFound."""
    return work.employees.get(employee_id)


@service(Right.READ)
def employee_page(work: UnitOfWork, actor: Actor, query: ListQuery) -> Page[Employee]:
    """Return one page of the employee master."""
    return work.employees.page(query)


@service(Right.READ)
def find_people(work: UnitOfWork, actor: Actor, text: str) -> tuple[Person, ...]:
    """Return snapshots of employees whose name or NIP match, best first, for a person field."""
    today = work.clock.today()
    hits = work.search.find(text, MOST_CANDIDATES, noun="employee")
    found = (work.employees.find(hit.id) for hit in hits)
    return tuple(employee.snapshot(today, work.law.rank_of(employee.grade)) for employee in found if employee)


@service(Right.READ)
def person_by_nip(work: UnitOfWork, actor: Actor, nip: str) -> Person | None:
    """Return the snapshot of the employee with this NIP, or None."""
    employee = work.employees.by_nip(nip)
    return employee.snapshot(work.clock.today(), work.law.rank_of(employee.grade)) if employee else None
