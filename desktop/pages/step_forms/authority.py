"""Who may decide: every official whom the law proposes, with its article and doubts; and the earlier sanctions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cases.model.earlier import Earlier
from cases.model.person import Person
from cases.rules.dates import long_date
from cases.services.lawbook import Proposed
from desktop import theme
from desktop.pages.step_forms.guards_side import UNVERIFIED
from desktop.widgets.basic import Icon, button, label
from desktop.widgets.parting import clear


class Candidates(QWidget):
    """The officials proposed; ``picked`` gives the person who holds the post of the one that was picked."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._proposed: tuple[Proposed, ...] | None = None
        self._chosen: Person | None = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.space("xs"))

    def show_candidates(self, proposed: Sequence[Proposed], chosen: Person | None) -> None:
        """Show these, and which of them is chosen."""
        if (tuple(proposed), chosen) == (self._proposed, self._chosen):
            return
        self._proposed, self._chosen = tuple(proposed), chosen
        clear(self._lines)
        for one in self._proposed:
            self._lines.addWidget(self._row(one))
        if not self._proposed:
            words = "Aturan tidak dapat mengusulkan pejabat dari nama jabatan terlapor; tentukan sendiri."
            self._lines.addWidget(label(words, "help", wrap=True))

    def choose(self, chosen: Person | None) -> None:
        """Mark another one as chosen."""
        if self._proposed is not None:
            self.show_candidates(self._proposed, chosen)

    def _row(self, one: Proposed) -> QFrame:
        made = QFrame()
        made.setProperty("role", "inset")
        line = QHBoxLayout(made)
        line.setContentsMargins(10, 6, 8, 6)
        line.setSpacing(theme.space("s"))
        mine = one.person is not None and one.person == self._chosen
        icon = Icon("check-circle" if mine else "circle", "greenFg" if mine else "greyFg")
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        who = f": {one.person.name}" if one.person else ""
        words.addWidget(label(f"{one.candidate.title}{who}", "event", wrap=True))
        words.addWidget(label(_basis(one), "help", wrap=True))
        if one.candidate.doubts:
            words.addWidget(label(" ".join(one.candidate.doubts), "amber", wrap=True))
        line.addLayout(words, 1)
        if one.person is not None and not mine:
            pick = button("Pilih", "link", tip=f"Tetapkan oleh {one.person.name}")
            pick.clicked.connect(lambda _down: self.picked.emit(one.person))
            line.addWidget(pick, 0, Qt.AlignmentFlag.AlignTop)
        made.setToolTip(one.candidate.note)
        return made


def _basis(one: Proposed) -> str:
    """Where it stands, whether anybody compared it, and whether the office knows who it is."""
    stands = f"{one.candidate.article} {one.candidate.regulation}".strip()
    unknown = "" if one.person else "orangnya belum ada di data kantor; isi di bawah"
    return ", ".join(part for part in (stands, "" if one.candidate.verified else UNVERIFIED, unknown) if part)


def earlier_sanctions(cases: Sequence[Earlier], today: date) -> tuple[tuple[str, bool], ...]:
    """Return what each earlier sanction of the person was, and whether it is still being served."""
    found = []
    for case in cases:
        if not case.sanction_title:
            continue
        ends = f"berakhir {long_date(case.ends_on)}" if case.ends_on else ""
        serving = case.ends_on is not None and case.ends_on >= today
        parts = (
            f"Tingkat {case.level}: {case.sanction_title}" if case.level else case.sanction_title,
            f"diputus {long_date(case.decision_on)}" if case.decision_on else "",
            f"{ends} (sedang dijalani)" if serving else ends,
            f"perkara {case.number}",
        )
        found.append((", ".join(part for part in parts if part), serving))
    return tuple(found)


class EarlierSanctions(QWidget):
    """The earlier sanctions of the person, or that there are none."""

    def __init__(self, cases: Sequence[Earlier], today: date) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("xs"))
        found = earlier_sanctions(cases, today)
        for words, serving in found:
            lines.addWidget(label(words, "warnBox" if serving else "infoBox", wrap=True))
        if not found:
            lines.addWidget(label("Belum pernah dijatuhi hukuman menurut perkara di kantor ini.", "help", wrap=True))
