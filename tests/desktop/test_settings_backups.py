"""The page of backups as an admin uses it: making, checking, a second place, the schedule; and the morning page."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from page_trail import Trail
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox

from cases.model.backup import BackupReason, BackupSet, BackupState
from cases.model.user import Role
from cases.services import office as office_services
from desktop.backups.wiring import OfficeBackups
from desktop.pages.settings_backups import BackupsSection
from desktop.pages.today import TodayPage
from desktop.preferences import Preferences
from desktop.wiring import SCHEDULED

T = TypeVar("T")


def away(work: Callable[[], T]) -> T:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


@pytest.fixture
def backups(office) -> OfficeBackups:
    return OfficeBackups(office)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "STIK"
    folder.mkdir()
    return folder


@pytest.fixture
def section(qtbot, desk, tasks, tmp_path: Path) -> BackupsSection:
    made = BackupsSection(desk, Trail(), Preferences(tmp_path / "tampilan.ini"))
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    desk.changed.connect(made.on_changes)
    made.read()
    qtbot.waitUntil(lambda: not tasks.busy)
    return made


def states(section: BackupsSection) -> list[BackupState]:
    return [one.state for one in section.table.model.rows]


def settled(qtbot, tasks) -> None:
    qtbot.waitUntil(lambda: not tasks.busy)


def test_a_backup_is_made_with_one_press_and_listed_once_it_was_checked(qtbot, section, tasks) -> None:
    assert "Belum ada cadangan" in section.verdict.text()
    qtbot.mouseClick(section.make_button, Qt.MouseButton.LeftButton)
    assert section.strip.isVisible()
    settled(qtbot, tasks)
    assert section.notice.words == "Cadangan dibuat, dipulihkan untuk diperiksa: baik."
    assert states(section) == [BackupState.GOOD]
    assert "Cadangan baik terakhir" in section.verdict.text()
    assert not section.strip.isVisible()


def test_a_damaged_set_turns_red_when_it_is_checked(qtbot, section, tasks, backups) -> None:
    section.make()
    settled(qtbot, tasks)
    one = section.table.model.rows[0]
    database = Path(one.place) / "sets" / one.id / "office.db"
    data = bytearray(database.read_bytes())
    data[9_000] ^= 1
    database.write_bytes(data)
    section.table.choose(0)
    qtbot.mouseClick(section.check_button, Qt.MouseButton.LeftButton)
    settled(qtbot, tasks)
    assert states(section) == [BackupState.BAD]
    assert "rusak" in section.notice.words
    assert "rusak" in section.verdict.text()


def test_a_second_place_is_chosen_used_and_given_up(qtbot, section, tasks, stick: Path) -> None:
    assert section.second.path.text() == "Belum dipilih"
    section.choose_second(stick)
    settled(qtbot, tasks)
    assert section.second.path.text() == str(stick)
    section.make()
    settled(qtbot, tasks)
    assert "disalin ke tempat kedua" in section.notice.words
    section.segments.choose("second")
    section._show_sets()
    assert states(section) == [BackupState.GOOD]
    shutil.rmtree(stick)
    section.read()
    settled(qtbot, tasks)
    assert section.second.state.text().startswith("Tidak tersambung. Salinan terakhir hari ini")
    section.second.leave_wanted.emit()
    box = section.findChildren(QMessageBox)[0]
    with qtbot.waitSignal(section.desk.changed):
        box.buttons()[0].click() if "Lepas" in box.buttons()[0].text() else box.buttons()[1].click()
    settled(qtbot, tasks)
    assert section.second.path.text() == "Belum dipilih"


def test_the_offices_own_folder_is_no_place(qtbot, section, tasks, office) -> None:
    section.choose_second(office.home.path / "vault")
    settled(qtbot, tasks)
    assert "tidak disimpan di dalam folder kantor" in section.notice.words


def test_the_schedule_is_data(qtbot, section, tasks, backups) -> None:
    section.open_plan()
    form = section.pages.form
    assert form is not None
    form.field("every_minutes").restore("2")
    form.submit()
    assert section.pages.form is form
    form.field("every_minutes").restore("60")
    form.field("daily").restore("31")
    form.submit()
    settled(qtbot, tasks)
    plan = away(lambda: backups.plan(SCHEDULED))
    assert (plan.every_minutes, plan.keep.daily, plan.keep.monthly) == (60, 31, 24)


@pytest.mark.parametrize("role", [Role.CLERK, Role.LEADER])
def test_who_may_not_back_up_sees_no_list(qtbot, desk_of, tasks, tmp_path: Path, role: Role) -> None:
    made = BackupsSection(desk_of(role), Trail(), Preferences(tmp_path / "tampilan.ini"))
    qtbot.addWidget(made)
    made.show()
    made.read()
    assert not made.pages.isVisible()
    assert not tasks.busy


def test_the_morning_page_speaks_up_and_falls_silent(qtbot, desk, tasks, office, backups, do, ask, monkeypatch) -> None:
    page = TodayPage(desk, Trail())
    qtbot.addWidget(page)
    page.on_shown()
    settled(qtbot, tasks)
    assert page.backup.text == ""  # the office's first day
    monkeypatch.setattr(office.clock, "now", lambda: datetime.now(UTC) - timedelta(days=9))
    away(lambda: backups.back_up(SCHEDULED, BackupReason.CLOSING))
    monkeypatch.undo()
    page.on_shown()
    settled(qtbot, tasks)
    assert page.backup.text == ""  # it still has everything
    current = ask(office_services.current_office)
    do(office_services.change_office, replace(current, place="Kota Rekaan"))
    page.on_shown()
    settled(qtbot, tasks)
    assert "9 hari yang lalu" in page.backup.text
    away(lambda: backups.back_up(SCHEDULED, BackupReason.CLOSING))
    page.on_shown()
    settled(qtbot, tasks)
    assert page.backup.text == ""


def test_sets_are_shown_newest_first(section: BackupsSection, qtbot, tasks) -> None:
    for _ in range(2):
        section.make()
        settled(qtbot, tasks)
    rows: list[BackupSet] = section.table.model.rows
    assert [one.made_at for one in rows] == sorted((one.made_at for one in rows), reverse=True)
    assert len(rows) == 2


def test_a_set_is_taken_away_with_a_reason_but_not_the_last_good_one(qtbot, section, tasks) -> None:
    section.make()
    settled(qtbot, tasks)
    section.table.choose(0)
    dialog = section.ask_remove()
    assert dialog is not None
    assert "lembar pemulihan" not in " ".join(one.text() for one in dialog.findChildren(QLabel))
    dialog.reason.restore("salah tempat")
    dialog.form.submit()
    qtbot.waitUntil(lambda: "terakhir tidak dihapus" in dialog.form._trouble.text())
    dialog.reject()
    (made,) = section.table.model.rows
    section.table.set_rows([replace(made, sheet="LAIN-0000")])
    section.table.choose(0)
    other = section.ask_remove()
    assert other is not None
    assert any("lembar pemulihan LAIN-0000" in one.text() for one in other.findChildren(QLabel))
    other.reject()
    section.make()
    settled(qtbot, tasks)
    section.table.choose(1)
    again = section.ask_remove()
    assert again is not None
    again.reason.restore("salah tempat")
    with qtbot.waitSignal(again.accepted):
        again.form.submit()
    settled(qtbot, tasks)
    assert states(section) == [BackupState.GOOD]
