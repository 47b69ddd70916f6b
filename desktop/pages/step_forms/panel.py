"""A step being recorded: its form at the left, what the guards say of it, live, at the right."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.errors import GuardRefused, InvalidInput, OfficeError, ReasonNeeded
from cases.model.case import CaseFile
from cases.rules.guards import Finding
from cases.services import steps
from desktop import theme
from desktop.desk import Desk
from desktop.drafting import FormDraft
from desktop.pages.step_forms import Scene, form_of
from desktop.pages.step_forms.also import AlsoCard
from desktop.pages.step_forms.guards_side import GuardList
from desktop.widgets.basic import Card, label
from desktop.widgets.form import scrolled

CHECK_PAUSE_MS: Final = 120
"""How long after the last change the guards are asked."""


class StepPanel(QWidget):
    """Records one step, for one case or for several of the same report.

    ``taken`` gives the files as they then stand, this case's first, and the step's day (or the planned date of its
    letter); ``left`` follows "Batal" and Escape.
    """

    taken = Signal(object, object)
    left = Signal()

    def __init__(self, desk: Desk, scene: Scene) -> None:
        super().__init__()
        self._desk, self.scene = desk, scene
        self._asked = 0
        self._on: date | None = None
        self._draft: FormDraft | None = None
        self.body = form_of(desk, scene)
        self.body.buttons(scene.step.action, cancel=self.left.emit)
        self.guards = GuardList()
        self.also = AlsoCard()
        self._hint = label("", "help", wrap=True)
        self._build()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(CHECK_PAUSE_MS)
        self._pause.timeout.connect(self._check_seen)
        self.body.changed.connect(self._pause.start)
        self.body.settled.connect(self._pause.start)
        self.body.submitted.connect(self._submit)
        self.body.ready.connect(self._ready)
        self.also.changed.connect(self._pause.start)
        desk.ask(steps.siblings, scene.case.id, scene.step.key).then(self, self.also.show_cases)
        self.body.begin()
        self._check()

    def _build(self) -> None:
        step = self.scene.step
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.space("l"))
        left = Card(step.action)
        left.add(label(step.why, "sentence", wrap=True))
        left.add(scrolled(self.body), 1)
        across.addWidget(left, 1)
        right = QWidget()
        right.setFixedWidth(theme.size("panelNext"))
        cards = QVBoxLayout(right)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(theme.space("gapCards"))
        cards.addWidget(self.also)
        side = Card("Pemeriksaan aturan")
        side.add(self._hint)
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, theme.space("s"), 0)
        lines.addWidget(self.guards)
        lines.addStretch(1)
        side.add(scrolled(inner), 1)
        cards.addWidget(side, 1)
        across.addWidget(right)

    def _ready(self) -> None:
        """Now that the form shows what it starts from, a draft may be put over it."""
        if self._draft is None:
            self._draft = FormDraft(self._desk, f"step:{self.scene.case.id}:{self.scene.step.key}", self.body)
            self.body.focus_first()

    @property
    def case_ids(self) -> tuple[str, ...]:
        """The cases that the step is recorded for."""
        return (self.scene.case.id, *self.also.chosen())

    @property
    def waits(self) -> bool:
        """Whether the guards are about to be asked."""
        return self._pause.isActive()

    # -- guards

    def _check_seen(self) -> None:
        """Ask only while somebody sees the form: the window may be closing."""
        if self.isVisible():
            self._check()

    def _check(self) -> None:
        """Ask the guards about what is typed so far; only the last answer counts."""
        self._asked += 1
        asked = self._asked
        try:
            form = self.body.step_form()
        except InvalidInput:
            self._hint.setText("Aturan diperiksa begitu isian yang perlu sudah lengkap.")
            self._hint.show()
            self._show(self.scene.beforehand)
            return

        def show(findings: tuple[Finding, ...]) -> None:
            if asked == self._asked:
                self._hint.hide()
                self._show(findings)

        self._desk.ask(steps.check_step_for, self.case_ids, form).then(self, show)

    def _show(self, findings: tuple[Finding, ...]) -> None:
        self.guards.show_findings(findings)
        self.body.show_findings(findings)
        self.body.reasons.show_warnings(
            (finding.guard, finding.sentence)
            for finding in findings
            if finding.strength == "soft" and not finding.satisfied
        )

    # -- recording

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; what was typed stays as a draft."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _submit(self) -> None:
        try:
            form = self.body.step_form()
        except InvalidInput as error:
            self.body.show_failure(error)
            return
        self._on = form.on
        self.body.set_busy(busy=True)
        if len(self.case_ids) > 1:
            self._desk.do(steps.take_step_for, self.case_ids, form).then(self, self._done, self._refused)
        else:
            taken = self._desk.do(steps.take_step, self.scene.case.id, form)
            taken.then(self, lambda file: self._done((file,)), self._refused)

    def _done(self, files: tuple[CaseFile, ...]) -> None:
        self.body.set_busy(busy=False)
        if self._draft is not None:
            self._draft.drop()
        self.taken.emit(files, self._on)

    def _refused(self, error: OfficeError) -> None:
        self.body.set_busy(busy=False)
        if isinstance(error, ReasonNeeded):
            self.body.reasons.show_warnings(error.guards)
            self.body.show_error("", "Tulis alasan untuk setiap peringatan, atau perbaiki isiannya.")
            self.body.reasons.go_to(error.guards[0][0])
        elif isinstance(error, GuardRefused):
            self.body.show_error("", f"{error.sentence} ({error.article})")
        else:
            self.body.show_failure(error)
