"""A table as offices know it: sort, filter, widths that stay, Ctrl+C into Excel, an empty state and counts below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelectionModel, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.counts import grouped
from desktop.guard import clipboard
from desktop.models.table import Column, RecordTableModel, TableQuery
from desktop.widgets.basic import Elided, button, label
from desktop.widgets.empty import EmptyState
from desktop.widgets.parting import clear
from desktop.widgets.table_delegate import RecordDelegate
from desktop.widgets.table_header import FilterHeader

R = TypeVar("R")
_NIP = "88888888 888888 8 888"
_AS_TEXT = r'sdnum="1033;0;@" style="mso-number-format:\@"'
"""Marks a cell of HTML as text: the first for LibreOffice, the second for Excel."""
_HINTS = "Ctrl+F saring   Enter buka   Ctrl+C salin ke Excel"


class _View(QTableView):
    """The view itself: Enter opens, Tab leaves, the row under the mouse lights up."""

    opened = Signal()
    copied = Signal()
    resized = Signal()

    def __init__(self, delegate: RecordDelegate, parent: QWidget) -> None:
        super().__init__(parent)
        self._delegate = delegate
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row, Ctrl+C copies; the rest is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit()
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell, also when a scroll bar took room."""
        super().resizeEvent(event)
        self.resized.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the mouse."""
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered_row:
            self._delegate.hovered_row = row
            self.viewport().update()


class RecordTable(QFrame, Generic[R]):
    """A card with a table of records.

    It shows what it is given and says what the user wants: ``query_changed`` (a ``TableQuery``: the database sorts and
    filters), ``more_wanted`` (the next page), ``opened`` (a record: Enter, double click), ``selected`` (a record or
    None). ``keep_widths`` is called with px by column key when the user has changed one. ``count_words`` makes the
    words of the count from the loaded and the total rows. ``filters_cleared`` comes when all filters shall go, also
    those that the page holds itself (see ``set_narrowed``).
    """

    query_changed = Signal(object)
    more_wanted = Signal()
    opened = Signal(object)
    selected = Signal(object)
    filters_cleared = Signal()

    def __init__(
        self,
        columns: Sequence[Column[R]],
        *,
        sort: str = "",
        descending: bool = False,
        widths: Mapping[str, int] | None = None,
        keep_widths: Callable[[dict[str, int]], None] | None = None,
        empty: EmptyState | None = None,
        hints: bool = True,
        count_words: Callable[[int, int], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._sort = sort or columns[0].key
        self._descending = descending
        self._keep_widths = keep_widths
        self._count_words = count_words or _rows
        self._narrowed = False
        self._user_resizes = self._tabs_in_order = False
        self.model: RecordTableModel[R] = RecordTableModel(columns, self)
        self.view = _View(RecordDelegate(self), self)
        self.header = FilterHeader(columns, self.view)
        self.empty = empty or EmptyState("Belum ada data", "")
        self.empty.setParent(self)  # before it is shown, or it would flash as a window of its own
        self._no_match = EmptyState("Tidak ada yang cocok dengan saringan", "", icon="funnel", parent=self)
        self._no_match.add(button("Hapus saringan", "link", on_click=self.clear_filters))
        self.top = QVBoxLayout()
        self.counts = QHBoxLayout()
        self._count = label("", "label")
        self._note = Elided(_HINTS if hints else "", "caption")
        self._build()
        self._set_widths(widths or {})
        self._wire()
        self._refresh()

    # -- what a page calls

    def query(self) -> TableQuery:
        """What the user wants to see now."""
        return TableQuery(self._sort, self._descending, self.header.filters())

    def set_rows(self, rows: Sequence[R], *, total: int | None = None, more: bool = False) -> None:
        """Show the first page; the row that was current stays current when an equal ``id`` is there."""
        kept = getattr(self.current(), "id", None)
        self.model.set_rows(rows, total=total, more=more)
        place = next((n for n, row in enumerate(rows) if kept is not None and getattr(row, "id", None) == kept), 0)
        if rows:
            self.choose(place)

    def append_rows(self, rows: Sequence[R], *, total: int | None = None, more: bool = False) -> None:
        """Add the next page."""
        self.model.append_rows(rows, total=total, more=more)

    def current(self) -> R | None:
        """The record of the current row."""
        index = self.view.currentIndex()
        return self.model.record(index.row()) if index.isValid() and index.row() < len(self.model.rows) else None

    def choose(self, place: int) -> None:
        """Make one row the current and the only chosen one, counted from 0.

        The view's own ``selectRow`` looks at the keyboard: with Ctrl held down it would add the row to those chosen.
        """
        index = self.model.index(place, 0)
        only = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.view.selectionModel().setCurrentIndex(index, only)
        self.view.scrollTo(index)

    def chosen(self) -> list[R]:
        """The records of all selected rows, from the top."""
        return [self.model.record(row) for row in self._chosen_rows()]

    def set_filters(self, filters: dict[str, str | tuple[str, ...]]) -> None:
        """Put filters in (a link from a tile, a restored view) and ask for the rows."""
        self.header.set_filters(filters)
        self.query_changed.emit(self.query())

    def clear_filters(self) -> None:
        """Empty all filters, the page's own too, and ask for the rows."""
        self.filters_cleared.emit()
        self.header.clear_filters()

    def set_narrowed(self, *, narrowed: bool) -> None:
        """Say that the page itself leaves rows out, so that no rows means "nothing matches"."""
        self._narrowed = narrowed
        self._refresh()

    def set_note(self, words: str, hue: str = "") -> None:
        """Say something at the right of the footer, in the place of the hints."""
        self._note.setText(words)
        theme.set_role(self._note, hue or "caption")

    def add_count(self, words: str, hue: str = "") -> None:
        """Put a coloured count into the footer ("2 lewat", "red")."""
        made = label(words, hue or "label")
        self.counts.addWidget(made)

    def clear_counts(self) -> None:
        """Take the coloured counts away."""
        clear(self.counts)

    # -- building

    def _build(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setHorizontalHeader(self.header)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setTabKeyNavigation(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        two_lines = any(column.second for column in self.model.columns)
        view.verticalHeader().setDefaultSectionSize(theme.size("rowTwoLine" if two_lines else "row"))
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().hide()
        view.verticalScrollBar().setSingleStep(theme.size("row"))
        view.viewport().setAutoFillBackground(False)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(1, 1, 1, 1)  # a rounded card and its table need a pixel between them
        lines.setSpacing(0)
        lines.addLayout(self.top)
        lines.addWidget(view, 1)
        footer = QFrame()
        footer.setProperty("role", "footer")
        foot = QHBoxLayout(footer)
        foot.setContentsMargins(14, 0, 14, 0)
        foot.setSpacing(theme.space("m"))
        footer.setFixedHeight(36)
        foot.addWidget(self._count)
        foot.addLayout(self.counts)
        foot.addStretch(1)
        foot.addWidget(self._note)
        lines.addWidget(footer)
        self.setFocusProxy(view)

    def _wire(self) -> None:
        self.header.filters_changed.connect(self._filters_changed)
        self.header.sort_wanted.connect(self._sort_by)
        self.header.sectionResized.connect(self._section_resized)
        self.model.more_wanted.connect(self.more_wanted)
        self.model.rows_changed.connect(self._refresh)
        self.view.opened.connect(self._open)
        self.view.resized.connect(self._stretch)
        self.view.doubleClicked.connect(lambda _index: self._open())
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self.selected.emit(self.current()))
        self.header.installEventFilter(self)
        self.view.copied.connect(self.copy)
        shortcut = QShortcut(QKeySequence("Ctrl+F"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.toggle_filters)
        self.header.show_sort(self._section(self._sort), descending=self._descending)

    def _section(self, key: str) -> int:
        return next((n for n, column in enumerate(self.model.columns) if column.key == key), -1)

    def _set_widths(self, widths: Mapping[str, int]) -> None:
        for section, column in enumerate(self.model.columns):
            width = widths.get(column.key, column.width)
            self.header.resizeSection(section, max(width, _nip_width()) if column.face == "nipInTable" else width)
        self._stretch()
        self._user_resizes = True

    def _stretch(self) -> None:
        """Give what is left over to the stretching column, never less than its own width."""
        section = next((n for n, column in enumerate(self.model.columns) if column.stretch), -1)
        if section < 0:
            return
        others = sum(self.header.sectionSize(n) for n in range(len(self.model.columns)) if n != section)
        room = self.view.viewport().width() - others
        was, self._user_resizes = self._user_resizes, False
        self.header.resizeSection(section, max(room, self.model.columns[section].width))
        self._user_resizes = was

    # -- reacting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is."""
        super().resizeEvent(event)
        self._place_empty()

    def showEvent(self, event: QShowEvent) -> None:
        """Tab goes through what stands above the table into it, whatever was made first."""
        super().showEvent(event)
        if not self._tabs_in_order:
            self._tabs_in_order = True
            for before, after in pairwise([*_reached(self.top), self.view]):
                QWidget.setTabOrder(before, after)

    def toggle_filters(self) -> None:
        """Ctrl+F: show the filters and go there; from inside a filter, hide them."""
        inside = self.header.filters_shown and self.header.isAncestorOf(self.window().focusWidget())
        self.header.show_filters(shown=not inside)
        if inside:
            self.view.setFocus()
        else:
            self.header.focus_filter()
        self._place_empty()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape leaves the filters."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.header.show_filters(shown=False)
            self.view.setFocus()
            self._place_empty()
            return True
        return super().eventFilter(watched, event)

    def _filters_changed(self) -> None:
        self.query_changed.emit(self.query())

    def _sort_by(self, section: int) -> None:
        key = self.model.columns[section].key
        self._descending = not self._descending if key == self._sort else False
        self._sort = key
        self.header.show_sort(section, descending=self._descending)
        self.query_changed.emit(self.query())

    def _section_resized(self) -> None:
        if not self._user_resizes:
            return
        if self._keep_widths is not None:
            widths = {column.key: self.header.sectionSize(n) for n, column in enumerate(self.model.columns)}
            self._keep_widths(widths)

    def _open(self) -> None:
        record = self.current()
        if record is not None:
            self.opened.emit(record)

    def _refresh(self) -> None:
        loaded, total = len(self.model.rows), self.model.total
        self._count.setText(self._count_words(loaded, total))
        filtered = self._narrowed or bool(self.header.filters())
        self.empty.setVisible(not loaded and not filtered)
        self._no_match.setVisible(not loaded and filtered)
        self._place_empty()

    def _place_empty(self) -> None:
        for state in (self.empty, self._no_match):
            top = self.view.geometry().top() + self.header.height()
            state.setGeometry(1, top, self.width() - 2, max(self.view.geometry().bottom() - top, 0))
            state.raise_()

    # -- copying

    def _chosen_rows(self) -> list[int]:
        model: QItemSelectionModel = self.view.selectionModel()
        return sorted(index.row() for index in model.selectedRows())

    def copy(self) -> None:
        """Put the selected rows on the clipboard.

        As plain text (tab separated) for any program, and as HTML whose cells are text for Excel and LibreOffice, so
        that they keep the 18 digits of an NIP.
        """
        columns = [n for n, column in enumerate(self.model.columns) if not column.icon]
        rows = [[self.model.clip(row, column) for column in columns] for row in self._chosen_rows()]
        if not rows:
            return
        titles = [self.model.columns[n].title for n in columns]
        table = [titles, *rows] if len(rows) > 1 else rows
        data = QMimeData()
        data.setText("\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in table))
        cells = "".join(
            "<tr>" + "".join(f"<td {_AS_TEXT}>{escape(cell)}</td>" for cell in line) + "</tr>" for line in table
        )
        data.setHtml(f'<html><head><meta charset="utf-8"></head><body><table>{cells}</table></body></html>')
        clipboard.put(data)


def _rows(loaded: int, total: int) -> str:
    shown = grouped(total) if loaded == total else f"{grouped(loaded)} dari {grouped(total)}"
    return f"{shown} baris"


def _nip_width() -> int:
    """The least width of a column that shows an NIP: it is never cut."""
    return int(QFontMetricsF(theme.font("nipInTable")).horizontalAdvance(_NIP)) + theme.space("cellPaddingDense") + 5


def _reached(layout: QLayout) -> list[QWidget]:
    """What Tab reaches in a layout, from left to right and down."""
    found: list[QWidget] = []
    for item in filter(None, map(layout.itemAt, range(layout.count()))):
        inner, part = item.layout(), item.widget()
        if inner is not None:
            found += _reached(inner)
        elif part is not None:
            found += [one for one in (part, *part.findChildren(QWidget)) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return [one for one in found if one.focusProxy() is None]
