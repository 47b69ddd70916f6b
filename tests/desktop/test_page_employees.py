from __future__ import annotations

from dataclasses import replace

import pytest
from list_data import cells, names, settle, show
from page_trail import PEOPLE, Sheet, Trail, import_people
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from samples import make_employee, nip_of

from cases.model.listing import ListQuery
from cases.model.user import Role
from cases.rules.nip import show_nip
from cases.services import employees
from desktop.desk import Desk
from desktop.pages.employees import EmployeesPage
from desktop.preferences import Preferences


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def page(desk: Desk, trail: Trail, tmp_path) -> EmployeesPage:
    return EmployeesPage(desk, trail, preferences=Preferences(tmp_path / "tampilan.ini"))


def people(page: EmployeesPage) -> list[str]:
    return names(page.table, lambda person: person.name)


def test_everybody_by_name_with_the_nip_in_groups(qtbot, tasks, page, do) -> None:
    import_people(do)
    show(qtbot, tasks, page)
    assert people(page) == ["Bagus Prayitno", "Ratna Kusumawardhani", "Satria Nugraha"]
    assert cells(page, 0)[0] == show_nip(nip_of(2))
    assert page.header._sentence.text() == "3 pegawai dalam daftar"
    page.table.view.selectRow(0)
    page.table.copy()
    assert QGuiApplication.clipboard().text().split("\t")[0] == nip_of(2)


def test_it_filters_and_shows_the_cases_of_the_marked_person(qtbot, tasks, page, do, trail) -> None:
    import_people(do)
    show(qtbot, tasks, page)
    page.table.set_filters({"unit_1": "kebudayaan", "position": "kepala"})
    settle(qtbot, tasks)
    assert people(page) == ["Satria Nugraha"]
    qtbot.mouseClick(page.show_cases, Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert trail.opened == [("cases", {"filters": {"nip": nip_of(3)}})] * 2


def test_a_find_of_the_search_shows_that_person(qtbot, tasks, page, do, ask) -> None:
    import_people(do)
    found = ask(employees.employee_page, ListQuery(sort="name")).rows[1]
    show(qtbot, tasks, page, employee_id=found.id)
    assert people(page) == ["Ratna Kusumawardhani"]


def test_somebody_who_is_gone_is_said(qtbot, tasks, page, stray_errors) -> None:
    show(qtbot, tasks, page, employee_id="0" * 32)
    assert [error.sentence for error in stray_errors] == ["Pegawai ini tidak ada lagi dalam daftar; muat ulang daftar."]


def test_an_import_elsewhere_is_followed(qtbot, tasks, page, do, desk) -> None:
    show(qtbot, tasks, page)
    assert page.table.empty.isVisible()
    assert not page.show_cases.isEnabled()
    desk.changed.connect(page.on_changes)
    more = [*PEOPLE, make_employee(nip=nip_of(9), name="Yusuf Pranata")]
    desk.do(employees.import_employees, Sheet(more)).then(page, lambda _plan: None)
    qtbot.waitUntil(lambda: len(page.table.model.rows) == 4)
    assert page.show_cases.isEnabled()


def test_only_who_may_import_is_offered_it(qtbot, tasks, page, office, admin, trail, stray_errors) -> None:
    def offers(of: EmployeesPage) -> int:
        return sum("Impor dari Excel" in made.text() for made in of.findChildren(QPushButton))

    qtbot.addWidget(page)
    assert offers(page) == 2
    reader = EmployeesPage(
        Desk(office, replace(admin, user_id=None, role=Role.LEADER, rights=None), tasks, stray_errors.append), trail
    )
    qtbot.addWidget(reader)
    assert offers(reader) == 0
