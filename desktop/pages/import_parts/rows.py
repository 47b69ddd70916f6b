"""The rows of a sheet that was looked at, narrowed by what they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop import theme
from desktop.models.table import Column
from desktop.pages.import_parts.kind import ImportKind, Mending, Plan, SheetFile
from desktop.pages.import_parts.mending import MendCard
from desktop.pages.local_table import LocalTable
from desktop.widgets.bars import SegmentBar
from desktop.widgets.basic import row
from desktop.widgets.empty import EmptyState


class RowsPanel(QWidget, Generic[Plan]):
    """Segments with their counts, the table of the chosen one, and beneath it what can be done with a row of it."""

    def __init__(self, kind: ImportKind[Plan, Any]) -> None:
        super().__init__()
        self._segments = {one.key: one for one in kind.segments}
        self._first = kind.first
        self._mend: Callable[[Any], Mending | None] = kind.mend or (lambda _one: None)
        self._plan: Plan | None = None
        self._sheet: object = None
        self._tables: dict[tuple[Column[Any], ...], LocalTable] = {}
        self._faces = QStackedWidget()
        self.segments = SegmentBar([(one.key, one.title) for one in kind.segments])
        self.card = MendCard(kind.table)
        for one in kind.segments:
            if one.columns not in self._tables:
                self._tables[one.columns] = self._made(one.columns)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        lines.addWidget(row(self.segments, None))
        lines.addWidget(self._faces, 1)
        lines.addWidget(self.card)
        self.segments.chosen.connect(lambda _key: self._arrange())

    def _made(self, columns: tuple[Column[Any], ...]) -> LocalTable:
        empty = EmptyState("Tidak ada baris seperti ini", "", icon="check-circle")
        table = LocalTable(columns, "row", empty, keys={"row": None})  # they come in the order of the sheet
        table.selected.connect(lambda _one: self._show_row())
        table.opened.connect(lambda _one: self.point())
        self._faces.addWidget(table)
        return table

    @property
    def table(self) -> LocalTable:
        """The table in view."""
        return self._tables[self._segments[self.segments.current].columns]

    def point(self) -> None:
        """Put the cursor where the chosen row is set right, into the table where there is none."""
        if self.card.usable:
            self.card.point()
        else:
            self.setFocus()

    def rows(self, key: str) -> tuple[Any, ...]:
        """The rows of a segment."""
        return () if self._plan is None else tuple(self._segments[key].rows(self._plan))

    def show_plan(self, plan: Plan, file: SheetFile) -> None:
        """Show every row; the first segment that needs somebody is chosen when another file is shown."""
        other = self._sheet is not file.sheet
        self._plan, self._sheet = plan, file.sheet
        counts = {key: len(self.rows(key)) for key in self._segments}
        for key, count in counts.items():
            self.segments.set_count(key, count)
            if self._segments[key].when_any:
                self.segments.set_shown(key, shown=bool(count))
        self.card.show_file(file)
        if other:
            self.segments.choose(next((key for key in self._first if counts[key]), self._first[-1]))
        self._arrange()

    def _arrange(self) -> None:
        table = self.table
        self._faces.setCurrentWidget(table)
        self.setFocusProxy(table)
        table.show_all(self.rows(self.segments.current))
        self._show_row()

    def _show_row(self) -> None:
        one = self.table.current()
        self.card.show_row(None if one is None else self._mend(one))
