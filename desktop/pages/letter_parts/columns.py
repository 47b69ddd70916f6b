"""The three columns of the letter page; where there is no room for three, the left one is a tab of the right one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop import theme
from desktop.widgets.bars import TabBar
from desktop.widgets.basic import Card
from desktop.widgets.form import scrolled

_WIDE: Final = 960
"""The least width in which the paper still has half of it between two columns."""
_TALL: Final = 580
_LIFE, _FACTS = "life", "facts"


class Columns(QWidget):
    """``facts`` at the left, the paper, ``life`` at the right with ``foot`` under it, which stays in sight."""

    changed = Signal()
    """There are more or fewer columns now."""

    def __init__(self, facts: QWidget, paper: QWidget, life: QWidget, foot: QWidget) -> None:
        super().__init__()
        self._facts, self._foot = scrolled(facts), foot
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.space("m"))
        self._left = Card("Isi surat")
        self._left.setFixedWidth(theme.size("panelRegister") - theme.space("m"))
        right = Card()
        right.setFixedWidth(theme.size("panelNext"))
        self._tabs = TabBar([(_LIFE, "Alur surat"), (_FACTS, "Isi surat")])
        self._tabs.chosen.connect(self._show)
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolled(life))
        right.add(self._tabs)
        right.add(self._stack, 1)
        right.add(foot)
        across.addWidget(self._left)
        across.addWidget(paper, 1)
        across.addWidget(right)
        self._narrow = False
        self._left.add(self._facts, 1)
        self._tabs.hide()

    @property
    def narrow(self) -> bool:
        """Whether there are two columns."""
        return self._narrow

    @property
    def cramped(self) -> bool:
        """Whether what may be said in one line should be."""
        return self._narrow or self.height() < _TALL

    def show_facts(self) -> None:
        """Bring what the letter says to the front."""
        self._tabs.choose(_FACTS)

    def show_life(self) -> None:
        """Bring what comes next to the front."""
        self._tabs.choose(_LIFE)

    def _show(self, key: str) -> None:
        self._stack.setCurrentIndex(int(key == _FACTS and self._narrow))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Three columns where they fit, else two."""
        super().resizeEvent(event)
        narrow = self.width() < _WIDE
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self._stack.addWidget(self._facts)
        else:
            self._stack.removeWidget(self._facts)
            self._left.add(self._facts, 1)
            self._facts.show()
        self._left.setVisible(not narrow)
        self._tabs.setVisible(narrow)
        self._show(self._tabs.current)
        self.changed.emit()
