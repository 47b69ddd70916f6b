"""The settings' export of everything, readable without the program."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from cases.errors import OfficeError, Stopped
from cases.model.user import Right
from cases.rules.export import export_plan
from desktop import messages
from desktop.desk import Desk
from desktop.exports.exporting import export_everything
from desktop.navigation import Navigator
from desktop.pages.settings_section import Section
from desktop.saving import open_folder
from desktop.widgets.basic import button, label, row
from desktop.widgets.feedback import ProgressStrip


class ExportSection(Section):
    """Writes all tables into a new folder that the user chooses the place of."""

    title = "Ekspor data"
    sentence = "Semua tabel sebagai satu buku kerja Excel dan berkas CSV, dengan arti setiap kolomnya."
    right = Right.MANAGE_OFFICE

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__(desk, window)
        self.strip = ProgressStrip()
        self.strip.hide()
        self.start_button = button("Ekspor semua data…", "primary", icon="export", on_click=self.ask_where)
        self.may_change = self.may_change and desk.may(Right.EXPORT)
        self.start_button.setEnabled(self.may_change)
        self.lines.addWidget(label(export_plan().intro, "body", wrap=True))
        self.lines.addWidget(row(self.start_button, None))
        self.lines.addWidget(self.strip)
        self.lines.addStretch(1)

    def ask_where(self) -> None:
        """Ask for the folder in which the new one shall lie."""
        dialog = QFileDialog(self, "Simpan ekspor di")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.export_to(Path(name)))
        dialog.open()

    def export_to(self, parent: Path) -> None:
        """Write the export into a new folder, away from the UI thread."""
        self.start_button.setEnabled(False)
        task = self.strip.start("Mengekspor semua data …")
        work = partial(
            export_everything, self.desk.office, self.desk.actor, parent, task.report, lambda: task.cancelled
        )
        self.desk.tasks.submit_free(work, owner=self, on_done=self._done, on_error=self._failed, task=task)

    def _done(self, made: tuple[Path, int]) -> None:
        folder, rows = made
        self.strip.hide()
        self.start_button.setEnabled(self.may_change)
        words = f"{rows} baris diekspor ke {folder.name}."
        self.window_.toast(words, action="Buka folder", on_action=lambda: open_folder(folder / "x"))

    def _failed(self, error: BaseException) -> None:
        self.strip.hide()
        self.start_button.setEnabled(self.may_change)
        if not isinstance(error, OfficeError):
            raise error
        if not isinstance(error, Stopped):
            messages.show_error(self, error)
