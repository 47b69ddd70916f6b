"""The button of the seldom acts: three dots, and beneath them a list that says each in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton

from desktop.widgets.basic import icon_button

Entry: TypeAlias = tuple[str, Callable[[], object]]
_BELOW = 2


def more_button(tip: str, entries: Sequence[Entry]) -> QPushButton:
    """Return the button; ``tip`` names what it offers, the words of an entry say what it does."""
    made = icon_button("dots-three", tip)
    made.clicked.connect(lambda *_: more_menu(made, entries).popup(made.mapToGlobal(QPoint(0, made.height() + _BELOW))))
    return made


def more_menu(parent: QPushButton, entries: Sequence[Entry]) -> QMenu:
    """Return the list, which is gone once it closes."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for words, act in entries:
        menu.addAction(words).triggered.connect(lambda _on, act=act: act())
    return menu
