"""The forms of a round into a folder, with progress and cancel; whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cases.errors import Stopped
from cases.model.watch import Round
from desktop import messages
from desktop.desk import Desk
from desktop.intake.watch_files import write_forms
from desktop.navigation import Navigator
from desktop.preferences import Preferences
from desktop.saving import ask_folder, open_folder
from desktop.widgets.feedback import ProgressStrip


class HandingOut(QObject):
    """Asks for a folder and writes a folder of forms into it; ``written`` is told once they lie there."""

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        strip: ProgressStrip,
        preferences: Preferences,
        page: QWidget,
        written: Callable[[], object],
    ) -> None:
        super().__init__(page)
        self._desk, self._window, self._strip = desk, window, strip
        self._preferences, self._page, self._told = preferences, page, written

    def ask(self, found: Round, units: tuple[str, ...]) -> None:
        """Ask for the folder."""
        go = partial(self.write, found, units)
        ask_folder(self._page, "Simpan formulir ke folder", self._preferences, go)

    def write(self, found: Round, units: tuple[str, ...], folder: Path) -> None:
        """Bring the forms up to date and write them."""
        task = self._strip.start(f"Menulis {len(units)} formulir …")
        self._strip.show()
        desk = self._desk

        def work() -> tuple[Path, tuple[str, ...]]:
            told = (found.id, found.number, folder, units)
            return write_forms(desk.office, desk.actor, *told, task.report, lambda: task.cancelled)

        desk.tasks.submit_write(work, owner=self, on_done=self._written, on_error=self._failed, task=task)

    def _written(self, made: tuple[Path, tuple[str, ...]]) -> None:
        place, names = made
        self._strip.hide()
        self._told()
        self._window.toast(
            f"{len(names)} formulir ditulis ke folder “{place.name}”",
            action="Buka folder",
            on_action=lambda: open_folder(place / names[0]),
        )

    def _failed(self, error: BaseException) -> None:
        self._strip.hide()
        self._told()
        if not isinstance(error, Stopped):
            messages.show_error(self._page, error)
