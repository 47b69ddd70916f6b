"""Facts as pairs of a caption and a value, in columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop import theme
from desktop.widgets.basic import column, label
from desktop.widgets.parting import clear

_COLUMN = 150
"""The least width of a column."""


class FactGrid(QWidget):
    """(caption, value) pairs from left to right, in as many columns as have room; an empty value shows "–"."""

    def __init__(self, columns: int = 2) -> None:
        super().__init__()
        self._most = columns
        self._pairs: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space("xl"))
        self._grid.setVerticalSpacing(theme.space("s"))

    def minimumSizeHint(self) -> QSize:
        """One column."""
        return QSize(_COLUMN, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out again where another number of columns fits."""
        super().resizeEvent(event)
        if self._columns() != self._grid.property("columns"):
            self._arrange()

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these in the place of all."""
        clear(self._grid)
        self._pairs = [
            column(label(caption, "caption"), label(value or "–", wrap=True, selectable=True))
            for caption, value in facts
        ]
        self._arrange()

    def _columns(self) -> int:
        return max(min(self.width() // _COLUMN, self._most), 1)

    def _arrange(self) -> None:
        columns = self._columns()
        self._grid.setProperty("columns", columns)
        for pair in self._pairs:
            self._grid.removeWidget(pair)
        for place in range(self._most):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)
        for place, pair in enumerate(self._pairs):
            self._grid.addWidget(pair, *divmod(place, columns), Qt.AlignmentFlag.AlignTop)
