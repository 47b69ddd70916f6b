"""The page of a correction: the facts as they should read, at the right what they move, then the reason."""

from __future__ import annotations

from typing import Any, Final, TypeAlias

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.errors import GuardRefused, InvalidInput, OfficeError, ReasonNeeded
from cases.model.case import CaseFile
from cases.model.steps import CaseStep
from cases.regulations import Violation
from cases.rules.impact import Impact
from cases.services import corrections, lawbook
from cases.services.corrections import CaseCorrection, StepCorrection, StepWithdrawal
from cases.services.lawbook import CaseLaw
from cases.services.steps import CaseView
from desktop import theme
from desktop.desk import Desk, Request
from desktop.drafting import FormDraft
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.correction_forms import REASON, CaseBody, WithdrawalBody, correction_of, fill, going, step_body
from desktop.pages.correction_impact import ImpactList
from desktop.pages.step_forms import StepBody
from desktop.widgets.basic import Card, label
from desktop.widgets.form import Form, scrolled
from desktop.widgets.header import PageHeader
from desktop.widgets.parting import clear

_Asked: TypeAlias = StepCorrection | StepWithdrawal | CaseCorrection
ASK_PAUSE_MS: Final = 200
"""How long after the last change it is asked what the correction moves."""
_WAITING = "Akibatnya dihitung begitu isian yang perlu sudah lengkap."


