"""What the pages of the way in share: one card in the middle of the window, and waiting that grows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.basic import label


class EntryPage(QWidget):
    """A card in the middle; ``lines`` takes its content."""

    def __init__(self, *, width: int = 420) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.card = QFrame()
        self.card.setProperty("role", "card")
        self.card.setFixedWidth(width)
        self.lines = QVBoxLayout(self.card)
        self.lines.setContentsMargins(32, 28, 32, 28)
        self.lines.setSpacing(theme.space("s"))
        holder = QWidget()
        holder.setProperty("role", "scrolled")
        middle = QVBoxLayout(holder)
        middle.setContentsMargins(24, 24, 24, 24)
        middle.addStretch(1)
        across = QHBoxLayout()  # no alignment: it would lose the height that wrapped words need
        across.addStretch(1)
        across.addWidget(self.card)
        across.addStretch(1)
        middle.addLayout(across)
        middle.addStretch(1)
        self._middle = middle
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def say(self, text: str, role: str = "body") -> QLabel:
        """Add words under what is there."""
        words = label(text, role, wrap=True)
        self.lines.addWidget(words)
        return words

    def under_card(self, part: QWidget) -> None:
        """Put something small beneath the card."""
        self._middle.insertWidget(2, part, 0, Qt.AlignmentFlag.AlignHCenter)
