"""A quiet line over a page: something could be gone on with, or left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.widgets.basic import Icon, button, label


class OfferLine(QFrame):
    """Words with two verbs, hidden until ``offer`` is given some; ``taken`` and ``declined`` follow the verbs.

    ``tell`` says something without verbs.
    """

    taken = Signal()
    declined = Signal()

    def __init__(self, icon: str, take: str, decline: str, tip: str = "") -> None:
        super().__init__()
        self.setProperty("role", "inset")
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 4, 6, 4)
        self._words = label("", "body", wrap=True)
        self.take = button(take, "link", on_click=self.taken.emit)
        self.decline = button(decline, "link", on_click=self.declined.emit, tip=tip)
        line.addWidget(Icon(icon, "accentText"), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._words, 1)
        line.addWidget(self.take)
        line.addWidget(self.decline)
        self.hide()

    @property
    def words(self) -> str:
        """What it says, "" while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def offer(self, words: str, take: str = "") -> None:
        """Say what could be gone on with; ``take`` changes that verb. "" hides the line."""
        if take:
            self.take.setText(f"\u2009{take}")
        self._show(words, verbs=True)

    def tell(self, words: str) -> None:
        """Say something; "" hides the line."""
        self._show(words, verbs=False)

    def _show(self, words: str, *, verbs: bool) -> None:
        self._words.setText(words)
        self.take.setVisible(verbs)
        self.decline.setVisible(verbs)
        self.setVisible(bool(words))
