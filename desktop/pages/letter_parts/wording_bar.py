"""The words of one letter: the way to change them before it is put up, and the mark that they were changed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.model.letter import LetterStatus
from cases.model.user import Right
from cases.services.letter_view import LetterView
from desktop import theme
from desktop.desk import Desk
from desktop.navigation import Navigator
from desktop.widgets.basic import button
from desktop.widgets.pill import Pill, PillLook

CHANGED: Final = PillLook("Naskah diubah", "amber", "pencil-simple")
"""The mark of a letter with a text of its own."""


class WordingBar(QWidget):
    """``show_letter`` shows the button for a draft, and the mark wherever the text is the letter's own."""

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__()
        self._desk, self._window = desk, window
        self._letter_id = ""
        self.mark = Pill(CHANGED)
        self.open_button = button("Ubah naskah surat ini", "link", icon="pencil-simple", on_click=self._open)
        lines = QVBoxLayout(self)  # one under the other: a letter's column is narrow
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("xs"))
        for part in (self.mark, self.open_button):
            lines.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_letter(self, view: LetterView) -> None:
        """Show what can be done with a letter's text."""
        letter = view.letter
        self._letter_id = letter.id
        changes = letter.status is LetterStatus.DRAFT and self._desk.may(Right.MANAGE_LETTERS)
        self.open_button.setText("\u2009Ubah naskah surat ini" if changes else "\u2009Lihat naskahnya")
        self.open_button.setVisible(changes or bool(letter.wording))
        self.mark.setVisible(bool(letter.wording))
        self.setVisible(changes or bool(letter.wording))

    def _open(self) -> None:
        self._window.open_page("wording", letter_id=self._letter_id)
