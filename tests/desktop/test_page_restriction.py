"""A case is shown to named people alone from its own page, and opened again from the settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_desk import House, open_case, stand_still
from page_trail import Trail
from PySide6.QtWidgets import QPushButton

from cases.model.listing import ListQuery
from cases.model.user import Role
from cases.services import case_list, office, restrictions, users
from desktop.assembly import fill
from desktop.main_window import MainWindow
from desktop.pages.case_tabs.restriction import RestrictionPanel
from desktop.pages.settings_restrictions import RestrictionsSection
from desktop.preferences import Preferences
from desktop.widgets.basic import Elided


@pytest.fixture
def house(qtbot, desk, tasks, tmp_path: Path, monkeypatch) -> House:
    stand_still(desk, monkeypatch)
    return House(qtbot, desk, tasks, Preferences(tmp_path / "tampilan.ini"))


@pytest.fixture
def dewi(do) -> str:
    return do(users.add_user, "dewi", "Dewi Rekaan", Role.CLERK, "kata sandi panjang").id


def opened(house: House, do, ask) -> RestrictionPanel:
    """The form over a new case."""
    case = open_case(do, ask(office.current_office).head).case
    house.open_page("case", case_id=case.id)
    house.settle()
    house.case.head.restrict.click()
    house.settle()
    panel = house.case.panel
    assert isinstance(panel, RestrictionPanel)
    return panel


def test_who_restricts_is_ticked_and_the_case_bears_the_mark(house: House, do, ask, dewi: str, admin) -> None:
    panel = opened(house, do, ask)
    assert panel.people.value() == (admin.user_id,)
    assert "(dewi, petugas)" in panel.people.boxes[dewi].text()
    panel.people.boxes[dewi].click()
    panel.form.submit()
    assert house.case.panel is panel  # a reason is wanted
    panel.reason.restore("menyangkut pimpinan")
    panel.form.submit()
    house.settle()
    assert house.case.panel is None
    assert "Hanya dapat dilihat Admin Uji, Dewi Rekaan" in house.case.head.restrict.toolTip()
    (row,) = ask(case_list.standing_cases, ListQuery(sort="number")).rows
    assert row.line.restricted


def test_who_leaves_himself_out_is_asked_and_sees_the_case_no_more(
    house: House, do, ask, dewi: str, admin, monkeypatch, tasks, desk, qtbot
) -> None:
    panel = opened(house, do, ask)
    asked: list[str] = []

    def ask_and_go(_parent, sentence, _verb, on_yes, **_more):
        asked.append(sentence)
        on_yes()

    monkeypatch.setattr("desktop.messages.ask", ask_and_go)
    panel.people.restore([dewi])
    panel.reason.restore("menyangkut pimpinan")
    panel.form.submit()
    house.settle()
    assert "tidak dapat melihat" in asked[0]
    assert house.opened[-1][0] == "cases"
    assert ask(restrictions.hidden_cases) == 1
    window = MainWindow()
    qtbot.addWidget(window)
    fill(window, desk)
    window.open_page("cases")
    qtbot.waitUntil(lambda: not tasks.busy)
    assert "1 perkara dibatasi tidak ditampilkan" in [one.text() for one in window.findChildren(Elided)]
    section = RestrictionsSection(desk, Trail())
    qtbot.addWidget(section)
    desk.changed.connect(section.on_changes)
    section.read()
    qtbot.waitUntil(lambda: len(section.table.model.rows) == 1)
    section.table.choose(0)
    section.lift.click()
    form = section.place.form
    assert form is not None
    form.set_values({"reason": "Dewi pindah tugas"})
    next(one for one in section.findChildren(QPushButton) if one.text().strip() == "Buka untuk semua").click()
    qtbot.waitUntil(lambda: not section.table.model.rows)
    assert ask(restrictions.hidden_cases) == 0
