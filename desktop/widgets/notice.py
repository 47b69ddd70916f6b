"""A message that stays over the content it is about until somebody closes it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import theme
from desktop.widgets.basic import icon_button, label


class Notice(QWidget):
    """Sentences on a coloured ground: "goodBox", "warnBox", "errorBox" or "infoBox". Hidden until it says something."""

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self._words = label("", "goodBox", wrap=True, selectable=True)
        line.addWidget(self._words, 1)
        line.addWidget(icon_button("x", "Tutup pesan", on_click=self.hide), 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def words(self) -> str:
        """What it says, "" while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(self, *sentences: str, role: str = "goodBox") -> None:
        """Say these, one a line; nothing hides it."""
        self._words.setText("\n".join(sentences))
        theme.set_role(self._words, role)
        self.setVisible(bool(sentences))

    def add(self, sentence: str, role: str = "errorBox") -> None:
        """Say one more."""
        before = [one for one in self.words.split("\n") if one and one != sentence]
        self.say(*before, sentence, role=role)
