"""Another recovery sheet in the place of the old one: printed, one line of it typed back, and only then in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from cases.model.office import Office
from cases.services.office import current_office
from desktop import messages
from desktop.desk import Desk
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.entry.sheet_step import SheetStep
from desktop.widgets.basic import button, label, row
from desktop.widgets.header import PageHeader
from desktop.wiring import NewSheet, recovery_pdf

if TYPE_CHECKING:
    from desktop.assembly import Run

CHANGING = "Mengganti kunci basis data ..."
_FROM_NOW = (
    "Lembar ini menggantikan lembar yang lama untuk semua yang ditulis mulai sekarang. Cadangan yang sudah dibuat "
    "tetap terbuka dengan lembar lama: simpan lembar lama selama cadangannya masih ada, dan beri tanda “lama”."
)
_KEEPING = "Cetak dua lembar dan simpan di dua tempat dalam amplop tertutup. Jangan difoto atau dikirim."
_AFTER = "Setelah diganti, kantor ditutup dan dibuka kembali, lalu Anda masuk lagi."


class NewSheetPage(Page):
    """``open_page("new-sheet")``; the keys change when a line of the new sheet was typed back rightly."""

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._run: Run | None = None
        self._sheet: NewSheet | None = None
        self.step = SheetStep(_FROM_NOW, _KEEPING)
        self.go = button("Ganti lembar pemulihan", "primary", on_click=self._change)
        self.lines.addWidget(PageHeader("Ganti lembar pemulihan", "Lembar baru, kunci baru untuk data yang baru"))
        self.lines.addWidget(self.step, 1)
        self.lines.addWidget(row(label(_AFTER, "caption"), None, button("Batal", on_click=window.back), self.go))
        self.step.matched.connect(lambda: self.go.setEnabled(self.step.is_matched))

    def serve(self, run: Run) -> None:
        """Know the program that runs: it opens the office anew."""
        self._run = run

    def on_shown(self, **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Make a sheet; a sheet that was left before it was in force opens nothing and is made anew."""
        self.go.setEnabled(False)
        self._sheet = None
        self._desk.ask(current_office).then(self, self._make)

    def _make(self, office: Office) -> None:
        desk = self._desk

        def work() -> tuple[NewSheet, bytes]:
            sheet = desk.office.new_sheet(desk.actor)
            return sheet, recovery_pdf(office.name, sheet.lines, sheet.recipient.added_on, office.paper)

        def made(found: tuple[NewSheet, bytes]) -> None:
            self._sheet, pdf = found
            self.step.show_sheet(office.name, self._sheet.lines, pdf)
            self.step.focus_first()

        desk.tasks.submit_free(work, owner=self, on_done=made, on_error=self._tell)

    def _change(self) -> None:
        sheet, desk = self._sheet, self._desk
        if sheet is None or not self.step.is_matched:
            return
        self.go.setEnabled(False)
        desk.tasks.submit_write(
            lambda: desk.office.change_keys(desk.actor, sheet=sheet),
            owner=self,
            on_done=lambda _none: self._begin_again(),
            on_error=self._tell,
        )

    def _begin_again(self) -> None:
        if self._run is not None:
            self._run.begin_again(CHANGING)

    def _tell(self, error: BaseException) -> None:
        self.go.setEnabled(self.step.is_matched)
        messages.show_error(self, error)
