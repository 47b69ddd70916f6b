"""Ctrl+K: one box that finds anything; results come from a callback that may answer later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop import icons, theme
from desktop.guard import privacy
from desktop.widgets.basic import Icon, hairline, label

_PAUSE_MS: Final = 120
_WIDTH: Final = 640
_ROW: Final = 48


@dataclass(frozen=True, slots=True)
class Find:
    """One find: what it is called, what it is, and ``target``, which comes back when it is chosen."""

    title: str
    subtitle: str
    icon: str
    target: object


Give: TypeAlias = Callable[[Sequence[Find]], None]
Search: TypeAlias = Callable[[str, Give], None]


class FindDelegate(QStyledItemDelegate):
    """Two lines and an icon."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a find."""
        find = cast("Find", index.data(Qt.ItemDataRole.UserRole))
        box = QRectF(cast("Any", option).rect)
        painter.save()
        if cast("Any", option).state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selected"))
            painter.drawRoundedRect(box.adjusted(4, 1, -4, -1), 6, 6)
        edge = theme.size("icon")
        place = QRectF(box.left() + 16, box.center().y() - edge / 2, edge, edge)
        icons.paint(painter, place, find.icon, theme.color("accentText"))
        left = box.left() + 46
        for words, face, ink, top in (
            (find.title, "tableStrong", "text", box.top() + 6),
            (find.subtitle, "small", "muted", box.top() + 25),
        ):
            font = theme.font(face)
            painter.setFont(font)
            painter.setPen(theme.color(ink))
            line = QRectF(left, top, box.right() - left - 12, 18)
            shown = QFontMetricsF(font).elidedText(
                " ".join(privacy.shown(words).split()), Qt.TextElideMode.ElideRight, line.width()
            )
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One row."""
        return QSize(200, _ROW)


class Palette(QWidget):
    """A veil over the window with the box in it. ``chosen`` gives the target of a find."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, search: Search, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "veil")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._search = search
        self._over = parent
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.edit = QLineEdit()
        self.edit.setProperty("role", "bare")
        self.edit.setPlaceholderText("Cari nama, NIP, nomor, isi laporan atau bukti")
        self.edit.setAccessibleName("Cari")
        self.list = QListWidget()
        self.list.setItemDelegate(FindDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._state = label("", "sentence")
        self._box = QFrame(self)
        self._box.setProperty("role", "popup")
        self._build()
        self.edit.textEdited.connect(lambda _text: self._pause.start())
        self.edit.installEventFilter(self)
        self.list.itemClicked.connect(self._choose)
        parent.installEventFilter(self)
        self.hide()

    def _build(self) -> None:
        lines = QVBoxLayout(self._box)
        lines.setContentsMargins(1, 6, 1, 6)
        lines.setSpacing(4)
        top = QHBoxLayout()
        top.setContentsMargins(14, 0, 14, 0)
        top.addWidget(Icon("magnifying-glass", "muted"))
        top.addWidget(self.edit, 1)
        top.addWidget(label("Esc", "key"), 0, Qt.AlignmentFlag.AlignVCenter)
        lines.addLayout(top)
        lines.addWidget(hairline())
        lines.addWidget(self.list, 1)
        self._state.setContentsMargins(16, 6, 16, 6)
        lines.addWidget(self._state)

    def open(self, text: str = "") -> None:
        """Show it over the whole window with the cursor in the box."""
        self.edit.setText(text)
        self.show_finds(())
        self._say("Ketik paling sedikit dua huruf atau angka.")
        self._place()
        self.show()
        self.raise_()
        self.edit.setFocus()
        if text:
            self._ask()

    def close_palette(self) -> None:
        """Go away."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def _ask(self) -> None:
        text = self.edit.text().strip()
        if len(text) < len("ab"):
            self.show_finds(())
            self._say("Ketik paling sedikit dua huruf atau angka.")
            return

        def give(finds: Sequence[Find]) -> None:
            if text == self.edit.text().strip():  # an answer to older words is late
                self.show_finds(finds)
                self._say("" if finds else f"Tidak ada yang cocok dengan “{text}”.")

        self._search(text, give)

    def _say(self, words: str) -> None:
        self._state.setText(words)
        self._state.setVisible(bool(words))
        self._place()

    def show_finds(self, finds: Sequence[Find]) -> None:
        """List these; the first is marked."""
        self.list.clear()
        for find in finds:
            item = QListWidgetItem(find.title)
            item.setData(Qt.ItemDataRole.UserRole, find)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._place()

    def _place(self) -> None:
        parent = self._over
        self.setGeometry(parent.rect())
        width = min(_WIDTH, parent.width() - 48)
        rows = min(self.list.count(), max((parent.height() - 220) // _ROW, 3))
        self.list.setVisible(bool(rows))
        self.list.setFixedHeight(rows * _ROW + 2)
        height = 58 + rows * _ROW + (0 if self._state.isHidden() else 34)
        self._box.setGeometry((parent.width() - width) // 2, 64, width, height)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        find = cast("Find", item.data(Qt.ItemDataRole.UserRole))
        self.close_palette()
        self.chosen.emit(find.target)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the box closes it."""
        if not self._box.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the cursor stays in the box; Enter chooses, Escape closes."""
        if watched is self._over:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self._place()
            return False
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key, row = event.key(), self.list.currentRow()
        if key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(min(max(row + step, 0), self.list.count() - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentItem())
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True
