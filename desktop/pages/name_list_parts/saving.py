"""Saving the result of a list as Excel or PDF; that it left the program is on record."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from cases.model.name_review import Decision, NameList
from cases.services import name_result
from desktop.desk import Desk
from desktop.exports.recap import save_noted
from desktop.navigation import Navigator
from desktop.preferences import Preferences
from desktop.saving import ask_save_path, open_folder, safe_name, tell_unsaved
from desktop.widgets.feedback import ProgressStrip

KINDS: Final = {"xlsx": "Buku kerja Excel", "pdf": "Dokumen PDF"}


class ResultSaving:
    """Asks where to save and writes away from the UI thread, with progress in the page's strip."""

    def __init__(
        self, page: QWidget, desk: Desk, window: Navigator, strip: ProgressStrip, preferences: Preferences
    ) -> None:
        self._page, self._desk, self._window, self._strip = page, desk, window, strip
        self._preferences = preferences

    def ask(self, listed: NameList, ending: str) -> None:
        """Ask where to."""
        name = safe_name(f"Hasil pencocokan {listed.title}", ending)
        save = partial(self.save_to, listed.id)
        ask_save_path(self._page, "Simpan hasil pencocokan", name, (KINDS[ending], ending), self._preferences, save)

    def save_to(self, list_id: str, path: Path) -> None:
        """Write the result, whole or not at all."""
        office, actor = self._desk.office, self._desk.actor
        task = self._strip.start(f"Menulis {path.name} …")

        def work() -> Path:
            from reports.recap import make_recap  # noqa: PLC0415 - openpyxl is slow to load and only needed here
            from reports.recap.paper import recap_pdf  # noqa: PLC0415 - reportlab, for the same reason

            paper = path.suffix.lower() == ".pdf"
            recap = office.read(name_result.result_recap, actor, list_id, tuple(Decision), for_paper=paper)
            made = recap_pdf(recap) if paper else make_recap(recap, task.report, lambda: task.cancelled)
            return save_noted(office, actor, path, made, recap.name, recap.filter_text, len(recap.lines))

        def saved(made: Path) -> None:
            self._strip.hide()
            self._window.toast(
                f"Hasil pencocokan disimpan: {made.name}", action="Buka folder", on_action=lambda: open_folder(made)
            )

        def failed(error: BaseException) -> None:
            self._strip.hide()
            tell_unsaved(self._page, error, path, lambda other: self.save_to(list_id, path.with_name(other)))

        self._desk.tasks.submit_free(work, owner=self._page, on_done=saved, on_error=failed, task=task)
