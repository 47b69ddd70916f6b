"""What surrounds the page of settings in its tests, and the way to a section."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.pages.settings import SettingsPage


class Window:
    """A window that remembers what it was told."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.undo: Any = None
        self.opened: list[str] = []

    def open_page(self, key: str, **_args: Any) -> bool:
        self.opened.append(key)
        return True

    def back(self) -> None:
        return

    def toast(self, words: str, *, action: str = "", on_action: Any = None) -> object:
        self.said.append(words)
        self.undo = on_action if action else None
        return None


class Running:
    """A program that remembers what the settings asked of it."""

    look = "system"
    deleted = 0

    clipboard_seconds = 60
    lock_minutes = 10

    def set_lock_minutes(self, minutes: int) -> None:
        self.lock_minutes = minutes

    def set_clipboard_seconds(self, seconds: int) -> None:
        self.clipboard_seconds = seconds

    def set_look(self, look: str) -> None:
        self.look = look

    def __init__(self) -> None:
        self.begun: list[str] = []

    def delete_sample(self) -> None:
        self.deleted += 1

    def begin_again(self, words: str, work: Callable[[], object] = lambda: None) -> None:
        self.begun.append(words)
        work()


@contextmanager
def shown(qtbot: QtBot, desk: Desk, window: Window) -> Iterator[SettingsPage]:
    """The page of settings in front of somebody, until nothing runs any more."""
    made = SettingsPage(desk, window)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    desk.changed.connect(made.on_changes)
    made.show()
    yield made
    qtbot.waitUntil(lambda: not desk.tasks.busy)


def open_section(qtbot, page: SettingsPage, desk: Desk, key: str) -> Any:
    page.open_section(key)
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    return page.section(key)


def rows(section: Any) -> list[Any]:
    return list(section.table.model.rows)
