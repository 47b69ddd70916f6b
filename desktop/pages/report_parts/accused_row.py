"""One accused of a recorded report: who he is, where he stands, what was found of him, and what can be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cases.model.earlier import Earlier
from cases.model.letter import Letter
from cases.model.report import Respondent
from desktop import theme
from desktop.pages.report_parts.respondents import earlier_words
from desktop.pages.report_parts.words import respondent_look, verification_line
from desktop.widgets.basic import button, snug
from desktop.widgets.parting import clear
from desktop.widgets.person_field import describe
from desktop.widgets.pill import Pill, PillLook
from desktop.widgets.rail import Avatar


class AccusedRow(QWidget):
    """One accused. ``chosen`` follows his box, which is shown where several cases can be opened at once."""

    chosen = Signal()
    letter_wanted = Signal(str)

    def __init__(self, respondent: Respondent, actions: Iterable[QPushButton], further: Iterable[QPushButton]) -> None:
        super().__init__()
        self.respondent = respondent
        person = respondent.person
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(theme.space("s"))
        self.box = QCheckBox()
        self.box.setAccessibleName(f"Ikutkan {person.name}")
        self.box.setToolTip(f"Ikutkan {person.name} saat perkara dibuka bersama")
        self.box.setChecked(True)
        self.box.toggled.connect(lambda _on: self.chosen.emit())
        self.box.hide()
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Avatar(person.name), 0, Qt.AlignmentFlag.AlignTop)
        self.words = QVBoxLayout()
        self.words.setSpacing(2)
        name = QHBoxLayout()
        name.addWidget(snug(person.name, "event"), 1)
        self.state = Pill(respondent_look(respondent))
        name.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        self.words.addLayout(name)
        self.words.addWidget(snug(describe(person), "caption"))
        if respondent.verification is not None:
            self.words.addWidget(snug(verification_line(respondent.verification), "caption"))
        self.earlier = snug("", "amber")
        self.earlier.hide()
        self.words.addWidget(self.earlier)
        self._letters = QVBoxLayout()
        self._letters.setSpacing(0)
        self.words.addLayout(self._letters)
        for line_of in (actions, further):
            below = QHBoxLayout()
            below.setSpacing(theme.space("s"))
            for action in line_of:
                below.addWidget(action)
            below.addStretch(1)
            self.words.addLayout(below)
        line.addLayout(self.words, 1)

    def show_cases(self, cases: Sequence[Earlier]) -> None:
        """Name the case of this report, and tell the earlier ones."""
        own = next((case for case in cases if case.id == self.respondent.case_id), None)
        if own is not None:
            self.state.show_look(PillLook(f"Perkara {own.number}", "green", "check-circle"))
        others = tuple(case for case in cases if case.id != self.respondent.case_id)
        self.earlier.setText(earlier_words(others))
        self.earlier.setVisible(bool(others))

    def show_letters(self, letters: Sequence[Letter]) -> None:
        """Show the letters about him, each as a link."""
        clear(self._letters)
        for letter in letters:
            words = f"{letter.title} ({'perlu diganti' if letter.outdated else letter.status})"
            link = button(words, "link", icon="envelope-simple", tip=letter.outdated)
            link.clicked.connect(lambda *_, letter_id=letter.id: self.letter_wanted.emit(letter_id))
            holder = QWidget()
            line = QHBoxLayout(holder)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(link)
            line.addStretch(1)
            self._letters.addWidget(holder)
