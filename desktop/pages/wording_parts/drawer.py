"""The placeholders of a letter: what each means and says in this case; a double click puts one into the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from cases.services.wording_lookup import Named, WordingSheet
from desktop import theme
from desktop.guard import privacy
from desktop.widgets.basic import label

_NAME: Final = Qt.ItemDataRole.UserRole
_MEANING: Final = Qt.ItemDataRole.UserRole + 1
_VALUE: Final = Qt.ItemDataRole.UserRole + 2
_ROW: Final = 42
_EMPTY: Final = "kosong pada contoh ini"


class _Lines(QStyledItemDelegate):
    """The meaning, and beneath it the value of the case."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines."""
        return QSize(100, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint both."""
        box: QRect = option.rect
        chosen = option.state & QStyle.StateFlag.State_Selected
        painter.save()
        painter.fillRect(box, theme.color("selected" if chosen else "surface"))
        inner = box.adjusted(8, 3, -6, -3)
        half = inner.height() // 2
        value = str(index.data(_VALUE) or "")
        lines = (
            (index.data(_MEANING), "label", "text"),
            (value or _EMPTY, "small", "accentText" if value else "muted"),
        )
        for place, (words, face, ink) in enumerate(lines):
            painter.setFont(theme.font(face))
            painter.setPen(theme.color(ink))
            line = QRect(inner.left(), inner.top() + place * half, inner.width(), half)
            shown = painter.fontMetrics().elidedText(
                privacy.shown(str(words).replace("\n", " ")), Qt.TextElideMode.ElideRight, line.width()
            )
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()


class Drawer(QWidget):
    """``chosen`` gives the name of the placeholder that shall stand in the text."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText("Cari isian")
        self.search.setAccessibleName("Cari isian")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._filter())
        self.search.returnPressed.connect(self._take_first)
        self.list = QListWidget()
        self.list.setProperty("role", "card")
        self.list.setAccessibleName("Isian surat ini")
        self.list.setItemDelegate(_Lines(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda item: self.chosen.emit(str(item.data(_NAME))))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        lines.addWidget(label("Isian", "subsection"))
        lines.addWidget(self.search)
        lines.addWidget(self.list, 1)
        lines.addWidget(label("Klik dua kali untuk menyisipkan.", "help", wrap=True))

    def show_sheet(self, sheet: WordingSheet) -> None:
        """List what a wording may name."""
        self.list.clear()
        for each in sorted(sheet.placeholders, key=lambda each: _order(each, sheet.text)):
            self._add(each.name, each.meaning)
        for rows in sheet.rows:
            for each in rows.fields:
                self._add(each.name, f"{each.meaning} ({rows.meaning.lower()})", of_row=True)
        self._filter()

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show what each says in this case."""
        for place in range(self.list.count()):
            item = self.list.item(place)
            if not item.data(_VALUE + 1):
                item.setData(_VALUE, values.get(str(item.data(_NAME)), ""))

    def _add(self, name: str, meaning: str, *, of_row: bool = False) -> None:
        item = QListWidgetItem()
        item.setData(_NAME, name)
        item.setData(_MEANING, meaning or name)
        item.setData(_VALUE, "dalam baris tabel" if of_row else "")
        item.setData(_VALUE + 1, of_row)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, meaning or name)
        item.setToolTip(f"{{{name}}}")
        self.list.addItem(item)

    def _filter(self) -> None:
        words = self.search.text().casefold().split()
        for place in range(self.list.count()):
            item = self.list.item(place)
            text = " ".join(str(item.data(role)) for role in (_NAME, _MEANING, _VALUE)).casefold()
            item.setHidden(not all(word in text for word in words))

    def _take_first(self) -> None:
        for place in range(self.list.count()):
            item = self.list.item(place)
            if not item.isHidden():
                self.chosen.emit(str(item.data(_NAME)))
                return


def _order(each: Named, text: str) -> tuple[bool, bool, int, str]:
    """What the letter says comes first, as it says it; marks for conditions come last."""
    place = text.find(f"{{{each.name}}}")
    return (each.meaning.startswith("Tanda:"), place < 0, place, each.name)
