"""What a correction moves, as a list: due dates, guards of recorded steps, letters; told before it is saved."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.rules.dates import short_date
from cases.rules.impact import DueMove, Impact, LetterMove, TextMove, VerdictChange
from desktop import theme
from desktop.pages.step_forms.guards_side import GuardRow, basis_of, look_of
from desktop.widgets.basic import Icon, label
from desktop.widgets.parting import clear

NOTHING = "Tidak ada tenggat, pemeriksaan aturan, atau surat yang berubah."
ARROW = "→"


class ImpactList(QWidget):
    """An impact, or a hint while none can be told."""

    def __init__(self) -> None:
        super().__init__()
        self.impact: Impact | None = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, theme.space("s"), 0)
        self._lines.setSpacing(theme.space("s"))

    def show_hint(self, sentence: str) -> None:
        """Say why nothing is shown."""
        self.impact = None
        clear(self._lines)
        self._lines.addWidget(label(sentence, "help", wrap=True))
        self._lines.addStretch(1)

    def show_impact(self, impact: Impact) -> None:
        """Show this."""
        if impact == self.impact:
            return
        self.impact = impact
        clear(self._lines)
        if impact.refusal:
            self._lines.addWidget(label(impact.refusal, "errorBox", wrap=True))
        self._add("Tenggat yang bergeser", [_due(move) for move in impact.dues])
        self._add("Surat", [_letter(move) for move in impact.letters])
        own = [finding for finding in impact.findings if not finding.satisfied or not finding.known]
        self._add("Aturan tahap ini", [GuardRow(finding) for finding in own])
        self._add("Penilaian yang berubah", [_verdict(change) for change in impact.verdicts if _other(change, impact)])
        self._add("Lainnya", [_text(move) for move in impact.texts])
        if not (impact.refusal or impact.dues or impact.letters or own or impact.verdicts or impact.texts):
            self._lines.addWidget(label(NOTHING, "goodBox", wrap=True))
        self._lines.addStretch(1)

    def _add(self, title: str, parts: list[QWidget]) -> None:
        if parts:
            self._lines.addWidget(label(title, "subsection"))
        for part in parts:
            self._lines.addWidget(part)


def _other(change: VerdictChange, impact: Impact) -> bool:
    """Whether a change is not told already among the findings of the corrected step."""
    return change.after is None or change.after not in impact.findings or change.after.satisfied


def _due(move: DueMove) -> QWidget:
    words = f"{_day(move.before, 'belum ada')} {ARROW} {_day(move.after, 'tidak ada lagi')}"
    return _item("calendar-blank", "accentText", move.title, words, f"{move.article} {move.regulation}".strip())


def _verdict(change: VerdictChange) -> QWidget:
    found = change.told
    look = look_of(found)
    words = found.sentence if change.after is not None else f"Tidak diperiksa lagi. {found.sentence}"
    return _item(look.icon, look.ink, f"{change.step_title}: {found.title}", words, basis_of(found))


def _letter(move: LetterMove) -> QWidget:
    number = f"Nomor {move.number}, " if move.number else ""
    return _item("envelope-simple", "amberFg", move.title, f"{number}{move.words}")


def _text(move: TextMove) -> QWidget:
    return _item("arrow-right", "greyFg", move.title, f"{move.before or '–'} {ARROW} {move.after or '–'}")


def _day(day: date | None, none: str) -> str:
    return short_date(day) if day else none


def _item(icon: str, ink: str, title: str, words: str, tip: str = "") -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.space("s"))
    line.addWidget(Icon(icon, ink), 0, Qt.AlignmentFlag.AlignTop)
    lines = QVBoxLayout()
    lines.setSpacing(0)
    lines.addWidget(label(title, "event", wrap=True))
    lines.addWidget(label(words, "help", wrap=True))
    line.addLayout(lines, 1)
    made.setAccessibleName(f"{title}: {words}")
    made.setToolTip(tip)
    return made
