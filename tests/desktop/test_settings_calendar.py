"""What the settings do to due dates: shown before it is saved, given up without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from case_desk import stand_still
from list_data import TODAY, case_at, put, settle, show
from openpyxl import Workbook
from page_trail import Trail
from PySide6.QtCore import Qt
from samples import make_deadline

from cases.model.sheet_row import RowState
from cases.services.calendar import holidays, open_ended
from cases.services.case_files import case_file
from cases.services.office import current_office
from desktop.desk import Desk
from desktop.pages.holiday_import import HolidayImportPage
from desktop.pages.import_parts.page import CHOOSE
from desktop.pages.settings import SettingsPage
from desktop.preferences import Preferences

CASE = replace(case_at(1, due=1), regulations=("pp-94-2021@1",))
START = date(2026, 10, 12)


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def page(qtbot, desk: Desk, trail: Trail, do, monkeypatch) -> Iterator[SettingsPage]:
    """The settings of an office with one due date: eight working days after the 12th, so the 22nd."""
    stand_still(desk, monkeypatch, TODAY)
    do(put, [CASE])

    def count(work, actor) -> None:
        work.log_as(actor, "tests.count")
        due = make_deadline(CASE, "examination-1", title="Pemeriksaan", starts_on=START, due_on=date(2026, 10, 22))
        work.deadlines.replace(CASE.id, [replace(due, id=f"{CASE.id}:examination-1")])

    do(count)
    made = SettingsPage(desk, trail)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    desk.changed.connect(made.on_changes)
    made.show()
    yield made
    settle(qtbot, desk.tasks)


def section_of(qtbot, page: SettingsPage, key: str) -> Any:
    page.open_section(key)
    settle(qtbot, page._desk.tasks)
    return page.section(key)


def moves(view: Any) -> list[tuple[str, str, str]]:
    model = view.table.model
    return [tuple(model.index(row, column).data() for column in (0, 2, 3)) for row in range(len(model.rows))]


def add_day(qtbot, section: Any, day: str) -> None:
    section._add()
    section.pages.form.set_values({"on": day, "name": "Hari Jadi Kabupaten", "kind": "daerah"})
    section.pages.form.submit()
    settle(qtbot, section.desk.tasks)


def test_a_day_off_shows_what_it_moves_before_it_is_saved(qtbot, page, ask, trail) -> None:
    section = section_of(qtbot, page, "holidays")
    before = ask(holidays)
    add_day(qtbot, section, "19/10/2026")
    assert section.faces.currentWidget() is section.moves
    assert "1 tenggat pada 1 perkara" in section.moves.title.text()
    assert moves(section.moves) == [("2026/001", "Kam, 22 Okt 2026", "Jum, 23 Okt 2026")]
    assert ask(holidays) == before
    qtbot.mouseClick(section.moves.cancel_button, Qt.MouseButton.LeftButton)
    assert section.pages.form is not None, "what was typed is still there"
    assert ask(holidays) == before
    section.pages.form.submit()
    settle(qtbot, page._desk.tasks)
    qtbot.mouseClick(section.moves.save_button, Qt.MouseButton.LeftButton)
    settle(qtbot, page._desk.tasks)
    assert len(ask(holidays)) == len(before) + 1
    assert trail.said == ["19 Oktober 2026 dicatat sebagai hari libur"]
    assert section.faces.currentWidget() is section.pages


def test_a_day_that_moves_nothing_is_saved_at_once(qtbot, page, ask) -> None:
    section = section_of(qtbot, page, "holidays")
    before = len(ask(holidays))
    add_day(qtbot, section, "17/6/2026")
    assert len(ask(holidays)) == before + 1


def test_a_week_of_six_days_is_given_up_without_a_trace(qtbot, page, ask) -> None:
    section = section_of(qtbot, page, "holidays")
    section.week.restore("6")
    section.week.changed.emit()
    settle(qtbot, page._desk.tasks)
    assert moves(section.moves) == [("2026/001", "Kam, 22 Okt 2026", "Rab, 21 Okt 2026")]
    qtbot.mouseClick(section.moves.cancel_button, Qt.MouseButton.LeftButton)
    assert section.week.value() == "5"
    assert ask(current_office).work_week.value == "5"


def test_the_count_of_summonses_shows_what_it_moves(qtbot, page, ask) -> None:
    section = section_of(qtbot, page, "choices")
    box = section.form.field("summons_count").box
    offered = [box.itemText(place) for place in range(box.count())]
    assert offered == ["Sesudah 7 hari kerja penuh", "Pada hari kerja ke-7"]
    assert box.currentText() == offered[0]
    section.form.set_values({"summons_count": "hari_ke_7"})
    section.form.submit()
    settle(qtbot, page._desk.tasks)
    assert section.form.isHidden()
    assert moves(section.moves) == [("2026/001", "Kam, 22 Okt 2026", "Rab, 21 Okt 2026")]
    qtbot.mouseClick(section.moves.save_button, Qt.MouseButton.LeftButton)
    settle(qtbot, page._desk.tasks)
    assert ask(current_office).summons_count.value == "hari_ke_7"
    assert section.form.isVisible()


def test_a_target_is_set_and_taken_away(qtbot, page, ask, trail) -> None:
    section = section_of(qtbot, page, "targets")
    rules = ask(open_ended)
    assert [target.rule for target in section.table.model.rows] == list(rules)
    section.open(section.table.model.record(0))
    section.pages.form.set_values({"count": "x"})
    section.pages.form.submit()
    assert "bilangan" in section.pages.form.box("count").error
    section.pages.form.set_values({"count": "21"})
    section.pages.form.submit()
    settle(qtbot, page._desk.tasks)
    assert ask(current_office).targets == {rules[0].key: 21}
    assert section.table.model.record(0).words == "21 hari kerja"
    section.open(section.table.model.record(0))
    section.pages.form.set_values({"count": ""})
    section.pages.form.submit()
    settle(qtbot, page._desk.tasks)
    assert ask(current_office).targets == {}
    assert trail.said == ["Target kantor disimpan"] * 2


def sheet(path: Path, *rows: tuple[Any, ...]) -> Path:
    book = Workbook()
    for row in (("Hari libur 2026",), (), ("Tanggal", "Keterangan"), *rows):
        book.active.append(row)
    book.save(path)
    return path


@pytest.fixture
def importing(qtbot, page, tmp_path: Path) -> HolidayImportPage:
    made = HolidayImportPage(page._desk, page._window, preferences=Preferences(tmp_path / "tampilan.ini"))
    show(qtbot, page._desk.tasks, made, year=2026)
    return made


def test_a_list_is_looked_at_with_what_it_moves(qtbot, page, importing, ask, trail, tmp_path: Path) -> None:
    section = section_of(qtbot, page, "holidays")
    section._import()
    assert trail.opened[-1] == ("holiday-import", {"year": section.shown_year})
    path = sheet(
        tmp_path / "libur.xlsx",
        (date(2026, 10, 19), "Hari Jadi Kabupaten"),
        ("1 Januari", "Tahun Baru"),
        ("32 Mei", "Kenaikan"),
    )
    before = ask(holidays)
    importing.read(path)
    settle(qtbot, page._desk.tasks)
    assert [len(importing.rows.rows(state)) for state in RowState] == [1, 1, 1]
    assert [row.cell for row in importing.rows.table.model.rows] == ["A6"]
    assert "tenggat pada" in importing.notes.text()
    importing.rows.segments.choose("moves")
    assert [one.after for one in importing.rows.table.model.rows] == [date(2026, 10, 23)]
    assert importing.rows.card.isHidden()
    assert ask(holidays) == before
    importing.rows.segments.choose(RowState.FAULTY)
    importing.rows.card.text.edit.setText("14 Mei")
    importing.rows.card.use.click()
    settle(qtbot, page._desk.tasks)
    assert not importing.rows.rows(RowState.FAULTY)
    qtbot.mouseClick(importing.save_button, Qt.MouseButton.LeftButton)
    settle(qtbot, page._desk.tasks)
    assert len(ask(holidays)) == len(before) + 1
    assert trail.said == ["1 hari libur disimpan"]
    assert trail.opened[-1] == ("settings", {"section": "holidays"})


def test_a_list_without_anything_new_cannot_be_saved(qtbot, page, importing, tmp_path: Path) -> None:
    importing.read(sheet(tmp_path / "libur.xlsx", ("1 Januari", "Tahun Baru")))
    settle(qtbot, page._desk.tasks)
    assert not importing.save_button.isEnabled()


@pytest.mark.parametrize("data", [b"", b"\x00bukan excel"])
def test_a_file_that_is_no_list_is_told(qtbot, page, importing, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "libur.xlsx").write_bytes(data)
    importing.read(tmp_path / "libur.xlsx")
    settle(qtbot, page._desk.tasks)
    assert importing.trouble.isVisible()
    assert importing._faces.currentIndex() == CHOOSE


def test_the_warning_of_a_missing_list_comes_in_october(qtbot, page, do, desk, monkeypatch) -> None:
    from cases.services.calendar import replace_holidays  # noqa: PLC0415 - used here alone

    section = section_of(qtbot, page, "holidays")
    do(replace_holidays, 2027, ())
    for day, warned in ((date(2026, 9, 30), False), (date(2026, 10, 1), True)):
        stand_still(desk, monkeypatch, day)
        section.read()
        settle(qtbot, desk.tasks)
        assert section.warning.isHidden() != warned


def test_decided_cases_with_something_still_due_move_too(qtbot, page, do, ask) -> None:
    def decide(work, actor) -> None:
        work.log_as(actor, "tests.decide")
        case = work.cases.get(CASE.id)
        work.cases.save(replace(case, summary=replace(case.summary, status="dihukum", next_title="")))

    do(decide)
    section = section_of(qtbot, page, "holidays")
    add_day(qtbot, section, "19/10/2026")
    assert len(section.moves.table.model.rows) == 1
    assert ask(case_file, CASE.id).deadlines[0].due_on == date(2026, 10, 22)
