"""What was entered for a draft, to be changed: the entries of a letter on request, and who signs for the agency."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.errors import InvalidInput, OfficeError
from cases.letters.asks import missing
from cases.model.letter import Letter
from cases.services import letter_requests
from cases.services.letter_view import LetterView
from desktop import theme
from desktop.desk import Desk
from desktop.drafting import FormDraft
from desktop.pages.letter_parts.entry_fields import add_asks, entered
from desktop.widgets.basic import button
from desktop.widgets.form import Form

_WIDTH = 400


class EntriesForm(QWidget):
    """``done`` gives the letter as it then stands and a sentence. It hides itself where nothing is asked.

    A single field is shown at once, several are folded until somebody wants to change them.
    """

    done = Signal(object, str)

    def __init__(self, desk: Desk, view: LetterView) -> None:
        super().__init__()
        self._desk, self.view = desk, view
        self._draft: FormDraft | None = None
        self.form = Form(width=_WIDTH)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        self.unfold = button("Ubah isian surat", icon="pencil-simple", on_click=self.open)
        lines.addWidget(self.unfold)
        lines.addWidget(self.form)
        self.form.hide()
        self.setVisible(bool(view.asks))
        if view.asks:
            add_asks(self.form, view.asks, desk, self, view.known)
            save = self.form.buttons("Simpan isian", cancel=self._fold if len(view.asks) > 1 else None)
            save.setVisible(len(view.asks) > 1)
            self.form.changed.connect(save.show)
            self.form.submitted.connect(self._save)
        if len(view.asks) == 1 or missing(view.asks):
            self.open()

    def shows(self, view: LetterView) -> bool:
        """Whether it is the form of this letter as it stands."""
        return (self.view.letter.id, self.view.asks) == (view.letter.id, view.asks)

    def open(self) -> None:
        """Unfold the form; what was typed before and not saved comes back."""
        self.unfold.hide()
        self.form.show()
        if self._draft is None:
            self._draft = FormDraft(self._desk, f"letter-entries:{self.view.letter.id}", self.form)
        if len(self.view.asks) > 1:
            self.form.focus_first()

    def _fold(self) -> None:
        if self._draft is not None:
            self._draft.discard()
        self.form.hide()
        self.unfold.show()
        self.unfold.setFocus()

    def _save(self) -> None:
        try:
            entries = entered(self.form, self.view.asks)
        except InvalidInput as error:
            self.form.show_failure(error)
            return
        self.form.set_busy(busy=True)
        changed = self._desk.do(letter_requests.change_entries, self.view.letter.id, entries)
        changed.then(self, self._saved, self._refused)

    def _saved(self, letter: Letter) -> None:
        self.form.set_busy(busy=False)
        if self._draft is not None:
            self._draft.drop()
        self.done.emit(letter, "Isian surat disimpan")

    def _refused(self, error: OfficeError) -> None:
        self.form.set_busy(busy=False)
        self.form.show_failure(error)
