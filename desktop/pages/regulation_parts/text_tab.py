"""A pack's text for whoever knows TOML: read, and of a draft changed, with an error at its line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.errors import OfficeError, RegulationError
from cases.services import regulation_drafts
from cases.services.regulations import PackSheet
from desktop import theme
from desktop.desk import Desk
from desktop.pages.regulation_parts.text_editor import TomlEditor
from desktop.widgets.basic import button, label, row

_READ_ONLY = "Hanya untuk dibaca; salin paket ini menjadi konsep untuk mengubahnya."
_DRAFT = "Bagi yang paham TOML. Kesalahan ditunjukkan pada barisnya; selama ada kesalahan, konsep tetap seperti semula."


class TextTab(QWidget):
    """Shows a pack's text; ``saved`` gives the words of what was done and the key of the draft."""

    saved = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sheet: PackSheet | None = None
        self.editor = TomlEditor()
        self.sentence = label("", "sentence", wrap=True)
        self.trouble = label("", "errorBox", wrap=True, selectable=True)
        self.trouble.hide()
        self.undo_button = button("Kembalikan", on_click=self._restore, tip="Kembali ke teks yang tersimpan")
        self.save_button = button("Simpan teks", "primary", on_click=self.save, tip="Simpan teks konsep (Ctrl+S)")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        lines.addWidget(self.sentence)
        lines.addWidget(self.editor, 1)
        lines.addWidget(self.trouble)
        self._buttons = row(None, self.undo_button, self.save_button)
        lines.addWidget(self._buttons)
        self.editor.textChanged.connect(self._show_buttons)

    def show_sheet(self, sheet: PackSheet, *, may_change: bool) -> None:
        """Show a pack's text; what is being typed into the same draft stays."""
        before, self._sheet = self._sheet, sheet
        editable = may_change and sheet.line.draft
        self.editor.setReadOnly(not editable)
        self._buttons.setVisible(editable)
        self.sentence.setText(_DRAFT if editable else _READ_ONLY if may_change else "")
        self.sentence.setVisible(may_change)
        typed = before is not None and before.line.record_id == sheet.line.record_id and editable
        if before is None or not typed or self.editor.toPlainText() == before.text:
            self._restore()
        self._show_buttons()

    @property
    def changed(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._sheet is not None and self.editor.toPlainText() != self._sheet.text

    def go_to(self, line: int) -> None:
        """Show a line as the one that is wrong."""
        self.editor.mark_line(line)
        self.editor.setFocus()

    def save(self) -> None:
        """Save the draft's text."""
        if self._sheet is None or not self._sheet.line.draft:
            return
        self.trouble.hide()
        self.save_button.setEnabled(False)
        self._desk.do(regulation_drafts.save_text, self._sheet.line.record_id, self.editor.toPlainText()).then(
            self, lambda draft: self._done(draft.text, draft.key), self._refused
        )

    def _done(self, text: str, key: str) -> None:
        self.editor.mark_line(0)
        if text != self.editor.toPlainText():
            self._put(text)
        self.saved.emit("Teks konsep disimpan", key)

    def _refused(self, error: OfficeError) -> None:
        self.trouble.setText(error.sentence)
        self.trouble.show()
        self._show_buttons()
        if isinstance(error, RegulationError) and error.line:
            self.editor.mark_line(error.line)

    def _restore(self) -> None:
        self.trouble.hide()
        self.editor.mark_line(0)
        if self._sheet is not None:
            self._put(self._sheet.text)
        self._show_buttons()

    def _put(self, text: str) -> None:
        if text != self.editor.toPlainText():
            self.editor.setPlainText(text)

    def _show_buttons(self) -> None:
        self.save_button.setEnabled(self.changed)
        self.undo_button.setEnabled(self.changed)
