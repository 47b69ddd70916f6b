"""What is wrong with a wording that is being typed: the first problems, each with the way to its line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cases.letters.template_check import Problem
from desktop import theme
from desktop.widgets.basic import Icon, button, label, snug
from desktop.widgets.parting import clear

_MOST_SAID: Final = 3


class ProblemStrip(QFrame):
    """Shown only while there is something to say; ``line_chosen`` gives the line of the text to go to."""

    line_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(8, 4, 8, 4)
        self._lines.setSpacing(0)
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these in the place of all, or nothing."""
        made: list[QWidget] = [self._row(problem) for problem in problems[:_MOST_SAID]]
        if len(problems) > _MOST_SAID:
            made.append(label(f"dan {len(problems) - _MOST_SAID} lagi", "help"))
        self._show(made)

    def show_failure(self, sentence: str) -> None:
        """Show why the wording could not be looked at."""
        self._show([label(sentence, "error", wrap=True)])

    def _row(self, problem: Problem) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(theme.space("s"))
        line.addWidget(Icon("warning-circle", "redFg"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(snug(problem.sentence, "body"), 1)
        line.addWidget(button("Tunjukkan", "link", on_click=partial(self.line_chosen.emit, problem.line)))
        return made

    def _show(self, parts: list[QWidget]) -> None:
        clear(self._lines)
        for part in parts:
            self._lines.addWidget(part)
        self.setVisible(bool(parts))
