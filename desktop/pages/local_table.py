"""A table whose rows are all in memory."""

from __future__ import annotations

from typing import Any

from desktop.models.table import Column, TableQuery
from desktop.pages.listing import arranged
from desktop.widgets.empty import EmptyState
from desktop.widgets.table import RecordTable


class LocalTable(RecordTable[Any]):
    """A table whose rows are all in memory: it sorts and filters by itself."""

    def __init__(self, columns: tuple[Column[Any], ...], sort: str, empty: EmptyState) -> None:
        super().__init__(columns, sort=sort, empty=empty, hints=False)
        self._all: tuple[Any, ...] = ()
        self.set_note("Ctrl+F saring   Ctrl+C salin ke Excel")
        self.query_changed.connect(self._arrange)

    def show_all(self, rows: tuple[Any, ...]) -> None:
        """Show these."""
        self._all = rows
        self._arrange(self.query())

    def _arrange(self, asked: TableQuery) -> None:
        keys = {"row": lambda fault: fault.row}
        self.set_rows(arranged(self._all, asked, self.model.columns, keys))
