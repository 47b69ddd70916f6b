"""A pack's text for whoever knows TOML: read, and of a draft changed, with an error at its line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Signal

from cases.errors import OfficeError, RegulationError
from cases.services import regulation_drafts
from cases.services.regulations import PackSheet
from desktop import theme
from desktop.desk import Desk
from desktop.drafting import FormDraft
from desktop.pages.regulation_parts.text_editor import TomlEditor
from desktop.widgets.basic import button, label, row
from desktop.widgets.form import Form
from desktop.widgets.parting import part_with

_ANY_WIDTH: Final = 16_777_215
_CROSSED = "Konsep ini sudah diubah di tempat lain; menyimpan teks ini membuang perubahan itu."
_READ_ONLY = "Hanya untuk dibaca; salin paket ini menjadi konsep untuk mengubahnya."
_DRAFT = "Bagi yang paham TOML. Kesalahan ditunjukkan pada barisnya; selama ada kesalahan, konsep tetap seperti semula."


class TextTab(Form):
    """Shows a pack's text; ``saved`` gives the words of what was done and the key of the draft.

    What is typed is kept as of any other form until it is saved.
    """

    saved = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(width=_ANY_WIDTH)
        self._desk = desk
        self.kept: FormDraft | None = None
        self._sheet: PackSheet | None = None
        self.editor = TomlEditor()
        self.sentence = label("", "sentence", wrap=True)
        self.trouble = label("", "errorBox", wrap=True, selectable=True)
        self.trouble.hide()
        self.undo_button = button("Kembalikan", on_click=self._restore, tip="Kembali ke teks yang tersimpan")
        self.save_button = button("Simpan teks", "primary", on_click=self.save, tip="Simpan teks konsep (Ctrl+S)")
        self._buttons = row(None, self.undo_button, self.save_button)
        self._lines.setSpacing(theme.space("s"))
        for part in (self.sentence, self.editor, self.trouble, self._buttons):
            self._lines.addWidget(part, 1 if part is self.editor else 0)
        self.editor.textChanged.connect(self._typed)

    def show_sheet(self, sheet: PackSheet, *, may_change: bool) -> None:
        """Show a pack's text; what is being typed into the same draft stays."""
        before, self._sheet = self._sheet, sheet
        editable = may_change and sheet.line.draft
        self.editor.setReadOnly(not editable)
        self._buttons.setVisible(editable)
        self.sentence.setText(_DRAFT if editable else _READ_ONLY if may_change else "")
        self.sentence.setVisible(may_change)
        if before is None or before.line.record_id != sheet.line.record_id or before.line.draft != sheet.line.draft:
            self._begin(editable=editable)
        elif self.editor.toPlainText() == before.text:
            self._restore()
        elif before.text != sheet.text and self.unsaved:
            self.trouble.setText(_CROSSED)
            self.trouble.show()
        self._show_buttons()

    def _begin(self, *, editable: bool) -> None:
        """Show another pack's text; what was typed into it before and not saved comes back."""
        if self.kept is not None:
            self.kept.flush()
            part_with(self.kept.line)
            self.kept.deleteLater()
            self.kept = None
        self._restore()
        if editable and self._sheet is not None:
            self.kept = FormDraft(self._desk, f"pack-text:{self._sheet.line.record_id}", self)

    # -- what its draft asks of a form

    def values(self) -> dict[str, Any]:
        """The text."""
        return {"text": self.editor.toPlainText()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Put a text back."""
        self._put(str(values["text"]))

    def clear_errors(self) -> None:
        """Forget what was wrong."""
        self.trouble.hide()
        self.editor.mark_line(0)

    def focus_first(self) -> None:
        """Put the cursor into the text."""
        self.editor.setFocus()

    @property
    def unsaved(self) -> bool:
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
        self.clear_errors()
        self._put(text)
        if self.kept is not None:
            self.kept.drop()
        self.saved.emit("Teks konsep disimpan", key)

    def _refused(self, error: OfficeError) -> None:
        self.trouble.setText(error.sentence)
        self.trouble.show()
        self._show_buttons()
        if isinstance(error, RegulationError) and error.line:
            self.editor.mark_line(error.line)

    def _restore(self) -> None:
        self.clear_errors()
        if self._sheet is not None:
            self._put(self._sheet.text)
        if self.kept is not None:
            self.kept.drop()
        self._show_buttons()

    def _typed(self) -> None:
        self._show_buttons()
        if self.unsaved:
            self.changed.emit()

    def _put(self, text: str) -> None:
        if text != self.editor.toPlainText():
            self.editor.setPlainText(text)

    def _show_buttons(self) -> None:
        self.save_button.setEnabled(self.unsaved)
        self.undo_button.setEnabled(self.unsaved)
