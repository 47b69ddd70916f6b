"""Trying a wording and taking it into use: what came out on which paper, and what is still wrong."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from cases.model.office import TimeZone
from cases.model.wording import WordingState
from cases.rules.dates import long_date
from cases.services.wording_drafts import TriedLetter, TryOut
from cases.services.wording_lookup import EditionLine, WordingSheet
from desktop import theme
from desktop.full_names import full_name
from desktop.widgets.basic import Card, Icon, button, label, row
from desktop.widgets.form import scrolled
from desktop.widgets.parting import clear

_FIRST = "Naskah dicetak dengan contoh biasa dan contoh terpanjang pada kedua kertas, sebelum boleh dipakai."
_PASSED = "Semua contoh tercetak baik."
_UNSAVED = "Simpan dahulu; yang diuji adalah naskah yang tersimpan."


class UseView(QWidget):
    """``try_wanted`` and ``use_wanted`` are the two buttons; ``line_chosen`` goes to what is wrong."""

    try_wanted = Signal()
    use_wanted = Signal()
    line_chosen = Signal(int)

    def __init__(self, zone: TimeZone) -> None:
        super().__init__()
        self._zone = zone
        self._sheet: WordingSheet | None = None
        self._may_change = False
        self.told = label(_FIRST, "body", wrap=True)
        self.try_button = button("Uji cetak", "primary", icon="printer", on_click=self.try_wanted.emit)
        self.use_button = button("Pakai naskah ini", "primary", icon="check-circle", on_click=self.use_wanted.emit)
        self._result = Card("Uji cetak")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.space("l"))
        self._grid.setVerticalSpacing(theme.space("xs"))
        self._history = Card("Riwayat")
        self._told_history = label("", "body", wrap=True)
        self._history.add(self._told_history)
        content = QWidget()
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, 8, 0)
        lines.setSpacing(theme.space("m"))
        self._result.add(self.told)
        self._result.body.addLayout(self._grid)
        self._result.add(row(self.try_button, self.use_button, None))
        lines.addWidget(self._result)
        lines.addWidget(self._history)
        lines.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(content))

    def show_sheet(self, sheet: WordingSheet, *, may_change: bool, unsaved: bool) -> None:
        """Show where an edition stands."""
        other = self._sheet is None or self._sheet.text != sheet.text or self._sheet.name != sheet.name
        self._sheet, self._may_change = sheet, may_change
        if other:
            clear(self._grid)
            self.told.setText(_FIRST)
        line = sheet.line
        self._history.setVisible(line is not None)
        if line is not None:
            self._told_history.setText(history(line, self._zone))
        self.show_state(unsaved=unsaved)

    def show_state(self, *, unsaved: bool) -> None:
        """Offer what can be done now."""
        line = self._sheet.line if self._sheet is not None else None
        open_ = line is not None and line.state is not WordingState.USED and self._may_change
        self.try_button.setVisible(open_)
        self.use_button.setVisible(open_)
        self.try_button.setEnabled(open_ and not unsaved)
        self.use_button.setEnabled(open_ and not unsaved and line is not None and line.tried_at is not None)
        self.try_button.setToolTip(_UNSAVED if unsaved else "Cetak contoh biasa dan terpanjang pada F4 dan A4")
        self.use_button.setToolTip(
            "Surat baru memakai naskah ini" if self.use_button.isEnabled() else "Jalankan uji cetak dahulu"
        )
        if line is not None and line.tried_at is not None and not unsaved and self._grid.count() == 0:
            self.told.setText(f"Lulus uji cetak {long_date(self._zone.day(line.tried_at))}.")

    def show_found(self, found: TryOut) -> None:
        """Show what came out."""
        clear(self._grid)
        if found.problems:
            self.told.setText(f"{len(found.problems)} hal masih salah; perbaiki dahulu.")
            for place, problem in enumerate(found.problems):
                go = button(problem.sentence, "link", on_click=partial(self.line_chosen.emit, problem.line))
                self._grid.addWidget(go, place, 0, 1, 5)
            return
        self.told.setText(_PASSED if found.passed else "Sebagian contoh tidak dapat dicetak.")
        for column, words in enumerate(("", "Contoh", "Kertas", "Halaman", "Naskah bawaan")):
            self._grid.addWidget(label(words, "label"), 0, column)
        for place, letter in enumerate(found.letters, 1):
            self._add(place, letter)

    def _add(self, place: int, letter: TriedLetter) -> None:
        good = not letter.problem
        mark = Icon("check-circle", "greenFg") if good else Icon("warning-circle", "redFg")
        self._grid.addWidget(mark, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(label(letter.title, "body", wrap=True), place, 1)
        self._grid.addWidget(label(str(letter.paper), "body"), place, 2)
        said = f"{letter.pages} halaman" if good else letter.problem
        self._grid.addWidget(label(said, "body" if good else "error", wrap=True), place, 3)
        self._grid.addWidget(label(f"{letter.shipped_pages} halaman", "caption"), place, 4)
        self._grid.setColumnStretch(1, 2)
        self._grid.setColumnStretch(3, 2)


def history(line: EditionLine, zone: TimeZone) -> str:
    """Who made, changed and used an edition, and when."""
    note = f" ({line.note})" if line.note else ""
    said = [f"Dibuat {full_name(line.made_by)}, {long_date(zone.day(line.made_at))}{note}"]
    if line.changed_at != line.made_at:
        said.append(f"Diubah terakhir {full_name(line.changed_by)}, {long_date(zone.day(line.changed_at))}")
    if line.tried_at is not None:
        said.append(f"Lulus uji cetak {long_date(zone.day(line.tried_at))}")
    if line.used_at is not None:
        said.append(f"Dipakai sejak {long_date(zone.day(line.used_at))} oleh {full_name(line.used_by)}")
    if line.behind:
        said.append("Program membawa naskah bawaan yang lebih baru daripada dasar edisi ini")
    return "\n".join(f"{each}." for each in said)
