"""The recovery sheet: seen, printed, and one line of it typed back, before anything is written."""

from __future__ import annotations

import re
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from cases.errors import OfficeError
from desktop import messages, theme
from desktop.files import write_file
from desktop.widgets.basic import button, label, row
from desktop.widgets.fields import TextField
from desktop.widgets.form import Form

if TYPE_CHECKING:
    from desktop.widgets.pdf_view import PdfView

_LINE: Final = "line"
_TITLE: Final = "Lembar pemulihan"
_PURPOSE: Final = (
    "Kunci ini satu-satunya jalan masuk bila komputer rusak, diganti, atau akunnya hilang. Netralitas tidak "
    "menyimpannya di mana pun."
)
_KEEPING: Final = "Cetak dua lembar dan simpan di dua tempat dalam amplop tertutup. Jangan difoto atau dikirim."
_SAME: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SEPARATORS: Final = re.compile(r"[\s\-_.]+")


def plain(line: str) -> str:
    """A line of the key without what does not matter: case, gaps, letters that look like digits."""
    return _SEPARATORS.sub("", line).upper().translate(_SAME)


class SheetStep(QWidget):
    """``matched`` follows each change of whether the named line was typed back rightly; ``words`` stand above it."""

    matched = Signal()

    def __init__(self, *words: str) -> None:
        super().__init__()
        self._words = words or (_PURPOSE, _KEEPING)
        self._lines: tuple[str, ...] = ()
        self._asked = 0
        self._pdf = b""
        self._name = ""
        self._view: PdfView | None = None
        self.form = Form(width=400)
        self.typed = TextField(limit=40)
        self._build()

    def _build(self) -> None:
        edge = theme.space("pagePadding")
        left = QVBoxLayout()
        left.setContentsMargins(edge, edge, 0, edge)
        left.setSpacing(theme.space("s"))
        for text, role in ((_TITLE, "title"), *((each, "body") for each in self._words)):
            words = label(text, role, wrap=True)
            words.setMaximumWidth(400)
            left.addWidget(words)
        self.print_button = button("Cetak ...", icon="printer", on_click=self._print)
        self.save_button = button("Simpan PDF ...", icon="floppy-disk", on_click=self._choose_file)
        left.addSpacing(theme.space("xs"))
        left.addWidget(row(self.print_button, self.save_button, None))
        self.note = label("", "warnBox", wrap=True)
        self.note.setMaximumWidth(400)
        self.note.hide()
        left.addWidget(self.note)
        left.addSpacing(theme.space("s"))
        self.question = label("", "strong", wrap=True)
        left.addWidget(self.question)
        self.form.add(_LINE, "", self.typed, required=True)
        self.good = label("Cocok.", "good")
        self.good.hide()
        left.addWidget(self.form)
        left.addWidget(self.good)
        left.addStretch(1)
        holder = QWidget()
        holder.setFixedWidth(400 + edge)
        holder.setLayout(left)
        self._whole = QHBoxLayout(self)
        self._whole.setContentsMargins(0, 0, edge, 0)
        self._whole.setSpacing(edge)
        self._whole.addWidget(holder)
        self.typed.changed.connect(self._compare)

    def show_sheet(self, name: str, lines: tuple[str, ...], pdf: bytes) -> None:
        """Show the sheet and ask for one of its lines, another one for another key."""
        from desktop.widgets.pdf_view import PdfView  # noqa: PLC0415 - QtPdf, which the other steps need not wait for

        if self._view is None:
            self._view = PdfView()
            edge = theme.space("pagePadding")
            frame = QVBoxLayout()
            frame.setContentsMargins(0, edge, 0, edge)
            frame.addWidget(self._view)
            self._whole.addLayout(frame, 1)
        if lines != self._lines:
            self._asked = secrets.randbelow(len(lines))
            self.typed.restore("")
        self._lines, self._pdf, self._name = lines, pdf, name
        self._view.show_pdf(pdf, "Lembar pemulihan")
        self.question.setText(f"Ketik baris ke-{self._asked + 1} dari lembar yang sudah dicetak")
        self.typed.edit.setAccessibleName(self.question.text())
        self._compare()

    @property
    def asked(self) -> int:
        """Which line must be typed, from 0."""
        return self._asked

    @property
    def is_matched(self) -> bool:
        """Whether it was typed rightly."""
        return bool(self._lines) and plain(self.typed.value()) == plain(self._lines[self._asked])

    def focus_first(self) -> None:
        """Print first."""
        self.print_button.setFocus()

    def _compare(self) -> None:
        expected = plain(self._lines[self._asked]) if self._lines else ""
        typed = plain(self.typed.value())
        self.good.setVisible(self.is_matched)
        if len(typed) >= len(expected) > 0 and not self.is_matched:
            self.form.box(_LINE).show_error("Baris ini belum sama dengan lembar; periksa lagi.")
        else:
            self.form.clear_errors()
        self.matched.emit()

    def _print(self) -> None:
        from desktop.widgets.printing import print_pdf  # noqa: PLC0415 - as above

        try:
            print_pdf(self._pdf, self, lambda error: messages.show_error(self, error))
        except OfficeError as error:
            messages.show_error(self, error)
        self.typed.edit.setFocus()

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Simpan lembar pemulihan", "lembar-pemulihan.pdf", "PDF (*.pdf)")
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Write the sheet to a file the clerk chose, and warn of it."""
        try:
            write_file(path, self._pdf)
        except OfficeError as error:
            self.note.setText(error.sentence)
        else:
            self.note.setText(
                f"Tersimpan sebagai {path.name}. Cetak dari sana, lalu hapus berkas itu dan kosongkan tempat sampah: "
                "siapa pun yang memilikinya dapat membuka data kantor."
            )
        self.note.show()
        self.typed.edit.setFocus()
