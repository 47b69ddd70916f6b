"""The page of one letter: its facts, the paper as it will be, its life with what comes next."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.model.letter import Letter, LetterStatus
from cases.model.user import Right
from cases.rules.dates import long_date, short_date
from cases.rules.nip import show_nip
from cases.services import letter_view, letters
from cases.services.letter_view import LetterView
from desktop import messages, theme
from desktop.desk import Desk
from desktop.files import write_file
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.case_tabs.facts import FactGrid, clear
from desktop.pages.case_tabs.words import letter_pill
from desktop.pages.letter_parts.checks import Ready, ready_checks
from desktop.pages.letter_parts.end import LetterEnd, LetterNotes
from desktop.pages.letter_parts.life import LetterAction, LifeLine
from desktop.pages.letter_parts.paper import file_name, paper_warning
from desktop.preferences import Preferences
from desktop.widgets.basic import Card, Icon, button, hairline, has_cursor, label
from desktop.widgets.form import scrolled
from desktop.widgets.header import PageHeader
from desktop.widgets.pdf_view import PdfView
from desktop.widgets.printing import print_pdf


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
        self._view: LetterView | None = None
        self._data = b""
        self._shown: tuple[bytes, LetterStatus] | None = None
        self.print_button = button("Cetak", icon="printer", on_click=self._print, shortcut="Ctrl+P")
        self.save_button = button(
            "Simpan PDF", icon="file-pdf", on_click=self._save, shortcut="Ctrl+Shift+S", tip="Simpan salinan PDF"
        )
        self.case_button = button("Buka perkara", icon="folders", on_click=self._open_case)
        self.header = PageHeader("Surat", "", self.case_button, self.save_button, self.print_button)
        self.facts = FactGrid(1)
        self.pdf = PdfView()
        self.notes = LetterNotes(may_replace=desk.may(Right.MANAGE_LETTERS))
        self.notes.replace_wanted.connect(self._ask_replacement)
        self.notes.opened.connect(lambda letter_id: window.open_page("letter", letter_id=letter_id))
        self.life = LifeLine()
        self.action: LetterAction | None = None
        self.end: LetterEnd | None = None
        self._checks = QVBoxLayout()
        self._build()

    def _build(self) -> None:
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.notes)
        self._parts = QWidget()
        across = QHBoxLayout(self._parts)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.space("m"))
        left = Card("Isi surat")
        left.setFixedWidth(theme.size("panelRegister") - theme.space("m"))
        left.add(scrolled(_top(self.facts)), 1)
        across.addWidget(left)
        across.addWidget(self.pdf, 1)
        right = Card("Status surat")
        right.setFixedWidth(theme.size("panelNext"))
        inner = QWidget()
        self._side = QVBoxLayout(inner)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.setSpacing(theme.space("m"))
        self._side.addWidget(self.life)
        self._place = QVBoxLayout()
        self._side.addLayout(self._place)
        self._ends = QVBoxLayout()
        self._side.addLayout(self._ends)
        self._side.addStretch(1)
        area: QScrollArea = scrolled(inner)
        right.add(area, 1)
        right.add(hairline())
        self._ready = label("Siap diajukan", "subsection")
        right.add(self._ready)
        self._checks.setSpacing(theme.space("xs"))
        right.body.addLayout(self._checks)
        across.addWidget(right)
        self.lines.addWidget(self._parts, 1)
        self._show_parts(shown=False)

    def _show_parts(self, *, shown: bool) -> None:
        self.header.setVisible(shown)
        self.notes.setVisible(shown and self._view is not None and self.notes.says)
        self._parts.setVisible(shown)

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
            self._letter_id, self._view, self._data, self._planned = letter_id, None, b"", letter_on
            self._shown = None
            self.pdf.clear()
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
        self._desk.ask(letters.letter_bytes, letter_id).then(self, lambda data: self._take_pdf(letter_id, data))

    def _take(self, letter_id: str, view: LetterView) -> None:
        if letter_id != self._letter_id:
            return
        self._view = view
        letter = view.letter
        self.header.set_title(letter.title)
        whose = f"Perkara {view.case_number}" if view.case_number else f"Laporan {view.report_number}"
        self.header.set_sentence(f"{whose}, {view.respondent.name}")
        self.case_button.setText(" Buka perkara" if view.case_number else " Buka laporan")
        self.notes.show_letter(view)
        self.header.set_pills(letter_pill(letter.status))
        held = bool(letter.blob)
        self.print_button.setText(" Cetak ulang" if letter.signed_on else " Cetak")
        self.print_button.setToolTip(
            "Cetak byte yang sama seperti saat diajukan (Ctrl+P)" if held else "Cetak konsep (Ctrl+P)"
        )
        self.facts.show_facts(_facts(view))
        self.life.show_letter(letter)
        self._show_action(view)
        self._show_end(view)
        self._show_parts(shown=True)
        self._show_pdf()

    def _take_pdf(self, letter_id: str, data: bytes) -> None:
        if letter_id == self._letter_id:
            self._data = data
            self._show_pdf()

    def _show_pdf(self) -> None:
        """Show the paper once both the letter and its bytes are there."""
        if self._view is None or not self._data:
            return
        data, status = self._data, self._view.letter.status
        if (data, status) != self._shown:
            self._shown = (data, status)
            self.pdf.show_pdf(data, str(status).capitalize())
        self._show_checks(ready_checks(self._view, self.pdf.document, data))

    def _show_action(self, view: LetterView) -> None:
        if self.action is not None and self.action.view == view:
            return  # what is typed there stays
        had_cursor = has_cursor(self.action)
        if had_cursor:
            self.setFocus()
        clear(self._place)
        self.action = None
        if not self._desk.may(Right.MANAGE_LETTERS) or view.letter.status in (
            LetterStatus.DELIVERED,
            LetterStatus.VOID,
        ):
            return
        self.action = LetterAction(self._desk, view, self._planned)
        self.action.done.connect(self._acted)
        self._place.addWidget(self.action)
        if had_cursor:  # the next act goes on where this one ended
            QTimer.singleShot(0, self.action.form, self.action.form.focus_first)

    def _show_end(self, view: LetterView) -> None:
        if self.end is not None and self.end.view == view and not self._replace:
            return
        clear(self._ends)
        self.end = None
        if self._desk.may(Right.MANAGE_LETTERS):
            self.end = LetterEnd(self._desk, view)
            self.end.replaced.connect(self._replaced)
            self.end.voided.connect(self._voided)
            self.end.corrected.connect(lambda: self._window.toast("Tanggal surat dikoreksi"))
            self.end.asking.connect(self._make_room)
            self._ends.addWidget(self.end)
            if self._replace and view.replaceable:
                self.end.ask("replace")
            self._replace = False

    def _show_checks(self, checks: tuple[Ready, ...]) -> None:
        clear(self._checks)
        good = all(check.holds for check in checks)
        draft = self._view is not None and self._view.letter.status is LetterStatus.DRAFT
        self._ready.setText("Pemeriksaan surat" if not draft else "Siap diajukan" if good else "Periksa dahulu")
        for check in checks:
            self._checks.addWidget(_check_row(check))

    # -- doing

    def _acted(self, _letter: Letter, sentence: str) -> None:
        self._planned = None
        self._window.toast(sentence, action=self.case_button.text().strip(), on_action=self._open_case)

    def _ask_replacement(self) -> None:
        if self.end is not None:
            self.end.ask("replace")

    def _make_room(self, asking: bool) -> None:  # noqa: FBT001 - a slot
        """One form at a time."""
        if self.action is not None:
            self.action.setVisible(not asking)

    def _replaced(self, made: Letter) -> None:
        self._window.toast(f"Konsep pengganti {made.title} dibuat")
        self._window.open_page("letter", letter_id=made.id)

    def _voided(self, letter: Letter) -> None:
        self._window.toast(
            f"{letter.title} dibatalkan", action=self.case_button.text().strip(), on_action=self._open_case
        )

    def _open_case(self) -> None:
        letter = self._view.letter if self._view is not None else None
        if letter is not None and letter.case_id is not None:
            self._window.open_page("case", case_id=letter.case_id)
        elif letter is not None:
            self._window.open_page("report", report_id=letter.report_id)

    def _print(self) -> None:
        """Print; when the printer does not know the paper, say so first."""
        if self._view is None or not self._data:
            return
        warning = paper_warning(self._view.letter.paper, self._preferences.printer)
        if warning:
            messages.ask(self, warning, "Cetak juga", self._print_now)
        else:
            self._print_now()

    def _print_now(self) -> None:
        printed = print_pdf(
            self._data,
            self,
            printer_name=self._preferences.printer,
            remember=self._remember_printer,
        )
        if printed:
            self._window.toast("Surat dikirim ke pencetak")

    def _remember_printer(self, name: str) -> None:
        self._preferences.printer = name

    def _save(self) -> None:
        """Ask where, then write the bytes as they are."""
        view, data = self._view, self._data
        if view is None or not data:
            return
        dialog = QFileDialog(self, "Simpan PDF", str(self._preferences.folder), "Dokumen PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.selectFile(file_name(view.letter, view.case_number or view.report_number, view.respondent.name))
        dialog.fileSelected.connect(lambda chosen: self.save_to(Path(chosen)))
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Write the letter's bytes to a file, away from the UI thread."""
        data = self._data
        self._preferences.folder = path.parent
        self._desk.tasks.submit_free(
            lambda: write_file(path, data),
            owner=self,
            on_done=lambda saved: self._window.toast(f"Tersimpan: {saved.name}"),
            on_error=lambda error: messages.show_error(self, error),
        )


