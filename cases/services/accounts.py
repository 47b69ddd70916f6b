"""Accounts of employees: kept in one form, confirmed by somebody, the same one of two employees said."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace

from cases.account_import import TABLE, Known, plan_accounts
from cases.account_names import account_key, account_name
from cases.errors import InvalidInput
from cases.model.account import (
    Account,
    AccountKnown,
    AccountLine,
    AccountOwner,
    AccountPlan,
    AccountState,
    KeptAccount,
)
from cases.model.identity import new_id
from cases.model.listing import ListQuery, Page
from cases.model.user import Actor, Right
from cases.ports import HandedSheet, UnitOfWork
from cases.rules.sheet_headers import checked, propose
from cases.services.access import service


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountForm:
    """What somebody enters of an account; ``handle`` or ``url`` is enough, and ``handle`` may be an address."""

    platform: str = ""
    handle: str = ""
    url: str = ""
    known: AccountKnown = AccountKnown.LOOKED
    known_note: str = ""
    note: str = ""


@service(Right.READ)
def account_page(work: UnitOfWork, actor: Actor, query: ListQuery) -> Page[AccountLine]:
    """Return one page of the register; sort and filter columns as ``cases.ports.AccountStore.page`` has them."""
    return work.accounts.page(query)


@service(Right.READ)
def account(work: UnitOfWork, actor: Actor, account_id: str) -> KeptAccount:
    """Return an account with the other employees who have it too; raises NotFound."""
    found = work.accounts.get(account_id)
    return KeptAccount(account=found, others=_others(work, found))


@service(Right.READ)
def accounts_of(work: UnitOfWork, actor: Actor, employee_id: str) -> tuple[KeptAccount, ...]:
    """Return the accounts of an employee, by platform."""
    return tuple(KeptAccount(account=one, others=_others(work, one)) for one in work.accounts.of_employee(employee_id))


@service(Right.READ)
def owners_of(work: UnitOfWork, actor: Actor, form: AccountForm) -> tuple[AccountOwner, ...]:
    """Return who has an account already, to be said while it is typed; none while it is no account yet."""
    try:
        name = account_name(form.platform, form.handle, form.url)
    except InvalidInput:
        return ()
    return _owners(work, work.accounts.of_key(name.key))


@service(Right.REGISTER_REPORT)
def add_account(work: UnitOfWork, actor: Actor, employee_id: str, form: AccountForm) -> KeptAccount:
    """Keep an account of an employee; raises InvalidInput with the form's field, also where he has it already."""
    employee = work.employees.get(employee_id)
    name = account_name(form.platform, form.handle, form.url)
    found = Account(
        id=new_id(),
        employee_id=employee.id,
        platform=name.platform,
        handle=name.handle,
        url=name.url,
        known=form.known,
        known_note=form.known_note.strip(),
        note=form.note.strip(),
        added_at=work.clock.now(),
        added_by=actor.name,
    )
    _refuse_double(work, found)
    work.accounts.add(found)
    return KeptAccount(account=found, others=_others(work, found))


@service(Right.REGISTER_REPORT)
def change_account(work: UnitOfWork, actor: Actor, account_id: str, form: AccountForm) -> KeptAccount:
    """Change what is written of an account; one that becomes another has to be confirmed again.

    Raises InvalidInput as ``add_account`` does.
    """
    stored = work.accounts.get(account_id)
    name = account_name(form.platform, form.handle, form.url)
    changed = replace(
        stored,
        platform=name.platform,
        handle=name.handle,
        url=name.url,
        known=form.known,
        known_note=form.known_note.strip(),
        note=form.note.strip(),
    )
    if _key(changed) != _key(stored):
        changed = replace(changed, state=AccountState.UNCONFIRMED, judged_on=None, judged_by="")
    _refuse_double(work, changed)
    work.accounts.save(changed)
    return KeptAccount(account=changed, others=_others(work, changed))


@service(Right.REGISTER_REPORT)
def judge_account(work: UnitOfWork, actor: Actor, account_id: str, state: AccountState) -> KeptAccount:
    """Say whether an account is the employee's, in the name of who acts and as of today; or that it is open again."""
    stored = work.accounts.get(account_id)
    known = state is not AccountState.UNCONFIRMED
    judged = replace(
        stored,
        state=state,
        judged_on=work.clock.today() if known else None,
        judged_by=(actor.full_name or actor.name) if known else "",
    )
    if state is not stored.state:
        work.accounts.save(judged)
    return KeptAccount(account=judged, others=_others(work, judged))


@service(Right.IMPORT_EMPLOYEES)
def plan_account_import(
    work: UnitOfWork, actor: Actor, sheet: HandedSheet, list_name: str, columns: Mapping[str, int] | None = None
) -> AccountPlan:
    """Say what an import of a list of accounts would do; writes nothing. Raises BadFile for its headers.

    ``columns`` are columns (from 0) by field, None for those that its headers propose.
    """
    known = Known(
        employees=work.employees.all_by_nip(),
        accounts=work.accounts.all(),
        list_name=list_name,
        now=work.clock.now(),
        by=actor.name,
    )
    chosen = propose(TABLE, sheet.headers).columns if columns is None else columns
    return plan_accounts(checked(TABLE, sheet.headers, chosen), sheet.rows, known)


@service(Right.IMPORT_EMPLOYEES)
def import_accounts(
    work: UnitOfWork,
    actor: Actor,
    sheet: HandedSheet,
    list_name: str,
    columns: Mapping[str, int] | None = None,
    tick: Callable[[float], object] = lambda _done: None,
) -> AccountPlan:
    """Take what is new in a list of accounts in one transaction; what is faulty stays out and is named.

    ``columns`` are as in ``plan_account_import``. ``tick`` may raise to stop: nothing is kept then.
    """
    plan = plan_account_import(work, actor, sheet, list_name, columns)
    tick(0.0)
    digest = hashlib.sha256()
    for account in plan.new:
        digest.update(json.dumps(asdict(account), sort_keys=True, default=str).encode())
    work.accounts.add_all(plan.new, digest.hexdigest())
    tick(1.0)
    return plan


def _key(account: Account) -> str:
    return account_key(account.platform, account.handle, account.url)


def _refuse_double(work: UnitOfWork, account: Account) -> None:
    for other in work.accounts.of_key(_key(account)):
        if other.employee_id == account.employee_id and other.id != account.id:
            raise InvalidInput(
                f"Akun {other.platform} {other.handle or other.url} sudah tercatat untuk pegawai ini; "
                "ubah yang sudah ada.",
                field="handle",
            )


def _others(work: UnitOfWork, account: Account) -> tuple[AccountOwner, ...]:
    same = work.accounts.of_key(_key(account))
    return _owners(work, tuple(one for one in same if one.employee_id != account.employee_id))


def _owners(work: UnitOfWork, accounts: tuple[Account, ...]) -> tuple[AccountOwner, ...]:
    people = {employee.id: employee for employee in work.employees.of_ids({one.employee_id for one in accounts})}
    return tuple(
        AccountOwner(
            account_id=one.id,
            employee_id=employee.id,
            name=employee.name,
            nip=employee.nip,
            unit=employee.unit_1,
            state=one.state,
        )
        for one in accounts
        if (employee := people.get(one.employee_id)) is not None
    )
