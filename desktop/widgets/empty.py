"""What stands where nothing is yet: a sentence, and the action that fills it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.basic import Icon, label


class EmptyState(QWidget):
    """An icon, a heading, a sentence; ``add`` puts the button under them."""

    def __init__(self, title: str, sentence: str, *, icon: str = "tray", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout(self)
        self._lines.setSpacing(theme.space("s"))
        self._lines.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lines.addWidget(Icon(icon, "muted", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        self._lines.addWidget(label(title, "subsection"), 0, Qt.AlignmentFlag.AlignHCenter)
        self.sentence = label(sentence, "sentence")
        self.sentence.setVisible(bool(sentence))
        self._lines.addWidget(self.sentence, 0, Qt.AlignmentFlag.AlignHCenter)

    def add(self, action: QWidget) -> None:
        """Put an action under the sentence."""
        self._lines.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
