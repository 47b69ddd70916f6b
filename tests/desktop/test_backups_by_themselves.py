"""Backups nobody asked for: while the office is worked on, and while its window closes."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
import shiboken6
from page_trail import Trail
from PySide6.QtCore import QObject, Qt

from cases.errors import NotAllowed, Stopped, StorageError
from cases.model.backup import BackupReason, BackupSet, BackupState
from cases.model.user import Actor, Role
from cases.services import employees
from cases.services import office as office_services
from cases.services.access import RIGHT_OF
from cases.services.backups import RISKY
from cases.services.restores import DRILL_OLD, last_drill
from db.backups import keeper
from db.backups.layout import Place
from desktop.backups.closing import ClosingBackup
from desktop.backups.schedule import BackupSchedule, keep_up
from desktop.backups.wiring import OfficeBackups
from desktop.backups.words import drill_words
from desktop.pages.leader import LeaderPageView
from desktop.pages.settings_backups import BackupsSection
from desktop.sample.office import employees_workbook
from desktop.shell import Shell
from desktop.wiring import SCHEDULED, OpenOffice
from reports.employee_sheet import read_employee_sheet

T = TypeVar("T")


def away(work: Callable[[], T]) -> T:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


@pytest.fixture
def backups(office: OpenOffice) -> OfficeBackups:
    return OfficeBackups(office)


def sets_of(backups: OfficeBackups) -> tuple[BackupSet, ...]:
    return away(lambda: backups.status(SCHEDULED)).first.sets


def change(office: OpenOffice, admin: Actor, place: str = "Kota Rekaan") -> None:
    current = away(lambda: office.read(office_services.current_office, admin))
    away(lambda: office.write(office_services.change_office, admin, replace(current, place=place)))


@pytest.fixture
def closing(qtbot, office, tasks):
    shell, parent = Shell(), QObject()
    qtbot.addWidget(shell)
    shell.show()
    yield ClosingBackup(office, tasks, shell, parent)
    shiboken6.delete(parent)


def close(qtbot, closing: ClosingBackup) -> None:
    with qtbot.waitSignal(closing.done):
        closing.start()


def test_closing_backs_up_once_and_not_again_while_nothing_changed(qtbot, closing, backups) -> None:
    close(qtbot, closing)
    assert [(one.reason, one.state) for one in sets_of(backups)] == [(BackupReason.CLOSING, BackupState.GOOD)]
    close(qtbot, closing)
    assert len(sets_of(backups)) == 1


def test_closing_without_waiting_leaves_the_check_for_the_next_start(qtbot, closing, backups, monkeypatch) -> None:
    reached = threading.Event()
    real = keeper.check_set

    def slow(*args, heard, **how):
        reached.set()
        pressed.wait(20)
        return real(*args, heard=heard, **how)

    pressed = threading.Event()
    monkeypatch.setattr(keeper, "check_set", slow)
    with qtbot.waitSignal(closing.done):
        closing.start()
        qtbot.waitUntil(lambda: reached.is_set() and closing.page.isVisible())
        qtbot.mouseClick(closing.page.leave_button, Qt.MouseButton.LeftButton)
        pressed.set()
    assert [one.state for one in sets_of(backups)] == [BackupState.UNCHECKED]
    monkeypatch.undo()
    something, minutes = away(lambda: keep_up(backups, threading.Event()))
    assert (something, minutes) == (True, 30)
    assert [one.state for one in sets_of(backups)] == [BackupState.GOOD]


def test_a_backup_that_fails_while_closing_is_said_and_tried_again(qtbot, closing, backups, monkeypatch) -> None:
    def full(*_args: object) -> None:
        raise StorageError("Penyimpanan penuh: kosongkan ruang di drive ini, lalu ulangi.")

    monkeypatch.setattr(keeper, "make_set", full)
    closing.start()
    qtbot.waitUntil(closing.page.again_button.isVisible)
    assert "Penyimpanan penuh" in closing.page.problem.text()
    assert closing.page.leave_button.text().strip() == "Tutup tanpa cadangan"
    monkeypatch.undo()
    with qtbot.waitSignal(closing.done):
        qtbot.mouseClick(closing.page.again_button, Qt.MouseButton.LeftButton)
    assert [one.state for one in sets_of(backups)] == [BackupState.GOOD]


def test_leaving_after_a_failure_closes(qtbot, closing, monkeypatch) -> None:
    def broken(*_args: object) -> None:
        raise StorageError("Drive tidak lagi tersambung: sambungkan kembali, lalu ulangi.")

    monkeypatch.setattr(keeper, "make_set", broken)
    closing.start()
    qtbot.waitUntil(closing.page.again_button.isVisible)
    with qtbot.waitSignal(closing.done):
        qtbot.mouseClick(closing.page.leave_button, Qt.MouseButton.LeftButton)


def test_the_open_program_backs_up_what_was_changed(qtbot, desk, tasks, office, admin, backups) -> None:
    heard = []
    desk.changed.connect(heard.append)
    schedule = BackupSchedule(desk, first_ms=0)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0].concerns("backup")
    assert [(one.reason, one.state) for one in sets_of(backups)] == [(BackupReason.PERIODIC, BackupState.GOOD)]
    schedule.look()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert len(sets_of(backups)) == 1
    change(office, admin)
    schedule.look()
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert len(sets_of(backups)) == 2
    qtbot.waitUntil(lambda: not tasks.busy)
    schedule.stop()
    schedule.look()
    assert not tasks.busy
    shiboken6.delete(schedule)


def test_a_schedule_that_is_stopped_gives_up(backups) -> None:
    over = threading.Event()
    over.set()
    with pytest.raises(Stopped):
        away(lambda: keep_up(backups, over))
    assert sets_of(backups) == ()


def test_neither_a_check_nor_a_drill_that_fails_keeps_a_backup_from_being_made(
    backups, office, admin, monkeypatch
) -> None:
    away(lambda: keep_up(backups, threading.Event()))
    change(office, admin)

    def refuse(*_args: object) -> None:
        raise StorageError("Penyimpanan penuh: kosongkan ruang.")

    for part in ("drill", "finish_checks"):
        with monkeypatch.context() as patched:
            patched.setattr(OfficeBackups, part, refuse)
            before = len(sets_of(backups))
            with pytest.raises(StorageError, match="penuh"):
                away(lambda: keep_up(backups, threading.Event()))
            assert len(sets_of(backups)) == before + 1
        change(office, admin, part)


def test_once_a_week_a_set_is_restored_for_a_drill(backups, office, admin, monkeypatch) -> None:
    """Good, then with a set that was damaged since its check; the leader's page and the settings say it."""
    zone, start = office.clock.time_zone, office.clock.now()
    assert drill_words(away(lambda: office.read(last_drill, admin)), start, zone)[1] == "amber"
    away(lambda: keep_up(backups, threading.Event()))  # the first set
    change(office, admin)
    away(lambda: keep_up(backups, threading.Event()))
    found = away(lambda: office.read(last_drill, admin))
    assert found.problems == ()
    assert found.rows > 10
    words, hue = drill_words(found, start, zone)
    assert ("pulih utuh" in words, hue) == (True, "green")
    assert drill_words(found, start + DRILL_OLD + timedelta(days=1), zone)[1] == "amber"
    assert not away(lambda: backups.drill_is_due(SCHEDULED))
    assert not list(office.home.path.glob(".tmp-*"))

    newest = sets_of(backups)[0]
    database = Place(Path(newest.place)).set_folder(newest.id) / "office.db"
    database.write_bytes(database.read_bytes()[:-4096])
    monkeypatch.setattr(office.clock, "now", lambda: start + timedelta(days=8))
    assert away(lambda: backups.drill_is_due(SCHEDULED))
    away(lambda: backups.drill(SCHEDULED))
    failed = away(lambda: office.read(last_drill, admin))
    assert failed.problems
    words, hue = drill_words(failed, office.clock.now(), zone)
    assert ("GAGAL" in words, hue) == (True, "red")


