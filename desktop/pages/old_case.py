"""One old case: typed into one form, with gaps, and shown in the same form later."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.errors import InvalidInput, NotFound, OfficeError
from cases.model.old_case import OldCase
from cases.model.user import Right
from cases.services import old_cases
from desktop import messages
from desktop.desk import Desk
from desktop.dialogs.discard import ask_discard
from desktop.drafting import FormDraft
from desktop.full_names import full_name
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.old_case_parts.form import OldCaseEntry
from desktop.pages.old_case_parts.words import ARCHIVE, BANNER, outcome_look
from desktop.widgets.basic import button, label
from desktop.widgets.header import PageHeader
from desktop.widgets.parting import part_with


class OldCasePage(Page):
    """``open_page("old-case")`` writes a new one down, ``old_case_id=`` shows one."""

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._wanted = ""
        self.entry: OldCaseEntry | None = None
        self.draft: FormDraft | None = None
        self.header = PageHeader("Perkara arsip")
        self.discard = button("Buang…", icon="trash", on_click=self._discard)
        self.header.add_action(self.discard)
        self.lines.addWidget(self.header)
        self.banner = label(BANNER, "infoBox", wrap=True)
        self.lines.addWidget(self.banner)
        self._place = QWidget()
        QVBoxLayout(self._place).setContentsMargins(0, 0, 0, 0)
        self.lines.addWidget(self._place, 1)

    # -- being shown

    def on_shown(self, *, old_case_id: str = "", **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Begin a new one, or read one."""
        self._wanted = old_case_id
        if old_case_id:
            self._desk.ask(old_cases.old_case, old_case_id).then(self, self._show, self._gone)
        elif self.entry is None or self.entry.old_case_id:
            self._put(None)
        else:
            self.entry.focus_first()

    def on_changes(self, changes: ChangeSet) -> None:
        """Show it anew when it changed elsewhere, as by an undo."""
        if self._wanted and changes.concerns("old_case"):
            self._desk.ask(old_cases.old_case, self._wanted).then(self, self._show, self._gone)

    def may_leave(self) -> bool:
        """Always; what is typed is kept."""
        if self.draft is not None:
            self.draft.flush()
        return True

    def _show(self, old: OldCase) -> None:
        if old.id == self._wanted:
            self._put(old)

    def _gone(self, error: OfficeError) -> None:
        self._wanted = ""
        self._drop()
        self._leave()
        if not isinstance(error, NotFound):
            messages.show_error(self, error)

    def _put(self, old: OldCase | None) -> None:
        self._drop()
        entry = OldCaseEntry(self._desk, self._leave, old)
        self.entry = entry
        may = self._desk.may(Right.REGISTER_REPORT)
        entry.setEnabled(may)
        self.discard.setVisible(old is not None and self._desk.may(Right.DISCARD))
        if old is None:
            self.header.set_title("Catat perkara arsip")
            self.header.set_sentence("Cukup nama dan hasilnya; selebihnya menurut berkas.")
            self.header.set_pills(ARCHIVE)
        else:
            self.header.set_title(f"Perkara {old.named}" if old.number else f"Perkara {old.respondent.name}")
            origin = f"diimpor dari {old.taken_from}" if old.taken_from else "diketik"
            self.header.set_sentence(f"{old.respondent.name}, {origin} oleh {full_name(old.recorded_by)}")
            self.header.set_pills(ARCHIVE, outcome_look(old.outcome))
        entry.submitted.connect(self._save)
        entry.again.clicked.connect(lambda *_: self._save_and_go_on())
        lines = self._place.layout()
        if lines is not None:
            lines.addWidget(entry)
        if may:
            self.draft = FormDraft(self._desk, f"old-case:{old.id if old else 'new'}", entry)
            entry.focus_first()

    def _drop(self) -> None:
        if self.draft is not None:
            self.draft.flush()
        if self.entry is not None:
            part_with(self.entry)
        self.entry = self.draft = None

    def _leave(self) -> None:
        self._window.open_page("old-cases")

    def _discard(self) -> None:
        if self._wanted:
            ask_discard(self._desk, self, self._window, "old_case", self._wanted)

    # -- saving

    def _save_and_go_on(self) -> None:
        if self.entry is not None and self.entry.check():
            self._save(go_on=True)

    def _save(self, *, go_on: bool = False) -> None:
        entry = self.entry
        if entry is None:
            return
        try:
            form = entry.old_case_form()
        except InvalidInput as error:
            self._refuse(error)
            return
        entry.set_busy(busy=True)
        if entry.old_case_id:
            asked = self._desk.do(old_cases.change_old_case, entry.old_case_id, form)
        else:
            asked = self._desk.do(old_cases.record_old_case, form)
        asked.then(self, lambda old: self._saved(old, go_on=go_on), self._refuse)

    def _saved(self, old: OldCase, *, go_on: bool) -> None:
        entry = self.entry
        if entry is None:
            return
        entry.set_busy(busy=False)
        if go_on:
            entry.begin_next()
        if self.draft is not None:
            self.draft.drop()
        self._window.toast(f"Perkara arsip {old.respondent.name} disimpan")
        if not go_on:
            self._drop()
            self._leave()

    def _refuse(self, error: OfficeError) -> None:
        if self.entry is None:
            return
        self.entry.set_busy(busy=False)
        if isinstance(error, InvalidInput) and error.field in {"nip", "sanction_title", "sanction_key"}:
            self.entry.show_error("respondent" if error.field == "nip" else "sanction", error.sentence)
        else:
            self.entry.show_failure(error)
