"""Which column of a sheet holds what, as the office chose it before for the same headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cases.model.employee_import import SheetMapping
from cases.model.identity import new_id
from cases.model.user import Actor
from cases.ports import UnitOfWork
from cases.rules.sheet_headers import fold_headers


def remembered(work: UnitOfWork, table: str, headers: Sequence[str]) -> dict[str, int] | None:
    """Return the columns by field that were chosen for such headers, None when nobody did."""
    found = work.mappings.of_headers(table, fold_headers(headers))
    return dict(found.columns) if found else None


def remember(
    work: UnitOfWork, actor: Actor, table: str, headers: Sequence[str], columns: Mapping[str, int] | None
) -> None:
    """Keep what holds for sheets with these headers; nothing for None, nor where no column has a header."""
    folded = fold_headers(headers)
    if columns is None or not folded:
        return
    found = work.mappings.of_headers(table, folded)
    now, by = work.clock.now(), actor.full_name or actor.name
    if found is None:
        made = SheetMapping(id=new_id(), kind=table, headers=folded, columns=dict(columns), saved_at=now, saved_by=by)
        work.mappings.add(made)
    elif found.columns != columns:
        work.mappings.save(replace(found, columns=dict(columns), saved_at=now, saved_by=by))
