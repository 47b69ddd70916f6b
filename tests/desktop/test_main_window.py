from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from cases.changes import ChangeSet
from desktop import theme
from desktop.main_window import MainWindow
from desktop.page import Page
from desktop.widgets.header import PageHeader
from desktop.widgets.palette import Find, Give
from desktop.widgets.shortcut_sheet import ShortcutSheet


class Sheet(Page):
    """A page that writes down what the window does to it."""

    made: list[str] = []  # noqa: RUF012 - shared by all pages of one test on purpose

    def __init__(self, name: str) -> None:
        super().__init__()
        self.shown: list[dict[str, Any]] = []
        self.changes: list[ChangeSet] = []
        self.behind: list[ChangeSet] = []
        self.lets_go = True
        self.edit = QLineEdit()
        self.lines.addWidget(PageHeader(name))
        self.lines.addWidget(self.edit)
        Sheet.made.append(name)

    def on_shown(self, **args: Any) -> None:
        self.shown.append(args)

    def on_changes(self, changes: ChangeSet) -> None:
        self.changes.append(changes)

    def on_changes_behind(self, changes: ChangeSet) -> None:
        self.behind.append(changes)

    def may_leave(self) -> bool:
        return self.lets_go


@pytest.fixture
def window(qtbot) -> MainWindow:
    Sheet.made.clear()
    made = MainWindow()
    made.rail.show_office("BKPPD Contoh")
    made.rail.show_user("Dewi Contoh", "Petugas")
    made.add_page("today", "Hari ini", "sun-horizon", lambda: Sheet("today"))
    made.add_page("cases", "Perkara", "folders", lambda: Sheet("cases"))
    made.add_page("case", "Perkara", "folders", lambda: Sheet("case"), place="hidden")
    made.add_page("settings", "Pengaturan", "gear-six", lambda: Sheet("settings"), place="lower")
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    made.open_page("today")
    return made


def sheet(window: MainWindow, key: str) -> Sheet:
    page = window.page(key)
    assert isinstance(page, Sheet)
    return page


def test_pages_are_made_when_first_opened_and_kept(window: MainWindow) -> None:
    assert Sheet.made == ["today"]
    window.open_page("cases")
    window.open_page("today")
    assert Sheet.made == ["today", "cases"]
    assert len(sheet(window, "today").shown) == 2


def test_rail_and_shortcuts_open_pages(qtbot, window: MainWindow) -> None:
    qtbot.mouseClick(window.rail.button("cases"), Qt.MouseButton.LeftButton)
    assert window.current_key == "cases"
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert window.current_key == "settings"
    assert window.rail.button("settings").isChecked()
    assert window.windowTitle() == "Pengaturan – Netralitas"


def test_back_shows_the_page_before_with_its_arguments(qtbot, window: MainWindow) -> None:
    window.open_page("case", case_id="a")
    window.open_page("cases")
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.current_key == "case"
    assert sheet(window, "case").shown == [{"case_id": "a"}, {"case_id": "a"}]
    window.back()
    window.back()
    assert window.current_key == "today"


def test_page_that_does_not_let_go_stays(window: MainWindow) -> None:
    sheet(window, "today").lets_go = False
    assert not window.open_page("cases")
    assert window.current_key == "today"
    assert window.rail.button("today").isChecked()
    window.close()
    assert window.isVisible()
    sheet(window, "today").lets_go = True


def test_changes_reach_the_page_in_front_and_are_told_to_those_behind(window: MainWindow) -> None:
    window.open_page("cases")
    changes = ChangeSet(frozenset({("case", "x")}))
    window.announce(changes)
    assert (sheet(window, "cases").changes, sheet(window, "cases").behind) == ([changes], [])
    assert (sheet(window, "today").changes, sheet(window, "today").behind) == ([], [changes])
    assert Sheet.made == ["today", "cases"]


def test_tab_begins_in_the_page(qtbot, window: MainWindow) -> None:
    window.open_page("cases")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is sheet(window, "cases").edit


def test_theme_is_switched_and_told(qtbot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.mode_changed) as caught:
        qtbot.mouseClick(window._mode_button, Qt.MouseButton.LeftButton)
    assert caught.args == ["dark"]
    assert theme.mode() is theme.Mode.DARK
    image = window.grab().toImage()
    assert image.pixelColor(1000, 700) == theme.color("canvas")
    assert image.pixelColor(100, 500) == theme.color("rail")


@pytest.mark.parametrize("scale", [(1366, 690), (910, 512), (1920, 1000)])
def test_window_fits_small_and_large_screens(window: MainWindow, scale: tuple[int, int]) -> None:
    window.resize(*scale)
    assert (window.width(), window.height()) == scale
    rail = window.rail
    assert rail.button("settings").mapTo(window, QPoint(0, 0)).y() < rail.lock.mapTo(window, QPoint(0, 0)).y()
    assert rail.lock.mapTo(window, QPoint(0, rail.lock.height())).y() <= window.height()


