"""The one painter of table cells: pills, two lines, ellipses, the selection bar and hairlines."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from desktop import icons, theme
from desktop.guard import privacy
from desktop.models.table import Column, RecordTableModel
from desktop.widgets.pill import paint_pill, pill_width

_LEADING = 16
# Numbers, not Qt's flags: putting those together for each cell is a fifth of its cost.
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
_LEFT, _RIGHT = _ONE_LINE | Qt.AlignmentFlag.AlignLeft.value, _ONE_LINE | Qt.AlignmentFlag.AlignRight.value
_SELECTED = QStyle.StateFlag.State_Selected.value
_ELIDED = Qt.TextElideMode.ElideRight


class RecordDelegate(QStyledItemDelegate):
    """Paints what a ``Column`` says of its record."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hovered_row = -1

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Ground, content, hairline."""
        model = cast("RecordTableModel[Any]", index.model())
        shown, record = model.columns[index.column()], model.record(index.row())
        box = QRectF(cast("Any", option).rect)
        chosen = bool(cast("Any", option).state.value & _SELECTED)
        painter.save()
        if chosen:
            painter.fillRect(box, theme.color("selected"))
        elif index.row() == self.hovered_row:
            painter.fillRect(box, theme.color("hover"))
        if chosen and index.column() == 0:
            bar = QRectF(box.left(), box.top(), theme.size("selectionBar"), box.height())
            painter.fillRect(bar, theme.color("accent"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.color("border"))
        inner = box.adjusted(theme.space("cellPaddingDense"), 0, -2, -1)
        self._content(painter, inner, shown, record)
        painter.restore()

    def _content(self, painter: QPainter, box: QRectF, shown: Column[Any], record: object) -> None:
        if shown.icon:
            edge = theme.size("iconSmall")
            place = QRectF(box.left(), box.center().y() - edge / 2, edge, edge)
            icons.paint(painter, place, shown.icon, theme.color("text2"))
            return
        look = shown.pill(record) if shown.pill else None
        if look is not None:
            paint_pill(painter, box, look)
            return
        hue = shown.hue(record) if shown.hue else ""
        ink = f"{hue}Fg" if hue else "text"
        second = shown.second(record) if shown.second else ""
        if not second:
            self._line(painter, box, shown.text(record), shown, shown.face, ink)
            return
        middle = box.center().y()
        first = QRectF(box.left(), middle - _LEADING, box.width(), _LEADING)
        below = QRectF(box.left(), middle, box.width(), _LEADING)
        self._line(painter, first, shown.text(record), shown, shown.face, ink)
        self._line(painter, below, second, shown, "small", "muted")

    @staticmethod
    def _line(painter: QPainter, box: QRectF, text: str, shown: Column[Any], face: str, ink: str) -> None:
        box = box.adjusted(0, 0, -6, 0) if shown.right else box
        one_line = " ".join(privacy.shown(text).split())
        painter.setFont(theme.font(face))
        painter.setPen(theme.color(ink))
        words = theme.metrics(face).elidedText(one_line, _ELIDED, box.width())
        painter.drawText(box, _RIGHT if shown.right else _LEFT, words)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as the whole content, for a double click on the header's edge."""
        model = cast("RecordTableModel[Any]", index.model())
        shown, record = model.columns[index.column()], model.record(index.row())
        return QSize(int(self._needed(shown, record)) + theme.space("cellPaddingDense") + 8, theme.size("row"))

    @staticmethod
    def _needed(shown: Column[Any], record: object) -> float:
        look = shown.pill(record) if shown.pill else None
        if look is not None:
            return pill_width(look)
        first = theme.metrics(shown.face).horizontalAdvance(" ".join(shown.text(record).split()))
        if shown.second is None:
            return first
        return max(first, theme.metrics("small").horizontalAdvance(shown.second(record)))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Show the whole cell in a tooltip when it does not fit, or when its column has more to say."""
        if not index.isValid() or event.type() != QEvent.Type.ToolTip:
            return False
        model = cast("RecordTableModel[Any]", index.model())
        shown = model.columns[index.column()]
        room = view.visualRect(QModelIndex(cast("QModelIndex", index))).width() - theme.space("cellPaddingDense") - 2
        if shown.tip is None and self._needed(shown, model.record(index.row())) <= room:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPos(), privacy.shown(model.words(index)), view)
        return True
