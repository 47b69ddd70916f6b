"""A chip that narrows a list: it says what is chosen and opens the choices on a click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from desktop import icons, theme


class ChoiceChip(QPushButton):
    """One of several choices; "" stands for all. ``chosen`` gives the value."""

    chosen = Signal(str)

    def __init__(
        self, title: str, choices: Sequence[tuple[str, str]] = (), *, all_words: str = "semua", tip: str = ""
    ) -> None:
        super().__init__()
        self.setProperty("role", "chip")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(True)  # Enter chooses it, as the space bar does
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands at the right of the words
        edge = theme.size("iconSmall") - 4
        self.setIconSize(QSize(edge, edge))
        self._title, self._all = title, all_words
        self._tip = tip or f"Pilih {title.lower()} yang ditampilkan"
        self._choices: list[tuple[str, str]] = []
        self._value = ""
        self.clicked.connect(lambda _down: self._open())
        self.set_choices(choices)

    @property
    def value(self) -> str:
        """What is chosen, "" for all."""
        return self._value

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these (value, word) pairs; what is chosen stays chosen."""
        self._choices = list(choices)
        self._show()

    def choose(self, value: str) -> None:
        """Choose and say so when it is another value."""
        if value != self._value:
            self.restore(value)
            self.chosen.emit(value)

    def restore(self, value: str) -> None:
        """Choose without a word."""
        self._value = value
        self._show()

    def _show(self) -> None:
        words = dict(self._choices).get(self._value, self._value or self._all)
        self.setText(f"{self._title}: {words} ")
        self.setIcon(icons.icon("caret-down", "text2"))
        self.setToolTip(self._tip)
        self.setAccessibleName(f"{self._title}: {words}")

    def menu_of_choices(self) -> QMenu:
        """The menu that a click opens."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for value, words in (("", self._all), *self._choices):
            action: QAction = menu.addAction(f"{words[:1].upper()}{words[1:]}")
            action.setCheckable(True)
            action.setChecked(value == self._value)
            action.triggered.connect(lambda _on, value=value: self.choose(value))
        return menu

    def _open(self) -> None:
        self.menu_of_choices().popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