def _top(part: QWidget) -> QWidget:
    made = QWidget()
    lines = QVBoxLayout(made)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.addWidget(part)
    lines.addStretch(1)
    return made


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


def _facts(view: LetterView) -> list[tuple[str, str]]:
    """What the letter is, from top to bottom."""
    letter, template = view.letter, view.template
    verified = "sudah diverifikasi" if template.verified else "belum diverifikasi"
    signers = "\n".join(
        _signer(block.post_line, block.person.name, block.person.nip) for block in letter.content.signatures
    )
    facts = [
        ("Templat", f"{template.title}\nVersi {template.version}, {verified}"),
        ("Nomor surat", _number(view)),
        ("Tanggal surat", long_date(letter.letter_on) if letter.letter_on else _blank_day(view)),
        ("Penanda tangan", signers),
        ("Sifat", template.access.capitalize() or "Biasa"),
        ("Kertas", str(letter.paper)),
        ("Tembusan", "\n".join(letter.content.copies)),
        ("Dibuat", f"{letter.made_by}, {short_date(letter.made_at.date())}"),
    ]
    if letter.short_code:
        facts.append(("Kode surat", f"{letter.short_code}\nSHA-256 {letter.sha256[:8]}…{letter.sha256[-8:]}"))
    return facts


def _signer(post: str, name: str, nip: str) -> str:
    return "\n".join(part for part in (post, name, f"NIP {show_nip(nip)}" if nip else "") if part)


def _number(view: LetterView) -> str:
    letter = view.letter
    if letter.number:
        return letter.number
    if not letter.numbered:
        return "Tidak bernomor"
    if letter.status is LetterStatus.DRAFT:
        return "Diisi tangan" if view.blank else "Dipastikan saat diajukan"
    return "Diisi tangan, dicatat saat ditandatangani"


def _blank_day(view: LetterView) -> str:
    if view.letter.status is LetterStatus.DRAFT and not view.blank:
        return "Dipastikan saat diajukan"
    return "Diisi tangan"
