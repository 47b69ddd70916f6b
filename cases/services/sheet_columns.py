"""Which column of a handed-in sheet holds what, asked and kept for whoever may take such sheets in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.services.access import require, service
from cases.services.column_memory import remember, remembered

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
    """Remember which column holds what in sheets with these headers."""
    require(actor, NEEDS[table])
    remember(work, actor, table, headers, columns)
