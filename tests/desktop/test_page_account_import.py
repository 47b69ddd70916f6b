"""A list of accounts in the window: looked at, what is bad told by its cell, the rest taken as unconfirmed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from page_trail import Trail
from samples import make_employee, nip_of

from cases.model.account import AccountState
from cases.model.listing import ListQuery
from cases.services import accounts
from desktop.desk import Desk
from desktop.pages.account_import import FAULTY, NEW, WARNED, AccountImportPage
from desktop.tasks import Tasks


@pytest.fixture
def page(qtbot, desk: Desk) -> AccountImportPage:
    made = AccountImportPage(desk, Trail())
    qtbot.addWidget(made)
    made.resize(1158, 640)
    made.show()
    made.on_shown()
    return made


def read(qtbot, page: AccountImportPage, tasks: Tasks, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    page.read(path)
    qtbot.waitUntil(lambda: not tasks.busy)


def test_a_list_is_looked_at_and_taken(
    qtbot, page: AccountImportPage, desk: Desk, tasks: Tasks, tmp_path: Path, ask: Any
) -> None:
    employee = make_employee(id="p-list", nip=nip_of(640), name="Ani Rekaan")
    with desk.office.database.write() as work:
        work.log_as(desk.actor, "test.employee")
        work.employees.add(employee)
    text = (
        f"NIP;Nama;Instagram;Facebook\n{employee.nip};Ani Rekaan;@ani.ig;fb.com/ani.fb\n{nip_of(999)};Siapa;@siapa;\n"
    )
    read(qtbot, page, tasks, tmp_path / "akun.csv", text)
    told = {key: [(line.row, line.cell) for line in page.rows.rows(key)] for key in (NEW, WARNED, FAULTY)}
    assert told == {NEW: [(2, "D2"), (2, "C2")], WARNED: [], FAULTY: [(3, "A3")]}
    assert page.rows.segments.current == FAULTY
    assert [line.problem for line in page.rows.rows(NEW)] == [
        "Ani Rekaan: Facebook @ani.fb",
        "Ani Rekaan: Instagram @ani.ig",
    ]
    page.save_button.click()
    qtbot.waitUntil(lambda: bool(page._window.opened) and not tasks.busy)
    lines = ask(accounts.account_page, ListQuery(sort="name")).rows
    taken = {line.handle: line.state for line in lines if line.nip == employee.nip}
    assert taken == {"ani.ig": AccountState.UNCONFIRMED, "ani.fb": AccountState.UNCONFIRMED}


def test_a_list_without_known_accounts_says_so_and_lets_the_column_be_chosen(
    qtbot, page: AccountImportPage, tasks: Tasks, tmp_path: Path
) -> None:
    read(qtbot, page, tasks, tmp_path / "akun.csv", "NIP;Nama\n1;Ani\n")
    assert page.trouble.isVisible()
    assert "Nama akun, URL, atau medianya" in page.trouble.text()
    assert page.columns.isVisible()
