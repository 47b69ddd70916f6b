"""A form that fills a page: its sections are cards in columns that scroll, its buttons stay below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.basic import Card, button, label
from desktop.widgets.form import FORM_WIDTH, FieldBox, Follower, Form

_AROUND: Final = 48


class PageForm(Form):
    """A ``Form`` of cards; end it with ``buttons``.

    ``next_column`` goes on at the top of the next column, and after the last one beneath all of them, as wide as they.
    Where the columns do not fit side by side they stand under each other.
    """

    def __init__(self, *, columns: int = 2) -> None:
        gap = theme.space("gapCards")
        super().__init__(width=columns * FORM_WIDTH + gap)
        self._whole = self._lines
        self._scroll = Follower()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        holder.setProperty("role", "scrolled")
        beneath = QVBoxLayout(holder)
        beneath.setContentsMargins(0, 0, 0, 0)
        beneath.setSpacing(gap)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(gap)
        beneath.addLayout(self._across)
        self._columns: list[QVBoxLayout] = []
        for _ in range(columns):
            lines = QVBoxLayout()
            lines.setSpacing(gap)
            self._across.addLayout(lines, 1)
            self._columns.append(lines)
        self._columns.append(beneath)
        self._column = 0
        self._scroll.setWidget(holder)
        holder.installEventFilter(self)
        self._whole.addWidget(self._scroll, 1)

    def section(self, title: str, sentence: str = "") -> None:
        """Begin a card with a heading."""
        card = Card(title)
        card.body.setSpacing(theme.space("m"))
        if sentence:
            card.add(label(sentence, "caption", wrap=True))
        self._columns[self._column].addWidget(card)
        self._lines = card.body
        self._last_row = None

    def next_column(self) -> None:
        """Go on in the next column, or beneath them."""
        self._column += 1

    def buttons(
        self,
        primary: str,
        *,
        icon: str = "",
        cancel: Callable[[], object] | None = None,
        others: Sequence[QPushButton] = (),
        left: QWidget | None = None,
    ) -> QPushButton:
        """End the form: the primary button at the lower right, "Batal" and ``others`` beside it; ``left`` goes left."""
        for lines in self._columns:
            lines.addStretch(1)
        self._whole.addWidget(self._trouble)
        line = QHBoxLayout()
        line.setSpacing(theme.space("s"))
        if left is None:
            line.addStretch(1)
        else:
            line.addWidget(left, 1)
        if cancel is not None:
            line.addWidget(button("Batal", on_click=cancel))
        for other in others:
            line.addWidget(other)
        self._primary = button(primary, "primary", icon=icon, on_click=self.submit, tip=f"{primary} (Ctrl+Enter)")
        line.addWidget(self._primary)
        self._whole.addLayout(line)
        return self._primary

    def _go_to(self, box: FieldBox) -> None:
        box.field.focus_target().setFocus()
        QTimer.singleShot(0, box, lambda: self._scroll.ensureWidgetVisible(box, 0, _AROUND))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns where there is room for them."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self._columns[:-1]
        need = sum(lines.minimumSize().width() for lines in beside) + self._across.spacing() * (len(beside) - 1)
        room = self.width() - self._scroll.verticalScrollBar().sizeHint().width()
        fits = need <= room
        self._across.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Tab and columns in order: the cards lie in what scrolls, so the form does not hear that one changed."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._scroll.widget():
            self._arrange()
            self.order_stops()
        return super().eventFilter(watched, event)
