"""A text in TOML, with the numbers of its lines, and the lines that are wrong."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from desktop import theme

_GAP = 8


class _Numbers(QWidget):
    """The margin with the numbers."""

    def __init__(self, editor: TomlEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        """As wide as the longest number."""
        return QSize(self._editor.margin_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the numbers of the lines in sight."""
        self._editor.paint_numbers(event)


class TomlEditor(QPlainTextEdit):
    """Plain text with line numbers; ``mark_line`` and ``mark_lines`` show where something is wrong."""

    def __init__(self, name: str = "Teks paket") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(theme.font("table").pointSizeF())
        self.setFont(font)
        self.setTabChangesFocus(True)
        self._numbers = _Numbers(self)
        self._wrong: frozenset[int] = frozenset()
        self.blockCountChanged.connect(lambda _count: self._fit())
        self.updateRequest.connect(self._scrolled)
        self._fit()

    def mark_line(self, line: int) -> None:
        """Show a line as the wrong one and go there; 0 marks none."""
        self.go_to(line)
        self.mark_lines([line] if line > 0 else [])

    def mark_lines(self, lines: Iterable[int]) -> None:
        """Show lines as wrong, and stay where the cursor is."""
        self._wrong = frozenset(lines)
        self._paint_marks()

    def go_to(self, line: int) -> None:
        """Put the cursor on a line, if there is one of that number."""
        block = self.document().findBlockByNumber(line - 1)
        if line > 0 and block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.centerCursor()

    def _paint_marks(self) -> None:
        marks = []
        for line in self._wrong:
            block = self.document().findBlockByNumber(line - 1)
            if line > 0 and block.isValid():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = QTextCursor(block)
                mark.format.setBackground(theme.color("redBg"))
                mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
                marks.append(mark)
        self.setExtraSelections(marks)
        self._numbers.update()

    def changeEvent(self, event: QEvent) -> None:
        """Paint the marks anew in the colours of another look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._wrong:
            self._paint_marks()

    # -- the margin

    def margin_width(self) -> int:
        """How wide the margin has to be."""
        digits = len(str(max(1, self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * max(3, digits) + 2 * _GAP

    def paint_numbers(self, event: QPaintEvent) -> None:
        """Paint the numbers of the lines in sight; the wrong one in red."""
        painter = QPainter(self._numbers)
        painter.fillRect(event.rect(), theme.color("subtle"))
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        height = self.fontMetrics().height()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= event.rect().bottom():
            number = block.blockNumber() + 1
            ink: QColor = theme.color("redFg" if number in self._wrong else "muted")
            painter.setPen(ink)
            box = QRect(0, int(top), self._numbers.width() - _GAP, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, str(number))
            top += self.blockBoundingRect(block).height()
            block = block.next()
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margin as high as the text."""
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._numbers.setGeometry(QRect(inside.left(), inside.top(), self.margin_width(), inside.height()))

    def _fit(self) -> None:
        self.setViewportMargins(self.margin_width(), 0, 0, 0)

    def _scrolled(self, area: QRect, by: int) -> None:
        if by:
            self._numbers.scroll(0, by)
        else:
            self._numbers.update(0, area.y(), self._numbers.width(), area.height())
