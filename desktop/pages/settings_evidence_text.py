"""The settings' line on the text inside evidence: whether it can be read here, and what still waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cases.changes import ChangeSet
from cases.model.user import Right
from cases.services import evidence_text
from cases.services.evidence_text import TextWaiting
from desktop import theme
from desktop.desk import Desk
from desktop.evidence.queue import EvidenceQueue, find_reader
from desktop.navigation import Navigator
from desktop.pages.settings_section import Section
from desktop.widgets.basic import Card, button, label

if TYPE_CHECKING:
    from reports.tesseract import Tesseract

_WIDTH: Final = 720
_HOW: Final = (
    "Teks di dalam gambar dibaca oleh Tesseract OCR, program bebas yang bekerja tanpa internet. Pasang Tesseract "
    "versi 5 dengan bahasa Indonesia (ind) di komputer ini, atau mintalah admin komputer memasangnya, lalu tekan "
    "Cari lagi. Teks PDF dibaca tanpa program itu."
)
_INDONESIAN: Final = (
    "Bahasa Indonesia (ind) tidak terpasang pada Tesseract, sehingga sebagian kata salah terbaca. Tambahkan bahasa "
    "itu, lalu tekan Cari lagi."
)


class EvidenceTextSection(Section):
    """Says what reads pictures here, and how many items wait; ``again`` looks for the program once more."""

    title = "Teks dalam bukti"
    sentence = "Teks dalam gambar dan PDF dibaca di komputer ini agar dapat dicari. Hasilnya hanya ada di basis data."
    nouns = ("evidence",)
    right = Right.READ

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__(desk, window)
        self._waiting: TextWaiting | None = None
        self._tesseract: Tesseract | None = None
        self.state = label("", "infoBox", wrap=True)
        self.reader, self.waiting = (label("", "body", wrap=True, selectable=True) for _ in range(2))
        self.how = label("", "sentence", wrap=True)
        self.again = button("Cari lagi", icon="arrows-clockwise", on_click=self._look_again)
        self.buttons.addWidget(self.again)
        self.card = Card()
        self.card.setMaximumWidth(_WIDTH)
        for part in (self.state, self.reader, self.waiting, self.how):
            self.card.add(part)
        self.card.hide()
        self.lines.addWidget(self.card)
        self.lines.addStretch(1)

    def read(self) -> None:
        """Look for the program and count what waits."""
        self.desk.ask(evidence_text.how_many_wait).then(self, self._count)
        self.desk.tasks.submit_free(find_reader, owner=self, on_done=self._found)

    def on_changes(self, changes: ChangeSet) -> None:
        """Count again when evidence changed; the program is looked for when the section is shown."""
        if changes.concerns(*self.nouns):
            self.desk.ask(evidence_text.how_many_wait).then(self, self._count)

    def _look_again(self) -> None:
        queue = self.desk.findChild(EvidenceQueue)
        if queue is not None and self.desk.may(Right.MANAGE_EVIDENCE):
            queue.look_again()
        self.read()

    def _count(self, waiting: TextWaiting) -> None:
        self._waiting = waiting
        self._show()

    def _found(self, tesseract: Tesseract | None) -> None:
        self._tesseract = tesseract
        self.card.show()
        self._show()

    def _show(self) -> None:
        tesseract = self._tesseract
        if self._waiting is None:
            return
        pictures = self._waiting.pictures
        if tesseract is None:
            role, words = "warnBox", "Tesseract tidak terpasang: teks dalam gambar belum dapat dicari."
        elif not tesseract.at_its_best:
            role, words = "warnBox", f"Tesseract membaca gambar dengan bahasa {tesseract.language}."
        else:
            role, words = "goodBox", "Teks dalam gambar dan PDF dibaca dan dapat dicari."
        theme.set_role(self.state, role)
        self.state.setText(words)
        self.reader.setText(f"Tesseract {tesseract.version}, {tesseract.program}" if tesseract else "")
        self.reader.setVisible(tesseract is not None)
        waits = pictures + self._waiting.papers
        queue = self.desk.findChild(EvidenceQueue)
        failed = (
            f"; {queue.failed} gagal dibaca dan dicoba lagi lain kali" if queue is not None and queue.failed else ""
        )
        self.waiting.setText(f"{waits} bukti menunggu dibaca{failed}." if waits else "Semua bukti sudah dibaca.")
        self.how.setText(_HOW if tesseract is None else _INDONESIAN)
        self.how.setVisible(tesseract is None or not tesseract.at_its_best)
