"""What an import leaves behind, so that it can be undone as one step and tells what an employee was before."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from cases.model.employee import Employee
from cases.model.employee_import import EmployeeBefore, EmployeeImport, RowState
from cases.model.employee_plan import ImportOrder, ImportPlan
from cases.model.identity import new_id
from cases.model.user import Actor
from cases.ports import UnitOfWork

_DAYS = frozenset({"position_since", "born_on", "gone_on"})


def record_import(
    work: UnitOfWork, actor: Actor, plan: ImportPlan, order: ImportOrder, existing: Mapping[str, Employee]
) -> EmployeeImport:
    """Keep what an import is about to do; called in its transaction by ``employees.import_employees``."""
    counts = plan.counts
    made = EmployeeImport(
        id=new_id(),
        file_name=order.file_name,
        sha256=order.sha256,
        columns=plan.columns,
        whole=order.whole,
        new=counts[RowState.NEW],
        changed=counts[RowState.CHANGED],
        same=counts[RowState.SAME],
        left_out=counts[RowState.FAULTY] + counts[RowState.SKIPPED],
        gone=counts[RowState.GONE],
        back=counts[RowState.BACK],
        at=work.clock.now(),
        by=actor.name,
        log_row=work.audit.head().count,
    )
    work.imports.add(made)
    work.imports.keep(
        EmployeeBefore(made.id, row.employee.id, row.row, row.state, _before(existing.get(row.nip), row.employee))
        for row in plan.rows
        if row.employee is not None and row.state is not RowState.SAME
    )
    return made


def _before(old: Employee | None, new: Employee) -> dict[str, str]:
    """The fields that differ, as they were."""
    if old is None:
        return {}
    was, will = msgspec.to_builtins(old), msgspec.to_builtins(new)
    return {key: value or "" for key, value in was.items() if value != will[key]}


def as_before(employee: Employee, before: dict[str, str]) -> Employee:
    """Return an employee with the fields that an import changed as they were."""
    values = {key: None if key in _DAYS and not text else text for key, text in before.items()}
    return msgspec.convert(msgspec.to_builtins(employee) | values, Employee)
