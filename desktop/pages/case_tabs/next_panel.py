"""The panel "Berikutnya": what comes next, why, by when, and the button that does it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cases.model.case import CaseFile
from cases.model.letter import LetterStatus
from cases.rules.dates import long_date
from cases.rules.lifecycle import NextStep
from cases.services.lawbook import CaseLaw
from cases.services.steps import CaseView
from desktop import theme
from desktop.pages.case_tabs.facts import clear
from desktop.pages.case_tabs.words import full_day
from desktop.pages.step_forms.guards_side import UNVERIFIED, GuardList
from desktop.widgets.basic import Card, Icon, button, column, hairline, label
from desktop.widgets.form import scrolled
from desktop.widgets.pill import Pill, status_pill

_LETTER_BUTTONS = {LetterStatus.DRAFT: "Ajukan surat", LetterStatus.PUT_UP: "Catat tanda tangan"}


class NextPanel(Card):
    """``chosen`` gives the NextStep whose button or link was pressed."""

    chosen = Signal(object)

    def __init__(self, *, may_step: bool, may_letter: bool) -> None:
        super().__init__("Berikutnya")
        self._may = {"step": may_step, "letter": may_letter}
        self.setFixedWidth(theme.size("panelNext"))
        self._pill = Pill(status_pill("netral", ""))
        self._pill.hide()
        self.head.addWidget(self._pill)
        inner = QWidget()
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.space("s"))
        self.add(scrolled(inner), 1)

    def show_case(self, view: CaseView, law: CaseLaw) -> None:
        """Show what comes next in a case."""
        clear(self._lines)
        shown = bool(view.urgency_words) and bool(view.next_steps)
        self._pill.setVisible(shown)
        if shown:
            words = view.urgency_words
            self._pill.show_look(status_pill(view.urgency, words[:1].upper() + words[1:]))
        if view.next_steps:
            self._show_step(view.next_steps[0], view.file, law)
            self._show_others(view.next_steps[1:])
        else:
            self._show_end(view.file)
        self._show_conditions(law)
        self._lines.addStretch(1)

    def _show_step(self, step: NextStep, file: CaseFile, law: CaseLaw) -> None:
        self._lines.addWidget(label(step.action, "event", wrap=True))
        self._lines.addWidget(label(step.why, "body", wrap=True))
        self._lines.addWidget(_article(step, law))
        due_on, due_title = step.due_on, step.due_title
        if step.kind == "letter":  # a letter has no day of its own: what its step leads to is due
            due_on, due_title = file.case.summary.due_on, file.case.summary.due_title
        if due_on is not None:
            caption = f"{due_title} paling lambat"
            self._lines.addWidget(column(label(caption, "caption"), label(full_day(due_on), "strong")))
        if self._may[step.kind]:
            words, icon = _button_words(step, file)
            made = button(words, "primary", icon=icon, tip=f"{step.action} (Ctrl+Enter)")
            made.setShortcut("Ctrl+Return")
            made.setSizePolicy(made.sizePolicy().Policy.Expanding, made.sizePolicy().Policy.Fixed)
            made.clicked.connect(lambda _down: self.chosen.emit(step))
            self._lines.addWidget(made)

    def _show_others(self, others: tuple[NextStep, ...]) -> None:
        for step in others:
            if self._may[step.kind]:
                link = button(step.action, "link", tip=step.why)
                link.clicked.connect(lambda _down, step=step: self.chosen.emit(step))
                self._lines.addWidget(link, 0, Qt.AlignmentFlag.AlignHCenter)

    def _show_end(self, file: CaseFile) -> None:
        summary = file.case.summary
        self._lines.addWidget(label("Tidak ada lagi yang perlu dilakukan", "event", wrap=True))
        words = [f"Status perkara: {summary.status}."]
        if summary.sanction_title:
            words.append(f"{summary.sanction_title[:1].upper()}{summary.sanction_title[1:]}.")
        if summary.effective_on:
            words.append(f"Berlaku sejak {long_date(summary.effective_on)}.")
        if summary.ends_on:
            words.append(f"Berakhir {long_date(summary.ends_on)}.")
        self._lines.addWidget(label(" ".join(words), "body", wrap=True))

    def _show_conditions(self, law: CaseLaw) -> None:
        if law.gate is None:
            return
        self._lines.addSpacing(theme.space("xs"))
        self._lines.addWidget(hairline())
        self._lines.addWidget(label(f"Syarat sebelum {law.gate.title[:1].lower()}{law.gate.title[1:]}", "subsection"))
        guards = GuardList(ahead=True)
        guards.show_findings(law.conditions)
        self._lines.addWidget(guards)


def _button_words(step: NextStep, file: CaseFile) -> tuple[str, str]:
    """What the button says, and its icon."""
    if step.kind != "letter":
        return step.action, "note-pencil"
    status = next((letter.status for letter in file.letters if letter.id == step.letter_id), LetterStatus.DRAFT)
    return _LETTER_BUTTONS.get(status, step.action), "envelope-simple"


def _article(step: NextStep, law: CaseLaw) -> QFrame:
    """Where it stands, and who compared that with the official copy."""
    made = QFrame()
    made.setProperty("role", "inset")
    line = QHBoxLayout(made)
    line.setContentsMargins(10, 8, 10, 8)
    line.setSpacing(theme.space("s"))
    line.addWidget(Icon("scales", "accentText"), 0, Qt.AlignmentFlag.AlignVCenter)
    words = column(
        label(f"{step.article} {step.regulation}".strip(), "event", wrap=True),
        label(verified_words(step.regulation, law, verified=step.verified), "help", wrap=True),
    )
    line.addWidget(words, 1)
    made.setToolTip(step.note)
    return made


def verified_words(regulation: str, law: CaseLaw, *, verified: bool) -> str:
    """Whether and when somebody compared a regulation with its official copy."""
    if not verified:
        return UNVERIFIED[:1].upper() + UNVERIFIED[1:]
    who = law.verified.get(regulation)
    return f"Sudah diverifikasi {long_date(who.on)}" if who and who.on else "Sudah diverifikasi"
