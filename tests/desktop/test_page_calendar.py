from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from case_desk import stand_still
from ics_check import read_ics
from list_data import TODAY, case_at, put, settle, show
from page_trail import Trail
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from samples import make_deadline

from cases.model.case import Case
from cases.model.office import WorkWeek
from cases.services import ics
from cases.services.calendar import replace_holidays
from cases.services.office import change_office, current_office
from desktop import theme
from desktop.desk import Desk
from desktop.pages.calendar import CalendarPage
from desktop.preferences import Preferences
from desktop.widgets.month_grid import GridDay, MonthGrid


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def page(desk: Desk, trail: Trail, monkeypatch, tmp_path: Path) -> CalendarPage:
    stand_still(desk, monkeypatch, TODAY)
    return CalendarPage(desk, trail, preferences=Preferences(tmp_path / "tampilan.ini"))


def some() -> list[Case]:
    return [case_at(1, due=-5), case_at(2, due=0), case_at(3, due=12), case_at(4, waiting=8)]


def test_due_dates_stand_on_their_days_and_the_list_is_of_the_chosen_one(qtbot, tasks, page, do, trail) -> None:
    do(put, some())
    show(qtbot, tasks, page)
    assert page.title.text() == "Oktober 2026"
    assert page.header._sentence.text() == "2 tenggat terbuka bulan ini, 5 hari kerja seminggu."
    shown = {day.on: day for day in page.grid._days}
    assert shown[TODAY - timedelta(days=5)].items == (("001 Panggilan I", "red"),)
    assert shown[TODAY].items == (("002 Panggilan I", "amber"),)
    assert not shown[date(2026, 10, 24)].works
    assert [item.line.case_number for item in page.list.model.rows] == ["2026/002"]
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    qtbot.keyClick(page.list.view, Qt.Key.Key_Return)
    assert trail.opened == [("case", {"case_id": page.list.model.record(0).line.case_id})]


def test_a_click_and_the_keys_choose_a_day(qtbot, tasks, page, do) -> None:
    do(put, some())
    show(qtbot, tasks, page)
    box = page.grid.box(date(2026, 10, 16))
    qtbot.mouseClick(page.grid, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert page.grid.current == date(2026, 10, 16)
    assert page.day_title.text() == "Jumat, 16 Oktober 2026"
    assert [item.line.case_number for item in page.list.model.rows] == ["2026/001"]
    for key, day in (
        (Qt.Key.Key_Right, date(2026, 10, 17)),
        (Qt.Key.Key_Down, date(2026, 10, 24)),
        (Qt.Key.Key_Left, date(2026, 10, 23)),
        (Qt.Key.Key_Up, date(2026, 10, 16)),
        (Qt.Key.Key_Home, date(2026, 10, 1)),
        (Qt.Key.Key_End, date(2026, 10, 31)),
        (Qt.Key.Key_PageDown, date(2026, 11, 30)),
        (Qt.Key.Key_PageUp, date(2026, 10, 30)),
    ):
        qtbot.keyClick(page.grid, key)
        settle(qtbot, tasks)
        assert page.grid.current == day
        assert page.title.text().startswith("Oktober" if day.month == 10 else "November")


def test_a_day_of_the_next_month_turns_the_page(qtbot, tasks, page) -> None:
    show(qtbot, tasks, page, on=date(2026, 10, 31))
    qtbot.keyClick(page.grid, Qt.Key.Key_Right)
    settle(qtbot, tasks)
    assert page.title.text() == "November 2026"
    assert page.day_title.text() == "Minggu, 1 November 2026"


def test_days_off_are_named_and_shaded_also_in_a_week_of_six_days(qtbot, tasks, page, do, ask) -> None:
    show(qtbot, tasks, page, on=date(2026, 12, 25))
    assert page.day_off.text() == "Kelahiran Yesus Kristus (libur nasional)"
    christmas = page.grid.day(date(2026, 12, 25))
    assert (christmas.works, christmas.holiday_hue) == (False, "red")
    assert page.grid.day(date(2026, 12, 24)).holiday_hue == "amber"
    saturday = date(2026, 12, 19)
    assert not page.grid.day(saturday).works
    do(change_office, replace(ask(current_office), work_week=WorkWeek.SIX))
    page.read()
    settle(qtbot, tasks)
    assert page.grid.day(saturday).works


def test_a_missing_list_is_warned_of(qtbot, tasks, page, do) -> None:
    do(replace_holidays, 2027, ())
    show(qtbot, tasks, page)
    assert "2027" in page.missing.words.text()
    assert page.missing.isVisible()


def test_a_screen_reader_hears_the_day(qtbot, tasks, page, do) -> None:
    do(put, some())
    show(qtbot, tasks, page)
    assert page.grid.accessibleName() == "Rabu, 21 Oktober 2026, 1 tenggat"


def test_a_crowded_or_narrow_day_still_paints(qtbot) -> None:
    grid = MonthGrid()
    qtbot.addWidget(grid)
    first = date(2026, 6, 29)
    items = tuple((f"{n:03d} Panggilan", "red") for n in range(40))
    days = [GridDay(first + timedelta(days=n), works=n % 7 < 5, items=items if n == 3 else ()) for n in range(35)]
    grid.show_days(date(2026, 7, 1), date(2026, 7, 2), date(2026, 7, 2), days)
    grid.show()
    for width in (320, 900):  # a count, then words
        grid.resize(width, 420)
        picture, box = grid.grab().toImage(), grid.box(date(2026, 7, 2)).toRect()
        inked = sum(
            picture.pixelColor(x, y) == theme.color("redBg")
            for x in range(box.left(), box.right())
            for y in range(box.top(), box.bottom())
        )
        assert inked > 100


def test_the_calendar_is_saved_without_names_unless_they_are_asked_for(
    qtbot, tasks, page, do, ask, trail, tmp_path: Path
) -> None:
    do(put, some())
    show(qtbot, tasks, page)
    page.strip.open()
    assert page.strip.form() == ics.IcsForm()
    page.strip.names.restore(draft=True)
    page.strip.alarm.restore(draft=True)
    assert page.strip.form() == ics.IcsForm(names=True, alarm_days=1)
    page.strip.open()
    assert not page.strip.form().names
    page.strip.save_to(tmp_path / "tenggat.ics", ask(ics.export_ics, page.strip.form()))
    qtbot.waitUntil(lambda: bool(trail.said))
    assert trail.said == ["3 tenggat disimpan: tenggat.ics"]
    assert len(read_ics((tmp_path / "tenggat.ics").read_bytes()).inside) == 3
    assert page.strip.isHidden()


def test_nothing_to_export_is_said(qtbot, tasks, page) -> None:
    show(qtbot, tasks, page)
    page.strip.open()
    qtbot.mouseClick(page.strip.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.findChildren(QMessageBox)))


def test_it_reads_again_when_a_due_date_changed(qtbot, tasks, page, do, desk) -> None:
    case = case_at(1, due=0)
    do(put, [case])
    show(qtbot, tasks, page)
    desk.changed.connect(page.on_changes)

    def move(work, actor) -> None:
        work.log_as(actor, "tests.move")
        work.deadlines.replace(case.id, [make_deadline(case, due_on=TODAY + timedelta(days=1))])

    desk.do(move).then(page, lambda _none: None)
    qtbot.waitUntil(lambda: not page.list.model.rows)
    assert len(page.grid.day(TODAY + timedelta(days=1)).items) == 1
