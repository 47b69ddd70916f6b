from __future__ import annotations

import threading

from list_data import settle, show
from page_trail import Sheet, Trail
from samples import make_employee
from shown_dialog import shown_dialog

from cases.services import employees
from desktop.dialogs.merge import MergeDialog
from desktop.pages.same_people import SamePeoplePage


def test_all_who_may_be_one_are_listed_until_they_are_merged(qtbot, tasks, desk, do) -> None:
    made = [
        make_employee(nip="198503122010012005", name="Ratna Kusumawardhani", unit_1="Dinas Arsip"),
        make_employee(nip="198503122010012006", name="RATNA KUSUMAWARDANI", unit_1="Dinas Sosial"),
        make_employee(nip="197001011995031002", name="Bagus Prayitno", unit_1="Dinas Arsip"),
    ]
    do(employees.import_employees, Sheet(made))
    trail = Trail()
    page = SamePeoplePage(desk, trail)
    show(qtbot, tasks, page)
    (two,) = page.table.model.rows
    assert {two.one.name, two.other.name} == {"Ratna Kusumawardhani", "RATNA KUSUMAWARDANI"}
    assert two.reasons
    page.table.choose(0)
    page.compare.click()
    settle(qtbot, tasks)
    dialog = shown_dialog(qtbot, MergeDialog)
    dialog.nip.restore(two.one.nip)
    dialog.reason.restore("Diketik dua kali.")
    dialog.form.submit()
    settle(qtbot, tasks)
    assert "digabung" in trail.said[-1]
    page.look()
    settle(qtbot, tasks)
    assert not page.table.model.rows


def test_a_merge_that_waits_is_stopped_by_escape(qtbot, tasks, desk, do, ask) -> None:
    nips = ("198503122010012005", "198503122010012006")
    do(employees.import_employees, Sheet([make_employee(nip=nip, name="Ratna Kusumawardhani") for nip in nips]))
    page = SamePeoplePage(desk, Trail())
    show(qtbot, tasks, page)
    page.compare.click()
    settle(qtbot, tasks)
    dialog = shown_dialog(qtbot, MergeDialog)
    dialog.nip.restore(nips[0])
    dialog.reason.restore("Diketik dua kali.")
    held = threading.Event()
    tasks.submit_write(held.wait)
    dialog.form.submit()
    dialog.reject()
    assert dialog.isVisible()
    held.set()
    settle(qtbot, tasks)
    assert ask(employees.count_employees) == (2, 0)
    assert dialog.reason.value() == "Diketik dua kali."
    dialog.reject()
    assert not dialog.isVisible()


def test_a_comparison_that_was_stopped_says_so_and_begins_anew(qtbot, tasks, desk) -> None:
    page = SamePeoplePage(desk, Trail())
    qtbot.addWidget(page)
    page.look()
    page.strip.cancel()
    settle(qtbot, tasks)
    assert "dibatalkan" in page.header._sentence.text()
    show(qtbot, tasks, page)
    assert "dibatalkan" not in page.header._sentence.text()


def test_two_who_are_two_leave_the_list_and_can_be_looked_at(qtbot, tasks, desk, do) -> None:
    do(
        employees.import_employees,
        Sheet(
            [
                make_employee(nip="198503122010012005", name="Ratna Kusumawardhani"),
                make_employee(nip="198503122010012006", name="RATNA KUSUMAWARDANI"),
            ]
        ),
    )
    trail = Trail()
    page = SamePeoplePage(desk, trail)
    show(qtbot, tasks, page)
    assert page.show_apart.isHidden()
    desk.changed.connect(page.on_changes)
    page.table.choose(0)
    page.apart.click()
    settle(qtbot, tasks)
    assert "dua orang" in trail.said[-1]
    assert not page.table.model.rows
    assert page.show_apart.text() == "1 dinyatakan dua orang"
    page.show_apart.click()
    assert len(page.table.model.rows) == 1
    assert page.compare.isHidden()
    page.table.choose(0)
    page.apart.click()
    settle(qtbot, tasks)
    assert page.show_apart.isHidden()
    assert len(page.table.model.rows) == 1
