"""A table whose rows are all in memory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from desktop.models.table import Column, TableQuery
from desktop.pages.listing import SortKey, arranged
from desktop.widgets.empty import EmptyState
from desktop.widgets.table import RecordTable

_BY_ROW: Final[Mapping[str, SortKey[Any] | None]] = {"row": lambda fault: fault.row}


class LocalTable(RecordTable[Any]):
    """A table whose rows are all in memory: it sorts and filters by itself, by ``keys`` as ``arranged`` has them."""

    def __init__(
        self,
        columns: tuple[Column[Any], ...],
        sort: str,
        empty: EmptyState,
        *,
        keys: Mapping[str, SortKey[Any] | None] = _BY_ROW,
        descending: bool = False,
    ) -> None:
        super().__init__(columns, sort=sort, descending=descending, empty=empty, hints=False)
        self._all: tuple[Any, ...] = ()
        self._keys = keys
        self.set_note("Ctrl+F saring   Ctrl+C salin ke Excel")
        self.query_changed.connect(self._arrange)

    def show_all(self, rows: tuple[Any, ...]) -> None:
        """Show these."""
        self._all = rows
        self._arrange(self.query())

    def _arrange(self, asked: TableQuery) -> None:
        self.set_rows(arranged(self._all, asked, self.model.columns, self._keys))
