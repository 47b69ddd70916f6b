"""Imports of employees: looked at before, undone as one step after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cases.employee_import import plan_import
from cases.errors import InvalidInput
from cases.import_trail import as_before
from cases.model.employee_import import EmployeeImport
from cases.model.employee_plan import ImportOrder, ImportPlan
from cases.model.user import Actor, Right
from cases.ports import HandedSheet, UnitOfWork
from cases.services.access import service
from cases.services.discarding import put_away


@service(Right.IMPORT_EMPLOYEES)
def review_import(
    work: UnitOfWork,
    actor: Actor,
    sheet: HandedSheet,
    order: ImportOrder | None = None,
    tick: Callable[[float], object] | None = None,
) -> ImportPlan:
    """Compare a sheet with the master and say what each row would do; writes nothing. Raises BadFile."""
    return plan_import(sheet, work.employees.all_by_nip(), work.clock.today(), order, tick)


@service(Right.IMPORT_EMPLOYEES)
def import_history(work: UnitOfWork, actor: Actor) -> tuple[EmployeeImport, ...]:
    """Return every import that was saved, the newest first."""
    return work.imports.all()


@service(Right.IMPORT_EMPLOYEES)
def undo_import(work: UnitOfWork, actor: Actor, import_id: str) -> EmployeeImport:
    """Make all that an import changed as it was before; whoever came by it leaves the list again.

    That somebody of them and another are two people goes into Sampah.

    Raises InvalidInput when it was undone, when somebody of it was changed since, or when somebody who came by it
    stands in a report, a case or elsewhere; nothing is undone then. Raises NotFound.
    """
    done = work.imports.get(import_id)
    if done.undone_at is not None:
        raise InvalidInput("Impor itu sudah diurungkan.")
    if changed := work.imports.changed_since(done):
        raise InvalidInput(
            f"{_first(changed)} sudah diubah lagi sesudah impor itu, jadi impornya tidak diurungkan; urungkan dahulu"
            " impor yang lebih baru, atau perbaiki datanya dengan impor baru."
        )
    if standing := work.imports.standing(done):
        raise InvalidInput(
            f"{_first(standing)} sudah tercatat dalam laporan, perkara, atau catatan lain, jadi impornya tidak"
            " diurungkan; perbaiki datanya dengan impor baru."
        )
    new = work.imports.newcomers(done)
    came = set(new)
    if notes := [two.id for two in work.two_people.all() if came & {two.one_id, two.other_id}]:
        put_away(work, actor, "two_people", notes, "Impor pegawainya diurungkan.")
    held = {row.employee_id: row.before for row in work.imports.rows_of(import_id)}
    now = {employee.id: employee for employee in work.employees.all_by_nip().values() if employee.id in held}
    work.employees.take_back(new, [as_before(now[one], before) for one, before in held.items() if one in now])
    undone = replace(done, undone_at=work.clock.now(), undone_by=actor.name)
    work.imports.save(undone)
    return undone


def _first(names: tuple[str, ...]) -> str:
    more = len(names) - 1
    return f"{names[0]} dan {more} pegawai lain" if more else names[0]
