"""The paper of a letter: the forms in which it is held, the one in front, and one sentence where it is damaged."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cases.errors import OfficeError
from cases.model.letter import Letter
from cases.services import letters
from cases.services.letter_forms import HeldForm
from desktop import theme
from desktop.desk import Desk
from desktop.pages.letter_parts.checks import PAPER_SIZES
from desktop.widgets.bars import SegmentBar
from desktop.widgets.basic import button
from desktop.widgets.empty import EmptyState
from desktop.widgets.parting import clear, part_with
from desktop.widgets.pdf_view import PdfView

_TITLES: Final = {HeldForm.PUT_UP: "Yang diajukan", HeldForm.FINAL: "Bentuk akhir", HeldForm.RECEIPT: "Tanda terima"}
_READS: Final = {
    HeldForm.PUT_UP: letters.letter_bytes,
    HeldForm.FINAL: letters.final_bytes,
    HeldForm.RECEIPT: letters.receipt_bytes,
}
_ENDINGS: Final = ((b"%PDF", "pdf"), (b"\\x89PNG", "png"), (b"\\xff\\xd8", "jpg"), (b"II*", "tif"), (b"MM\\x00", "tif"))


def ending_of(data: bytes) -> str:
    """How a file of these bytes is called."""
    return next((ending for start, ending in _ENDINGS if data.startswith(start)), "bin")


class HeldPaper(QWidget):
    """``shown`` follows a form that is in front now; ``data`` are its bytes as kept, ``pdf`` shows them as pages."""

    shown = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._letter: Letter | None = None
        self._asked: tuple[str, str] = ("", "")
        self._pages = b""
        self.form = HeldForm.PUT_UP
        self.data = b""
        self.bar: SegmentBar | None = None
        self.pdf = PdfView()
        self.trouble: EmptyState | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.pdf)
        self._top = QVBoxLayout()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        lines.addLayout(self._top)
        lines.addWidget(self._stack, 1)

    @property
    def letter(self) -> Letter | None:
        """Whose paper it is."""
        return self._letter

    @property
    def pages(self) -> bytes:
        """What is in front as PDF, for a printer: a scan that is a picture stands on a page."""
        return self._pages

    @property
    def forms(self) -> tuple[HeldForm, ...]:
        """The forms that the letter is held in; of a draft, what it would print."""
        letter = self._letter
        if letter is None:
            return ()
        there = {HeldForm.FINAL: bool(letter.final_blob), HeldForm.RECEIPT: bool(letter.receipt_blob)}
        return (HeldForm.PUT_UP, *(form for form, holds in there.items() if holds))

    def clear(self) -> None:
        """Show nothing."""
        self._letter, self.data, self._pages, self._asked = None, b"", b"", ("", "")
        self.form = HeldForm.PUT_UP
        self.pdf.clear()
        self._forgive()

    def show_letter(self, letter: Letter) -> None:
        """Show a letter, in its final form where that is new or there was nothing before; else in the one in front."""
        before, self._letter = self._letter, letter
        new = before is None or before.id != letter.id or before.final_sha256 != letter.final_sha256
        if new:
            self.form = HeldForm.FINAL if letter.final_blob else HeldForm.PUT_UP
        elif self.form not in self.forms:
            self.form = HeldForm.PUT_UP
        self._show_bar()
        self._read()

    def show_form(self, form: HeldForm) -> None:
        """Bring a form to the front."""
        if form in self.forms:
            self.form = form
            if self.bar is not None:
                self.bar.choose(form.value)
            self._read()

    # -- reading

    def _show_bar(self) -> None:
        clear(self._top)
        self.bar = None
        if len(self.forms) > 1:
            self.bar = SegmentBar([(form.value, _TITLES[form]) for form in self.forms])
            self.bar.choose(self.form.value)
            self.bar.chosen.connect(lambda value: self.show_form(HeldForm(value)))
            self._top.addWidget(self.bar)

    def _read(self) -> None:
        """Ask for the bytes of the form in front; stored ones that are shown already are not read again."""
        letter, form = self._letter, self.form
        if letter is None:
            return
        kept = {
            HeldForm.PUT_UP: letter.sha256,
            HeldForm.FINAL: letter.final_sha256,
            HeldForm.RECEIPT: letter.receipt_sha256,
        }[form]
        asked = (f"{letter.id} {form}", kept)
        if kept and asked == self._asked and self.data:
            self._name_it()
            return
        self._asked = asked
        self._desk.ask(_READS[form], letter.id).then(
            self, lambda data: self._take(asked, data), lambda error: self._fail(asked, error)
        )

    def _take(self, asked: tuple[str, str], data: bytes) -> None:
        if asked != self._asked or self._letter is None:
            return
        self.data = data
        if data.startswith(b"%PDF"):
            self._show(asked, data)
            return
        paper = PAPER_SIZES[self._letter.paper]

        def bound() -> bytes:
            from reports.scans import bind_scans  # noqa: PLC0415 - pikepdf, which a letter does not wait for

            return bind_scans([data], paper)

        self._desk.tasks.submit_free(
            bound,
            owner=self,
            on_done=lambda pages: self._show(asked, pages),
            on_error=lambda error: self._fail(asked, error),
        )

    def _show(self, asked: tuple[str, str], pages: bytes) -> None:
        if asked != self._asked or self._letter is None:
            return
        if pages != self._pages or not self.pdf.pages:
            try:
                self.pdf.show_pdf(pages, self._name)
            except OfficeError as error:
                self._fail(asked, error)
                return
        self._pages = pages
        self._name_it()
        self._forgive()
        self.shown.emit()

    @property
    def _name(self) -> str:
        if self._letter is None:
            return ""
        status = str(self._letter.status).capitalize()
        return status if self.form is HeldForm.PUT_UP else _TITLES[self.form]

    def _name_it(self) -> None:
        self.pdf.set_name(self._name)

    def _fail(self, asked: tuple[str, str], error: BaseException) -> None:
        """One sentence in the place of the paper, and the way to the other form."""
        if not isinstance(error, OfficeError):
            raise error
        if asked != self._asked:
            return
        self.data = self._pages = b""
        self.pdf.clear()
        self._forgive()
        self.trouble = EmptyState("Surat ini tidak dapat ditampilkan", error.sentence, icon="warning-circle")
        self.trouble.sentence.setWordWrap(True)
        for form in self.forms:
            if form is not self.form and form is not HeldForm.RECEIPT:
                verb = f"Buka {_TITLES[form].lower()}"
                self.trouble.add(button(verb, on_click=partial(self.show_form, form)))
        self._stack.addWidget(self.trouble)
        self._stack.setCurrentWidget(self.trouble)
        self.shown.emit()

    def _forgive(self) -> None:
        """Take the sentence away."""
        self._stack.setCurrentWidget(self.pdf)
        if self.trouble is not None:
            self._stack.removeWidget(self.trouble)
            part_with(self.trouble)
            self.trouble = None
