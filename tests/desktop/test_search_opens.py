"""Ctrl+K over a real office: what is typed finds, and what is chosen opens its page."""

from __future__ import annotations

from datetime import date

import pytest
from list_data import case_at, letter_of, put, settle
from page_trail import PEOPLE, import_people
from PySide6.QtCore import Qt

from cases.model.letter import LetterStatus
from cases.rules.nip import show_nip
from desktop.assembly import PAGES, fill
from desktop.desk import Desk
from desktop.main_window import MainWindow
from desktop.widgets.palette import Find

CASE = case_at(7, due=1)
LETTER = letter_of(
    CASE, number="800.1.6.2/7/BKPSDM/X/2026", letter_on=date(2026, 10, 1), status=LetterStatus.VOID, short_code="AB12"
)


@pytest.fixture
def window(qtbot, tasks, desk: Desk, do) -> MainWindow:
    import_people(do)
    do(put, [CASE], [LETTER])
    made = MainWindow()
    qtbot.addWidget(made)
    fill(made, desk)
    made.show()
    made.open_page("letters")
    settle(qtbot, tasks)
    return made


def finds(qtbot, tasks, window: MainWindow, text: str) -> list[Find]:
    """What the box lists after one typed and paused."""
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window._palette
    palette.edit.clear()
    qtbot.keyClicks(palette.edit, text)
    qtbot.waitUntil(lambda: not palette._pause.isActive() and not tasks.busy)
    return [palette.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(palette.list.count())]


@pytest.mark.parametrize(
    ("text", "noun", "page"),
    [
        ("Satria", "employee", "employees"),
        (show_nip(PEOPLE[1].nip), "employee", "employees"),
        (CASE.number, "case", "case"),
        ("beranda", "report", "report"),
        ("800.1.6.2/7", "letter", "letter"),
    ],
)
def test_names_nips_numbers_and_words_are_found_and_opened(qtbot, tasks, window, text, noun, page) -> None:
    found = finds(qtbot, tasks, window, text)
    place = next(row for row, find in enumerate(found) if find.target.noun == noun)
    for _ in range(place):
        qtbot.keyClick(window._palette.edit, Qt.Key.Key_Down)
    opened: list[tuple[str, object]] = []
    window.open_page = lambda key, **args: opened.append((key, args))  # the pages themselves have tests of their own
    qtbot.keyClick(window._palette.edit, Qt.Key.Key_Return)
    assert opened == [(page, {f"{noun}_id": found[place].target.id})]


def test_a_person_who_is_found_stands_alone_in_the_list(qtbot, tasks, window) -> None:
    finds(qtbot, tasks, window, "Satria")
    qtbot.keyClick(window._palette.edit, Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert window.current_key == "employees"
    assert [person.name for person in window.page("employees").table.model.rows] == ["Satria Nugraha"]


def test_a_find_says_where_the_words_were_met(qtbot, tasks, window) -> None:
    report = finds(qtbot, tasks, window, "beranda")[0]
    assert "beranda media sosialnya" in report.subtitle
    qtbot.keyClick(window._palette.edit, Qt.Key.Key_Escape)
    person = finds(qtbot, tasks, window, PEOPLE[2].nip)[0]
    assert person.title == "Satria Nugraha"
    assert PEOPLE[2].nip in person.subtitle
    assert person.title not in person.subtitle


@pytest.mark.parametrize("key", ["today", "cases", "employees", "employee-import", "letters", "recap"])
def test_every_list_can_be_opened_from_the_window(qtbot, tasks, window, key, stray_errors) -> None:
    assert key in {entry.key for entry in PAGES}
    assert window.open_page(key)
    settle(qtbot, tasks)
    assert window.current_key == key
    assert stray_errors == []
