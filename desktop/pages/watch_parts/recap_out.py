"""The recap of a round as a workbook or on paper, on record before it has its name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cases.model.recap import RecapData
from cases.model.watch import Round
from cases.services import watch_recap
from desktop.desk import Desk
from desktop.exports.recap import save_noted
from desktop.navigation import Navigator
from desktop.preferences import Preferences
from desktop.saving import ask_save_path, open_folder, safe_name, tell_unsaved

_EXCEL: Final = ("Buku kerja Excel", "xlsx")
_PDF: Final = ("Dokumen PDF", "pdf")


def make_excel(data: RecapData) -> bytes:
    """Return the recap as a workbook; the writer is loaded only now."""
    from reports.recap import make_recap  # noqa: PLC0415 - openpyxl is slow to load and only needed here

    return make_recap(data)


def make_pdf(data: RecapData) -> bytes:
    """Return the recap as a PDF; the writer is loaded only now."""
    from reports.recap.paper import recap_pdf  # noqa: PLC0415 - reportlab is slow to load and only needed here

    return recap_pdf(data)


class RecapOut(QObject):
    """Asks where, makes the file of the round as it stands, and says where it lies."""

    def __init__(self, desk: Desk, window: Navigator, preferences: Preferences, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._window, self._preferences, self._page = desk, window, preferences, page

    def ask_excel(self, found: Round) -> None:
        """Ask where the workbook goes."""
        self._ask(found, _EXCEL, make_excel)

    def ask_pdf(self, found: Round) -> None:
        """Ask where the PDF goes."""
        self._ask(found, _PDF, make_pdf)

    def _ask(self, found: Round, kind: tuple[str, str], make: Callable[[RecapData], bytes], name: str = "") -> None:
        name = name or safe_name(f"Rekap pemantauan {found.number}", kind[1])
        save = partial(self.save, found, kind, make)
        ask_save_path(self._page, "Simpan rekap ronde", name, kind, self._preferences, save)

    def save(self, found: Round, kind: tuple[str, str], make: Callable[[RecapData], bytes], path: Path) -> None:
        """Make the file and write it, away from the UI thread."""

        def write(data: RecapData) -> None:
            def work() -> Path:
                told = (data.name, data.filter_text, len(data.lines))
                return save_noted(self._desk.office, self._desk.actor, path, make(data), *told)

            self._desk.tasks.submit_free(work, owner=self, on_done=self._saved, on_error=failed)

        def failed(error: BaseException) -> None:
            tell_unsaved(self._page, error, path, partial(self._ask, found, kind, make))

        self._desk.ask(watch_recap.round_recap, found.id).then(self, write)

    def _saved(self, path: Path) -> None:
        self._window.toast(f"Rekap disimpan: {path.name}", action="Buka folder", on_action=lambda: open_folder(path))
