from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from list_data import TODAY, case_at, put, settle
from tray_bell import Bell

from desktop import tray
from desktop.desk import Desk
from desktop.preferences import Preferences
from desktop.shell import Shell
from desktop.tray import TrayBell, TrayNotes, note


def at(desk: Desk, monkeypatch, day: date, hour: int = 9) -> None:
    moment = datetime(day.year, day.month, day.day, hour, 0, tzinfo=desk.office.clock.time_zone.zone).astimezone(UTC)
    monkeypatch.setattr(desk.office.clock, "today", lambda: day)
    monkeypatch.setattr(desk.office.clock, "now", lambda: moment)


@pytest.fixture
def shell(qtbot) -> Shell:
    made = Shell()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def bell() -> Bell:
    return Bell()


@pytest.fixture
def notes(desk: Desk, shell: Shell, bell: Bell, tmp_path: Path, monkeypatch) -> TrayNotes:
    at(desk, monkeypatch, TODAY)
    return TrayNotes(desk, shell, Preferences(tmp_path / "tampilan.ini"), bell, shell)


def test_a_window_in_sight_says_nothing(qtbot, tasks, notes, bell, do) -> None:
    do(put, [case_at(1, due=-5)])
    notes.look()
    settle(qtbot, tasks)
    assert bell.rung == []


def test_put_away_it_says_once_a_day_what_is_late_and_due(
    qtbot, tasks, notes, bell, shell, do, desk, monkeypatch
) -> None:
    do(put, [case_at(1, due=-5), case_at(2, due=0), case_at(3, due=4)])
    shell.showMinimized()
    qtbot.waitUntil(lambda: bool(bell.rung))
    assert bell.rung == ["1 tenggat sudah lewat, 1 tenggat jatuh hari ini. Buka Hari ini untuk melihatnya."]
    notes.look()
    settle(qtbot, tasks)
    assert len(bell.rung) == 1
    at(desk, monkeypatch, TODAY + timedelta(days=1), hour=3)
    notes.look()
    settle(qtbot, tasks)
    assert len(bell.rung) == 1, "nobody is there at three in the morning"
    at(desk, monkeypatch, TODAY + timedelta(days=1))
    notes.look()
    settle(qtbot, tasks)
    assert bell.rung[1:] == ["2 tenggat sudah lewat. Buka Hari ini untuk melihatnya."]


def test_no_note_holds_a_name_or_a_number_of_a_case(qtbot, tasks, notes, bell, shell, do) -> None:
    case = case_at(1, due=-5)
    do(put, [case])
    shell.showMinimized()
    qtbot.waitUntil(lambda: bool(bell.rung))
    words = " ".join(bell.rung)
    assert not any(part in words for part in (case.number, case.respondent.name, case.respondent.work_unit))


def test_what_becomes_late_meanwhile_is_said(qtbot, tasks, notes, bell, shell, do, desk) -> None:
    do(put, [case_at(1, due=-5)])
    shell.showMinimized()
    qtbot.waitUntil(lambda: len(bell.rung) == 1)
    desk.do(put, [case_at(2, due=-1)]).then(shell, lambda _none: None)
    qtbot.waitUntil(lambda: len(bell.rung) == 2)
    assert bell.rung[1].startswith("1 tenggat baru saja lewat, seluruhnya 2.")
    desk.do(put, [case_at(3, due=5)]).then(shell, lambda _none: None)
    settle(qtbot, tasks)
    assert len(bell.rung) == 2


def test_the_day_that_was_told_is_known_after_a_new_start(
    qtbot, tasks, notes, bell, shell, do, desk, tmp_path: Path
) -> None:
    do(put, [case_at(1, due=-5)])
    shell.showMinimized()
    qtbot.waitUntil(lambda: bool(bell.rung))
    second = Bell()
    again = TrayNotes(desk, shell, Preferences(tmp_path / "tampilan.ini"), second, shell)
    again.look()
    settle(qtbot, tasks)
    assert second.rung == []


def test_a_press_asks_for_the_window_and_the_end_takes_the_sign_away(qtbot, notes, bell, shell) -> None:
    with qtbot.waitSignal(notes.wanted):
        bell.pressed.emit()
    notes.remove()
    assert bell.removed


def test_the_window_comes_back(qtbot, shell) -> None:
    shell.showMinimized()
    qtbot.waitUntil(shell.isMinimized)
    shell.bring_back()
    qtbot.waitUntil(lambda: not shell.isMinimized())
    assert shell.isVisible()


def test_without_a_tray_there_is_nothing_to_watch_from(desk, shell, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(tray.QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    assert tray.start(desk, shell, Preferences(tmp_path / "tampilan.ini"), shell) is None


@pytest.mark.parametrize(
    ("late", "due", "told", "begins"),
    [
        (0, 0, None, ""),
        (2, 0, None, "2 tenggat sudah lewat."),
        (0, 3, None, "3 tenggat jatuh hari ini."),
        (2, 0, 2, ""),
        (1, 0, 2, ""),
        (3, 0, 1, "2 tenggat baru saja lewat, seluruhnya 3."),
    ],
)
def test_the_words_of_a_note(late: int, due: int, told: int | None, begins: str) -> None:
    words = note(late, due, told)
    assert words.startswith(begins)
    assert bool(words) == bool(begins)


@pytest.mark.qt_log_ignore("systemTrayWindowChanged")  # the platform without a screen has no tray to hear of
def test_the_sign_in_the_tray_rings_and_goes_away(qtbot, shell) -> None:
    bell = TrayBell(shell)
    bell.ring("2 tenggat sudah lewat.")
    assert bell._icon.toolTip() == "Netralitas: 2 tenggat sudah lewat."
    with qtbot.waitSignal(bell.pressed):
        bell._icon.messageClicked.emit()
    with qtbot.waitSignal(bell.pressed):
        bell._icon.contextMenu().actions()[0].trigger()
    bell.remove()
    assert not bell._icon.isVisible()
