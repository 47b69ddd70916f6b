"""The lock of the screen: after a while, with the system's own, and what is hidden by it."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from collections.abc import Iterator
from ctypes import wintypes
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu, QVBoxLayout, QWidget

from desktop.guard.screen_lock import ScreenLock
from desktop.guard.system_lock import WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK, SessionFilter, SystemLock, path_part
from desktop.preferences import Preferences
from desktop.widgets.full_screen import FullScreen

SAVER = ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver")


class Time:
    """A clock of seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def shell(qtbot) -> QWidget:
    made = QWidget()
    lines = QVBoxLayout(made)
    lines.addWidget(QLineEdit())
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def saving() -> list[bool]:
    return [False]


@pytest.fixture
def lock(shell: QWidget, clock: Time, saving: list[bool]) -> ScreenLock:
    return ScreenLock(shell, lambda: 10, lambda: saving[0], shell, clock=clock)


@pytest.fixture
def wanted(lock: ScreenLock) -> list[int]:
    heard: list[int] = []
    lock.wanted.connect(lambda: heard.append(1))
    return heard


def test_nobody_there_for_so_long_locks(lock: ScreenLock, clock: Time, wanted: list[int]) -> None:
    clock.now = 599
    lock.look()
    assert wanted == []
    assert 0 < lock._timer.remainingTime() <= 1_100  # Qt may take a twentieth more
    clock.now = 600
    lock.look()
    assert wanted == [1]


def test_a_key_or_the_mouse_begins_anew(
    qtbot, shell: QWidget, lock: ScreenLock, clock: Time, wanted: list[int]
) -> None:
    clock.now = 590
    qtbot.keyClick(shell.windowHandle(), Qt.Key.Key_A)
    clock.now = 1100
    lock.look()
    assert wanted == []
    qtbot.mouseMove(shell.windowHandle(), QPoint(20, 20))
    clock.now = 1699
    lock.look()
    assert wanted == []
    clock.now = 1701
    lock.look()
    assert wanted == [1]


def test_a_window_that_came_later_is_heard_too(
    qtbot, shell: QWidget, lock: ScreenLock, clock: Time, wanted: list[int]
) -> None:
    dialog = QDialog(shell)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is dialog.windowHandle())
    clock.now = 590
    qtbot.keyClick(dialog.windowHandle(), Qt.Key.Key_A)
    clock.now = 1100
    lock.look()
    assert wanted == []


def test_a_modal_window_that_saves_puts_it_off(
    qtbot, shell: QWidget, lock: ScreenLock, clock: Time, wanted: list[int], saving: list[bool]
) -> None:
    dialog = QDialog(shell)
    qtbot.addWidget(dialog)
    dialog.open()
    clock.now, saving[0] = 700, True
    lock.look()
    assert wanted == []
    assert lock._timer.isActive()
    saving[0] = False
    lock.look()
    assert wanted == [1]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_every_other_window_is_hidden_and_comes_back(qtbot, shell: QWidget, lock: ScreenLock) -> None:
    dialog, screen, menu = QDialog(shell), FullScreen(shell), QMenu(shell)
    field = QLineEdit(dialog)
    for widget in (dialog, screen, menu):
        qtbot.addWidget(widget)
    dialog.open()
    field.setText("setengah jadi")
    screen.show()
    menu.addAction("Buka")
    menu.popup(shell.pos())
    answers: list[int] = []
    dialog.finished.connect(answers.append)
    lock.close_curtain()
    assert not any(widget.isVisible() for widget in (dialog, screen, menu))
    assert shell.isVisible()
    lock.open_curtain(same=True)
    assert dialog.isVisible()
    assert screen.isVisible()
    assert (field.text(), answers) == ("setengah jadi", [])


def test_what_opens_behind_the_lock_stays_hidden(qtbot, shell: QWidget, lock: ScreenLock) -> None:
    lock.close_curtain()
    late = QDialog(shell)
    qtbot.addWidget(late)
    late.open()
    qtbot.waitUntil(lambda: not late.isVisible())
    lock.open_curtain(same=True)
    assert late.isVisible()


def test_for_another_user_what_was_hidden_is_closed(qtbot, shell: QWidget, lock: ScreenLock) -> None:
    dialog = QDialog(shell)
    dialog.open()
    lock.close_curtain()
    with qtbot.waitSignal(dialog.destroyed):
        lock.open_curtain(same=False)


@pytest.mark.parametrize(("kept", "minutes"), [("", 10), ("1", 1), ("0", 1), ("999", 60), ("x", 10), ("-5", 10)])
def test_it_cannot_be_switched_off(tmp_path: Path, kept: str, minutes: int) -> None:
    preferences = Preferences(tmp_path / "t.ini")
    if kept:
        preferences._kept.setValue("lock-minutes", kept)
    assert preferences.lock_minutes == minutes


# -- the system's own lock


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    """A message bus of this test's own; gives its address."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None or not shutil.which("dbus-send"):
        pytest.skip("no D-Bus on this machine")
    started = subprocess.Popen(  # noqa: S603 - found on the path
        [daemon, "--session", "--nofork", "--print-address", f"--address=unix:path={tmp_path / 'bus'}"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdout is not None
    yield started.stdout.readline().strip()
    started.terminate()
    started.wait()
    started.stdout.close()


def test_a_screen_saver_that_comes_locks(qtbot, shell: QWidget, bus: str) -> None:
    connection = QDBusConnection.connectToBus(bus, "uji")
    told = SystemLock(shell, shell)
    assert told.listen_to_saver(connection, *SAVER)
    heard: list[int] = []
    told.locked.connect(lambda: heard.append(1))

    def send(active: str) -> None:
        command = [
            "dbus-send",
            f"--bus={bus}",
            "--type=signal",
            SAVER[0],
            f"{SAVER[1]}.ActiveChanged",
            f"boolean:{active}",
        ]
        subprocess.run(command, check=True)  # noqa: S603 - as above

    send("false")
    send("true")
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [1]
    QDBusConnection.disconnectFromBus("uji")


@pytest.mark.parametrize(
    ("message", "word", "count"),
    [(WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK, 1), (WM_WTSSESSION_CHANGE, 8, 0), (0x0010, WTS_SESSION_LOCK, 0)],
)
def test_windows_tells_of_a_locked_session(shell: QWidget, message: int, word: int, count: int) -> None:
    told = SystemLock(shell, shell)
    heard: list[int] = []
    told.locked.connect(lambda: heard.append(1))
    listener = SessionFilter(told)
    listener.take(SimpleNamespace(message=message, wParam=word))
    assert len(heard) == count


def test_a_windows_message_is_read_where_it_lies(shell: QWidget) -> None:
    told = SystemLock(shell, shell)
    heard: list[int] = []
    told.locked.connect(lambda: heard.append(1))
    message = wintypes.MSG(message=WM_WTSSESSION_CHANGE, wParam=WTS_SESSION_LOCK)
    listener = SessionFilter(told)
    assert listener.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(message)) == (False, 0)
    listener.nativeEventFilter(b"xcb_generic_event_t", 0)
    assert heard == [1]


def test_names_of_sessions_on_the_bus() -> None:
    assert [path_part(name) for name in ("2", "c2", "12", "a_b")] == ["_32", "c2", "_312", "a_5fb"]
