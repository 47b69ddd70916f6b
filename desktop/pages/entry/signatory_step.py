"""The step of the signatories: a short list, and a form that opens in its place."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cases.errors import InvalidInput
from cases.model.identity import new_id
from cases.model.office import Signatory
from desktop import theme
from desktop.widgets.basic import button, column, icon_button, label
from desktop.widgets.office_form import SignatoryForm
from desktop.widgets.parting import clear, part_with


class SignatoryStep(QWidget):
    """Collects signatories in memory; nothing is written before the office is founded."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumWidth(640)
        self._kept: list[Signatory] = []
        self._editing: str = ""
        self._start: dict[str, Any] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.space("s"))
        self.add_button = button("Tambah penanda tangan", icon="plus", on_click=lambda: self.edit(None))
        self._holder = QVBoxLayout()
        self.form: SignatoryForm | None = None
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("m"))
        lines.addLayout(self._rows)
        lines.addWidget(self.add_button)
        lines.addLayout(self._holder)
        self._show()

    def signatories(self) -> tuple[Signatory, ...]:
        """Those that were entered."""
        return tuple(self._kept)

    def edit(self, signatory: Signatory | None) -> None:
        """Open the form for a new one, or for one of the list."""
        self._close_form()
        self.form = SignatoryForm(width=640)
        self._editing = signatory.id if signatory else ""
        if signatory is not None:
            self.form.show_person(signatory.person, signatory.post_line)
        self._start = self.form.values()
        self.form.buttons("Simpan penanda tangan", cancel=self._cancel)
        self.form.submitted.connect(self._keep)
        self._holder.addWidget(self.form)
        self.add_button.hide()
        self.form.focus_first()

    def finish_typing(self) -> bool:
        """Take what is being typed before the next step; False when it cannot be taken.

        A form that nobody changed is let go.
        """
        if self.form is None:
            return True
        if self.form.values() == self._start:
            self._cancel()
            return True
        return self.form.check() and self._keep()

    def focus_first(self) -> None:
        """Put the cursor into the form, or on the button that opens it."""
        if self.form is not None:
            self.form.focus_first()
        else:
            self.add_button.setFocus()

    def _keep(self) -> bool:
        if self.form is None:
            return False
        try:
            person, post_line = self.form.signatory()
        except InvalidInput as error:
            self.form.show_failure(error)
            return False
        kept = Signatory(id=self._editing or new_id(), person=person, post_line=post_line)
        places = [number for number, old in enumerate(self._kept) if old.id == kept.id]
        if places:
            self._kept[places[0]] = kept
        else:
            self._kept.append(kept)
        self._cancel()
        return True

    def _cancel(self) -> None:
        self._close_form()
        self.add_button.show()
        self._show()
        self.add_button.setFocus()

    def _close_form(self) -> None:
        if self.form is not None:
            part_with(self.form)
            self.form = None

    def _remove(self, signatory: Signatory) -> None:
        self._kept.remove(signatory)
        self._show()

    def _show(self) -> None:
        clear(self._rows)
        for signatory in self._kept:
            self._rows.addWidget(self._row(signatory))

    def _row(self, signatory: Signatory) -> QFrame:
        made = QFrame()
        made.setProperty("role", "card")
        line = QHBoxLayout(made)
        line.setContentsMargins(14, 8, 8, 8)
        line.addWidget(
            column(label(signatory.person.name, "strongLine"), label(signatory.post_line, "caption", wrap=True)), 1
        )
        line.addWidget(icon_button("pencil-simple", "Ubah", on_click=lambda: self.edit(signatory)))
        line.addWidget(icon_button("trash", "Hapus dari daftar", on_click=lambda: self._remove(signatory)))
        return made
