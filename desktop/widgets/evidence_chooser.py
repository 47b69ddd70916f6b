"""A list that drops from a button: an item of evidence is found by typing and chosen with the arrows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.widgets.basic import has_cursor, label
from desktop.widgets.palette import Find, FindDelegate

_WIDTH: Final = 380
_ROWS: Final = 6
_KEYS: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class EvidenceChooser(QFrame):
    """``drop`` shows it under a widget; ``chosen`` gives the target of the find that is taken."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "popup")
        self._finds: tuple[Find, ...] = ()
        self._room = parent
        self._before: QWidget | None = None
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("Cari bukti pembanding")
        self.edit.setAccessibleName("Cari bukti pembanding")
        self.edit.setToolTip("Ketik nomor atau judul; panah memilih, Enter membuka")
        self.edit.textChanged.connect(lambda _text: self._narrow())
        self.edit.installEventFilter(self)
        self.list = QListWidget()
        self.list.setItemDelegate(FindDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._take)
        self._none = label("Tidak ada bukti lain untuk dibandingkan.", "caption", wrap=True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(8, 8, 8, 8)
        for part in (self.edit, self.list, self._none):
            lines.addWidget(part)
        self.setFixedWidth(_WIDTH)
        self.hide()

    def show_finds(self, finds: Sequence[Find]) -> None:
        """Offer these."""
        self._finds = tuple(finds)
        self._narrow()

    def drop(self, under: QWidget) -> None:
        """Show it under a widget, with the cursor in its box; the cursor goes back when it goes."""
        self._before = QApplication.focusWidget()
        self.edit.clear()
        self._narrow()
        room = self._room
        at = under.mapTo(room, QPoint(0, under.height() + 2))
        self.move(max(min(at.x(), room.width() - _WIDTH), 0), min(at.y(), max(room.height() - self.height(), 0)))
        self.show()
        self.raise_()
        self.edit.setFocus()

    def leave(self) -> None:
        """Go away."""
        before, self._before = self._before, None
        if before is not None and shiboken6.isValid(before) and has_cursor(self):
            before.setFocus()
        self.hide()

    def _narrow(self) -> None:
        typed = self.edit.text().casefold().split()
        self.list.clear()
        for find in self._finds:
            words = f"{find.title} {find.subtitle}".casefold()
            if all(part in words for part in typed):
                row = QListWidgetItem(find.title)
                row.setData(Qt.ItemDataRole.UserRole, find)
                self.list.addItem(row)
        self.list.setCurrentRow(0)
        count = self.list.count()
        self.list.setVisible(count > 0)
        self._none.setVisible(count == 0)
        if count:
            self.list.setFixedHeight(min(count, _ROWS) * self.list.sizeHintForRow(0) + 4)
        self.adjustSize()

    def _take(self, row: QListWidgetItem | None) -> None:
        if row is not None:
            self.leave()
            self.chosen.emit(row.data(Qt.ItemDataRole.UserRole).target)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the cursor stays in the box, Enter takes, Escape leaves."""
        if event.type() == QEvent.Type.FocusOut:
            self.leave()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            if event.key() in _KEYS:
                return self.list.event(event)
        return False
