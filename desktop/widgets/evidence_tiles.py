"""Evidence to choose from: one painted, scrolling view of tiles or lines, and the place for files as its last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QElapsedTimer,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop import theme
from desktop.widgets.evidence_tile import LINE, TileLook, paint_drop, paint_line, paint_tile

_LEAST: Final = 216
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_TYPED_FOR_MS: Final = 1000
"""Letters that follow each other within so long are one word."""
_DROP: Final = ("Seret berkas ke sini", "atau klik, atau tempel (Ctrl+V)")
_NO_PICTURE: Final[Callable[[object], QImage | None]] = lambda _target: None  # noqa: E731 - a default

_Index = QModelIndex | QPersistentModelIndex
_Move = QAbstractItemView.CursorAction


class _Items(QAbstractListModel):
    """The looks, then the place for files where there is one."""

    def __init__(self, parent: QObject, *, drop: bool) -> None:
        super().__init__(parent)
        self.looks: list[TileLook] = []
        self.drop = drop

    def rowCount(self, parent: _Index | None = None) -> int:
        return len(self.looks) + self.drop

    def look(self, row: int) -> TileLook | None:
        """The item in a row, None for the place for files."""
        return self.looks[row] if 0 <= row < len(self.looks) else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        look = self.look(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{look.name} {look.title}" if look is not None else _DROP[0]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return look.words if look is not None else ", ".join(_DROP)
        if role == Qt.ItemDataRole.ToolTipRole and look is not None:
            return f"{look.name} {look.title}\n{look.under}\n{look.state}"
        return None

    def show(self, looks: Sequence[TileLook]) -> bool:
        """Show these; True when they are other items than before, and not the same told anew."""
        if [look.target for look in looks] != [look.target for look in self.looks]:
            self.beginResetModel()
            self.looks = list(looks)
            self.endResetModel()
            return True
        for row, look in enumerate(looks):
            if look != self.looks[row]:
                self.looks[row] = look
                self.dataChanged.emit(self.index(row), self.index(row))
        return False


class _Painter(QStyledItemDelegate):
    def __init__(self, grid: TileGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        self._grid.paint_item(painter, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return self._grid.item_size(index.row())


class TileGrid(QListView):
    """``show_tiles`` shows items; ``chosen`` and ``opened`` give a target, ``add_wanted`` asks for files.

    ``picture`` gives a target's small picture or None while it is not there; ``set_image`` says that it is. The arrows,
    Home, End and the page keys move, Enter opens, letters find a name or a title. Files are dropped on the page that
    holds the view.
    """

    chosen = Signal(object)
    opened = Signal(object)
    add_wanted = Signal()

    def __init__(
        self,
        picture: Callable[[object], QImage | None] = _NO_PICTURE,
        *,
        drop: bool = False,
    ) -> None:
        super().__init__()
        self._picture = picture
        self._target: object = None
        self._quiet = self._lines = False
        self._sizes: tuple[tuple[int, bool], int, QSize, QSize] | None = None
        self._typed, self._since = "", QElapsedTimer()
        self._items = _Items(self, drop=drop)
        self.setModel(self._items)
        self.setItemDelegate(_Painter(self))
        self.setProperty("role", "tiles")
        self.setAccessibleName("Bukti")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(theme.size("thumb") // 3)
        self.setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.doubleClicked.connect(self._open)
        self.show_lines(lines=False)

    # -- what is shown

    @property
    def looks(self) -> Sequence[TileLook]:
        """What is said of the items, in order."""
        return self._items.looks

    @property
    def target(self) -> object:
        """The target of the chosen item, None when it is not among those that are shown."""
        return self._target if self._row(self._target) is not None else None

    def show_tiles(self, looks: Sequence[TileLook]) -> None:
        """Show these; what was chosen stays chosen, and the view stays where it was scrolled to."""
        scrolled, had_focus = self.verticalScrollBar().value(), self.currentIndex().row()
        self._quiet = True
        if self._items.show(looks):
            row = self._row(self._target)
            last = had_focus >= 0 and self._items.look(had_focus) is None
            self._point_at(row if row is not None else len(looks) if last and self._items.drop else None)
            if scrolled:
                self.doItemsLayout()
                self.verticalScrollBar().setValue(scrolled)
        self._quiet = False

    def choose(self, target: object) -> None:
        """Choose the item of a target, bring it into sight, and say so."""
        self._quiet = True
        self._target = target
        self._point_at(self._row(target))
        self._quiet = False
        self.viewport().update()
        self.chosen.emit(target)

    def set_image(self, target: object) -> None:
        """The picture of a target has come; no error when the item is gone."""
        row = self._row(target)
        if row is not None:
            self.update(self._items.index(row))

    def show_lines(self, *, lines: bool) -> None:
        """Show a list of lines instead of tiles, or tiles again."""
        self._lines = lines
        self.setFlow(QListView.Flow.TopToBottom if lines else QListView.Flow.LeftToRight)
        self.setWrapping(not lines)
        self.scheduleDelayedItemsLayout()
        self.scrollTo(self.currentIndex())

    def _row(self, target: object) -> int | None:
        return next((row for row, look in enumerate(self._items.looks) if look.target == target), None)

    def _point_at(self, row: int | None) -> None:
        self.setCurrentIndex(self._items.index(row) if row is not None else QModelIndex())

    # -- places and painting

    @property
    def columns(self) -> int:
        """How many tiles stand side by side."""
        return self._columns_in(self._room)

    def _columns_in(self, room: int) -> int:
        gap = theme.space("m")
        return 1 if self._lines else max(1, (room + gap) // (_LEAST + gap))

    @property
    def _room(self) -> int:
        """The width for items: Qt keeps that of the scroll bar free whether it is seen or not."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self.verticalScrollBar())
        return self.maximumViewportSize().width() - bar - 1

    def item_size(self, row: int) -> QSize:
        """The place of an item, with the gap after it and under it; that for files takes what a row has left."""
        viewport = self.maximumViewportSize().width()
        if self._sizes is None or self._sizes[0] != (viewport, self._lines):
            self._sizes = ((viewport, self._lines), *self._measured())
        _, columns, inner, last = self._sizes
        left = columns - row % columns
        if row == len(self._items.looks) and left > 1:
            return QSize(inner.width() * (left - 1) + last.width(), last.height())
        return last if left == 1 else inner

    def _measured(self) -> tuple[int, QSize, QSize]:
        """Columns, the place of an item with the gap after it, and that of the last in a row; Qt asks for each item."""
        room = self._room
        if self._lines:
            line = QSize(room, LINE + theme.space("xs"))
            return 1, line, line
        gap, columns = theme.space("m"), self._columns_in(room)
        wide, high = (room + gap) // columns, theme.size("thumb") + gap
        return columns, QSize(wide, high), QSize(wide - gap, high)

    def item_box(self, row: int) -> QRectF:
        """Where an item is painted."""
        place = QRectF(self.visualRect(self._items.index(row)))
        if self._lines:
            return place.adjusted(0, 0, 0, -theme.space("xs"))
        gap, last = theme.space("m"), row % self.columns == self.columns - 1 or row == len(self._items.looks)
        return place.adjusted(0, 0, 0 if last else -gap, -gap)

    def paint_item(self, painter: QPainter, index: _Index) -> None:
        """Paint an item or the place for files."""
        row, look = index.row(), self._items.look(index.row())
        focused = self.hasFocus() and self.currentIndex().row() == row
        box = self.item_box(row)
        if look is None:
            paint_drop(painter, box, *_DROP, focused=focused)
            return
        paint = paint_line if self._lines else paint_tile
        chosen = look.target == self._target
        paint(painter, box, look, self._picture(look.target), chosen=chosen, focused=focused)

    # -- choosing and opening

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Choose what the keys or the mouse came to."""
        super().currentChanged(current, previous)
        look = self._items.look(current.row())
        if look is not None and not self._quiet and look.target != self._target:
            self._target = look.target
            self.viewport().update()
            self.chosen.emit(look.target)

    def _open(self, index: _Index) -> None:
        look = self._items.look(index.row())
        if look is not None:
            self.opened.emit(look.target)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """By rows and columns as they are seen; a page is what is in sight."""
        last = self._items.rowCount() - 1
        here = max(self.currentIndex().row(), 0)
        page = max(self.viewport().height() // max(self.item_size(0).height(), 1), 1) * self.columns
        there = {
            _Move.MoveLeft: here - 1,
            _Move.MovePrevious: here - 1,
            _Move.MoveRight: here + 1,
            _Move.MoveNext: here + 1,
            _Move.MoveUp: here - self.columns if here >= self.columns else here,
            _Move.MoveDown: here + self.columns if here // self.columns < last // self.columns else here,
            _Move.MovePageUp: here - page if here >= page else here % self.columns,
            _Move.MovePageDown: here + page,
            _Move.MoveHome: 0,
            _Move.MoveEnd: last,
        }[action]
        return self._items.index(min(max(there, 0), last))

    def keyboardSearch(self, search: str) -> None:
        """Go to the next item whose name ("B-12", "12") or title begins with what is typed."""
        if not search.isprintable():
            return
        again = self._since.isValid() and not self._since.hasExpired(_TYPED_FOR_MS)
        self._since.start()
        self._typed = self._typed + search.casefold() if again else search.casefold()
        rows = len(self._items.looks)
        first = self.currentIndex().row() + (0 if len(self._typed) > 1 else 1)
        for row in (place % rows for place in range(first, first + rows) if rows):
            look = self._items.looks[row]
            number = look.name.lstrip("B-0")
            if any(words.casefold().startswith(self._typed) for words in (look.title, look.name, number)):
                self._point_at(row)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, or asks for files."""
        look = self._items.look(self.currentIndex().row())
        if event.key() in _ENTER and look is not None:
            self.opened.emit(look.target)
        elif event.key() in {*_ENTER, Qt.Key.Key_Space} and look is None and self.currentIndex().isValid():
            self.add_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the place for files asks for some."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and self._items.look(index.row()) is None:
            self.add_wanted.emit()
