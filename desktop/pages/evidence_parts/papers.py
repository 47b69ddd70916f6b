"""The list of evidence and its cards: chosen, looked at as they will be, saved as a PDF or printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.errors import OfficeError
from cases.model.evidence_paper import EvidencePapers, PaperOrder
from cases.model.office import Paper
from cases.services import evidence_papers
from desktop import messages, theme
from desktop.desk import Desk
from desktop.evidence.printing import PREVIEWED, Kept, MadePapers, Wanted, previewed, printed
from desktop.files import write_file
from desktop.pages.evidence_parts.host import EvidenceHost
from desktop.pages.evidence_parts.paper_choices import PaperChoices
from desktop.pages.letter_parts.paper import paper_warning
from desktop.preferences import Preferences
from desktop.saving import ask_save_path, safe_name
from desktop.widgets.basic import button, label, row
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.notice import Notice
from desktop.widgets.pdf_view import PdfView
from desktop.widgets.printing import PrintChoice, ask_printer, chosen_of, is_known, print_pages

_PAUSE_MS: Final = 250
"""So long after the last choice the preview is made."""
_TITLE: Final = "Daftar dan kartu bukti"
_KIND: Final = ("Dokumen PDF", "pdf")
_FILE: Final = "berkas PDF"
_COPIES: Final = "evidence-papers"
"""Under this name the copies that were printed last are remembered."""


class PapersPage(QWidget):
    """Choices at the left, the paper at the right. ``left`` follows "Kembali"."""

    left = Signal()

    def __init__(self, desk: Desk, preferences: Preferences | None = None) -> None:
        super().__init__()
        self._desk, self._preferences = desk, preferences or Preferences()
        self._report_id = self._case_id = ""
        self._kept: Kept = {}
        self._shown: MadePapers | None = None
        self.choices = PaperChoices()
        self.notice, self.progress = Notice(), ProgressStrip()
        self.progress.hide()
        self.view = PdfView()
        self.save = button("Simpan PDF…", "primary", icon="download-simple", on_click=self._ask_where)
        self.print = button("Cetak…", icon="printer", on_click=self._ask_printer, shortcut="Ctrl+P")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._preview)
        self._build()
        self.choices.changed.connect(self._changed)

    def _build(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        back = button("Kembali", "link", icon="arrow-left", on_click=self._leave, tip="Kembali (Escape)")
        lines.addWidget(row(back, label(_TITLE, "section"), None, self.print, self.save))
        lines.addWidget(self.notice)
        lines.addWidget(self.progress)
        across = QHBoxLayout()
        across.setSpacing(theme.space("l"))
        across.addWidget(self.choices)
        across.addWidget(self.view, 1)
        lines.addLayout(across, 1)

    def open(self, host: EvidenceHost, chosen: tuple[str, ...], order: PaperOrder) -> None:
        """Show the papers of the host's report, with some of its items chosen."""
        self._report_id, self._case_id, self._kept, self._shown = host.report_id, host.case_id, {}, None
        self.notice.say()
        self.view.clear()
        paper = host.office.paper if host.office is not None else Paper.F4
        self.choices.offer(host.items, chosen, order, paper)

    @property
    def wanted(self) -> Wanted | None:
        """What is chosen now."""
        order = self.choices.order
        return Wanted(report_id=self._report_id, order=order, case_id=self._case_id) if order is not None else None

    # -- the preview

    def _changed(self) -> None:
        self._allow()
        self.progress.task.cancel()
        self._pause.start()

    def _allow(self) -> None:
        self.choices.setEnabled(True)
        for made in (self.save, self.print):
            made.setEnabled(self.choices.order is not None)

    def _preview(self) -> None:
        wanted, kept = self.wanted, self._kept
        if wanted is None:
            self._shown = None
            self.view.clear()
            self.progress.hide()
            return
        task = self.progress.start("Menyiapkan pratinjau…")
        self._desk.tasks.submit_free(
            lambda: previewed(self._desk.office, self._desk.actor, wanted, kept, task.report, lambda: task.cancelled),
            owner=self,
            task=task,
            on_done=lambda made: self._show(made, wanted),
            on_error=self._failed,
        )

    def _show(self, made: MadePapers | None, wanted: Wanted) -> None:
        self.progress.hide()
        if made is None:
            return
        self._shown = made
        cards = len(wanted.order.carded or ())
        name = f"Pratinjau, {PREVIEWED} kartu pertama dari {cards}" if cards > PREVIEWED else "Pratinjau"
        page = self.view.page
        try:
            self.view.show_pdf(made.pdf, name)
        except OfficeError as error:
            self._failed(error)
            return
        self.view.go_to(min(page, made.pages - 1))

    # -- what leaves

    def _ask_where(self) -> None:
        if self.wanted is not None:
            name = safe_name(self._name(), "pdf")
            ask_save_path(self, "Simpan daftar dan kartu bukti", name, _KIND, self._preferences, self.save_to)

    def _name(self) -> str:
        papers = self._shown.papers if self._shown is not None else None
        return " - ".join(filter(None, (self._title(), *_whose(papers)))) if papers is not None else self._title()

    def _title(self) -> str:
        order = self.choices.order
        if order is None or (order.listing and order.cards):
            return _TITLE
        return "Daftar bukti" if order.listing else "Kartu bukti"

    def save_to(self, path: Path) -> None:
        """Make the papers with every card and write them to a file, away from the UI thread."""

        def keep(made: MadePapers) -> str:
            write_file(path, made.pdf)
            return f"Tersimpan: {path.name}, {made.pages} halaman."

        self._hand_out(keep)

    def _ask_printer(self) -> None:
        if self._shown is None or self.wanted is None:
            return
        last = self._preferences.printer
        choice = PrintChoice(last if is_known(last) else "", self._preferences.copies(_COPIES))
        try:
            ask_printer(self._shown.pdf, self.window(), choice, self._check_paper)
        except OfficeError as error:
            messages.show_error(self, error)

    def _check_paper(self, printer: QPrinter) -> None:
        """Say before printing that the printer has no such paper."""
        order, name = self.choices.order, chosen_of(printer).printer
        warning = paper_warning(order.paper, name) if order is not None and order.paper is not None else ""
        if warning:
            ways = [("Pilih pencetak lain", self._ask_printer), ("Tetap cetak", lambda: self.print_on(printer))]
            messages.choose(self, warning, ways)
        else:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Make the papers with every card and print them, away from the UI thread."""
        choice = chosen_of(printer)

        def out(made: MadePapers) -> str:
            task = self.progress.task
            whole = print_pages(made.pdf, printer, task.report, lambda: task.cancelled)
            return f"{made.pages} halaman dikirim ke {choice.printer or _FILE}." if whole else ""

        if choice.printer:
            self._preferences.printer = choice.printer
            self._preferences.keep_copies(_COPIES, choice.copies)
        self._hand_out(out)

    def _hand_out(self, use: Callable[[MadePapers], str]) -> None:
        """Make the papers anew, every original read once more, and give them to ``use``, which says what was done."""
        wanted = self.wanted
        if wanted is None:
            return
        self._pause.stop()
        self.notice.say()
        task = self.progress.start("Menyiapkan bukti…", on_cancel=self._allow)
        for part in (self.save, self.print, self.choices):
            part.setEnabled(False)

        def work() -> tuple[str, str]:
            made = printed(self._desk.office, self._desk.actor, wanted, task.report, lambda: task.cancelled)
            return (use(made), _failing(made)) if made is not None else ("", "")

        self._desk.tasks.submit_free(work, owner=self, task=task, on_done=self._handed_out, on_error=self._failed)

    def _handed_out(self, told: tuple[str, str]) -> None:
        self.progress.hide()
        self._allow()
        words, failing = told
        if words:
            self.notice.say(*filter(None, told), role="warnBox" if failing else "goodBox")

    def _failed(self, error: BaseException) -> None:
        self.progress.hide()
        self._allow()
        if not isinstance(error, OfficeError):
            raise error
        self.notice.say(error.sentence, role="errorBox")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self._pause.stop()
        self.progress.cancel()
        self._kept, self._shown = {}, None
        self.view.clear()
        self.left.emit()


def _whose(papers: EvidencePapers) -> tuple[str, ...]:
    names = [name for name, _ in papers.respondents]
    return (papers.case_number or papers.report_number, names[0] if len(names) == 1 else "")


def _failing(made: MadePapers) -> str:
    """Which items failed their check, as the papers say, "" for none."""
    labels = [item.label for item in made.papers.items if item.failure]
    return f"Pemeriksaan {', '.join(labels)} gagal; tertulis pada daftar dan kartunya." if labels else ""


class Papers(QObject):
    """Opens the page of papers; ``page`` is None until it is first needed."""

    def __init__(self, host: EvidenceHost) -> None:
        super().__init__(host.widget)
        self._host, self._desk = host, host.desk
        self.page: PapersPage | None = None
        self._from = ""

    def open_list(self, _all: str = "") -> None:
        """Offer the list and the cards of everything that belongs to the case, else of the whole report."""
        if not self._host.case_id:
            self._open(tuple(item.id for item in self._host.items), PaperOrder())
            return
        asked = self._desk.ask(evidence_papers.attachment, self._host.case_id)
        asked.then(self, lambda order: self._open(order.ids if order is not None else (), PaperOrder()))

    def open_card(self, evidence_id: str) -> None:
        """Offer the card of one item, on a page of its own."""
        self._from = evidence_id
        self._open((evidence_id,), PaperOrder(listing=False, per_page=1))

    def _open(self, chosen: tuple[str, ...], order: PaperOrder) -> None:
        if self.page is None:
            self.page = PapersPage(self._desk)
            self.page.left.connect(self._leave)
        self._host.bring(self.page)
        self.page.open(self._host, chosen, order)
        self.page.choices.items.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        """Show the tiles again; a preview may have found an original damaged."""
        self._host.back(self._from)
        self._host.read()
        self._from = ""
