"""A quiet line on the morning page while backups or the recovery sheet are not as they should be."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import theme
from desktop.widgets.basic import Elided, Icon, button


class BackupLine(QWidget):
    """Hidden while all is well; ``opened`` asks for the page of ``verb``, offered to those who may do something."""

    opened = Signal()

    def __init__(self, *, may_open: bool, icon: str = "archive", verb: str = "Buka Cadangan") -> None:
        super().__init__()
        self._words = Elided("", "amber")
        line = QHBoxLayout(self)
        line.setContentsMargins(2, 0, 2, 0)
        line.setSpacing(theme.space("s"))
        line.addWidget(Icon(icon, "amberFg", theme.size("iconSmall")))
        line.addWidget(self._words, 1)
        self.open_button = button(verb, "link", on_click=self.opened.emit)
        self.open_button.setVisible(may_open)
        line.addWidget(self.open_button)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def show_worry(self, sentence: str) -> None:
        """Say this, or go away when there is nothing to say."""
        self._words.setText(sentence)
        self.setVisible(bool(sentence))
