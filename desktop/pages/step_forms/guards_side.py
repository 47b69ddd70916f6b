"""What the law's guards say of a step, as a list: satisfied, to be checked, warned of, forbidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.rules.guards import Finding
from desktop import theme
from desktop.widgets.basic import Icon, label
from desktop.widgets.parting import clear

UNVERIFIED = "belum diverifikasi"


@dataclass(frozen=True, slots=True)
class Look:
    """How a finding looks: icon, its colour, and the word that a screen reader says."""

    icon: str
    ink: str
    word: str


_SATISFIED = Look("check-circle", "greenFg", "terpenuhi")
_UNKNOWN = Look("question", "greyFg", "periksa sendiri")
_WARNED = Look("warning", "amberFg", "peringatan")
_FORBIDDEN = Look("x-circle", "redFg", "belum terpenuhi, wajib")
_TO_COME = Look("circle", "greyFg", "belum terpenuhi")


def look_of(finding: Finding) -> Look:
    """How a finding looks."""
    if not finding.known:
        return _UNKNOWN
    if finding.satisfied:
        return _SATISFIED
    return _FORBIDDEN if finding.strength == "hard" else _WARNED


def weight_of(finding: Finding) -> int:
    """The place of a finding in a list: what forbids comes first, what is satisfied last."""
    return (_FORBIDDEN, _WARNED, _UNKNOWN, _SATISFIED).index(look_of(finding))


def basis_of(finding: Finding) -> str:
    """The article with its regulation, and whether anybody compared it with the official copy."""
    mark = "" if finding.verified else f", {UNVERIFIED}"
    return f"{finding.article} {finding.regulation}{mark}".strip()


class GuardRow(QWidget):
    """One finding: its title, what was found or what would satisfy it, its article, and what is doubtful about that.

    ``ahead`` is for a step that is still to come: what it lacks is no fault yet, and only the remedy is told.
    """

    def __init__(self, finding: Finding, *, ahead: bool = False) -> None:
        super().__init__()
        self.finding = finding
        coming = ahead and not finding.satisfied
        look = _TO_COME if coming else look_of(finding)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("s"))
        icon = Icon(look.icon, look.ink)
        icon.setAccessibleName(look.word)
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(finding.title, "event", wrap=True))
        if not coming:
            words.addWidget(label(finding.sentence, "help", wrap=True))
        if not finding.satisfied:
            words.addWidget(label(finding.remedy, "help", wrap=True))
        words.addWidget(label(basis_of(finding), "help", wrap=True))
        if finding.note and not finding.verified and look is not _SATISFIED and not coming:
            words.addWidget(label(finding.note, "help", wrap=True))
        line.addLayout(words, 1)
        self.setAccessibleName(f"{finding.title}: {look.word}. {finding.sentence}")
        told = (finding.sentence, finding.remedy if not finding.satisfied else "", basis_of(finding), finding.note)
        self.setToolTip("\n".join(part for part in told if part))


class FindingLine(QWidget):
    """One finding beside the field that it is about; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("xs"))
        self._icon = Icon(_SATISFIED.icon, _SATISFIED.ink, theme.size("iconSmall"))
        self._words = label("", "green", wrap=True)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        self.hide()

    @property
    def words(self) -> str:
        """What it says, "" while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def show_finding(self, finding: Finding | None) -> None:
        """Show this, or nothing."""
        self.setVisible(finding is not None)
        if finding is not None:
            look = look_of(finding)
            self._icon.show_icon(look.icon, look.ink)
            self._words.setText(finding.sentence)
            theme.set_role(self._words, look.ink.removesuffix("Fg"))


class GuardList(QWidget):
    """Findings under each other, the gravest first; ``ahead`` for a step that is still to come."""

    def __init__(self, *, ahead: bool = False) -> None:
        super().__init__()
        self._ahead = ahead
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.space("s"))
        self._findings: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is shown."""
        return self._findings

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these."""
        wanted = tuple(sorted(findings, key=weight_of))
        if wanted == self._findings:
            return
        self._findings = wanted
        clear(self._lines)
        for finding in wanted:
            self._lines.addWidget(GuardRow(finding, ahead=self._ahead))
