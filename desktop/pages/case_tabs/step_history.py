"""The tab "Riwayat": what was recorded step by step, with the versions that were corrected, and the log beneath it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from cases.model.case import CaseFile
from cases.model.letter import LetterStatus
from cases.model.steps import CaseStep, StepKey
from cases.model.user import Right
from cases.rules.dates import long_date
from cases.rules.rights import DECISIONS
from cases.services.lawbook import CaseLaw
from cases.services.steps import CaseView
from desktop import theme
from desktop.desk import Desk
from desktop.full_names import full_name
from desktop.pages.case_tabs.history import step_title
from desktop.pages.case_tabs.log import LogTab
from desktop.pages.case_tabs.told import told
from desktop.pages.case_tabs.words import moment
from desktop.widgets.bars import SegmentBar
from desktop.widgets.basic import Card, button, fitted, hairline, label, row
from desktop.widgets.form import scrolled
from desktop.widgets.parting import clear

_STEPS, _LOG = "steps", "log"
_FIXED = frozenset({StepKey.CORRECTED})
"""Records that are not corrected themselves."""
_KEPT = _FIXED | {StepKey.OPENED}
"""Records that are not taken back."""
_DAY_WIDTH = 132
_ACTS_WIDTH = 292


class HistoryTab(QWidget):
    """``opened`` gives ("letter", identifier); the others give the identifier of a step."""

    opened = Signal(object)
    correction_wanted = Signal(str)
    withdrawal_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._may_correct, self._may_decide = desk.may(Right.HANDLE_CASE), desk.may(Right.DECIDE)
        self._zone: tzinfo = desk.office.clock.time_zone.zone
        self.log = LogTab(desk)
        self.segments = SegmentBar([(_STEPS, "Tahap"), (_LOG, "Catatan perubahan")])
        self.segments.chosen.connect(self._choose)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(theme.space("s"))
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, theme.space("s"), 0)
        lines.addLayout(self._steps)
        lines.addStretch(1)
        steps = Card(padding=theme.space("m"))
        steps.add(scrolled(inner), 1)
        self._content = QStackedWidget()
        self._content.addWidget(steps)
        self._content.addWidget(self.log)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.space("s"))
        whole.addWidget(row(self.segments, None))
        whole.addWidget(self._content, 1)

    def show_case(self, view: CaseView, law: CaseLaw) -> None:
        """Show a case."""
        file = view.file
        clear(self._steps)
        for place, step in enumerate(reversed(file.steps)):
            if place:
                self._steps.addWidget(hairline())
            self._steps.addWidget(self._row(file, step, law))
        for step in _withdrawn(file):
            self._steps.addWidget(hairline())
            self._steps.addWidget(self._past_row(step, file, law))

    def _choose(self, key: str) -> None:
        self._content.setCurrentIndex((_STEPS, _LOG).index(key))

    def _row(self, file: CaseFile, step: CaseStep, law: CaseLaw) -> QWidget:
        """A step that counts, what it replaces struck out beneath it, and what may be done with it."""
        letter = next((one for one in file.letters if one.id == step.letter_id), None)
        void = letter is not None and letter.status is LetterStatus.VOID
        title = f"{step_title(step, law)} (suratnya batal)" if void else step_title(step, law)
        words = [label(title, "event", wrap=True), label(_told(step, law), "help", wrap=True), self._who(step)]
        for old in _versions(file, step):
            words += [_struck(_told(old, law, day=True)), self._who(old)]
        made = _laid(_day(step), words)
        side = QWidget()
        side.setFixedWidth(_ACTS_WIDTH)
        acts = QVBoxLayout(side)
        acts.setContentsMargins(0, 0, 0, 0)
        acts.setSpacing(0)
        if letter is not None:
            target = ("letter", letter.id)
            acts.addWidget(_link(letter.title, "file-text", lambda: self.opened.emit(target)))
        may = self._may_correct and (self._may_decide or step.key not in DECISIONS)
        if may and not void and step.key not in _FIXED:
            acts.addWidget(_link("Koreksi…", "pencil-simple", lambda: self.correction_wanted.emit(step.id)))
        if may and not void and step.key not in _KEPT:
            take_back = _link(
                "Batalkan pencatatan…", "arrow-counter-clockwise", lambda: self.withdrawal_wanted.emit(step.id)
            )
            acts.addWidget(take_back)
        acts.addStretch(1)
        made.addWidget(side)
        return _widget(made, title)

    def _past_row(self, step: CaseStep, file: CaseFile, law: CaseLaw) -> QWidget:
        """A step that was taken back, struck out with all its versions."""
        title = f"{step_title(step, law)}: pencatatan dibatalkan"
        words = [label(title, "event", wrap=True), self._who(step)]
        for old in _versions(file, step):
            words += [_struck(_told(old, law, day=True)), self._who(old)]
        return _widget(_laid(_day(step), words), title)

    def _who(self, step: CaseStep) -> QLabel:
        """Who recorded it, when, and why."""
        at = moment(step.recorded_at, self._zone)
        what = "Dibatalkan" if step.withdrawn else "Dikoreksi" if step.corrects else "Dicatat"
        why = f": {step.correction_reason}" if step.correction_reason else ""
        return label(f"{what} oleh {full_name(step.recorded_by)}, {at}{why}", "caption", wrap=True)


def _versions(file: CaseFile, step: CaseStep) -> tuple[CaseStep, ...]:
    """The records that a step has taken the place of, the newest first."""
    past = {one.id: one for one in file.past_steps}
    found: list[CaseStep] = []
    while (older := past.get(step.corrects or "")) is not None:
        found.append(older)
        step = older
    return tuple(found)


def _withdrawn(file: CaseFile) -> tuple[CaseStep, ...]:
    """The steps that were taken back, the last one first."""
    return tuple(step for step in reversed(file.past_steps) if step.withdrawn)


def _told(step: CaseStep, law: CaseLaw, *, day: bool = False) -> str:
    parts = [_day(step) if day else "", *told(step.facts, law)]
    return "; ".join(part for part in parts if part)


def _day(step: CaseStep) -> str:
    return long_date(step.on) if step.on else "belum bertanggal"


def _struck(words: str) -> QLabel:
    made = label(words, "help", wrap=True)
    face = made.font()
    face.setStrikeOut(True)
    made.setFont(face)
    made.setAccessibleName(f"Versi lama: {words}")
    return made


def _link(words: str, icon: str, act: Callable[[], object]) -> QWidget:
    return fitted(button(words, "link", icon=icon, on_click=act), _ACTS_WIDTH)


def _laid(day: str, words: list[QLabel]) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.space("m"))
    at = label(day, "label", wrap=True)
    at.setFixedWidth(_DAY_WIDTH)
    line.addWidget(at, 0, Qt.AlignmentFlag.AlignTop)
    lines = QVBoxLayout()
    lines.setSpacing(2)
    for one in words:
        if one.text():
            lines.addWidget(one)
    lines.addStretch(1)
    line.addLayout(lines, 1)
    return line


def _widget(line: QHBoxLayout, name: str) -> QWidget:
    made = QWidget()
    made.setLayout(line)
    made.setAccessibleName(name)
    return made
