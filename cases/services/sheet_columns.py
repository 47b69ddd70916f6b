"""Which column of a handed-in sheet holds what, asked and kept for whoever may take such sheets in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from cases.model.employee_import import SheetMapping
from cases.model.identity import new_id
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.sheet_headers import fold_headers
from cases.services.access import require, service

NEEDS: Final = {
    "account": Right.IMPORT_EMPLOYEES,
    "employee": Right.IMPORT_EMPLOYEES,
    "holiday": Right.MANAGE_RULES,
    "name_list": Right.REGISTER_REPORT,
    "number": Right.ISSUE,
    "old_case": Right.REGISTER_REPORT,
}
"""The right that taking in a sheet asks for, by its table of headers."""


@service(Right.READ)
def known_columns(work: UnitOfWork, actor: Actor, table: str, headers: Sequence[str]) -> dict[str, int] | None:
    """Return the columns (from 0) by field that the office chose for such headers, None when nobody did."""
    require(actor, NEEDS[table])
    return remembered(work, table, headers)


@service(Right.READ)
def keep_columns(
    work: UnitOfWork, actor: Actor, table: str, headers: Sequence[str], columns: Mapping[str, int]
) -> None:
    """Remember which column holds what in sheets with these headers; nothing where no column has one."""
    require(actor, NEEDS[table])
    folded = fold_headers(headers)
    if not folded:
        return
    found = work.mappings.of_headers(table, folded)
    now, by = work.clock.now(), actor.full_name or actor.name
    if found is None:
        made = SheetMapping(id=new_id(), kind=table, headers=folded, columns=dict(columns), saved_at=now, saved_by=by)
        work.mappings.add(made)
    elif found.columns != columns:
        work.mappings.save(replace(found, columns=dict(columns), saved_at=now, saved_by=by))


def remembered(work: UnitOfWork, table: str, headers: Sequence[str]) -> dict[str, int] | None:
    """Do what ``known_columns`` does, inside another service."""
    found = work.mappings.of_headers(table, fold_headers(headers))
    return dict(found.columns) if found else None
