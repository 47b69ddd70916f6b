"""The blank form of a report: shown at once, printed or saved, nothing to fill in before."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from cases.changes import ChangeSet
from cases.model.office import Paper
from cases.services import blank_form
from desktop import messages
from desktop.desk import Desk
from desktop.files import write_file
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.preferences import Preferences
from desktop.saving import ask_save_path, open_folder, tell_unsaved
from desktop.widgets.bars import SegmentBar
from desktop.widgets.basic import button
from desktop.widgets.header import PageHeader
from desktop.widgets.pdf_view import PdfView
from desktop.widgets.printing import print_pdf

_NAME: Final = "Formulir laporan.pdf"


class BlankFormPage(Page):
    """``open_page("blank-form")``: on the office's own paper first, F4 or A4 at a click."""

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        parent: QWidget | None = None,
        *,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._preferences = preferences or Preferences()
        self._paper: Paper | None = None
        self.data = b""
        self.header = PageHeader("Formulir laporan kosong", "Urutannya sama dengan isian di program")
        self.paper = SegmentBar([(str(paper), str(paper)) for paper in Paper])
        self.paper.chosen.connect(self._choose)
        self.header.add_action(self.paper)
        typed = button("Ketik formulir", icon="keyboard", on_click=lambda: window.open_page("quick-entry"))
        self._keep = button("Simpan PDF", icon="file-pdf", on_click=lambda: self._ask_where(_NAME))
        self._print = button("Cetak", "primary", icon="printer", on_click=self._send, shortcut="Ctrl+P")
        for action in (typed, self._keep, self._print):
            self.header.add_action(action)
        self.view = PdfView()
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.view, 1)

    def on_shown(self, **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Make it as the office's letters look now."""
        self._read()

    def on_changes(self, changes: ChangeSet) -> None:
        """Make it again when the letter head or the wording changed."""
        if self.data and changes.concerns("office", "template"):
            self._read()

    def _choose(self, paper: str) -> None:
        if self._paper != Paper(paper):
            self._paper = Paper(paper)
            self._read()

    def _read(self) -> None:
        for part in (self._keep, self._print):
            part.setEnabled(False)
        self._desk.ask(blank_form.blank_report_form, self._paper).then(self, lambda made: self._show(*made))

    def _show(self, paper: Paper, data: bytes) -> None:
        self._paper, self.data = paper, data
        self.paper.choose(str(paper))
        self.view.show_pdf(data, f"Formulir {paper}")
        for part in (self._keep, self._print):
            part.setEnabled(True)

    def _send(self) -> None:
        if self.data:
            print_pdf(self.data, self.window(), lambda error: messages.show_error(self, error))

    def _ask_where(self, name: str) -> None:
        ask_save_path(self, "Simpan formulir", name, ("Berkas PDF", "pdf"), self._preferences, self.save)

    def save(self, path: Path) -> None:
        """Write it in a worker."""
        data = self.data

        def work() -> None:
            write_file(path, data)

        def done(_none: None) -> None:
            self._window.toast(f"Tersimpan: {path.name}", action="Buka foldernya", on_action=lambda: open_folder(path))

        self._desk.tasks.submit_free(
            work,
            owner=self,
            on_done=done,
            on_error=lambda error: tell_unsaved(self, error, path, self._ask_where),
        )
