"""The timeline of a case: day, dot, what happened, and a link to what it made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.basic import button, label
from desktop.widgets.parting import clear

DotState: TypeAlias = Literal["open", "done", "missed"]
_DAY_WIDTH: Final = 58
_DOT_WIDTH: Final = 24
_DOT_TOP: Final = 13


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event; ``link`` is the word of a button at the right, ``target`` comes back when it is pressed."""

    day: str
    title: str
    subtitle: str = ""
    state: DotState = "done"
    link: str = ""
    link_icon: str = "file-text"
    target: object = None


class _Dot(QWidget):
    """The dot, with the line to its neighbours."""

    def __init__(self, state: DotState, *, first: bool, last: bool) -> None:
        super().__init__()
        self._state, self._first, self._last = state, first, last
        self.setFixedWidth(_DOT_WIDTH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(self.width() / 2, _DOT_TOP)
        painter.setPen(QPen(theme.color("borderStrong"), 1.5))
        if not self._first:
            painter.drawLine(QPointF(centre.x(), 0), centre - QPointF(0, 7))
        if not self._last:
            painter.drawLine(centre + QPointF(0, 7), QPointF(centre.x(), self.height()))
        if self._state == "open":
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(theme.color("surface"))
            painter.drawEllipse(centre, 5, 5)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("amberSolid" if self._state == "missed" else "accent"))
        painter.drawEllipse(centre, 4.5, 4.5)


class Timeline(QWidget):
    """``opened`` gives the target of a link."""

    opened = Signal(object)

    def __init__(self, entries: Sequence[TimelineEntry] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.show_entries(entries)

    def show_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show these, in their order."""
        clear(self._lines)
        for place, entry in enumerate(entries):
            self._lines.addWidget(self._row(entry, first=place == 0, last=place == len(entries) - 1))
        self._lines.addStretch(1)

    def _row(self, entry: TimelineEntry, *, first: bool, last: bool) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        day = label(entry.day, "label")
        day.setFixedWidth(_DAY_WIDTH)
        day.setContentsMargins(0, 5, 0, 0)
        line.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(_Dot(entry.state, first=first, last=last))
        words = QVBoxLayout()
        words.setContentsMargins(8, 4, 8, 9)
        words.setSpacing(0)
        words.addWidget(label(entry.title, "event", wrap=True))
        if entry.subtitle:
            words.addWidget(label(entry.subtitle, "help", wrap=True))
        words.addStretch(1)
        line.addLayout(words, 1)
        if entry.link:
            target = entry.target
            link = button(entry.link, "link", icon=entry.link_icon, on_click=lambda: self.opened.emit(target))
            line.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        return made
