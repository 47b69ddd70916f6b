from __future__ import annotations

import pytest
from list_data import cells, names, settle, show
from openpyxl import load_workbook
from page_trail import PEOPLE, Sheet, Trail, import_people
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from samples import make_employee, nip_of

from cases.model.employee_plan import ImportOrder
from cases.model.user import Role
from cases.model.work_unit import UnitPath
from cases.rules.nip import show_nip
from cases.services import employees, work_units
from desktop.desk import Desk
from desktop.dialogs.unit_head import HeadDialog
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
    page.table.choose(0)
    page.table.copy()
    assert QGuiApplication.clipboard().text().split("\t")[0] == nip_of(2)


def test_it_filters_and_shows_the_cases_of_the_marked_person(qtbot, tasks, page, do, trail) -> None:
    import_people(do)
    show(qtbot, tasks, page)
    page.table.set_filters({"unit_1": "kebudayaan", "position": "kepala"})
    settle(qtbot, tasks)
    assert people(page) == ["Satria Nugraha"]
    qtbot.mouseClick(page.show_cases, Qt.MouseButton.LeftButton)
    assert trail.opened.pop() == ("cases", {"filters": {"nip": nip_of(3)}})
    row = page.table.model.rows[0]
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert trail.opened == [("employee", {"employee_id": row.id})]


def test_who_is_gone_is_marked_counted_and_filtered(qtbot, tasks, page, do) -> None:
    import_people(do)
    do(employees.import_employees, Sheet(list(PEOPLE[:2])), ImportOrder(whole=True))
    show(qtbot, tasks, page)
    assert page.header._sentence.text() == "2 pegawai dalam daftar, 1 sudah keluar"
    listed = [column.key for column in page.table.model.columns].index("listed")
    assert [cells(page, row)[listed] for row in range(3)] == ["Terdaftar", "Terdaftar", "Keluar"]
    page.table.set_filters({"listed": ("keluar",)})
    settle(qtbot, tasks)
    assert people(page) == ["Satria Nugraha"]
    page.table.set_filters({"listed": ("ada",)})
    settle(qtbot, tasks)
    assert people(page) == ["Bagus Prayitno", "Ratna Kusumawardhani"]


def test_somebody_is_searched_by_what_is_remembered_of_him(qtbot, tasks, page, do) -> None:
    import_people(do)
    show(qtbot, tasks, page)
    qtbot.keyClicks(page.sought.edit, "kusumawardani")
    qtbot.waitUntil(lambda: people(page) == ["Ratna Kusumawardhani"])
    page.sought.setFocus()
    qtbot.keyClick(page.sought.edit, Qt.Key.Key_Tab)
    assert page.table.view.hasFocus()
    page.sought.setFocus()
    qtbot.keyClick(page.sought.edit, Qt.Key.Key_Return)
    assert page.table.view.hasFocus()
    page.table.clear_filters()
    settle(qtbot, tasks)
    assert len(people(page)) == 3
    assert page.sought.value() == ""


def test_units_stand_as_a_tree_whose_heads_are_set_and_whose_employees_are_listed(qtbot, tasks, page, do, ask) -> None:
    import_people(do)
    show(qtbot, tasks, page, tab="units")
    page._desk.changed.connect(page.on_changes)
    units = page.units
    assert [units.tree.topLevelItem(row).text(0) for row in range(2)] == ["Dinas Kebudayaan", "Dinas Perhubungan"]
    assert units.head.text() == "Satria Nugraha"
    assert units.confirm.isVisibleTo(page)
    qtbot.mouseClick(units.confirm, Qt.MouseButton.LeftButton)
    settle(qtbot, tasks)
    head = ask(lambda work, _actor: work_units.head_of(work, UnitPath("Dinas Kebudayaan")))
    assert (head.guessed, head.post.name) == (False, "Satria Nugraha")
    assert not units.confirm.isVisibleTo(page)
    assert names(units.people, lambda person: person.name) == ["Ratna Kusumawardhani", "Satria Nugraha"]
    qtbot.mouseClick(units.guess, Qt.MouseButton.LeftButton)
    settle(qtbot, tasks)
    qtbot.mouseClick(units.vacant, Qt.MouseButton.LeftButton)
    settle(qtbot, tasks)
    assert units.head.text() == "Kosong"
    qtbot.keyClick(units.tree, Qt.Key.Key_Down)
    settle(qtbot, tasks)
    assert units.name.text() == "Dinas Perhubungan"
    qtbot.keyClick(units.tree, Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert page.tabs.current == "list"
    assert people(page) == ["Bagus Prayitno"]
    qtbot.mouseClick(page.of_unit, Qt.MouseButton.LeftButton)
    settle(qtbot, tasks)
    assert len(people(page)) == 3


def test_another_head_is_picked(qtbot, tasks, page, do, ask) -> None:
    import_people(do)
    show(qtbot, tasks, page, tab="units")
    qtbot.mouseClick(page.units.change, Qt.MouseButton.LeftButton)
    dialog = page.findChild(HeadDialog)
    person = ask(employees.find_people, "ratna")[0]
    dialog.person.set_person(person)
    dialog.acting.restore("Plh.")
    dialog.form.submitted.emit()
    settle(qtbot, tasks)
    head = ask(lambda work, _actor: work_units.head_of(work, UnitPath("Dinas Kebudayaan")))
    assert (head.acting, head.post.name) == ("Plh.", "Ratna Kusumawardhani")


def test_the_tree_is_narrowed_and_saved(qtbot, tasks, page, do, tmp_path) -> None:
    import_people(do)
    show(qtbot, tasks, page, tab="units")
    assert page.units.tree.narrow("satria") == 1
    assert [page.units.tree.topLevelItem(row).isHidden() for row in range(2)] == [False, True]
    page.units.save_to(tmp_path / "unit.xlsx")
    settle(qtbot, tasks)
    rows = list(load_workbook(tmp_path / "unit.xlsx").active.iter_rows(min_row=5, values_only=True))
    assert [(row[0], row[4], row[5]) for row in rows] == [
        ("Dinas Kebudayaan", 2, "Satria Nugraha"),
        ("Dinas Perhubungan", 1, None),
    ]


def test_an_import_elsewhere_is_followed(qtbot, tasks, page, do, desk) -> None:
    show(qtbot, tasks, page)
    assert page.table.empty.isVisible()
    assert not page.show_cases.isEnabled()
    desk.changed.connect(page.on_changes)
    more = [*PEOPLE, make_employee(nip=nip_of(9), name="Yusuf Pranata")]
    desk.do(employees.import_employees, Sheet(more)).then(page, lambda _plan: None)
    qtbot.waitUntil(lambda: len(page.table.model.rows) == 4)
    assert page.show_cases.isEnabled()


def test_only_who_may_import_is_offered_it(qtbot, page, trail, desk_of) -> None:
    def offers(of: EmployeesPage) -> int:
        return sum("Impor dari Excel" in made.text() for made in of.findChildren(QPushButton))

    qtbot.addWidget(page)
    assert offers(page) == 2
    reader = EmployeesPage(desk_of(Role.LEADER), trail)
    qtbot.addWidget(reader)
    assert offers(reader) == 0


def test_a_tab_of_another_page_gets_the_keys(page) -> None:
    order: list[str] = []
    page.tabs.shown.connect(order.append)
    page.tabs._window.open_page = lambda key, **_args: order.append(key)  # the window of the test
    page.tabs.choose("rounds")
    assert order == ["list", "rounds"], "the page that is left has set its own tab before the other takes the keys"
    assert page.tabs.current == "list"
