"""The button that saves a letter as a Word document to work on."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cases.model.letter import LetterRequest
from cases.services import letter_filing, letter_packet
from cases.services.letter_view import LetterView
from desktop import messages
from desktop.desk import Desk
from desktop.files import write_file
from desktop.preferences import Preferences
from desktop.saving import ask_save_path, safe_name
from desktop.widgets.basic import button

_WORDS: Final = "Salinan Word"
_KIND: Final = ("Dokumen Word", "docx")
_HOW: Final = "salinan kerja Word"


class CopyButton(QWidget):
    """``show_letter`` says which letter; ``saved`` gives the file, for a toast."""

    saved = Signal(object)

    def __init__(self, desk: Desk, preferences: Preferences | None = None) -> None:
        super().__init__()
        self._desk, self._preferences = desk, preferences or Preferences()
        self._view: LetterView | None = None
        self.button = button(
            _WORDS, icon="file-doc", on_click=self._ask_where, tip="Salinan kerja .docx; bukan naskah dinas"
        )
        self.button.setEnabled(False)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.button)

    def show_letter(self, view: LetterView) -> None:
        """Offer a copy of a letter."""
        self._view = view
        self.button.setEnabled(True)

    def _ask_where(self) -> None:
        view = self._view
        if view is None:
            return
        words = (f"Salinan kerja - {view.letter.title}", view.case_number or view.report_number, view.respondent.name)
        name = safe_name(" - ".join(filter(None, words)), "docx")
        ask_save_path(self, "Simpan salinan kerja", name, _KIND, self._preferences, self.save_to)

    def save_to(self, path: Path) -> None:
        """Make the copy and write it to a file, away from the UI thread."""
        if self._view is None:
            return
        letter_id = self._view.letter.id
        self.button.setEnabled(False)
        asked = self._desk.ask(letter_packet.copy_request, letter_id)
        asked.then(self, lambda request: self._make(letter_id, request, path), self._failed)

    def _make(self, letter_id: str, request: LetterRequest, path: Path) -> None:
        def work() -> Path:
            from reports.working_copy import to_docx  # noqa: PLC0415 - python-docx is slow to load

            return write_file(path, to_docx(request))

        self._desk.tasks.submit_free(
            work, owner=self, on_done=lambda saved: self._note(letter_id, saved), on_error=self._failed
        )

    def _note(self, letter_id: str, path: Path) -> None:
        self._desk.do(letter_filing.note_export, letter_id, _HOW).then(
            self, lambda _none: self._done(path), self._failed
        )

    def _done(self, path: Path) -> None:
        self.button.setEnabled(True)
        self.saved.emit(path)

    def _failed(self, error: BaseException) -> None:
        self.button.setEnabled(True)
        messages.show_error(self, error)