def test_the_drill_stands_on_the_leaders_page_and_on_the_page_of_backups(qtbot, desk, office, admin, backups) -> None:
    away(lambda: backups.back_up(admin, BackupReason.BY_HAND))
    away(lambda: backups.drill(SCHEDULED))
    for page in (LeaderPageView(desk, Trail()), BackupsSection(desk, Trail())):
        qtbot.addWidget(page)
        page.read()
        qtbot.waitUntil(lambda page=page: not page.drill.isHidden())
        assert "pulih utuh" in page.drill.text
    qtbot.waitUntil(lambda: not desk.tasks.busy)


def test_nothing_is_backed_up_by_itself_while_paused(backups, admin) -> None:
    plan = away(lambda: backups.plan(admin))
    away(lambda: backups.change(admin, replace(plan, paused="dipulihkan")))
    assert not away(lambda: backups.due(SCHEDULED))
    assert "berhenti sejak pemulihan" in away(lambda: backups.worry(admin))
    assert away(lambda: backups.back_up(admin, BackupReason.BY_HAND)).made.state is BackupState.GOOD


@pytest.mark.parametrize(
    ("role", "act"),
    [
        (Role.CLERK, lambda backups, actor: backups.back_up(actor, BackupReason.BY_HAND)),
        (Role.LEADER, lambda backups, actor: backups.status(actor)),
        (Role.SCHEDULE, lambda backups, actor: backups.forget_second(actor)),
    ],
)
def test_each_act_asks_for_its_right(backups, role: Role, act: Callable[[OfficeBackups, Actor], object]) -> None:
    with pytest.raises(NotAllowed):
        away(lambda: act(backups, Actor(name="x", role=role)))


def test_a_backup_goes_before_what_changes_much_at_once(office, admin, backups, monkeypatch) -> None:
    office.before_risk = backups.before_risk
    change(office, admin)
    assert sets_of(backups) == ()
    sheet = read_employee_sheet(employees_workbook(3), "pegawai.xlsx")
    with office.database.read() as work:
        before = work.audit.head()
    away(lambda: office.write(employees.import_employees, admin, sheet))
    made = sets_of(backups)
    assert [(one.reason, one.state) for one in made] == [(BackupReason.BEFORE_RISK, BackupState.UNCHECKED)]
    assert made[0].head == before

    def full(*_args: object) -> None:
        raise StorageError("Penyimpanan penuh: kosongkan ruang di drive ini, lalu ulangi.")

    monkeypatch.setattr(keeper, "make_set", full)
    away(lambda: office.write(employees.import_employees, admin, sheet))  # work goes on
    assert "Penyimpanan penuh" in away(lambda: backups.worry(admin))


def test_every_risky_service_is_there() -> None:
    for name in RISKY:
        importlib.import_module(f"cases.services.{name.partition('.')[0]}")
    assert RIGHT_OF.keys() >= RISKY
