"""A row of a list and an employee side by side: what agrees, what differs, and why he is a candidate."""

from __future__ import annotations

from datetime import date, tzinfo
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from cases.errors import InvalidInput
from cases.model.name_list import ListRow
from cases.model.name_review import Candidate, NameList
from cases.rules.list_compare import Compared, Likeness, Words, compare
from cases.rules.nip import read_nip, show_nip
from desktop import theme
from desktop.pages.name_list_parts.marked import MarkedWords
from desktop.pages.name_list_parts.words import decided_words, earlier_words, gone_words, others_words
from desktop.widgets.basic import Icon, label, snug

_SIGNS: Final = {
    Likeness.SAME: ("check", "greenFg"),
    Likeness.ALIKE: ("approximate-equals", "amberFg"),
    Likeness.TURNED: ("swap", "amberFg"),
    Likeness.DIFFERENT: ("not-equals", "redFg"),
}
_MOST_LINES: Final = 8


class _Line:
    """The parts of one line of the grid."""

    def __init__(self, grid: QGridLayout, row: int) -> None:
        self.title = label("", "label")
        self.theirs, self.ours = MarkedWords(), MarkedWords()
        self.sign = Icon("check", "greenFg")
        grid.addWidget(self.title, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.theirs, row, 1)
        grid.addWidget(self.sign, row, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.ours, row, 3)

    def show(self, compared: Compared | None) -> None:
        """Show a line of the comparison, or none."""
        for part in (self.title, self.theirs, self.ours):
            part.setVisible(compared is not None)
        self.sign.setVisible(compared is not None and compared.likeness is not Likeness.UNKNOWN)
        if compared is None:
            return
        self.title.setText(compared.title)
        self.theirs.show_words(compared.theirs)
        self.ours.show_words(compared.ours)
        if compared.likeness is not Likeness.UNKNOWN:
            self.sign.show_icon(*_SIGNS[compared.likeness])
            self.sign.setToolTip(compared.likeness.value)
            self.sign.setAccessibleName(compared.likeness.value)


class PairView(QWidget):
    """Four columns: what, the list's words, how they stand, the master's; above them what to mind and the reasons."""

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        self._zone = zone
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space("m"))
        grid.setVerticalSpacing(theme.space("xs"))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self.left, self.right = label("Menurut daftar", "subsection"), label("Data pegawai", "subsection")
        above = 5
        grid.addWidget(self.left, above, 1)
        grid.addWidget(self.right, above, 3)
        self._lines = [_Line(grid, above + row) for row in range(1, _MOST_LINES + 1)]
        self.reasons = snug("", "body", selectable=True)
        self.reasons.setContentsMargins(0, theme.space("xs"), 0, theme.space("s"))
        self.gone, self.others = label("", "warnBox", wrap=True), label("", "warnBox", wrap=True)
        self.earlier, self.decided = label("", "infoBox", wrap=True), label("", "goodBox", wrap=True)
        self.notes: tuple[QLabel, ...] = (self.gone, self.earlier, self.decided, self.others)
        for place, part in enumerate((*self.notes, self.reasons)):
            grid.addWidget(part, place, 0, 1, 4)
        grid.setRowStretch(above + _MOST_LINES + 1, 1)

    def show_pair(self, listed: NameList, row: ListRow, candidate: Candidate) -> None:
        """Show a row beside a candidate."""
        person, hit = candidate.employee, candidate.hit
        if person is None:
            name = Words(tuple((word, False) for word in hit.name.split()))
            nip = Words(((show_nip(hit.nip), False),))
            theirs = Words(tuple((word, False) for word in row.name.split()))
            lines: tuple[Compared, ...] = (
                Compared(title="Nama", theirs=theirs, ours=name),
                Compared(title="NIP", theirs=Words(((row.nip, False),) if row.nip else ()), ours=nip),
            )
        else:
            lines = compare(row, person, listed.party, _born_on(person.nip))
        for place, line in enumerate(self._lines):
            line.show(lines[place] if place < len(lines) else None)
        self.left.setText(f"Menurut daftar, baris {row.number}")
        self.reasons.setText(f"Nilai {hit.score:.0f} dari 100: {'; '.join(hit.reasons)}.")
        zone = self._zone
        told = (
            gone_words(candidate),
            earlier_words(candidate, zone),
            decided_words(candidate, zone),
            others_words(candidate),
        )
        for part, words in zip(self.notes, told, strict=True):
            part.setText(words)
            part.setVisible(bool(words))


def _born_on(nip: str) -> date | None:
    try:
        return read_nip(nip).birth
    except InvalidInput:
        return None
