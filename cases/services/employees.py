"""The employee master: import from Excel, search, lists."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from operator import itemgetter

import msgspec

from cases.employee_import import plan_import
from cases.import_trail import record_import
from cases.model.employee import Employee
from cases.model.employee_import import RowState
from cases.model.employee_plan import CHANGING, ImportOrder, ImportPlan
from cases.model.identity import new_ids
from cases.model.listing import ListQuery, Page
from cases.model.person import Person
from cases.model.staff import FIELDS, Row, Staff
from cases.model.user import Actor, Right
from cases.ports import HandedSheet, UnitOfWork
from cases.services.access import service

MOST_CANDIDATES = 20
MOST_FOUND = 100
_NONE: Page[Employee] = Page(rows=(), next_after=None, total=0)


@service(Right.IMPORT_EMPLOYEES)
def import_employees(
    work: UnitOfWork,
    actor: Actor,
    sheet: HandedSheet,
    order: ImportOrder | None = None,
    tick: Callable[[float], object] | None = None,
) -> ImportPlan:
    """Take the new and changed rows of a sheet in one transaction; faulty rows stay out and are named.

    One log row carries the SHA-256 of all differences, and the import with what each row held before is kept, so that
    ``employee_imports.undo_import`` can undo it. ``tick`` may raise to stop: nothing is written then. Raises BadFile.
    """
    order = order or ImportOrder()
    existing = work.employees.all_by_nip()
    plan = plan_import(sheet, existing, work.clock.today(), order, tick)
    new, changed = _named(plan.people(RowState.NEW)), Staff(plan.people(*CHANGING))
    if new or changed:
        digest = hashlib.sha256(msgspec.json.encode((tuple(new.rows), tuple(changed.rows)))).hexdigest()
        record_import(work, actor, plan, order, new, existing)
        work.employees.import_all(new, changed, digest)
        if tick is not None:
            tick(1.0)
    return plan


def _named(people: list[Row]) -> Staff:
    """Newcomers with identifiers, ascending by unit and name: written in that order they suit the indexes."""
    for field in ("name", "unit_1"):  # texts alone are compared in half the time that pairs take
        people.sort(key=itemgetter(FIELDS.index(field)))
    return Staff((one, *person[1:]) for one, person in zip(new_ids(len(people)), people, strict=True))


@service(Right.READ)
def employee(work: UnitOfWork, actor: Actor, employee_id: str) -> Employee:
    """Return an employee; raises NotFound."""
    return work.employees.get(employee_id)


@service(Right.READ)
def employee_page(work: UnitOfWork, actor: Actor, query: ListQuery) -> Page[Employee]:
    """Return one page of the employee master."""
    return work.employees.page(query)


@service(Right.READ)
def count_employees(work: UnitOfWork, actor: Actor) -> tuple[int, int]:
    """Return how many the master has, and how many it had who are gone."""
    everybody = work.employees.page(ListQuery(sort="nip", limit=1)).total
    gone = work.employees.page(ListQuery(sort="nip", filters={"listed": ("keluar",)}, limit=1)).total
    return everybody - gone, gone


@service(Right.READ)
def found_page(work: UnitOfWork, actor: Actor, text: str, query: ListQuery) -> Page[Employee]:
    """Return the employees that a search finds, narrowed by the query; by name they come the best first."""
    ids = tuple(hit.id for hit in work.search.find(text, MOST_FOUND, noun="employee"))
    if query.sort == "name" and not query.filters:
        rows = work.employees.of_ids(ids)
        return Page(rows=rows[::-1] if query.descending else rows, next_after=None, total=len(rows))
    if not ids:
        return _NONE
    page = work.employees.page(replace(query, filters=query.filters | {"id": ids}, limit=MOST_FOUND))
    if query.sort != "name":
        return page
    order = {record_id: place for place, record_id in enumerate(ids)}
    return replace(page, rows=tuple(sorted(page.rows, key=lambda one: order[one.id], reverse=query.descending)))


@service(Right.READ)
def find_people(work: UnitOfWork, actor: Actor, text: str) -> tuple[Person, ...]:
    """Return people whose name or NIP match, for a person field: employees, best first, then the office's signatories.

    A signatory is offered beside his own row of the master only where he signs in another post, as a Plt. does.
    """
    today = work.clock.today()
    hits = work.search.find(text, MOST_CANDIDATES, noun="employee")
    law, found = work.law, work.employees.of_ids(tuple(hit.id for hit in hits))
    people = tuple(employee.snapshot(today, law.rank_of(employee.grade)) for employee in found)
    posts = {(person.nip, person.position) for person in people}
    return (*people, *(one for one in _signing(work, text) if one.acting or (one.nip, one.position) not in posts))


def _signing(work: UnitOfWork, text: str) -> tuple[Person, ...]:
    """The office's active signatories whose name or NIP holds the text."""
    wanted = text.strip().casefold()
    people = (signatory.person for signatory in work.signatories.all() if signatory.active)
    return tuple(person for person in people if wanted and wanted in f"{person.name} {person.nip}".casefold())


@service(Right.READ)
def person_by_nip(work: UnitOfWork, actor: Actor, nip: str) -> Person | None:
    """Return the snapshot of the employee with this NIP, or None."""
    employee = work.employees.by_nip(nip)
    return employee.snapshot(work.clock.today(), work.law.rank_of(employee.grade)) if employee else None
