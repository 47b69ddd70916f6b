"""Bars of choices: underlined tabs of a page, and segments that narrow a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop import theme
from desktop.counts import grouped

_TAB_HEIGHT = 36
_GAP = 24.0
_LEAST_GAP = 8.0


class TabBar(QWidget):
    """Underlined tabs with counts. ``chosen`` gives the key; the left and right arrows move."""

    chosen = Signal(str)

    def __init__(self, tabs: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs = list(tabs)
        self._counts: dict[str, int] = {}
        self._current = self._tabs[0][0]
        self._hovered = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Tab")
        self.setAccessibleDescription(self._tabs[0][1])

    @property
    def current(self) -> str:
        """The key of the chosen tab."""
        return self._current

    def choose(self, key: str) -> None:
        """Choose a tab and say so when it is another one."""
        if key != self._current and any(key == known for known, _ in self._tabs):
            self._current = key
            self.setAccessibleDescription(dict(self._tabs)[key])
            self.update()
            self.chosen.emit(key)

    def set_tabs(self, tabs: Sequence[tuple[str, str]]) -> None:
        """Show other tabs; where the chosen one is not among them, the first is chosen."""
        self._tabs = list(tabs)
        if all(key != self._current for key, _ in self._tabs):
            self.choose(self._tabs[0][0])
        self.updateGeometry()
        self.update()

    def set_count(self, key: str, count: int | None) -> None:
        """Show a count beside a tab's word; None takes it away."""
        self._counts.pop(key, None)
        if count is not None:
            self._counts[key] = count
        self.updateGeometry()
        self.update()

    @property
    def tabs(self) -> tuple[tuple[str, str], ...]:
        """Keys and words of the tabs."""
        return tuple(self._tabs)

    def tab_box(self, key: str) -> QRectF:
        """Where a tab stands."""
        return self._boxes()[key]

    def _boxes(self) -> dict[str, QRectF]:
        boxes, left = {}, 0.0
        gap = self._gap()
        for key, title in self._tabs:
            width = self._tab_width(key, title)
            boxes[key] = QRectF(left, 0, width, _TAB_HEIGHT)
            left += width + gap
        return boxes

    def _tab_width(self, key: str, title: str) -> float:
        width = _width(title, theme.font("button")) + 5
        if key in self._counts:
            width += _width(str(self._counts[key]), theme.font("button")) + 8
        return width

    def _gap(self) -> float:
        """What fits between the tabs: wide where there is room, narrow on a small screen."""
        words = sum(self._tab_width(key, title) for key, title in self._tabs)
        return min(max((self.width() - words) / max(len(self._tabs) - 1, 1), _LEAST_GAP), _GAP)

    def sizeHint(self) -> QSize:
        """One row with room between the words."""
        words = sum(self._tab_width(key, title) for key, title in self._tabs)
        return QSize(int(words + _GAP * (len(self._tabs) - 1)) + 1, _TAB_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words, counts, the line under the chosen one, the ring of the focus."""
        painter = QPainter(self)
        for key, title in self._tabs:
            box = self._boxes()[key]
            here = key == self._current
            painter.setFont(theme.font("button" if here else "base"))
            painter.setPen(theme.color("accentText" if here else "text" if key == self._hovered else "text2"))
            words = f"{title}   {self._counts[key]}" if key in self._counts else title
            painter.drawText(box.adjusted(2, 0, 0, -4), int(Qt.AlignmentFlag.AlignVCenter), words)
            if here:
                painter.fillRect(QRectF(box.left(), box.bottom() - 3, box.width(), 2), theme.color("accent"))
                if self.hasFocus():
                    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                    painter.setPen(QPen(theme.color("focus"), 2))
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawRoundedRect(box.adjusted(-4, 3, 4, -5).intersected(QRectF(self.rect())), 4, 4)
                    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose by the mouse."""
        key = self._at(event)
        if key:
            self.choose(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up what is under the mouse."""
        self._hovered = self._at(event)
        self.update()

    def _at(self, event: QMouseEvent) -> str:
        return next((key for key, box in self._boxes().items() if box.contains(event.position())), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by the arrows."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = [key for key, _ in self._tabs]
        self.choose(keys[(keys.index(self._current) + step) % len(keys)])


class SegmentBar(QWidget):
    """Buttons of which one is down ("Semua 17", "Lewat 2"). ``chosen`` gives the key."""

    chosen = Signal(str)

    def __init__(self, segments: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = dict(segments)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("xs"))
        for key, title in segments:
            made = QPushButton(title)
            made.setProperty("role", "segment")
            made.setCheckable(True)
            made.setAutoDefault(True)  # Enter chooses it, as the space bar does
            made.setCursor(Qt.CursorShape.PointingHandCursor)
            made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            made.clicked.connect(lambda _down, key=key: self.chosen.emit(key))
            self._group.addButton(made)
            self._buttons[key] = made
            line.addWidget(made)
        line.addStretch(1)
        self._buttons[segments[0][0]].setChecked(True)

    @property
    def current(self) -> str:
        """The key of the button that is down."""
        return next(key for key, made in self._buttons.items() if made.isChecked())

    def choose(self, key: str) -> None:
        """Press a button and say so when it is another one."""
        if key != self.current:
            self._buttons[key].setChecked(True)
            self.chosen.emit(key)

    def set_count(self, key: str, count: int) -> None:
        """Show a count beside a word."""
        self._buttons[key].setText(f"{self._titles[key]}  {grouped(count)}")

    def set_shown(self, key: str, *, shown: bool) -> None:
        """Offer a segment, or not; one that is chosen stays."""
        self._buttons[key].setVisible(shown or key == self.current)


def _width(text: str, face: QFont) -> float:
    return QFontMetricsF(face).horizontalAdvance(text)
