"""The panel "Berikutnya": what comes next, why, by when, and the button that does it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cases.model.case import CaseFile
from cases.model.letter import LetterStatus
from cases.model.steps import ArchivedFacts, DocumentedFacts, RecordSystem
from cases.model.user import Right
from cases.rules.dates import long_date, short_date
from cases.rules.idis_pack import targets_of, upload_rules
from cases.rules.lifecycle import NextStep
from cases.rules.rights import DECISIONS
from cases.services.lawbook import CaseLaw
from cases.services.letter_requests import Offer
from cases.services.steps import CaseView
from desktop import icons, theme
from desktop.pages.case_tabs.circumstances import deadline_basis
from desktop.pages.case_tabs.words import full_day
from desktop.pages.step_forms.guards_side import UNVERIFIED, GuardList
from desktop.widgets.basic import Card, Icon, button, column, fitted, hairline, label, row
from desktop.widgets.form import scrolled
from desktop.widgets.parting import clear
from desktop.widgets.pill import Pill, status_pill
from desktop.widgets.right_words import lacking

_LETTER_BUTTONS = {LetterStatus.DRAFT: "Ajukan surat", LetterStatus.PUT_UP: "Catat tanda tangan"}


class NextPanel(Card):
    """``chosen`` gives the NextStep whose button or link was pressed, ``letter_wanted`` the kind of a letter."""

    chosen = Signal(object)
    letter_wanted = Signal(str)

    def __init__(self, *, may_step: bool, may_letter: bool, may_decide: bool = True) -> None:
        super().__init__("Berikutnya")
        self._may_kind = {"step": may_step, "letter": may_letter}
        self._may_decide = may_decide
        self._case_id = ""
        self.beside: BesideMenu | None = None
        self.setFixedWidth(theme.size("panelNext"))
        self._pill = Pill(status_pill("netral", ""))
        self._pill.hide()
        self.head.addWidget(self._pill)
        inner = QWidget()
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(0, 0, theme.space("s"), 0)
        self._lines.setSpacing(theme.space("s"))
        self.letters: OfferLinks | None = None
        self._offers: tuple[Offer, ...] = ()
        self.add(scrolled(inner), 1)

    def show_case(self, view: CaseView, law: CaseLaw) -> None:
        """Show what comes next in a case."""
        clear(self._lines)
        same = self._case_id == view.file.case.id
        unfolded = self.beside is not None and self.beside.unfolded and same
        self._case_id = view.file.case.id
        road = [step for step in view.next_steps if not step.side]
        beside = [step for step in view.next_steps if step.side]
        over = all(step.optional for step in road) and _ended(view.file, law)
        shown = bool(view.urgency_words) and not over
        self._pill.setVisible(shown)
        if shown:
            words = view.urgency_words
            self._pill.show_look(status_pill(view.urgency, words[:1].upper() + words[1:]))
        if over or not road:
            self._show_end(view.file, law)
            ending = [step for step in beside if law.steps[step.key].ends]
            self._show_others((*road, *ending))
            beside = [step for step in beside if step not in ending]
        else:
            self._show_step(road[0], view.file, law)
            self._show_others(tuple(road[1:]))
        self.beside = self._show_beside(tuple(step for step in beside if self._may(step)), unfolded=unfolded)
        self.letters = OfferLinks(self._room())
        self.letters.chosen.connect(self.letter_wanted)
        self.letters.show_offers(self._offers)
        self._lines.addWidget(self.letters)
        if not over:
            self._show_conditions(law)
        self._lines.addStretch(1)

    def show_offers(self, offers: tuple[Offer, ...]) -> None:
        """Show the letters that somebody may want at this stage beside those that its step makes."""
        self._offers = offers
        if self.letters is not None:
            self.letters.show_offers(self._offers)

    def _show_step(self, step: NextStep, file: CaseFile, law: CaseLaw) -> None:
        self._lines.addWidget(label(step.action, "event", wrap=True))
        self._lines.addWidget(label(step.why, "body", wrap=True))
        self._lines.addWidget(_article(step, law))
        due_on, due_title = step.due_on, step.due_title
        if step.kind == "letter":  # a letter has no day of its own: what its step leads to is due
            due_on, due_title = file.case.summary.due_on, file.case.summary.due_title
        if due_on is not None:
            due = column(label(f"{due_title} paling lambat", "caption"), label(full_day(due_on), "strong"))
            self._lines.addWidget(due)
            row = next((one for one in file.deadlines if (one.title, one.due_on) == (due_title, due_on)), None)
            if row is not None:
                self._lines.addWidget(label(deadline_basis(row, law), "help", wrap=True))
        if self._may(step):
            words, icon = _button_words(step, file)
            made = button(words, "primary", icon=icon, tip=f"{step.action} (Ctrl+Enter)")
            if made.sizeHint().width() > self._room():
                made.setText(f" {words.partition(' ')[0]}")  # the verb; what it does stands above it
                made.setAccessibleName(words)
            made.setShortcut("Ctrl+Return")
            made.setSizePolicy(made.sizePolicy().Policy.Expanding, made.sizePolicy().Policy.Fixed)
            made.clicked.connect(lambda _down: self.chosen.emit(step))
            self._lines.addWidget(made)
        elif self._may_kind[step.kind]:
            self._lines.addWidget(label(lacking(Right.DECIDE), "caption", wrap=True))

    def _may(self, step: NextStep) -> bool:
        return self._may_kind[step.kind] and (self._may_decide or step.kind != "step" or step.key not in DECISIONS)

    def _room(self) -> int:
        """How wide a button may be."""
        edges = self.body.contentsMargins()
        return self.maximumWidth() - edges.left() - edges.right() - 2 * theme.space("s")

    def _show_others(self, others: tuple[NextStep, ...]) -> None:
        for step in others:
            if self._may(step):
                link = fitted(button(step.action, "link", tip=f"{step.why} {place_of(step)}"), self._room())
                link.clicked.connect(lambda _down, step=step: self.chosen.emit(step))
                self._lines.addWidget(link, 0, Qt.AlignmentFlag.AlignHCenter)

    def _show_beside(self, steps: tuple[NextStep, ...], *, unfolded: bool) -> BesideMenu | None:
        """What may be recorded beside the road, folded until somebody asks for it."""
        if not steps:
            return None
        made = BesideMenu(steps, unfolded=unfolded, room=self._room())
        made.chosen.connect(self.chosen)
        self._lines.addWidget(made)
        return made

    def _show_end(self, file: CaseFile, law: CaseLaw) -> None:
        summary = file.case.summary
        title = "Perkara ini sudah berakhir" if _ended(file, law) else "Tidak ada lagi yang perlu dilakukan"
        self._lines.addWidget(label(title, "event", wrap=True))
        words = [f"Status perkara: {summary.status}."]
        if summary.sanction_title:
            words.append(f"{summary.sanction_title[:1].upper()}{summary.sanction_title[1:]}.")
        if summary.effective_on:
            words.append(f"Berlaku sejak {long_date(summary.effective_on)}.")
        if summary.ends_on:
            words.append(f"Berakhir {long_date(summary.ends_on)}.")
        self._lines.addWidget(label(" ".join(words), "body", wrap=True))
        for done, line in remains(file):
            tick = Icon("check-circle" if done else "circle", "greenFg" if done else "greyFg")
            self._lines.addWidget(row(tick, label(line, "body", wrap=True)))

    def _show_conditions(self, law: CaseLaw) -> None:
        if law.gate is None:
            return
        self._lines.addSpacing(theme.space("xs"))
        self._lines.addWidget(hairline())
        self._lines.addWidget(label(f"Syarat sebelum {law.gate.title[:1].lower()}{law.gate.title[1:]}", "subsection"))
        guards = GuardList(ahead=True)
        guards.show_findings(law.conditions)
        self._lines.addWidget(guards)


class OfferLinks(QWidget):
    """Letters on request that fit the stage; ``chosen`` gives the kind. Hidden while there are none."""

    chosen = Signal(str)

    def __init__(self, room: int) -> None:
        super().__init__()
        self._room = room
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)

    def show_offers(self, offers: tuple[Offer, ...]) -> None:
        """Show a link for each."""
        clear(self._lines)
        self.setVisible(bool(offers))
        if offers:
            self._lines.addSpacing(theme.space("xs"))
            self._lines.addWidget(label("Surat pada tahap ini", "subsection"))
        for offer in offers:
            link = fitted(button(offer.title, "link", icon="file-plus", tip=offer.why), self._room)
            link.clicked.connect(lambda _down, kind=offer.kind: self.chosen.emit(kind))
            self._lines.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)


class BesideMenu(QWidget):
    """What may be recorded beside the road ("Tindakan lain…"), each with its article, unfolded by a press."""

    chosen = Signal(object)

    def __init__(self, steps: tuple[NextStep, ...], *, unfolded: bool, room: int) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("xs"))
        self.toggle = button(f"Tindakan lain ({len(steps)})…", "link", on_click=self.fold)
        lines.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignHCenter)
        self._list = QWidget()
        inner = QVBoxLayout(self._list)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        for step in steps:
            link = fitted(button(step.action, "link", tip=f"{step.why} {step.note}".strip()), room)
            link.clicked.connect(lambda _down, step=step: self.chosen.emit(step))
            inner.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            place = label(place_of(step), "help", wrap=True)
            place.setContentsMargins(10, 0, 0, theme.space("xs"))
            inner.addWidget(place)
        lines.addWidget(self._list)
        self._show_list(unfolded=unfolded)

    def fold(self) -> None:
        """Unfold, or fold again."""
        self._show_list(unfolded=not self.unfolded)

    def _show_list(self, *, unfolded: bool) -> None:
        self.unfolded = unfolded
        self._list.setVisible(unfolded)
        self.toggle.setIcon(icons.icon("caret-up" if unfolded else "caret-down", "accentText"))


def place_of(step: NextStep) -> str:
    """The article of a step, and whether anybody compared it."""
    stands = f"{step.article} {step.regulation}".strip()
    return ", ".join(part for part in (stands, "" if step.verified else UNVERIFIED) if part)


_ENTERED: Final = dict.fromkeys(RecordSystem, ("diunggah", "belum dicatat terunggah")) | {
    RecordSystem.SBT: ("dijawab", "belum dicatat terjawab")
}
"""What is said of a system with an entry, and of one without."""


def remains(file: CaseFile) -> tuple[tuple[bool, str], ...]:
    """Return what is left to be done once a case is over, and whether it is done: national systems and the archive."""
    uploads = {step.facts.system: step.facts for step in file.steps if isinstance(step.facts, DocumentedFacts)}
    lines = []
    wanted = {system for target in targets_of(file.case) for system in upload_rules(target).pack.systems}
    for system in RecordSystem:
        facts = uploads.get(system)
        if facts is not None:
            lines.append((True, f"{system} {_ENTERED[system][0]} {long_date(facts.uploaded_on)}"))
        elif system in wanted:
            lines.append((False, f"{system} {_ENTERED[system][1]}"))
    filed = next((step.facts for step in reversed(file.steps) if isinstance(step.facts, ArchivedFacts)), None)
    if filed is None:
        lines.append((False, "Berkas belum diarsipkan"))
    else:
        until = f"aktif s.d. {short_date(filed.active_until)}, inaktif s.d. {short_date(filed.inactive_until)}"
        lines.append((True, f"Diarsipkan {filed.code}, {filed.shelf}; {until}"))
    return tuple(lines)


def _ended(file: CaseFile, law: CaseLaw) -> bool:
    """Whether the stage at which the case stands ends it."""
    rule = law.steps.get(file.case.summary.stage)
    return rule is not None and rule.ends


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
    if step.note and not step.verified:
        doubt = words.layout()
        if doubt is not None:
            doubt.addWidget(label(step.note, "help", wrap=True))
    line.addWidget(words, 1)
    return made


def verified_words(regulation: str, law: CaseLaw, *, verified: bool) -> str:
    """Whether and when somebody compared a regulation with its official copy."""
    if not verified:
        return UNVERIFIED[:1].upper() + UNVERIFIED[1:]
    who = law.verified.get(regulation)
    return f"Sudah diverifikasi {long_date(who.on)}" if who and who.on else "Sudah diverifikasi"
