"""Accounts of employees: one form, one record, and who has the same one is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from office_desk import CLERK, OfficeAtWork
from samples import make_employee, nip_of

from cases.errors import InvalidInput
from cases.model.account import AccountState
from cases.model.listing import ListQuery
from cases.services import accounts, discarding, undoing
from cases.services.accounts import AccountForm


@pytest.fixture
def people(office: OfficeAtWork) -> tuple[str, str]:
    first = make_employee(id="p-1", nip=nip_of(501), name="Ani Rekaan")
    office.add_employees(first, replace(first, id="p-2", nip=nip_of(502), name="Budi Rekaan"))
    return "p-1", "p-2"


def test_an_account_is_kept_in_one_form_and_confirmed_by_somebody(office: OfficeAtWork, people) -> None:
    kept = office.do(accounts.add_account, people[0], AccountForm(url="m.facebook.com/Ani.Rekaan?fbclid=1"))
    assert (kept.account.platform, kept.account.handle) == ("Facebook", "ani.rekaan")
    assert kept.account.url == "https://www.facebook.com/ani.rekaan"
    judged = office.do(accounts.judge_account, kept.account.id, AccountState.CONFIRMED).account
    assert (judged.judged_on, judged.judged_by) == (office.clock.today(), "Petugas Contoh")
    # one that becomes another is open again
    changed = office.do(accounts.change_account, judged.id, AccountForm(platform="fb", handle="ani.lain")).account
    assert (changed.state, changed.judged_on, changed.judged_by) == (AccountState.UNCONFIRMED, None, "")


def test_the_same_account_of_two_employees_is_said_and_of_one_refused(office: OfficeAtWork, people) -> None:
    office.do(accounts.add_account, people[0], AccountForm(platform="Instagram", handle="@Keluarga.Rekaan"))
    form = AccountForm(url="https://instagram.com/keluarga.rekaan/")
    assert [one.name for one in office.ask(accounts.owners_of, form)] == ["Ani Rekaan"]
    kept = office.do(accounts.add_account, people[1], form)
    assert [one.name for one in kept.others] == ["Ani Rekaan"]
    assert office.ask(accounts.account_page, ListQuery(sort="name")).rows[0].shared == 1
    with pytest.raises(InvalidInput, match="sudah tercatat"):
        office.do(accounts.add_account, people[1], AccountForm(platform="ig", handle="keluarga.rekaan"))
    assert len(office.ask(accounts.accounts_of, people[1])) == 1


def test_a_discarded_account_comes_back_by_undo_once(office: OfficeAtWork, people) -> None:
    form = AccountForm(platform="X", handle="ani_x")
    account = office.do(accounts.add_account, people[0], form).account
    changes = office.changes_of(discarding.discard, "account", account.id, "Salah orang.")
    assert office.ask(accounts.accounts_of, people[0]) == ()
    with office.database.write() as work:
        undoing.undo(work, CLERK, changes.first, changes.last)
    assert [one.account for one in office.ask(accounts.accounts_of, people[0])] == [account]
