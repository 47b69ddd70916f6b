"""A table of frozen records: what each column shows, and a model that Qt reads page by page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.widgets.pill import PillLook

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, kw_only=True)
class Column(Generic[R]):
    """One column.

    ``key`` is the name that sorting, filtering and kept widths use; ``width`` in px is the first width and ``stretch``
    gives it what is left over. ``text`` is what it says; ``second`` makes it two lines; ``pill`` paints a pill in the
    place of the text (None falls back to the text); ``hue`` colours the text ("red", "amber", "green", "").
    ``copy`` is what the clipboard gets where that differs (an NIP without spaces). ``choices`` are (value, word) pairs
    of a filter that is picked; ``filtered`` off leaves no filter, ``sortable`` off no arrow. ``face`` is a font
    of the tokens. ``icon`` names an icon shown in the place of words.
    """

    key: str
    title: str
    width: int
    text: Callable[[R], str]
    second: Callable[[R], str] | None = None
    pill: Callable[[R], PillLook | None] | None = None
    hue: Callable[[R], str] | None = None
    copy: Callable[[R], str] | None = None
    tip: Callable[[R], str] | None = None
    icon: str = ""
    right: bool = False
    face: str = "table"
    stretch: bool = False
    sortable: bool = True
    filtered: bool = True
    choices: tuple[tuple[str, str], ...] = ()


def still(*columns: Column[R]) -> tuple[Column[R], ...]:
    """Return columns that nobody sorts or filters by: those of a table whose rows come in one order."""
    return tuple(replace(column, sortable=False, filtered=False) for column in columns)


@dataclass(frozen=True, slots=True)
class TableQuery:
    """What the user wants to see: the column to sort by, the direction, and filters by column key.

    A typed filter is a text, a picked one a tuple of one value, as ``cases.model.listing.ListQuery`` takes them.
    """

    sort: str
    descending: bool = False
    filters: dict[str, str | tuple[str, ...]] = field(default_factory=dict)


class RecordTableModel(QAbstractTableModel, Generic[R]):
    """Rows of one kind of record; asks for the next page by ``more_wanted`` when the view nears the end."""

    more_wanted = Signal()
    rows_changed = Signal()

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.total = 0
        self._rows: list[R] = []
        self._more = False
        self._asked = False

    @property
    def rows(self) -> Sequence[R]:
        """The records that are loaded."""
        return self._rows

    def record(self, row: int) -> R:
        """The record of a row."""
        return self._rows[row]

    def set_rows(self, rows: Sequence[R], *, total: int | None = None, more: bool = False) -> None:
        """Show these in the place of all; ``total`` counts all that match, ``more`` says that another page exists."""
        self.beginResetModel()
        self._rows = list(rows)
        self._state(total, more=more)
        self.endResetModel()
        self.rows_changed.emit()

    def append_rows(self, rows: Sequence[R], *, total: int | None = None, more: bool = False) -> None:
        """Add the next page."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows.extend(rows)
            self._state(total, more=more)
            self.endInsertRows()
        else:
            self._state(total, more=more)
        self.rows_changed.emit()

    def _state(self, total: int | None, *, more: bool) -> None:
        self.total = len(self._rows) if total is None else total
        self._more = more
        self._asked = False

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Rows that are loaded."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        """The words of a cell; the delegate reads the rest from the column itself."""
        if not index.isValid():
            return None
        shown, record = self.columns[index.column()], self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown.text(record)
        if role == Qt.ItemDataRole.TextAlignmentRole and shown.right:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (f"{shown.title}: {self.words(index)}",) if part)
        return None

    def words(self, index: Index) -> str:
        """Everything that a cell says, as one text: for the tooltip and a screen reader."""
        shown, record = self.columns[index.column()], self._rows[index.row()]
        if shown.tip is not None:
            return shown.tip(record)
        look = shown.pill(record) if shown.pill else None
        parts = [look.text if look else shown.text(record)]
        if shown.second:
            parts.append(shown.second(record))
        return "\n".join(part for part in parts if part)

    def clip(self, row: int, column: int) -> str:
        """What the clipboard gets of a cell."""
        shown, record = self.columns[column], self._rows[row]
        if shown.copy is not None:
            return shown.copy(record)
        look = shown.pill(record) if shown.pill else None
        return shown.text(record) or (look.text if look else "")

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's signature
        """Titles of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.columns[section].title
        return None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether another page exists and has not been asked for yet."""
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page, once."""
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit()
