"""Cases that were over before the program came: typed, changed, found. They have no clocks and take no number."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Final

from cases.model.earlier import Earlier
from cases.model.listing import ListQuery, Page
from cases.model.old_case import OldCase, OldCaseForm, OldCaseLine
from cases.model.user import Actor, Right
from cases.ports import UnitOfWork
from cases.rules.earlier import earlier_matters
from cases.services.access import service
from cases.services.old_case_making import made, refuse_second
from cases.services.reporter_shown import kept_words

_COVERED: Final = ("narrative", "note")
"""Texts that who may not see who reported was shown covered."""


@service(Right.REGISTER_REPORT)
def record_old_case(work: UnitOfWork, actor: Actor, form: OldCaseForm) -> OldCase:
    """Write an old case down; raises InvalidInput with the field's name, also for one that is there already."""
    old = made(work, actor, form)
    refuse_second(work, old)
    work.old_cases.add(old)
    return old


@service(Right.REGISTER_REPORT)
def change_old_case(work: UnitOfWork, actor: Actor, old_case_id: str, form: OldCaseForm) -> OldCase:
    """Save an old case; raises InvalidInput with the field's name, NotFound."""
    stored = work.old_cases.get(old_case_id)
    new = made(work, actor, form)
    told = {one.name: getattr(new, one.name) for one in fields(OldCaseForm)}
    told |= {name: kept_words(work, getattr(stored, name), told[name], name) for name in _COVERED}
    old = replace(stored, **told)
    refuse_second(work, old)
    work.old_cases.save(old)
    return old


@service(Right.READ)
def old_case(work: UnitOfWork, actor: Actor, old_case_id: str) -> OldCase:
    """Return an old case; raises NotFound."""
    return work.old_cases.get(old_case_id)


@service(Right.READ)
def old_case_page(work: UnitOfWork, actor: Actor, query: ListQuery) -> Page[OldCaseLine]:
    """Return one page of the list of old cases."""
    return work.old_cases.page(query)


@service(Right.READ)
def earlier_of_person(work: UnitOfWork, actor: Actor, nip: str) -> tuple[Earlier, ...]:
    """Return every earlier matter of a person, cases of the register and old ones: shown when he is picked."""
    return earlier_matters(work.cases.of_nip(nip), work.old_cases.of_nip(nip))


@service(Right.READ)
def old_cases_of_person(work: UnitOfWork, actor: Actor, nip: str) -> tuple[OldCase, ...]:
    """Return the old cases of a person, newest first: shown with his other cases when he is picked."""
    return work.old_cases.of_nip(nip)
