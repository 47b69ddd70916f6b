"""Filling the ministry's own workbook with the recap that is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from cases.errors import OfficeError
from cases.model.recap import RecapColumn, RecapData
from cases.rules.recap import numbered
from cases.rules.recap_form import columns, recap_form
from cases.services import recap
from desktop import messages
from desktop.desk import Desk
from desktop.exports.recap import save_noted
from desktop.files import read_file, write_file
from desktop.navigation import Navigator
from desktop.preferences import Preferences
from desktop.saving import ask_save_path, open_folder, safe_name, tell_unsaved
from desktop.tasks import Task
from desktop.widgets.basic import button
from desktop.widgets.feedback import ProgressStrip

_KIND = ("Buku kerja Excel", "xlsx")
_MOST = 20_000_001
_LONG = 200
"""Lines of a form that takes about half a second to fill; a bar tells of longer ones."""
Made = TypeVar("Made")


class RecapForms(QObject):
    """``button`` opens the choices; ``data`` is the recap that is shown, None while there is none."""

    def __init__(
        self, desk: Desk, window: Navigator, preferences: Preferences, parent: QWidget, strip: ProgressStrip
    ) -> None:
        super().__init__(parent)
        self._strip = strip
        self._desk, self._window, self._preferences, self._widget = desk, window, preferences, parent
        self.data: RecapData | None = None
        tip = "Isi buku kerja kementerian yang diberi penanda"
        self.button: QPushButton = button("Formulir", icon="file-plus", tip=tip, on_click=self._show_menu)

    def menu(self) -> QMenu:
        """What can be done."""
        made = QMenu(self._widget)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.addAction("Isi formulir kementerian…").triggered.connect(lambda _checked: self.ask_form())
        made.addAction("Simpan contoh formulir…").triggered.connect(lambda _checked: self.ask_example())
        return made

    def _show_menu(self) -> None:
        if self.data is not None:
            self.menu().popup(self.button.mapToGlobal(QPoint(0, self.button.height() + 2)))

    def ask_form(self) -> None:
        """Ask for the form."""
        dialog = QFileDialog(self._widget, "Pilih formulir")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter("Buku kerja Excel (*.xlsx)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.take_form(Path(name)))
        dialog.open()

    def take_form(self, path: Path) -> None:
        """Look the form over, ask for what it wants, and then where the filled one shall lie."""
        shown = self.data
        if shown is None:
            return

        def look() -> tuple[bytes, tuple[str, ...]]:
            from reports.recap.their_form import LINE, read_form  # noqa: PLC0415 - openpyxl is slow to load

            data = read_file(path, _MOST)
            facts = read_form(data, _columns_of(shown))
            return data, tuple(name.removeprefix(LINE) for name in facts.columns)

        self._free(look, lambda found: self._ask_recap(shown, path, *found))

    def _ask_recap(self, shown: RecapData, path: Path, form: bytes, keys: tuple[str, ...]) -> None:
        chosen = keys if recap_form(shown.base).lines else ()
        asked = self._desk.ask(recap.recap, shown.name, shown.query, chosen)
        asked.then(self._widget, lambda data: self._ask_where(_as_shown(data, shown), path, form), self._failed)

    def _ask_where(self, data: RecapData, path: Path, form: bytes) -> None:
        self._ask_target(data, form, safe_name(f"{path.stem} - terisi", "xlsx"))

    def _ask_target(self, data: RecapData, form: bytes, name: str) -> None:
        fill = partial(self.fill, data, form)
        ask_save_path(self._widget, "Simpan formulir terisi", name, _KIND, self._preferences, fill)

    def fill(self, data: RecapData, form: bytes, path: Path) -> None:
        """Fill the form and write it, away from the UI thread."""

        def work() -> Path:
            from reports.recap.their_form import fill_form  # noqa: PLC0415 - openpyxl is slow to load

            made = fill_form(form, data, task.report, lambda: task.cancelled)
            told = (data.name, data.filter_text, len(data.lines))
            return save_noted(self._desk.office, self._desk.actor, path, made, *told)

        task = self._strip.start("Mengisi formulir …")
        self._strip.setVisible(len(data.lines) > _LONG)
        self._free(work, self._saved, path, partial(self._ask_target, data, form), task)

    def ask_example(self, name: str = "") -> None:
        """Ask where an example shall lie."""
        if self.data is not None:
            name = name or safe_name(f"Contoh formulir {self.data.short.lower()}", "xlsx")
            ask_save_path(self._widget, "Simpan contoh formulir", name, _KIND, self._preferences, self.save_example)

    def save_example(self, path: Path) -> None:
        """Write a form with every placeholder of the recap that is shown."""
        data = self.data
        if data is None:
            return

        def work() -> Path:
            from reports.recap.their_form import example_form  # noqa: PLC0415 - openpyxl is slow to load

            return write_file(path, example_form(data))

        self._free(work, self._saved, path, self.ask_example)

    def _free(
        self,
        work: Callable[[], Made],
        use: Callable[[Made], object],
        path: Path | None = None,
        again: Callable[[str], object] | None = None,
        task: Task | None = None,
    ) -> None:
        """Work away from the UI thread; where it writes to ``path``, ``again`` asks for another name."""

        def done(made: Made) -> None:
            self._end(task)
            use(made)

        def failed(error: BaseException) -> None:
            self._end(task)
            if path is not None and again is not None:
                tell_unsaved(self._widget, error, path, again)
            else:
                self._failed(error)

        self._desk.tasks.submit_free(work, owner=self._widget, on_done=done, on_error=failed, task=task)

    def _end(self, task: Task | None) -> None:
        if task is not None:
            self._strip.hide()

    def _saved(self, path: Path) -> None:
        self._window.toast(f"Formulir disimpan: {path.name}", action="Buka folder", on_action=lambda: open_folder(path))

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, OfficeError):
            raise error
        messages.show_error(self._widget, error)


def _columns_of(data: RecapData) -> dict[str, RecapColumn]:
    """What a form may ask for: every column of a recap of cases, the columns shown of another."""
    return dict(columns()) if recap_form(data.base).lines else {column.key: column for column in data.columns}


def _as_shown(data: RecapData, shown: RecapData) -> RecapData:
    """The lines in the order in which they are shown, numbered so."""
    order = {(line.target, line.words): place for place, line in enumerate(shown.lines)}
    lines = sorted(data.lines, key=lambda line: order.get((line.target, line.words), len(order)))
    return replace(data, lines=numbered(data.columns, lines))
