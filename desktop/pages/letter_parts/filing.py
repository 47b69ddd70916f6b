"""What came back on paper and is filed later: the signed letter, the receipt; or one in the place of another."""

from __future__ import annotations

from functools import partial
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.errors import BadFile, OfficeError
from cases.model.letter import FinalKind, Letter
from cases.services import letters
from cases.services.letter_view import LetterView
from desktop import theme
from desktop.desk import Desk
from desktop.drafting import FormDraft
from desktop.pages.letter_parts.checks import PAPER_SIZES
from desktop.preferences import Preferences
from desktop.widgets.basic import button
from desktop.widgets.fields import LongTextField
from desktop.widgets.form import Form
from desktop.widgets.parting import clear
from desktop.widgets.scan_field import ScanField, read_scan

Paper: TypeAlias = Literal["final", "receipt"]
_WIDTH: Final = 400
_TITLES: Final[dict[Paper, str]] = {"final": "Simpan pindaian surat", "receipt": "Simpan tanda terima"}
_AGAIN: Final[dict[Paper, str]] = {"final": "Ganti pindaian surat", "receipt": "Ganti tanda terima"}
_DONE: Final[dict[Paper, str]] = {"final": "Pindaian disimpan", "receipt": "Tanda terima disimpan"}
_WORDS: Final[dict[Paper, str]] = {
    "final": "Pindaian surat yang sudah ditandatangani, disimpan di samping surat yang diajukan.",
    "receipt": "Pindaian atau foto bukti bahwa surat diterima.",
}


class Filing(QWidget):
    """Links to what may be filed now, and the form of the one chosen; ``asking`` says whether it is open."""

    done = Signal(object, str)
    asking = Signal(bool)

    def __init__(self, desk: Desk, view: LetterView, preferences: Preferences | None = None) -> None:
        super().__init__()
        self._desk, self.view, self._preferences = desk, view, preferences
        self.form: Form | None = None
        self._asked: Paper = "final"
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.space("xs"))
        self._show_links()

    @property
    def offers(self) -> tuple[Paper, ...]:
        """What may be filed, first what is missing."""
        letter = self.view.letter
        offered: dict[Paper, bool] = {
            "final": letter.signed_on is not None and letter.final_kind is not FinalKind.ELECTRONIC,
            "receipt": letter.delivered_on is not None,
        }
        return tuple(sorted((paper for paper, holds in offered.items() if holds), key=self._is_there))

    @property
    def missing(self) -> Paper | Literal[""]:
        """What the letter still waits for, the signed paper before the receipt."""
        return next((paper for paper in self.offers if not self._is_there(paper)), "")

    @property
    def says(self) -> bool:
        """Whether there is something to file."""
        return bool(self.offers)

    def _is_there(self, paper: Paper) -> bool:
        return bool(self.view.letter.final_blob if paper == "final" else self.view.letter.receipt_blob)

    def _title(self, paper: Paper) -> str:
        return _AGAIN[paper] if self._is_there(paper) else _TITLES[paper]

    def _show_links(self) -> None:
        clear(self._lines)
        self.form = None
        self.setVisible(self.says)
        self.asking.emit(False)
        for paper in self.offers:
            there = self._is_there(paper)
            self._lines.addWidget(
                button(
                    f"{self._title(paper)}…",
                    "link" if there else "secondary",
                    icon="arrows-clockwise" if there else "scan",
                    on_click=partial(self.ask, paper),
                )
            )

    def ask(self, paper: Paper) -> ScanField:
        """Ask for a paper; one that is being chosen stays."""
        if self.form is None or self._asked != paper:
            clear(self._lines)
            form = self.form = Form(width=_WIDTH)
            self._asked = paper
            form.section(self._title(paper), _WORDS[paper])
            self._field = form.add("scan", "Berkas", ScanField(preferences=self._preferences), required=True)
            if self._is_there(paper):
                form.add("reason", "Alasan mengganti", LongTextField(rows=2), required=True)
            form.buttons(self._title(paper), cancel=self._leave)
            form.submitted.connect(self._file)
            self._lines.addWidget(form)
            self._kept = FormDraft(self._desk, f"letter-{paper}:{self.view.letter.id}", form)
            self.asking.emit(True)
        return self._field

    def _leave(self) -> None:
        self._kept.discard()
        self._show_links()

    def _file(self) -> None:
        form = self.form
        if form is None:
            return
        form.set_busy(busy=True)
        paths = self._field.value()
        reason = str(form.field("reason").value()) if "reason" in form.values() else ""
        size = PAPER_SIZES[self.view.letter.paper]
        self._desk.tasks.submit_free(
            lambda: read_scan(paths, size),
            owner=self,
            on_done=lambda data: self._store(data, reason),
            on_error=self._refused,
        )

    def _store(self, data: bytes, reason: str) -> None:
        service = letters.attach_final if self._asked == "final" else letters.attach_receipt
        self._desk.do(service, self.view.letter.id, data, reason).then(self, self._filed, self._refused)

    def _filed(self, letter: Letter) -> None:
        self._kept.drop()
        self.done.emit(letter, f"{_DONE[self._asked]}: {letter.title}")

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, OfficeError) or self.form is None:
            raise error
        self.form.set_busy(busy=False)
        if isinstance(error, BadFile):
            self.form.show_error("scan", error.sentence)
        else:
            self.form.show_failure(error)
