"""Saying that entries were compared with the official copy: since when, and with what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from cases.errors import OfficeError
from desktop import theme
from desktop.widgets.basic import button, label
from desktop.widgets.fields import TextField
from desktop.widgets.form import FieldBox
from desktop.widgets.special_fields import TodayField

_DATE_WIDTH: Final = 108


class MarkBar(QFrame):
    """Asks for the day and a note above the document; ``wanted`` gives the entries, the day and the note."""

    wanted = Signal(object, object, str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._today = today
        self._entries: tuple[str, ...] = ()
        self.title = label("", "strong", wrap=True)
        self.on = TodayField(today)
        self.on.edit.setMinimumWidth(_DATE_WIDTH)
        self.note = TextField(placeholder="mis. salinan dari JDIH", limit=300)
        self._on_box = FieldBox("Tanggal pencocokan", self.on, help_text="", required=True)
        self._note_box = FieldBox("Catatan", self.note, help_text="", required=False)
        self.go = button("Tandai diverifikasi", "primary", icon="seal-check", on_click=self._submit)
        fields = QHBoxLayout()
        fields.setSpacing(theme.space("m"))
        fields.addWidget(self._on_box, 2)
        fields.addWidget(self._note_box, 3)
        fields.addWidget(button("Batal", on_click=self.hide))
        fields.addWidget(self.go)
        lines = QVBoxLayout(self)
        lines.setSpacing(theme.space("s"))
        lines.addWidget(self.title)
        lines.addLayout(fields)
        self.on.edit.returnPressed.connect(self.note.edit.setFocus)
        self.note.edit.returnPressed.connect(self._submit)
        self.hide()

    def ask(self, words: str, entries: tuple[str, ...]) -> None:
        """Ask about entries; none of them means the whole pack."""
        self._entries = entries
        self.title.setText(words)
        self.on.set_date(self._today())
        self.note.restore("")
        self._on_box.clear_error()
        self.go.setEnabled(True)
        self.show()
        self.note.edit.setFocus()

    def refuse(self, error: OfficeError) -> None:
        """Say why it was not taken."""
        self.go.setEnabled(True)
        self._on_box.show_error(error.sentence)

    def _submit(self) -> None:
        if problem := self._on_box.problem():
            self._on_box.show_error(problem)
            self.on.edit.setFocus()
            return
        self.go.setEnabled(False)
        self.wanted.emit(self._entries, self.on.value(), self.note.value())
