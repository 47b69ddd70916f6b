"""Facts as pairs of a caption and a value, in columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from desktop import theme
from desktop.widgets.basic import column, label


class FactGrid(QWidget):
    """(caption, value) pairs from left to right; an empty value shows "–"."""

    def __init__(self, columns: int = 2) -> None:
        super().__init__()
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space("xl"))
        self._grid.setVerticalSpacing(theme.space("s"))
        for place in range(columns):
            self._grid.setColumnStretch(place, 1)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these in the place of all."""
        clear(self._grid)
        for place, (caption, value) in enumerate(facts):
            words = label(value or "–", wrap=True, selectable=True)
            pair = column(label(caption, "caption"), words)
            row, at = divmod(place, self._columns)
            self._grid.addWidget(pair, row, at, Qt.AlignmentFlag.AlignTop)


def clear(lines: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := lines.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