class CorrectionPage(Page):
    """``open_page("correction", case_id=..., step_id=..., withdraw=True)``; without a step the case itself."""

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._case_id, self._step_id, self._withdraw = "", "", False
        self._view: CaseView | None = None
        self._step: CaseStep | None = None
        self._asked = 0
        self._touched = False
        self.body: Form | None = None
        self.draft: FormDraft | None = None
        self.header = PageHeader("Koreksi", "")
        self.impact = ImpactList()
        self._place = QVBoxLayout()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(ASK_PAUSE_MS)
        self._pause.timeout.connect(self._preview)
        self._build()

    def _build(self) -> None:
        self.lines.addWidget(self.header)
        self._parts = QWidget()
        across = QHBoxLayout(self._parts)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.space("l"))
        self._left = Card()
        self._left.body.addLayout(self._place, 1)
        across.addWidget(self._left, 1)
        side = Card("Akibat koreksi")
        side.setFixedWidth(theme.size("panelNext"))
        side.add(scrolled(self.impact), 1)
        across.addWidget(side)
        self.lines.addWidget(self._parts, 1)
        self._show_parts(shown=False)

    def _show_parts(self, *, shown: bool) -> None:
        self.header.setVisible(shown)
        self._parts.setVisible(shown)

    @property
    def waits(self) -> bool:
        """Whether the preview is about to be asked for."""
        return self._pause.isActive()

    # -- the window's calls

    def on_shown(
        self,
        *,
        case_id: str = "",
        step_id: str = "",
        withdraw: bool = False,
        **_other: Any,  # noqa: ANN401 - as the base has it
    ) -> None:
        """Begin a correction anew."""
        self._case_id, self._step_id, self._withdraw = case_id, step_id, withdraw
        self._view = None
        self._show_parts(shown=False)
        self._desk.ask(lawbook.case_scene, case_id).then(self, lambda scene: self._take(case_id, *scene))

    def on_changes(self, changes: ChangeSet) -> None:
        """What it moves may be another now."""
        if self._view is not None and ("case", self._case_id) in changes.touched and self.isVisible():
            self._pause.start()

    # -- showing

    def _take(self, case_id: str, view: CaseView, law: CaseLaw) -> None:
        if case_id != self._case_id:
            return
        self._view = view
        file = view.file
        self._step = next((step for step in file.steps if step.id == self._step_id), None)
        if self._step_id and self._step is None:
            self._leave()
            return
        self.header.set_sentence(f"Perkara {file.case.number}, {file.case.respondent.name}")
        if self._step is not None:
            title = law.steps[self._step.key].title
            self._show_step(view, law, self._step, title)
        elif going(file):
            self._show_case(file, law.choices)
        else:
            choices = self._desk.ask(lawbook.openable_violations)
            choices.then(self, lambda found: self._show_case(file, found))

    def _show_step(self, view: CaseView, law: CaseLaw, step: CaseStep, title: str) -> None:
        if self._withdraw:
            self.header.set_title(f"Batalkan pencatatan: {title}")
            self._show(WithdrawalBody(), "Batalkan pencatatan")
            return
        self.header.set_title(f"Koreksi: {title}")
        body = step_body(self._desk, view, law, step, self._desk.office.clock.today())
        body.settled.connect(self._pause.start)
        body.ready.connect(lambda: self._ready(body, step))
        self._show(body, "Simpan koreksi")
        body.begin()

    def _show_case(self, file: CaseFile, choices: tuple[Violation, ...]) -> None:
        self.header.set_title("Koreksi data perkara")
        self._show(CaseBody(self._desk, file, choices, self._desk.office.clock.today()), "Simpan koreksi")

    def _show(self, body: Form, verb: str) -> None:
        if self.draft is not None:
            self.draft.flush()
        clear(self._place)
        self.body, self.draft, self._touched = body, None, False
        body.buttons(verb, cancel=self._leave)
        body.changed.connect(self._changed)
        body.submitted.connect(self._submit)
        if not isinstance(body, StepBody):  # that of a step is filled later
            self._keep(body)
        if self._withdraw:
            words = "Hanya untuk tahap yang keliru dicatat. Tahapnya tidak dihitung lagi, suratnya menjadi batal."
            self._place.addWidget(label(words, "sentence", wrap=True))
        self._place.addWidget(scrolled(body), 1)
        self.impact.show_hint(_WAITING)
        self._show_parts(shown=True)
        self._preview()
        QTimer.singleShot(0, body, body.focus_first)

    def _ready(self, body: StepBody, step: CaseStep) -> None:
        """What the form proposes by itself gives way to what was recorded, until somebody types."""
        if body is self.body and not self._touched:
            self._touched = True
            fill(body, step)
        if body is self.body and self.draft is None:
            self._keep(body)

    def _keep(self, body: Form) -> None:
        """Keep what is typed from now on."""
        what = f"{self._step_id or 'case'}{':withdraw' if self._withdraw else ''}"
        self.draft = FormDraft(self._desk, f"correction:{self._case_id}:{what}", body)
        self.draft.restored.connect(self._changed)

    # -- what it moves

    def _changed(self) -> None:
        self._touched = True
        self._pause.start()

    def _preview(self) -> None:
        """Ask what the correction would move; only the last answer counts."""
        self._asked += 1
        asked = self._asked
        try:
            wanted = self._correction()
        except InvalidInput:
            self.impact.show_hint(_WAITING)
            return

        def show(found: Impact) -> None:
            if asked == self._asked:
                self._show_impact(found)

        def refused(error: OfficeError) -> None:
            if asked == self._asked:
                self.impact.show_hint(error.sentence)

        self._desk.ask(corrections.preview, self._case_id, wanted).then(self, show, refused)

    def _show_impact(self, found: Impact) -> None:
        self.impact.show_impact(found)
        warned = [(one.guard, one.sentence) for one in found.findings if one.strength == "soft" and not one.satisfied]
        if isinstance(self.body, StepBody | CaseBody):
            self.body.reasons.show_warnings(warned)
        if isinstance(self.body, StepBody):
            self.body.show_findings(found.findings)

    def _correction(self) -> _Asked:
        if self.body is None:
            raise InvalidInput(_WAITING)
        return correction_of(self.body, self._step)

    # -- saving

    def _submit(self) -> None:
        if self.body is None:
            return
        try:
            wanted = self._correction()
        except InvalidInput as error:
            self.body.show_failure(error)
            return
        self.body.set_busy(busy=True)
        self._request(wanted, str(self.body.field(REASON).value())).then(self, self._saved, self._refused)

    def _request(self, wanted: _Asked, reason: str) -> Request[CaseFile]:
        if isinstance(wanted, CaseCorrection):
            return self._desk.do(corrections.correct_case, self._case_id, wanted, reason)
        if isinstance(wanted, StepCorrection):
            return self._desk.do(corrections.correct_step, self._case_id, wanted.step_id, wanted.form, reason)
        return self._desk.do(corrections.withdraw_step, self._case_id, wanted.step_id, reason)

    def _saved(self, _file: CaseFile) -> None:
        if self.draft is not None:
            self.draft.drop()
        self._window.toast("Pencatatan dibatalkan" if self._withdraw else "Koreksi disimpan")
        self._leave()

    def _leave(self) -> None:
        self._window.open_page("case", case_id=self._case_id, tab="log" if self._step_id else "summary")

    def _refused(self, error: OfficeError) -> None:
        body = self.body
        if body is None:
            return
        body.set_busy(busy=False)
        if isinstance(error, ReasonNeeded) and isinstance(body, StepBody | CaseBody):
            body.reasons.show_warnings(error.guards)
            body.show_error("", "Tulis alasan untuk setiap peringatan, atau perbaiki isiannya.")
            body.reasons.go_to(error.guards[0][0])
        elif isinstance(error, GuardRefused):
            body.show_error("", f"{error.sentence} ({error.article})")
        else:
            body.show_failure(error)
