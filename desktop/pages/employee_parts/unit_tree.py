"""The tree of work units: each with how many are in it and who heads it; arrows move, letters jump, Enter opens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from cases.model.work_unit import UnitPath, WorkUnit
from desktop import theme
from desktop.counts import grouped
from desktop.guard import privacy
from desktop.pages.employee_parts.words import head_name, head_source, path_words

_ROW = 30
_COUNT, _HEAD = 84, 270
_PATH = Qt.ItemDataRole.UserRole


class _Delegate(QStyledItemDelegate):
    """Covers words while somebody looks on, and gives rows their height."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint what may be shown."""
        super().initStyleOption(option, index)
        option.text = privacy.shown(option.text)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows as high as those of a tree."""
        return QSize(super().sizeHint(option, index).width(), _ROW)


class UnitTree(QTreeWidget):
    """``chosen`` gives the marked unit or None, ``opened`` one of which the employees are wanted."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._units: dict[UnitPath, WorkUnit] = {}
        self._items: dict[UnitPath, QTreeWidgetItem] = {}
        self.setAccessibleName("Pohon unit kerja")
        self.setItemDelegate(_Delegate(self))
        self.setUniformRowHeights(True)
        self.setHeaderLabels(["Unit kerja", "Pegawai", "Kepala"])
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(1, _COUNT)
        header.resizeSection(2, _HEAD)
        self.headerItem().setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.currentItemChanged.connect(lambda *_: self.chosen.emit(self.current()))

    def current(self) -> WorkUnit | None:
        """The marked unit."""
        item = self.currentItem()
        return None if item is None else self._units.get(item.data(0, _PATH))

    def show_units(self, units: Sequence[WorkUnit]) -> None:
        """Show these, each below the one that it is part of; what was open and marked stays so."""
        unfolded = {path for path, item in self._items.items() if item.isExpanded()}
        marked = self.current()
        self.blockSignals(True)
        self.clear()
        self._units = {unit.path: unit for unit in units}
        self._items = {}
        for unit in units:
            above = self._items.get(unit.path.parent) if unit.path.parent else None
            self._items[unit.path] = self._item(unit, above)
        for path in unfolded & self._items.keys():
            self._items[path].setExpanded(True)
        self.blockSignals(False)
        first = units[0].path if units else None
        self.go_to(marked.path if marked and marked.path in self._items else first)
        self.chosen.emit(self.current())

    def go_to(self, path: UnitPath | None) -> None:
        """Mark a unit and bring it into sight."""
        item = self._items.get(path) if path else None
        if item is not None:
            self.setCurrentItem(item)
            self.scrollToItem(item)

    def narrow(self, text: str) -> int:
        """Show the units whose name or head holds a text, with those above them; return how many fit."""
        wanted = text.strip().casefold()
        fitting = {
            path for path, unit in self._units.items() if wanted in f"{path.name} {head_name(unit.head)}".casefold()
        }
        seen = set(fitting)
        for path in fitting:
            above = path.parent
            while above is not None:
                seen.add(above)
                above = above.parent
        for path, item in self._items.items():
            item.setHidden(path not in seen)
            item.setExpanded(bool(wanted) and any(other.parent == path for other in seen))
        return len(fitting)

    def _item(self, unit: WorkUnit, above: QTreeWidgetItem | None) -> QTreeWidgetItem:
        item = QTreeWidgetItem([unit.path.name, grouped(unit.total), self._head(unit)])
        item.setData(0, _PATH, unit.path)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(0, path_words(unit.path))
        item.setToolTip(2, head_source(unit.head))
        if unit.head is None or unit.head.guessed or unit.head.post is None:
            item.setForeground(2, theme.color("muted"))
        if above is None:
            self.addTopLevelItem(item)
        else:
            above.addChild(item)
        return item

    def _head(self, unit: WorkUnit) -> str:
        name = head_name(unit.head)
        return f"{name} (dugaan)" if unit.head and unit.head.guessed else name or "–"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter wants the employees of the marked unit; the rest is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current() is not None:
            self.opened.emit(self.current())
            return
        super().keyPressEvent(event)
