"""The header of a table: titles with the sort arrow and, on Ctrl+F, a row of filters under them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHeaderView, QLineEdit, QTableView, QWidget

from desktop import icons, theme
from desktop.models.table import Column

_TYPING_PAUSE_MS = 250
_ALL = "Semua"


class FilterHeader(QHeaderView):
    """Emits ``filters_changed`` (after a short pause in typing) and ``sort_wanted`` with a column number."""

    filters_changed = Signal()
    sort_wanted = Signal(int)

    def __init__(self, columns: Sequence[Column[Any]], parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = tuple(columns)
        self._editors: dict[int, QLineEdit | QComboBox] = {}
        self._shown = False
        self._sorted, self._descending = -1, False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.filters_changed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(44)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.sectionResized.connect(self._place)
        self.sectionClicked.connect(self._clicked)
        parent.horizontalScrollBar().valueChanged.connect(self._place)

    @property
    def filters_shown(self) -> bool:
        """Whether the row of filters is there."""
        return self._shown

    def show_filters(self, *, shown: bool) -> None:
        """Show or hide the row of filters; hiding empties them."""
        if shown and not self._editors:
            for section, column in enumerate(self._columns):
                if column.filtered:
                    self._editors[section] = self._editor(column)
            self._chain()
        self._shown = shown
        for editor in self._editors.values():
            editor.setVisible(shown)
        self.updateGeometries()
        self.geometriesChanged.emit()  # the table gives a header its height, and only when it hears of it
        self._place()
        if not shown and self.filters():
            self.clear_filters()

    def _editor(self, column: Column[Any]) -> QLineEdit | QComboBox:
        made: QLineEdit | QComboBox
        if column.choices:
            made = QComboBox(self)
            made.addItem(_ALL, "")
            for value, word in column.choices:
                made.addItem(word, value)
            made.currentIndexChanged.connect(self.filters_changed)
        else:
            made = QLineEdit(self)
            made.setPlaceholderText("Saring")
            made.setClearButtonEnabled(False)
            made.textEdited.connect(lambda _text: self._pause.start())
        made.setProperty("role", "filter")
        made.setAccessibleName(f"Saring {column.title}")
        made.setFixedHeight(theme.size("filter"))
        return made

    def _chain(self) -> None:
        editors = list(self._editors.values())
        for before, after in pairwise(editors):
            QWidget.setTabOrder(before, after)

    def focus_filter(self) -> None:
        """Put the cursor into the first filter."""
        for editor in self._editors.values():
            editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if isinstance(editor, QLineEdit):
                editor.selectAll()
            return

    def filters(self) -> dict[str, str | tuple[str, ...]]:
        """What is set, by column key; empty when nothing is."""
        found: dict[str, str | tuple[str, ...]] = {}
        for section, editor in self._editors.items():
            key = self._columns[section].key
            if isinstance(editor, QLineEdit):
                if editor.text().strip():
                    found[key] = editor.text().strip()
            elif editor.currentData():
                found[key] = (str(editor.currentData()),)
        return found

    def set_filters(self, filters: dict[str, str | tuple[str, ...]]) -> None:
        """Put these into the editors without a signal; shows the row when there are any."""
        if filters and not self._shown:
            self.show_filters(shown=True)
        for section, editor in self._editors.items():
            value = filters.get(self._columns[section].key, "")
            blocked = editor.blockSignals(True)
            if isinstance(editor, QLineEdit):
                editor.setText(value if isinstance(value, str) else "")
            else:
                editor.setCurrentIndex(max(editor.findData(value[0] if isinstance(value, tuple) else value), 0))
            editor.blockSignals(blocked)

    def clear_filters(self) -> None:
        """Empty all and say so."""
        self._pause.stop()
        self.set_filters({})
        self.filters_changed.emit()

    def show_sort(self, section: int, *, descending: bool) -> None:
        """Draw the arrow."""
        self._sorted, self._descending = section, descending
        self.viewport().update()

    def _clicked(self, section: int) -> None:
        if self._columns[section].sortable:
            self.sort_wanted.emit(section)

    def sizeHint(self) -> QSize:
        """One row, or two with filters."""
        height = theme.size("headerRowWithFilter") if self._shown else theme.size("headerRow")
        return QSize(super().sizeHint().width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the filters under their titles."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if not self._shown:
            return
        top = self.height() - theme.size("filter") - 10
        for section, editor in self._editors.items():
            left = self.sectionViewportPosition(section)
            editor.setGeometry(left + 5, top, max(self.sectionSize(section) - 10, 20), theme.size("filter"))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        """Title, arrow, hairline."""
        column = self._columns[logicalIndex]
        sorted_here = logicalIndex == self._sorted
        painter.save()
        painter.fillRect(rect, theme.color("subtle"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("border"))
        row = 36 if self._shown else rect.height() - 1
        box = QRectF(rect.left() + theme.space("cellPaddingDense"), rect.top(), rect.width() - 18, row)
        face = theme.font("header")
        painter.setFont(face)
        painter.setPen(theme.color("accentText" if sorted_here else "text2"))
        arrow = theme.size("iconSmall") + 4 if sorted_here else 0
        words = QFontMetricsF(face).elidedText(column.title, Qt.TextElideMode.ElideRight, box.width() - arrow)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        if column.right:
            box.setRight(box.right() - arrow)
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), words)
        if sorted_here:
            edge = theme.size("iconSmall")
            left = box.right() + 4 if column.right else box.left() + QFontMetricsF(face).horizontalAdvance(words) + 6
            place = QRectF(left, box.center().y() - edge / 2, edge, edge)
            icons.paint(painter, place, "arrow-down" if self._descending else "arrow-up", theme.color("accentText"))
        painter.restore()
