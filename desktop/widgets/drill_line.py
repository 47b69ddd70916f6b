"""The line of the restore drill: when a backup was last restored for a trial; red when it failed, amber when old."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cases.model.office import TimeZone
from cases.model.restore import Drill
from desktop import theme
from desktop.backups.words import drill_words
from desktop.widgets.basic import Elided, Icon


class DrillLine(QWidget):
    """Hidden until it knows; always there then, for "it was tried" is worth as much as "it failed"."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("arrow-counter-clockwise", "text2", theme.size("iconSmall"))
        self._words = Elided("", "caption")
        line = QHBoxLayout(self)
        line.setContentsMargins(2, 0, 2, 0)
        line.setSpacing(theme.space("s"))
        line.addWidget(self._icon)
        line.addWidget(self._words, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def show_drill(self, drill: Drill | None, now: datetime, zone: TimeZone) -> None:
        """Say what the last drill found."""
        words, hue = drill_words(drill, now, zone)
        self._words.setText(words)
        self._icon.show_icon("check-circle" if hue == "green" else "warning-circle", f"{hue}Fg")
        theme.set_role(self._words, "caption" if hue == "green" else hue)
        self.show()
