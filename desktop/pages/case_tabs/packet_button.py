"""The button that saves all letters of a case as one PDF."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from cases.errors import OfficeError
from cases.model.case import CaseFile
from cases.model.letter import Letter, LetterStatus
from cases.model.packet import Packet
from cases.services import letter_packet
from desktop import messages
from desktop.desk import Desk
from desktop.evidence.printing import evidence_part
from desktop.files import write_file
from desktop.preferences import Preferences
from desktop.saving import ask_save_path, safe_name
from desktop.tasks import Task
from desktop.widgets.basic import button, icon_button

_WORDS: Final = "Simpan paket"
_KIND: Final = ("Dokumen PDF", "pdf")
_CHOICES: Final = (
    ("Surat yang terbit", frozenset[LetterStatus]()),
    ("Juga konsep", frozenset({LetterStatus.DRAFT})),
    ("Juga surat yang batal", frozenset({LetterStatus.VOID})),
    ("Semua, juga konsep dan yang batal", frozenset({LetterStatus.DRAFT, LetterStatus.VOID})),
)
"""What may go into a packet beside the letters that were issued."""
_ASIDE: Final = frozenset({LetterStatus.DRAFT, LetterStatus.VOID})


class PacketButton(QWidget):
    """``show_case`` says whose letters; ``saved`` gives the file, for a toast."""

    saved = Signal(object)

    def __init__(self, desk: Desk, preferences: Preferences | None = None) -> None:
        super().__init__()
        self._desk, self._preferences = desk, preferences or Preferences()
        self._file: CaseFile | None = None
        self.button = button(
            _WORDS, icon="file-pdf", on_click=self._pressed, tip="Semua surat perkara ini dalam satu PDF berdaftar isi"
        )
        self._task = Task()
        self.stop = icon_button("x", "Batalkan paket", on_click=self._stop)
        self.stop.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.button)
        line.addWidget(self.stop)

    def show_case(self, file: CaseFile) -> None:
        """Offer the letters of a case, if it has any."""
        self._file = file
        self.button.setEnabled(bool(file.letters))

    def choices(self) -> list[tuple[str, frozenset[LetterStatus]]]:
        """What can be chosen here: words with their counts, and what goes in beside the issued letters."""
        letters: tuple[Letter, ...] = self._file.letters if self._file is not None else ()
        there = {letter.status for letter in letters}
        issued = bool(there - _ASIDE)
        return [
            (f"{words} ({sum(letter.status not in _ASIDE - more for letter in letters)})", more)
            for words, more in _CHOICES
            if more <= there and (issued or more)
        ]

    @property
    def evidence_words(self) -> str:
        """What offers the issued letters with the papers of the case's evidence; "" where there is none of either."""
        issued = [letter for letter in self._file.letters if letter.status not in _ASIDE] if self._file else []
        if self._file is None or not issued or not self._file.evidence:
            return ""
        return f"Surat yang terbit dan lampiran bukti ({len(issued)} + {len(self._file.evidence)})"

    def menu(self) -> QMenu:
        """The choices as a menu."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, more in self.choices():
            action: QAction = made.addAction(words)
            action.triggered.connect(partial(self._ask_where, more))
        if self.evidence_words:
            made.addAction(self.evidence_words).triggered.connect(partial(self._ask_where, frozenset(), evidence=True))
        return made

    def _pressed(self) -> None:
        choices = self.choices()
        if len(choices) == 1 and not self.evidence_words:
            self._ask_where(choices[0][1])
        elif choices:
            self.menu().popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _ask_where(  # a slot
        self,
        more: frozenset[LetterStatus],
        _down: bool = False,  # noqa: FBT001, FBT002
        *,
        evidence: bool = False,
    ) -> None:
        file = self._file
        if file is None:
            return
        name = safe_name(f"Paket surat - {file.case.number} - {file.case.respondent.name}", "pdf")
        ask_save_path(
            self,
            "Simpan paket surat",
            name,
            _KIND,
            self._preferences,
            partial(self.save_to, more=more, evidence=evidence),
        )

    def save_to(self, path: Path, more: frozenset[LetterStatus] = frozenset(), *, evidence: bool = False) -> None:
        """Bind the letters, and with ``evidence`` its papers, and write them to a file, away from the UI thread."""
        file = self._file
        if file is None:
            return
        self._set_busy(busy=True)
        self._desk.ask(
            letter_packet.packet_parts,
            file.case.id,
            drafts=LetterStatus.DRAFT in more,
            void=LetterStatus.VOID in more,
        ).then(self, lambda packet: self._bind(packet, path, file if evidence else None), self._failed)

    def _bind(self, packet: Packet, path: Path, file: CaseFile | None) -> None:
        """Bind and write a packet, with the papers of a case's evidence where one is given."""
        self._task = task = Task(lambda share, _words: self._show_progress(share))

        def work() -> Path | None:
            from reports.packet import bind  # noqa: PLC0415 - pikepdf and reportlab are slow to load

            office, actor = self._desk.office, self._desk.actor
            part = evidence_part(office, actor, file, task.report, lambda: task.cancelled) if file else None
            if task.cancelled:
                return None
            return write_file(path, bind(packet.with_evidence(part) if part is not None else packet))

        self._desk.tasks.submit_free(
            work, owner=self, task=task, on_done=lambda saved: self._note(packet, saved), on_error=self._failed
        )

    def _show_progress(self, share: float) -> None:
        self.button.setText(f" Menyusun paket… {share:.0%}")

    def _stop(self) -> None:
        self._task.cancel()
        self._set_busy(busy=False)

    def _note(self, packet: Packet, path: Path | None) -> None:
        if path is None:
            return
        ids = tuple(part.letter_id for part in packet.parts)
        self._desk.do(letter_packet.note_packet, ids).then(self, lambda _none: self._done(packet, path), self._failed)

    def _done(self, packet: Packet, path: Path) -> None:
        self._set_busy(busy=False)
        self.saved.emit(path)
        if packet.left_out:
            messages.show_sentence(
                self, f"Tidak disertakan karena menyebut nama pelapor: {'; '.join(packet.left_out)}."
            )

    def _failed(self, error: BaseException | OfficeError) -> None:
        self._set_busy(busy=False)
        messages.show_error(self, error)

    def _set_busy(self, *, busy: bool) -> None:
        self.button.setEnabled(not busy)
        self.stop.setVisible(busy)
        self.button.setText(" Menyusun paket…" if busy else f" {_WORDS}")
