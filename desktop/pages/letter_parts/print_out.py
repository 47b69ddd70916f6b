"""A letter on its way to a printer: the one used last at once, else asked for; what went out is logged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.errors import OfficeError
from cases.model.letter import Letter, LetterStatus
from cases.model.office import Paper
from cases.services import letters
from cases.services.letter_forms import HeldForm
from desktop import messages
from desktop.desk import Desk
from desktop.pages.letter_parts.paper import paper_warning
from desktop.preferences import Preferences
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.printing import PrintChoice, ask_printer, chosen_of, is_known, print_pages, printer_of

_FILE = "berkas PDF"


@dataclass(frozen=True, slots=True)
class Sheets:
    """What is printed: a letter in one of its forms, as PDF; ``paper`` is None for a scan on no paper of letters."""

    letter: Letter
    form: HeldForm
    data: bytes
    paper: Paper | None


class PrintOut(QWidget):
    """Shows how far a print is, else nothing. ``said`` tells that it went out, ``other_paper`` asks for A4 instead."""

    said = Signal(str)
    other_paper = Signal()

    def __init__(self, desk: Desk, preferences: Preferences) -> None:
        super().__init__()
        self._desk, self._preferences = desk, preferences
        self._strip = ProgressStrip(on_cancel=self._leave)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._strip)
        self.hide()

    @property
    def usual(self) -> str:
        """The printer used last while the computer still has it, else ""."""
        name = self._preferences.printer
        return name if is_known(name) else ""

    def tip(self, letter: Letter) -> str:
        """What the print button does, with its printer and copies where they are known."""
        again = "byte yang sama seperti saat diajukan" if letter.blob else "konsep"
        where = f" ke {self.usual}, {self._preferences.copies(letter.kind)} rangkap" if self.usual else ""
        return f"Cetak {again}{where} (Ctrl+P)"

    def print(self, sheets: Sheets) -> None:
        """Print on the printer used last, with as many copies as letters of this kind had; else ask."""
        if not self.usual:
            self.ask(sheets)
            return
        choice = PrintChoice(self.usual, self._preferences.copies(sheets.letter.kind))
        self._go_if_paper(sheets, choice.printer, lambda: self.send(sheets, printer_of(choice)))

    def ask(self, sheets: Sheets) -> None:
        """Ask for printer, copies and pages."""
        choice = PrintChoice(self.usual, self._preferences.copies(sheets.letter.kind))

        def chosen(printer: QPrinter) -> None:
            self._go_if_paper(sheets, chosen_of(printer).printer, lambda: self.send(sheets, printer))

        try:
            ask_printer(sheets.data, self.window(), choice, chosen)
        except OfficeError as error:
            messages.show_error(self, error)

    def send(self, sheets: Sheets, printer: QPrinter) -> None:
        """Write it into the log, then print in a worker: no paper leaves of which the log knows nothing."""
        choice, letter = chosen_of(printer), sheets.letter
        noted = self._desk.do(letters.note_print, letter.id, choice.printer or _FILE, choice.copies, sheets.form)
        noted.then(self, lambda _none: self._go(sheets, printer), self._failed)

    def _go(self, sheets: Sheets, printer: QPrinter) -> None:
        self.show()
        task = self._strip.start(f"Mencetak {sheets.letter.title}…")
        self._desk.tasks.submit_free(
            lambda: print_pages(sheets.data, printer, task.report, lambda: task.cancelled),
            owner=self,
            task=task,
            on_done=lambda _whole: self._printed(sheets.letter, chosen_of(printer)),
            on_error=self._failed,
        )

    def _printed(self, letter: Letter, choice: PrintChoice) -> None:
        self._leave()
        if choice.printer:
            self._preferences.printer = choice.printer
            self._preferences.keep_copies(letter.kind, choice.copies)
        self.said.emit(f"{letter.title} dikirim ke {choice.printer or _FILE}")

    def _failed(self, error: BaseException) -> None:
        self._leave()
        messages.show_error(self, error)

    def _leave(self) -> None:
        self.hide()

    def _go_if_paper(self, sheets: Sheets, printer: str, go: Callable[[], object]) -> None:
        """Say before printing that the printer has no such paper, and offer what helps."""
        warning = paper_warning(sheets.paper, printer) if sheets.paper is not None else ""
        if not warning:
            go()
            return
        draft = sheets.letter.status is LetterStatus.DRAFT and sheets.letter.paper is Paper.F4
        ways: list[tuple[str, Callable[[], object]]] = [
            ("Pilih pencetak lain", lambda: self.ask(sheets)),
            ("Tetap cetak", go),
        ]
        if draft:
            ways.insert(1, ("Jadikan surat ini A4", self.other_paper.emit))
        messages.choose(self, warning, ways)
