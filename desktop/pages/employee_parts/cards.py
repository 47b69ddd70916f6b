"""The cards of an employee's page: rows of what the office has on him, each with the way to its record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.widgets.basic import Card, button, column, hairline, label, row
from desktop.widgets.parting import clear
from desktop.widgets.pill import Pill, PillLook


@dataclass(frozen=True)
class Line:
    """A row: what it is, a line beneath, a pill, and the word of the button at its right with what it does."""

    title: str
    under: str = ""
    pill: PillLook | None = None
    verb: str = ""
    act: Callable[[], object] | None = None
    tip: str = ""


class LinesCard(Card):
    """A heading with a count, its rows, or the sentence that there are none, with the act that fills it if any."""

    def __init__(self, title: str, none: str, fill: QPushButton | None = None) -> None:
        super().__init__(title)
        self._words, self._none, self._fill = title, none, fill
        holder = QWidget()
        self._lines = QVBoxLayout(holder)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        self.add(holder)
        if fill is not None:
            self.add(row(fill, None))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these in the place of all."""
        clear(self._lines)
        if self._fill is not None:
            self._fill.setVisible(not lines)
        self.title.setText(f"{self._words} ({len(lines)})" if lines else self._words)
        if not lines:
            self._lines.addWidget(label(self._none, "help", wrap=True))
        for place, line in enumerate(lines):
            if place:
                self._lines.addWidget(hairline())
            self._lines.addWidget(_row(line))


def _row(line: Line) -> QWidget:
    words = [label(line.title, "strong", wrap=True, selectable=True)]
    if line.under:
        words.append(label(line.under, "caption", wrap=True, selectable=True))
    parts: list[QWidget] = [column(*words, gap=1)]
    if line.pill is not None:
        parts.append(Pill(line.pill))
    if line.act is not None:
        act = button(line.verb, "link", tip=line.tip)
        act.clicked.connect(lambda *_, act=line.act: act())
        parts.append(act)
    made = row(*parts)
    layout = made.layout()
    if layout is not None:
        for part in parts[1:]:
            layout.setAlignment(part, Qt.AlignmentFlag.AlignTop)
    return made
