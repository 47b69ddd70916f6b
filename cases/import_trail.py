"""What an import leaves behind, so that it can be undone as one step and tells what an employee was before."""

from __future__ import annotations

import msgspec

from cases.model.employee import Employee
from cases.model.employee_import import EmployeeBefore, EmployeeImport, RowState
from cases.model.employee_plan import CHANGING, ImportOrder, ImportPlan
from cases.model.identity import new_id
from cases.model.staff import FIELDS, Row, Staff
from cases.model.user import Actor
from cases.ports import UnitOfWork

_ID = FIELDS.index("id")
_DAYS = frozenset({"position_since", "born_on", "gone_on"})


def record_import(
    work: UnitOfWork, actor: Actor, plan: ImportPlan, order: ImportOrder, new: Staff, existing: Staff
) -> EmployeeImport:
    """Keep what an import is about to do; called in its transaction by ``employees.import_employees``."""
    counts, came = plan.counts, [row[_ID] for row in new.rows]
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
        first_new=min(came, default=""),
        last_new=max(came, default=""),
    )
    work.imports.add(made)
    work.imports.keep(
        EmployeeBefore(made.id, row.person[_ID], row.row, row.state, _before(existing.row(row.nip), row.person))
        for row in plan.of(*CHANGING)
    )
    return made


def _before(old: Row, new: Row) -> dict[str, str]:
    """The fields that differ, as they were."""
    return {key: _text(was) for key, was, will in zip(FIELDS, old, new, strict=True) if was != will}


def _text(value: object) -> str:
    return "" if value is None else str(value)


def as_before(employee: Employee, before: dict[str, str]) -> Employee:
    """Return an employee with the fields that an import changed as they were."""
    values = {key: None if key in _DAYS and not text else text for key, text in before.items()}
    return msgspec.convert(msgspec.to_builtins(employee) | values, Employee)
