"""A red line while the last check of the database, the log and the letters found something."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cases.model.office import TimeZone
from cases.rules.dates import long_date
from cases.services.integrity import LogCheck
from desktop import theme
from desktop.widgets.basic import Elided, Icon, button


class CheckLine(QWidget):
    """Hidden while nothing is wrong; ``opened`` asks for all that was found."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = Elided("", "red")
        line = QHBoxLayout(self)
        line.setContentsMargins(2, 0, 2, 0)
        line.setSpacing(theme.space("s"))
        line.addWidget(Icon("shield-warning", "redFg", theme.size("iconSmall")))
        line.addWidget(self._words, 1)
        line.addWidget(button("Lihat pemeriksaan", "link", on_click=self.opened.emit))
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def show_check(self, check: LogCheck | None, zone: TimeZone) -> None:
        """Say what the last check found, or go away."""
        if check is not None and check.failed:
            day = long_date(check.at.astimezone(zone.zone).date())
            first = check.problems[0] if check.problems else ""
            self._words.setText(f"Pemeriksaan keutuhan {day} menemukan {check.failed} masalah. {first}".strip())
        self.setVisible(check is not None and check.failed > 0)
