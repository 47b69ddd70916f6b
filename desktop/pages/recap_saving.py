"""Saving a recap of something as Excel or PDF: where to is asked, and that it left the program is on record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from cases.model.recap import RecapData
from cases.model.user import Actor
from cases.ports import UnitOfWork
from desktop.desk import Desk
from desktop.exports.recap import save_noted
from desktop.navigation import Navigator
from desktop.preferences import Preferences
from desktop.saving import ask_save_path, open_folder, safe_name, tell_unsaved
from desktop.widgets.feedback import BUSY, ProgressStrip

KINDS: Final = {"xlsx": "Buku kerja Excel", "pdf": "Dokumen PDF"}


@dataclass(frozen=True, slots=True)
class SavedRecap:
    """What is saved: what it is called, the name of its file, and what reads it (the last argument: for paper)."""

    title: str
    file_name: str
    read: Callable[[UnitOfWork, Actor, bool], RecapData]


class RecapSaving:
    """Asks where to save and writes away from the UI thread, with progress in the page's strip."""

    def __init__(
        self, page: QWidget, desk: Desk, window: Navigator, strip: ProgressStrip, preferences: Preferences
    ) -> None:
        self._page, self._desk, self._window, self._strip = page, desk, window, strip
        self._preferences = preferences

    def ask(self, recap: SavedRecap, ending: str) -> None:
        """Ask where to; ``ending`` is a key of ``KINDS``."""
        self._ask(recap, safe_name(recap.file_name, ending), ending)

    def _ask(self, recap: SavedRecap, name: str, ending: str) -> None:
        kind = (KINDS[ending], ending)
        title = f"Simpan {recap.title}"
        ask_save_path(self._page, title, name, kind, self._preferences, lambda path: self.save_to(recap, path))

    def save_to(self, recap: SavedRecap, path: Path) -> None:
        """Write it, whole or not at all."""
        if self._strip.busy:
            self._window.toast(BUSY)
            return
        office, actor = self._desk.office, self._desk.actor
        task = self._strip.start(f"Menulis {path.name} …")
        paper = path.suffix.lower() == ".pdf"

        def work() -> Path:
            from reports.recap import make_recap  # noqa: PLC0415 - openpyxl is slow to load and only needed here
            from reports.recap.paper import recap_pdf  # noqa: PLC0415 - reportlab, for the same reason

            data = office.read(recap.read, actor, paper)
            made = recap_pdf(data) if paper else make_recap(data, task.report, lambda: task.cancelled)
            return save_noted(office, actor, path, made, data.name, data.filter_text, len(data.lines))

        def saved(made: Path) -> None:
            self._strip.hide()
            words = f"{recap.title[:1].upper()}{recap.title[1:]} disimpan: {made.name}"
            self._window.toast(words, action="Buka folder", on_action=lambda: open_folder(made))

        def failed(error: BaseException) -> None:
            self._strip.hide()
            tell_unsaved(self._page, error, path, lambda other: self._ask(recap, other, path.suffix[1:].lower()))

        self._desk.tasks.submit_free(work, owner=self._page, on_done=saved, on_error=failed, task=task)