def test_counts_toast_and_saved_line(qtbot, window: MainWindow) -> None:
    window.set_count("today", 6, "amber")
    assert window.rail.button("today").count == 6
    window.saved(time(10, 42))
    assert window.saved_line.text == "Tersimpan 10.42"
    window.resize(910, 512)
    qtbot.waitUntil(lambda: window.saved_line.x() > window.search_box.geometry().right())
    toast = window.toast("Disalin")
    window.open_page("cases")
    assert toast.isVisible()
    under = window.childAt(toast.mapTo(window, toast.rect().center()))
    assert under is toast or toast.isAncestorOf(under), "the toast lies over the next page too"


@pytest.mark.parametrize(("key", "signal"), [(Qt.Key.Key_L, "lock_wanted"), (Qt.Key.Key_S, "save_wanted")])
def test_shortcuts_of_the_window(qtbot, window: MainWindow, key: Qt.Key, signal: str) -> None:
    with qtbot.waitSignal(getattr(window, signal)):
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)


def test_lock_button(qtbot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.lock_wanted):
        qtbot.mouseClick(window.rail.lock, Qt.MouseButton.LeftButton)


def test_f1_lists_every_shortcut(qtbot, window: MainWindow) -> None:
    pressed: list[int] = []
    window.add_shortcut("Ctrl+N", "Catat laporan", lambda: pressed.append(1))
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [1]
    qtbot.keyClick(window, Qt.Key.Key_F1)
    dialog = window.findChild(ShortcutSheet)
    assert dialog is not None
    words = {part.text() for part in dialog.findChildren(type(window.rail._office))}
    assert {"Ctrl+N", "Catat laporan", "Alt+1", "Buka Hari ini", "Ctrl+K"} <= words
    qtbot.mouseClick(dialog.findChild(QPushButton), Qt.MouseButton.LeftButton)


def test_closing_is_told_once(qtbot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.closing):
        window.close()


class Answers:
    """A search that answers later."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Give]] = []

    def __call__(self, text: str, give: Give) -> None:
        self.asked.append((text, give))


FINDS = [
    Find("2024/037", "Perkara", "folders", ("case", "a")),
    Find("Ani Contoh", "Pegawai", "user", ("employee", "b")),
]


def test_ctrl_k_finds_and_opens_with_the_keys(qtbot, window: MainWindow) -> None:
    answers = Answers()
    window.set_search(answers)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window._palette
    assert palette is not None
    assert palette.edit.hasFocus()
    qtbot.keyClicks(palette.edit, "ani")
    qtbot.waitUntil(lambda: [text for text, _ in answers.asked] == ["ani"])
    answers.asked[0][1](FINDS)
    qtbot.keyClick(palette.edit, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.find_chosen) as caught:
        qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert caught.args == [("employee", "b")]
    assert not palette.isVisible()


def test_search_box_opens_the_palette_and_late_answers_are_left_out(qtbot, window: MainWindow) -> None:
    answers = Answers()
    window.set_search(answers)
    qtbot.mouseClick(window.search_box, Qt.MouseButton.LeftButton)
    palette = window._palette
    assert palette is not None
    qtbot.keyClicks(palette.edit, "a")
    qtbot.keyClicks(palette.edit, "ni")
    qtbot.waitUntil(lambda: len(answers.asked) == 1)
    qtbot.keyClicks(palette.edit, "sa")
    qtbot.waitUntil(lambda: len(answers.asked) == 2)
    answers.asked[1][1]([])
    assert "anisa" in palette._state.text()
    answers.asked[0][1](FINDS)
    assert palette.list.count() == 0


@pytest.mark.parametrize("way", ["escape", "beside"])
def test_palette_goes(qtbot, window: MainWindow, way: str) -> None:
    window.set_search(Answers())
    window.open_search()
    palette = window._palette
    assert palette is not None
    if way == "escape":
        qtbot.keyClick(palette.edit, Qt.Key.Key_Escape)
    else:
        qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, palette.height() - 5))
    assert not palette.isVisible()


def test_find_is_chosen_with_the_mouse_and_the_palette_stays_in_the_window(qtbot, window: MainWindow) -> None:
    answers = Answers()
    window.set_search(answers)
    window.open_search()
    palette = window._palette
    assert palette is not None
    palette.show_finds(FINDS * 30)
    assert window.rect().contains(palette._box.geometry())
    place = palette.list.visualItemRect(palette.list.item(0)).center()
    with qtbot.waitSignal(window.find_chosen) as caught:
        qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert caught.args == [("case", "a")]
