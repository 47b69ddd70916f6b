"""The page of one letter: what it says, the paper as it is held, its life with what comes next."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.letters.asks import missing
from cases.model.letter import Letter, LetterStatus
from cases.model.office import Paper
from cases.model.user import Right
from cases.services import letter_view, letters
from cases.services.letter_forms import HeldForm
from cases.services.letter_view import LetterView
from desktop import messages, theme
from desktop.desk import Desk
from desktop.dialogs.discard import ask_discard
from desktop.files import write_file
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.case_tabs.facts import FactGrid
from desktop.pages.case_tabs.words import letter_pill
from desktop.pages.letter_parts.action import LetterAction
from desktop.pages.letter_parts.checks import ArchiveFindings, Ready, archive_findings, ready_checks
from desktop.pages.letter_parts.columns import Columns
from desktop.pages.letter_parts.copy_button import CopyButton
from desktop.pages.letter_parts.end import LetterEnd, LetterNotes
from desktop.pages.letter_parts.entries_form import EntriesForm
from desktop.pages.letter_parts.facts import letter_facts
from desktop.pages.letter_parts.held_paper import HeldPaper, ending_of
from desktop.pages.letter_parts.paper import file_name, paper_of
from desktop.pages.letter_parts.print_out import PrintOut, Sheets
from desktop.pages.letter_parts.side import LetterSide
from desktop.pages.letter_parts.wording_bar import WordingBar
from desktop.preferences import Preferences
from desktop.saving import ask_save_path
from desktop.widgets.basic import Icon, button, hairline, label
from desktop.widgets.header import PageHeader
from desktop.widgets.parting import clear
from desktop.widgets.pdf_view import PdfView
from desktop.widgets.scan_field import scan_paths

_OFFICE = "Surat kantor"


class LetterPage(Page):
    """``open_page("letter", letter_id=..., letter_on=..., replace=True)``.

    ``letter_on`` is the date planned for a draft, ``replace`` asks at once for the reason of a replacement.
    """

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
        self._letter_id = ""
        self._planned: date | None = None
        self._replace = False
        self._whose = "perkara"
        self._view: LetterView | None = None
        self.print_button = button("Cetak", icon="printer", on_click=self._print, shortcut="Ctrl+P")
        self.save_button = button(
            "Simpan PDF", icon="file-pdf", on_click=self._save, shortcut="Ctrl+Shift+S", tip="Simpan salinan PDF"
        )
        self.case_button = button("Buka perkara", icon="folders", on_click=self._open_case)
        self.more_button = button("Lainnya", icon="dots-three", on_click=self._more, tip="Lainnya")
        self.copy_button = CopyButton(desk, self._preferences)
        self.copy_button.setParent(self)
        self.copy_button.hide()  # the menu presses it
        self.copy_button.saved.connect(lambda path: window.toast(f"Tersimpan: {path.name}"))
        self.header = PageHeader("Surat", "", self.case_button, self.more_button, self.save_button, self.print_button)
        self.facts = FactGrid(1)
        self.entries: EntriesForm | None = None
        self.wording = WordingBar(desk, window)
        self.paper = HeldPaper(desk)
        self.paper.shown.connect(self._paper_shown)
        self.print_out = PrintOut(desk, self._preferences)
        self.print_out.said.connect(self._said)
        self.print_out.other_paper.connect(self._make_a4)
        self.notes = LetterNotes(may_replace=desk.may(Right.MANAGE_LETTERS))
        self.notes.replace_wanted.connect(self._ask_replacement)
        self.notes.opened.connect(lambda letter_id: window.open_page("letter", letter_id=letter_id))
        self.side = LetterSide(desk, self._preferences)
        self.side.done.connect(self._acted)
        self.side.replaced.connect(self._replaced)
        self.side.voided.connect(self._voided)
        self.side.corrected.connect(lambda: self._window.toast("Tanggal surat dikoreksi"))
        self._checks = QVBoxLayout()
        self._build()
        self.setAcceptDrops(desk.may(Right.MANAGE_LETTERS))

    def _build(self) -> None:
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.print_out)
        self.lines.addWidget(self.notes)
        about = QWidget()
        self._about = QVBoxLayout(about)
        self._about.setContentsMargins(0, 0, 0, 0)
        self._about.setSpacing(theme.space("m"))
        self._entries = QVBoxLayout()
        self._about.addLayout(self._entries)
        self._about.addWidget(self.wording)
        self._about.addWidget(self.facts)
        self._about.addStretch(1)
        self._foot = QWidget()
        under = QVBoxLayout(self._foot)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(theme.space("xs"))
        self._ready = label("Siap diajukan", "subsection")
        self._checks.setSpacing(theme.space("xs"))
        under.addWidget(hairline())
        under.addWidget(self._ready)
        under.addLayout(self._checks)
        self.columns = Columns(about, self.paper, self.side, self._foot)
        self.columns.changed.connect(self._name_buttons)
        self.lines.addWidget(self.columns, 1)
        self._show_parts(shown=False)

    def _show_parts(self, *, shown: bool) -> None:
        self.header.setVisible(shown)
        self.notes.setVisible(shown and self._view is not None and self.notes.says)
        self.columns.setVisible(shown)

    # -- the parts that come and go

    @property
    def pdf(self) -> PdfView:
        """The pages in front."""
        return self.paper.pdf

    @property
    def action(self) -> LetterAction | None:
        """The form of what comes next."""
        return self.side.action

    @property
    def end(self) -> LetterEnd | None:
        """What else may be done."""
        return self.side.end

    # -- the window's calls

    def on_shown(
        self,
        *,
        letter_id: str = "",
        letter_on: date | None = None,
        replace: bool = False,
        **_other: Any,  # noqa: ANN401 - as the base has it
    ) -> None:
        """Show a letter."""
        self._replace = replace
        if letter_id and letter_id != self._letter_id:
            self._letter_id, self._view, self._planned = letter_id, None, letter_on
            self.paper.clear()
            self.columns.show_life()
            self._show_parts(shown=False)
        self._reload()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when this letter, its case or the office changed."""
        if ("letter", self._letter_id) in changes.touched or (self._letter_id and changes.concerns("office")):
            self._reload()

    # -- reading

    def _reload(self) -> None:
        letter_id = self._letter_id
        self._desk.ask(letter_view.letter_view, letter_id).then(self, lambda view: self._take(letter_id, view))

    def _take(self, letter_id: str, view: LetterView) -> None:
        if letter_id != self._letter_id:
            return
        new, self._view = self._view is None, view
        letter = view.letter
        self.header.set_title(letter.title)
        self._say_whose()
        self.notes.show_letter(view)
        self.header.set_pills(letter_pill(letter.status))
        self._name_buttons()
        self.print_button.setToolTip(self.print_out.tip(letter))
        self.copy_button.show_letter(view)
        self.facts.show_facts(letter_facts(view, self._desk.office.clock.time_zone))
        self._show_entries(view)
        self.wording.show_letter(view)
        self.side.show_letter(view, self._planned, replace=self._replace)
        self._replace = False
        self._show_parts(shown=True)
        if new and missing(view.asks) and self.entries is not None:
            self.columns.show_facts()  # where there are tabs: what must be filled in comes before what comes next
        self.paper.show_letter(letter)

    def _say_whose(self) -> None:
        """The case or report that the letter belongs to, and whom it is about."""
        view = self._view
        if view is None:
            return
        self._whose = "perkara" if view.case_number else "laporan" if view.report_number else ""
        whose = f"{self._whose.capitalize()} {view.case_number or view.report_number}" if self._whose else _OFFICE
        self.header.set_sentence(", ".join(part for part in (whose, view.respondent.name) if part))
        self.case_button.setVisible(bool(self._whose))

    def _name_buttons(self) -> None:
        """Words where there is room for them beside the title, else the picture and its tooltip."""
        self.case_button.setToolTip(f"Buka {self._whose}")
        words = {
            self.case_button: f"Buka {self._whose}",
            self.more_button: "Lainnya",
            self.save_button: "Simpan PDF",
        }
        for made, text in words.items():
            made.setText("" if self.columns.narrow else f" {text}")
            made.setAccessibleName(text)
        again = self._view is not None and self._view.letter.signed_on is not None
        self.print_button.setText(" Cetak ulang" if again else " Cetak")

    def _show_entries(self, view: LetterView) -> None:
        may = self._desk.may(Right.MANAGE_LETTERS) and view.letter.status is LetterStatus.DRAFT
        if self.entries is not None and may and self.entries.shows(view):
            return  # what is typed there stays
        clear(self._entries)
        self.entries = None
        if may and view.asks:
            self.entries = EntriesForm(self._desk, view)
            self.entries.done.connect(self._acted)
            self._entries.addWidget(self.entries)

    def _paper_shown(self) -> None:
        held = bool(self.paper.pages)
        self.print_button.setEnabled(held)
        self.save_button.setEnabled(held)
        self._foot.setVisible(held)
        clear(self._checks)
        if self._view is None or not held:
            return
        checks = ready_checks(self._view, self.paper.form, self.pdf.document, self.paper.pages)
        draft, good = self._view.letter.status is LetterStatus.DRAFT, all(check.holds for check in checks)
        self._ready.setText("Siap diajukan" if good else "Periksa dahulu" if draft else "Periksa berkasnya")
        self._ready.setVisible(not good or (draft and not self.columns.cramped))
        if good and (self.columns.cramped or not draft):  # one line leaves the room to what comes next
            checks = (Ready(holds=True, sentence=", ".join(check.words for check in checks if check.words)),)
        for check in checks:
            self._checks.addWidget(_check_row(check))
        if self.paper.form is HeldForm.PUT_UP:
            self._check_archive(self.paper.pages)

    def _check_archive(self, data: bytes) -> None:
        """Look the PDF over for the archive, away from this thread: a long record takes a while."""

        def told(found: ArchiveFindings) -> None:
            if self.paper.pages is data:
                sentence = "Bertanda arsip PDF/A-2b" if found.ok else found.problems[0]
                made = _check_row(Ready(holds=found.ok, sentence=sentence))
                made.setToolTip(found.unchecked)
                self._checks.addWidget(made)

        self._desk.tasks.submit_free(lambda: archive_findings(data), owner=self, on_done=told)

    # -- doing

    def _acted(self, _letter: Letter, sentence: str) -> None:
        self._planned = None
        if self._whose:
            self._window.toast(sentence, action=f"Buka {self._whose}", on_action=self._open_case)
        else:
            self._window.toast(sentence)

    def _said(self, words: str) -> None:
        self._window.toast(words)

    def _ask_replacement(self) -> None:
        if self.end is not None:
            self.columns.show_life()
            self.end.ask("replace")

    def _replaced(self, made: Letter) -> None:
        self._window.toast(f"Konsep pengganti {made.title} dibuat")
        self._window.open_page("letter", letter_id=made.id)

    def _voided(self, letter: Letter) -> None:
        self._acted(letter, f"{letter.title} dibatalkan")

    def _open_case(self) -> None:
        letter = self._view.letter if self._view is not None else None
        if letter is not None and letter.case_id is not None:
            self._window.open_page("case", case_id=letter.case_id)
        elif letter is not None and letter.report_id is not None:
            self._window.open_page("report", report_id=letter.report_id)

    def _make_a4(self) -> None:
        """Set a draft on the paper that the printer has."""
        done = self._desk.do(letters.choose_paper, self._letter_id, Paper.A4)
        done.then(self, lambda letter: self._window.toast(f"{letter.title} kini A4; periksa, lalu cetak"))

    # -- what leaves the program

    def more(self) -> QMenu:
        """What else may be done with the paper."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.addAction("Cetak dengan pilihan…").triggered.connect(lambda _on: self._print_with_choices())
        made.addAction("Salinan kerja Word…").triggered.connect(lambda _on: self.copy_button.button.click())
        letter = self._view.letter if self._view is not None else None
        if letter is not None and letter.status is LetterStatus.DRAFT and self._desk.may(Right.MANAGE_LETTERS):
            other = Paper.A4 if letter.paper is Paper.F4 else Paper.F4
            made.addAction(f"Ganti kertas ke {other}").triggered.connect(lambda _on: self._change_paper(other))
            if self._desk.may(Right.DISCARD):
                made.addAction("Buang konsep…").triggered.connect(lambda _on: self._discard(letter.id))
        return made

    def _more(self) -> None:
        self.more().popup(self.more_button.mapToGlobal(QPoint(0, self.more_button.height() + 2)))

    def _discard(self, letter_id: str) -> None:
        ask_discard(self._desk, self, self._window, "letter", letter_id, self._window.back)

    def _change_paper(self, paper: Paper) -> None:
        self._desk.do(letters.choose_paper, self._letter_id, paper).then(self, lambda _letter: None)

    def _sheets(self) -> Sheets | None:
        if self._view is None or not self.paper.pages:
            return None
        size = self.pdf.document.pagePointSize(0) / 72 * 25.4
        paper = paper_of(size.width(), size.height())
        return Sheets(self._view.letter, self.paper.form, self.paper.pages, paper)

    def _print(self) -> None:
        sheets = self._sheets()
        if sheets is not None:
            self.print_out.print(sheets)

    def _print_with_choices(self) -> None:
        sheets = self._sheets()
        if sheets is not None:
            self.print_out.ask(sheets)

    def _save(self) -> None:
        """Ask where, then write the bytes as they are."""
        view = self._view
        if view is None or not self.paper.data:
            return
        ending = ending_of(self.paper.data)
        name = file_name(view.letter, view.case_number or view.report_number, view.respondent.name, ending)
        kind = ("Dokumen PDF" if ending == "pdf" else "Gambar", ending)
        ask_save_path(self, "Simpan surat", name, kind, self._preferences, self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the letter's bytes to a file, away from the UI thread."""
        data, letter_id, form = self.paper.data, self._letter_id, self.paper.form
        self._preferences.folder = path.parent
        self._desk.tasks.submit_free(
            lambda: write_file(path, data),
            owner=self,
            on_done=lambda saved: self._saved(saved, letter_id, form),
            on_error=lambda error: messages.show_error(self, error),
        )

    def _saved(self, path: Path, letter_id: str, form: HeldForm) -> None:
        how = f"{form}, {path.suffix.lstrip('.').upper()}"
        self._desk.do(letters.note_export, letter_id, how).then(None, lambda _none: None)
        self._window.toast(f"Tersimpan: {path.name}")

    # -- a scan dropped on the page

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let scans in while the letter waits for one."""
        if self._view is not None and scan_paths(event):
            event.acceptProposedAction()
            self.header.set_sentence("Lepaskan pindaian di mana saja pada halaman ini.")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Say again whose letter it is."""
        self._say_whose()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put them into the form that waits for them."""
        event.acceptProposedAction()
        self._say_whose()
        self.columns.show_life()
        if not self.side.take_scan(scan_paths(event)):
            messages.show_sentence(self, "Surat ini belum menunggu pindaian; ajukan dahulu, lalu tanda tangani.")


def _check_row(check: Ready) -> QFrame:
    made = QFrame()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.space("s"))
    icon = Icon("check-circle", "greenFg") if check.holds else Icon("warning", "amberFg")
    line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(check.sentence, "label", wrap=True), 1)
    made.setAccessibleName(f"{'Baik' if check.holds else 'Periksa'}: {check.sentence}")
    return made
