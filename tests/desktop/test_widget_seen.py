"""A part that is filled when somebody sees it, and not again with what it holds."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from desktop.widgets.seen import WhenSeen


@pytest.fixture
def stack(qtbot) -> QStackedWidget:
    """Two tabs, the first in front, in a window that is shown."""
    made = QStackedWidget()
    qtbot.addWidget(made)
    for _ in range(2):
        made.addWidget(QLabel())
    made.show()
    return made


def test_what_is_in_front_is_filled_at_once_and_what_is_behind_when_it_comes(stack) -> None:
    filled: list[tuple[str, str]] = []
    front = WhenSeen(stack.widget(0), lambda words: filled.append(("front", words)))
    behind = WhenSeen(stack.widget(1), lambda words: filled.append(("behind", words)))
    for words in ("satu", "dua"):
        front.show(words)
        behind.show(words)
    assert filled == [("front", "satu"), ("front", "dua")]
    stack.setCurrentIndex(1)
    assert filled[2:] == [("behind", "dua")], "only what was shown last"


def test_the_same_is_not_filled_twice_but_what_came_back_is(stack) -> None:
    filled: list[tuple[str, ...]] = []
    part = WhenSeen(stack.widget(0), lambda *words: filled.append(words))
    for words in (("a", "b"), ("a", "b"), ("a", "c"), ("a", "b")):
        part.show(*words)
    assert filled == [("a", "b"), ("a", "c"), ("a", "b")]
    stack.setCurrentIndex(1)
    part.show("x", "y")
    part.show("a", "b")
    stack.setCurrentIndex(0)
    assert len(filled) == 3, "it holds that already"


def test_a_part_that_reads_by_itself_is_filled_after_each_show(stack) -> None:
    filled: list[str] = []
    part = WhenSeen(stack.widget(1), filled.append, reads=True)
    part.show("a")
    part.show("a")
    stack.setCurrentIndex(1)
    assert filled == ["a"]
    part.show("a")
    assert filled == ["a", "a"]
    stack.setCurrentIndex(0)
    stack.setCurrentIndex(1)
    assert filled == ["a", "a"], "nothing was shown since"


def test_a_page_that_is_away_keeps_its_tabs_waiting(qtbot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    inner = QLabel(page)
    part = WhenSeen(inner, inner.setText)
    part.show("satu")
    assert inner.text() == ""
    page.show()
    assert inner.text() == "satu"


def test_it_can_be_filled_before_anybody_looks(stack) -> None:
    filled: list[str] = []
    part = WhenSeen(stack.widget(1), filled.append)
    part.catch_up()
    part.show("a")
    part.catch_up()
    stack.setCurrentIndex(1)
    assert filled == ["a"]
