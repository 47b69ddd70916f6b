"""Periksa surat: whether a letter is this office's, unchanged and in force, by its file or by the code on its paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from cases.errors import OfficeError
from cases.services import letter_check
from cases.services.letter_check import LetterAnswer, Verdict, letter_facts
from cases.services.letter_forms import LARGEST_SCAN
from desktop import theme
from desktop.desk import Desk
from desktop.files import read_file
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.case_tabs.facts import FactGrid
from desktop.pages.letter_parts.electronic import SignatureLines
from desktop.preferences import Preferences
from desktop.widgets.basic import Card, button, label
from desktop.widgets.drop_tile import DropTile
from desktop.widgets.fields import TextField
from desktop.widgets.form import Form, scrolled
from desktop.widgets.header import PageHeader
from desktop.widgets.parting import clear

_ASK_WIDTH: Final = 290
_LOOKS: Final[dict[Verdict, str]] = {
    Verdict.GOOD: "goodBox",
    Verdict.KNOWN: "goodBox",
    Verdict.ADDED: "warnBox",
    Verdict.UNSIGNED: "warnBox",
    Verdict.OUTDATED: "warnBox",
    Verdict.VOID: "errorBox",
    Verdict.CHANGED: "errorBox",
    Verdict.DRAFT: "errorBox",
    Verdict.UNKNOWN: "errorBox",
}
_WAITING: Final = "Hasil pemeriksaan tampil di sini. Berkas yang diperiksa tidak disimpan."


class CheckLetterPage(Page):
    """``open_page("check-letter")``: a file dropped anywhere on the page, or the code typed."""

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
        self._asked = 0
        self._letter_id = ""
        self.lines.addWidget(
            PageHeader("Periksa surat", "Apakah surat ini diterbitkan kantor ini, tidak diubah, dan masih berlaku?")
        )
        across = QHBoxLayout()
        across.setSpacing(theme.space("m"))
        across.addWidget(self._build_question())
        across.addWidget(self._build_answer(), 1)
        self.lines.addLayout(across, 1)
        self.setAcceptDrops(True)

    def _build_question(self) -> QWidget:
        self.drop = DropTile("Seret PDF surat ke sini", "atau klik untuk memilih berkas")
        self.drop.files_dropped.connect(self.check_files)
        self.drop.clicked.connect(self._ask_file)
        self.form = Form(width=_ASK_WIDTH)
        self.form.add(
            "code",
            "Kode surat",
            TextField(placeholder="mis. 7KQM-2X9D-4H6T", limit=200),
            help_text="Tercetak di kaki surat dan di kode persegi. Untuk surat di kertas, foto, atau pindaian.",
            required=True,
        )
        self.form.buttons("Periksa kode", icon="magnifying-glass")
        self.form.submitted.connect(self._check_typed)
        made = Card("Surat yang diperiksa")
        made.setFixedWidth(_ASK_WIDTH + 2 * theme.space("l"))
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("m"))
        lines.addWidget(self.drop)
        lines.addWidget(self.form)
        lines.addStretch(1)
        made.add(scrolled(inner), 1)
        return made

    def _build_answer(self) -> QWidget:
        self.verdict = label("", "infoBox", wrap=True)
        self.said = label("", "body", wrap=True, selectable=True)
        self.facts = FactGrid(2)
        self.open_button = button("Buka surat", icon="envelope-simple", on_click=self._open)
        self._signatures = QVBoxLayout()
        self._signatures.setSpacing(theme.space("s"))
        made = Card("Hasil")
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("m"))
        for part in (self.verdict, self.said, self.facts):
            lines.addWidget(part)
        lines.addLayout(self._signatures)
        lines.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch(1)
        made.add(scrolled(inner), 1)
        self._show_nothing(_WAITING, "infoBox")
        return made

    # -- the window's calls

    def on_shown(self, *, code: str = "", **_other: Any) -> None:  # noqa: ANN401 - as the base has it
        """Ask for a code at once where one is given, else wait for one."""
        if code:
            self.form.field("code").restore(code)
            self._check_typed()
        else:
            self.form.focus_first()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let files in, wherever on the page they come."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask about what was dropped."""
        event.acceptProposedAction()
        self.check_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    # -- asking

    def check_files(self, paths: Sequence[Path]) -> None:
        """Ask about the first of the files."""
        if not paths:
            return
        asked, path = self._begin(f"Memeriksa {paths[0].name} ..."), paths[0]
        self._desk.tasks.submit_free(
            lambda: read_file(path, LARGEST_SCAN),
            owner=self,
            on_done=lambda data: self._check_bytes(asked, path.name, data),
            on_error=lambda error: self._refuse(asked, error),
        )

    def _check_bytes(self, asked: int, name: str, data: bytes) -> None:
        self._desk.ask(letter_check.check_file, data).then(
            self, lambda answer: self._show(asked, name, answer), lambda error: self._refuse(asked, error)
        )

    def _check_typed(self) -> None:
        code = str(self.form.field("code").value())
        asked = self._begin("Memeriksa kode ...")
        self._desk.ask(letter_check.check_code, code).then(
            self, lambda answer: self._show(asked, "", answer), lambda error: self._refuse_code(asked, error)
        )

    def _ask_file(self) -> None:
        dialog = QFileDialog(
            self, "Pilih surat", str(self._preferences.folder), "Dokumen PDF (*.pdf);;Semua berkas (*)"
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.check_files([Path(name)]))
        dialog.open()

    def _begin(self, words: str) -> int:
        """The answer to an earlier question comes too late."""
        self._asked += 1
        self.form.clear_errors()
        self._show_nothing(words, "infoBox")
        return self._asked

    # -- answering

    def _show(self, asked: int, name: str, answer: LetterAnswer) -> None:
        if asked != self._asked:
            return
        self._show_nothing(str(answer.verdict).upper(), _LOOKS[answer.verdict])
        self.said.setText("\n".join((*((f"Berkas: {name}",) if name else ()), *answer.sentences)))
        self.said.show()
        self.facts.show_facts(letter_facts(answer))
        self.facts.setVisible(answer.letter is not None)
        if answer.signatures:
            self._signatures.addWidget(label("Tanda tangan elektronik pada berkas ini", "subsection"))
            for found in answer.signatures:
                self._signatures.addWidget(SignatureLines(found, answer.time_zone))
        self._letter_id = answer.letter.id if answer.letter is not None else ""
        self.open_button.setVisible(bool(self._letter_id))

    def _refuse(self, asked: int, error: BaseException) -> None:
        if not isinstance(error, OfficeError):
            raise error
        if asked == self._asked:
            self._show_nothing(error.sentence, "warnBox")

    def _refuse_code(self, asked: int, error: OfficeError) -> None:
        if asked == self._asked:
            self._show_nothing(_WAITING, "infoBox")
            self.form.show_error("code", error.sentence)

    def _show_nothing(self, words: str, look: str) -> None:
        theme.set_role(self.verdict, look)
        self.verdict.setText(words)
        for part in (self.said, self.facts, self.open_button):
            part.hide()
        clear(self._signatures)
        self._letter_id = ""

    def _open(self) -> None:
        if self._letter_id:
            self._window.open_page("letter", letter_id=self._letter_id)
