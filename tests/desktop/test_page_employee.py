from __future__ import annotations

import pytest
from list_data import settle, show
from openpyxl import load_workbook
from page_trail import PEOPLE, Sheet, Trail, import_people
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from samples import make_employee

from cases.model.listing import ListQuery
from cases.rules.nip import show_nip
from cases.services import accounts, employee_view, employees
from desktop.dialogs.merge import MergeDialog
from desktop.pages.employee import EmployeePage
from desktop.preferences import Preferences


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def page(desk, trail, tmp_path) -> EmployeePage:
    return EmployeePage(desk, trail, preferences=Preferences(tmp_path / "tampilan.ini"))


def somebody(do, ask, *more):
    import_people(do)
    for one in more:
        do(employees.import_employees, Sheet([*PEOPLE, one]))
    return ask(employees.employee_page, ListQuery(sort="nip", filters={"nip": PEOPLE[0].nip})).rows[0]


def test_who_it_is_and_what_the_office_has_on_him(qtbot, tasks, page, do, ask) -> None:
    one = somebody(do, ask)
    do(accounts.add_account, one.id, accounts.AccountForm(platform="Instagram", handle="ratna"))
    show(qtbot, tasks, page, employee_id=one.id)
    assert page.header._title.text() == "Ratna Kusumawardhani"
    assert page.cards["accounts"].title.text() == "Akun media sosial (1)"
    assert page.cards["cases"].title.text() == "Perkara"
    assert page.posts.title.text() == "Jabatan dari waktu ke waktu (1)"
    assert page.same.isHidden()


def test_what_is_on_the_page_is_saved(qtbot, tasks, page, do, ask, tmp_path) -> None:
    one = somebody(do, ask)
    show(qtbot, tasks, page, employee_id=one.id)
    page.save_to(tmp_path / "riwayat.xlsx")
    settle(qtbot, tasks)
    rows = list(load_workbook(tmp_path / "riwayat.xlsx").active.iter_rows(min_row=5, values_only=True))
    assert [row[0] for row in rows] == ["Jabatan"]


def test_who_may_be_the_same_is_compared_and_merged(qtbot, tasks, page, do, ask, trail) -> None:
    twin = make_employee(nip=PEOPLE[0].nip[:-1] + "9", name="RATNA KUSUMAWARDHANI")
    one = somebody(do, ask, twin)
    show(qtbot, tasks, page, employee_id=one.id)
    assert not page.same.isHidden()
    compare = next(made for made in page.same.findChildren(QPushButton) if made.text() == "Bandingkan")
    qtbot.mouseClick(compare, Qt.MouseButton.LeftButton)
    settle(qtbot, tasks)
    dialog = page.findChild(MergeDialog)
    assert "RATNA KUSUMAWARDHANI" in dialog.said.text()
    other = dialog.other.value()
    dialog.look_for("Ratna Kusumawardhani")
    settle(qtbot, tasks)
    offered = [dialog.other.box.itemText(at) for at in range(dialog.other.box.count())]
    assert any(show_nip(twin.nip) in words for words in offered)
    assert not any(show_nip(one.nip) in words for words in offered)
    dialog.other.restore(other)
    dialog.other.changed.emit()
    settle(qtbot, tasks)
    dialog.reason.restore("Tercatat dua kali.")
    dialog.form.submitted.emit()
    settle(qtbot, tasks)
    (key, args) = trail.opened[-1]
    assert key == "employee"
    page.on_shown(**args)
    settle(qtbot, tasks)
    assert page.merged.title.text() == "Data yang digabung ke sini (1)"
    assert page.same.isHidden()
    stays = args["employee_id"]
    for link in (one.id, other):
        assert ask(employee_view.employee_view, link).employee.id == stays


def test_the_way_to_the_cases(qtbot, tasks, page, do, ask, trail) -> None:
    one = somebody(do, ask)
    show(qtbot, tasks, page, employee_id=one.id)
    qtbot.mouseClick(page.to_list, Qt.MouseButton.LeftButton)
    assert trail.opened == [("cases", {"filters": {"nip": one.nip}})]


def test_a_card_without_accounts_offers_to_record_one(qtbot, tasks, page, do, ask, trail) -> None:
    one = somebody(do, ask)
    show(qtbot, tasks, page, employee_id=one.id)
    assert page.add_account.isVisible()
    qtbot.mouseClick(page.add_account, Qt.MouseButton.LeftButton)
    assert trail.opened == [("account", {"employee_id": one.id})]
    do(accounts.add_account, one.id, accounts.AccountForm(platform="Instagram", handle="ratna"))
    show(qtbot, tasks, page, employee_id=one.id)
    assert page.add_account.isHidden()


def test_a_card_without_reports_offers_to_record_one(qtbot, tasks, page, do, ask, trail) -> None:
    one = somebody(do, ask)
    show(qtbot, tasks, page, employee_id=one.id)
    qtbot.mouseClick(page.add_report, Qt.MouseButton.LeftButton)
    assert trail.opened == [("report", {"about": one.nip})]
