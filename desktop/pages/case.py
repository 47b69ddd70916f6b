"""The page of one case: who, where it stands, what comes next, and all that belongs to it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.errors import NotAllowed, OfficeError
from cases.model.case import CaseFile
from cases.model.letter import LetterStatus
from cases.model.steps import RecordSystem
from cases.model.user import Right
from cases.rules.lifecycle import NextStep, StageMark
from cases.services import lawbook, letter_requests, restrictions
from cases.services.evidence_restore import is_failing
from cases.services.integrity import Failing
from cases.services.lawbook import CaseLaw
from cases.services.letter_requests import Offer
from cases.services.steps import CaseView
from desktop import messages, theme
from desktop.desk import Desk
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.case_tabs.evidence import EvidenceTab
from desktop.pages.case_tabs.examination import ExaminationTab
from desktop.pages.case_tabs.head import CaseHead
from desktop.pages.case_tabs.idis_button import IdisButton
from desktop.pages.case_tabs.letters import LettersTab
from desktop.pages.case_tabs.next_panel import NextPanel
from desktop.pages.case_tabs.officials import OfficialsPanel
from desktop.pages.case_tabs.packet_button import PacketButton
from desktop.pages.case_tabs.restriction import RestrictionPanel
from desktop.pages.case_tabs.step_history import HistoryTab
from desktop.pages.case_tabs.summary import SummaryTab
from desktop.pages.evidence_panel import EvidencePanel
from desktop.pages.evidence_parts.intake import Intake, Place
from desktop.pages.step_forms import Scene
from desktop.pages.step_forms.panel import StepPanel
from desktop.widgets.bars import TabBar
from desktop.widgets.basic import Card, button, has_cursor
from desktop.widgets.failing_line import FailingLine
from desktop.widgets.parting import part_with
from desktop.widgets.seen import WhenSeen
from desktop.widgets.stage_line import Stage, StageLine, StageState

_TABS = (
    ("summary", "Ringkasan"),
    ("evidence", "Bukti"),
    ("examination", "Pemeriksaan"),
    ("letters", "Surat"),
    ("log", "Riwayat"),
)


_WIDE = ("evidence", "log")
"""Tabs that need the whole width."""


class CasePage(Page):
    """``open_page("case", case_id=..., tab="letters", step="summons-1")``; tab and step may be left out."""

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._case_id = ""
        self._wanted = ""
        self._system: RecordSystem | None = None
        self._item = ("", "")
        self._view: CaseView | None = None
        self._law: CaseLaw | None = None
        self.head = CaseHead(may_restrict=desk.may(Right.RESTRICT))
        self.failing = FailingLine()
        self.stage_line = StageLine()
        self.tabs = TabBar(_TABS)
        self.summary = SummaryTab(may_edit=desk.may(Right.HANDLE_CASE))
        self.examination = ExaminationTab()
        self.letters = LettersTab(may_replace=desk.may(Right.MANAGE_LETTERS))
        self.packet = PacketButton(desk)
        self.letters.bar.addWidget(self.packet)
        self.attachment = button(
            "Lampiran bukti…", icon="paperclip", on_click=self._open_papers, tip="Daftar dan kartu bukti sebagai PDF"
        )
        self.letters.bar.addWidget(self.attachment)
        self.idis = IdisButton(desk, window)
        self.letters.bar.addWidget(self.idis)
        self.history = HistoryTab(desk)
        self._evidence = EvidenceTab(desk, window)
        self._summed = ""
        self.next = NextPanel(
            may_step=desk.may(Right.HANDLE_CASE),
            may_letter=desk.may(Right.MANAGE_LETTERS),
            may_decide=desk.may(Right.DECIDE),
        )
        self.panel: StepPanel | OfficialsPanel | RestrictionPanel | None = None
        self._stage_card = Card(padding=0)
        self._content = QStackedWidget()
        self._area = QStackedWidget()
        self._build()
        self._wire()
        self._parts = (
            WhenSeen(self.summary, self.summary.show_case),
            WhenSeen(self._evidence, self._evidence.show_case),
            WhenSeen(self.examination, self.examination.show_case),
            WhenSeen(self.letters, self._show_letters),
            WhenSeen(self.history, self.history.show_case),
            WhenSeen(self.history.log, self.history.log.show_case, reads=True),
            WhenSeen(self.next, self.next.show_case),
        )
        self._evidence_part = self._parts[1]
        self.intake = Intake(self, desk, Place(lambda: self.evidence, lambda: "", self._come, window.toast))

    @property
    def evidence(self) -> EvidencePanel | None:
        """The evidence of the case in front, built now if nobody has looked at it yet; None until the case is read."""
        if self._view is None:
            return None
        self._evidence_part.catch_up()
        return self._evidence.panel

    def _build(self) -> None:
        self.lines.addWidget(self.head)
        self.lines.addWidget(self.failing)
        self._stage_card.body.setContentsMargins(8, 0, 8, 0)
        self._stage_card.add(self.stage_line)
        self.lines.addWidget(self._stage_card)
        for part in (self.summary, self._evidence, self.examination, self.letters, self.history):
            self._content.addWidget(part)
        overview = QWidget()
        across = QHBoxLayout(overview)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.space("l"))
        left = QVBoxLayout()
        left.setSpacing(theme.space("s"))
        left.addWidget(self.tabs)
        left.addWidget(self._content, 1)
        across.addLayout(left, 1)
        across.addWidget(self.next)
        self._area.addWidget(overview)
        self.lines.addWidget(self._area, 1)
        self._show_parts(shown=False)

    def _wire(self) -> None:
        self.head.copied.connect(lambda: self._window.toast("NIP disalin tanpa spasi"))
        self.head.restriction_wanted.connect(self._open_restriction)
        self.tabs.chosen.connect(self._show_tab)
        self._evidence.summed_up.connect(self._sum_up)
        for tab in (self.summary, self.examination, self.letters, self.history):
            tab.opened.connect(self._open_target)
        self.letters.replace_wanted.connect(
            lambda letter_id: self._window.open_page("letter", letter_id=letter_id, replace=True)
        )
        self.letters.request_wanted.connect(self._request)
        self.next.letter_wanted.connect(self._request)
        self.packet.saved.connect(lambda path: self._window.toast(f"Tersimpan: {path.name}"))
        self.summary.correction_wanted.connect(self._correct)
        self.history.correction_wanted.connect(lambda step_id: self._correct(step_id=step_id))
        self.history.withdrawal_wanted.connect(lambda step_id: self._correct(step_id=step_id, withdraw=True))
        self.summary.officials_wanted.connect(self._open_officials)
        self.summary.count_wanted.connect(lambda: self._window.open_page("what-if", case_id=self._case_id))
        self.next.chosen.connect(self._do_next)
        self.failing.opened.connect(self._show_failing)

    # -- the window's calls

    def on_shown(
        self,
        *,
        case_id: str = "",
        tab: str = "",
        step: str = "",
        system: RecordSystem | None = None,
        evidence_id: str = "",
        words: str = "",
        **_other: Any,  # noqa: ANN401 - as the base has it
    ) -> None:
        """Show a case; ``step`` opens the form of a step whose turn it is, ``evidence_id`` an item of evidence.

        ``words`` are then marked in that item; ``system`` is what the form of an upload proposes.
        """
        if case_id and case_id != self._case_id:
            self._case_id, self._view, self._law = case_id, None, None
            self.next.show_offers(())
            self._show_parts(shown=False)
            self.tabs.choose("summary")
        self._wanted, self._system = step, system
        self._item = (evidence_id, words)
        self._close_panel()
        if tab or evidence_id:
            self.tabs.choose("evidence" if evidence_id else tab)
        self._reload()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when something of a case changed."""
        self._evidence.on_changes(changes)
        if self._case_id and changes.concerns("case", "step", "letter", "deadline", "evidence", "report", "office"):
            self._reload()

    def on_changes_behind(self, changes: ChangeSet) -> None:
        """The evidence is not read each time the case is shown."""
        self._evidence.on_changes(changes)

    # -- reading

    def _reload(self) -> None:
        case_id = self._case_id
        self._desk.ask(lawbook.case_scene, case_id).then(self, lambda scene: self._take(case_id, *scene))
        if self._desk.may(Right.MANAGE_LETTERS):
            asked = self._desk.ask(letter_requests.fitting, case_id)
            asked.then(self, lambda found: self._take_offers(case_id, found), self._refused_offers)

    def _take(self, case_id: str, view: CaseView, law: CaseLaw) -> None:
        if case_id != self._case_id:
            return
        first = self._view is None
        self._view, self._law = view, law
        file = view.file
        self.head.show_case(file.case)
        self._desk.ask(restrictions.named, case_id).then(self, self.head.name_readers)
        self.head.say(self._summed if self.tabs.current == "evidence" else "")
        self.stage_line.show_stages([_stage(mark) for mark in view.stage_line])
        self.tabs.set_count("evidence", len(file.evidence))
        failing = [Failing(item=one, report_number=file.report.number) for one in file.evidence if is_failing(one)]
        self.failing.show_failing(failing)
        self.tabs.set_count("letters", sum(one.status is not LetterStatus.VOID for one in file.letters))
        for part in self._parts:
            part.show(view, law)
        if first:
            self._show_parts(shown=True)
        if self._wanted:
            self._open_wanted()
        if self._item[0] and self.evidence is not None:
            self.evidence.show_evidence(*self._item)
            self._item = ("", "")

    def _show_letters(self, view: CaseView, law: CaseLaw) -> None:
        self.letters.show_case(view, law)
        self.packet.show_case(view.file)
        self.idis.show_case(view)
        self.attachment.setVisible(bool(view.file.evidence))

    def _refused_offers(self, error: OfficeError) -> None:
        if not isinstance(error, NotAllowed):  # that the case may not be seen was said already
            messages.show_error(self, error)

    def _take_offers(self, case_id: str, found: tuple[Offer, ...]) -> None:
        if case_id == self._case_id:
            self.next.show_offers(found)

    def _show_parts(self, *, shown: bool) -> None:
        """Nothing of another case is seen while this one is being read."""
        for part in (self.head, self._stage_card, self._area):
            part.setVisible(shown)
        self._show_tab(self.tabs.current)

    def _show_tab(self, key: str) -> None:
        self._content.setCurrentIndex([name for name, _ in _TABS].index(key))
        self.next.setVisible(key not in _WIDE)
        self._stage_card.setVisible(key != "evidence" and self._view is not None and self.panel is None)
        self.head.say(self._summed if key == "evidence" else "")

    def _sum_up(self, words: str) -> None:
        """Over the evidence the head says what is known of it."""
        self._summed = words
        self._show_tab(self.tabs.current)

    def _show_failing(self, _report_id: str, evidence_id: str) -> None:
        self.tabs.choose("evidence")
        if self.evidence is not None:
            self.evidence.when_read(partial(self.evidence.back, evidence_id))

    def _open_papers(self) -> None:
        """Show the papers of the case's evidence."""
        if self.evidence is not None:
            self.tabs.choose("evidence")
            self.evidence.when_read(self.evidence.papers.open_list)

    def _come(self) -> None:
        """Bring the evidence to the front; a form that is open is kept as a draft."""
        panel = self.panel
        self._close_panel()
        self.tabs.choose("evidence")
        if panel is not None:
            back = self._open_officials if isinstance(panel, OfficialsPanel) else self._open_restriction
            if isinstance(panel, StepPanel):
                back = partial(self._do_next, panel.scene.step)
            words = "Isian formulir disimpan sebagai konsep."
            self._window.toast(words, action="Kembali ke formulir", on_action=back)

    # -- going on

    def _open_target(self, target: tuple[str, str]) -> None:
        noun, record_id = target
        self._window.open_page(noun, **{f"{noun}_id": record_id})

    def _request(self, kind: str = "") -> None:
        self._window.open_page("letter-request", case_id=self._case_id, **({"kind": kind} if kind else {}))

    def _correct(self, **what: Any) -> None:  # noqa: ANN401 - which step, and whether it is taken back
        self._window.open_page("correction", case_id=self._case_id, **what)

    def _do_next(self, step: NextStep) -> None:
        if step.kind == "letter" and step.letter_id is not None:
            self._window.open_page("letter", letter_id=step.letter_id)
        else:
            self._window.open_page("case", case_id=self._case_id, step=str(step.key))

    def _open_wanted(self) -> None:
        """Open the form of the wanted step, unless it is no longer its turn or is open already."""
        wanted, self._wanted = self._wanted, ""
        view, law = self._view, self._law
        if view is None or law is None or not self._desk.may(Right.HANDLE_CASE):
            return
        step = next((one for one in view.next_steps if one.key == wanted and one.kind == "step"), None)
        if step is not None:
            today = self._desk.office.clock.today()
            scene = Scene(view=view, law=law, step=step, today=today, system=self._system)
            panel = StepPanel(self._desk, scene)
            panel.taken.connect(self._taken)
            self._open_panel(panel)

    def _open_officials(self) -> None:
        if self._view is not None and self._law is not None:
            panel = OfficialsPanel(self._desk, self._view.file, self._law)
            panel.saved.connect(lambda _file: self._officials_saved())
            self._open_panel(panel)

    def _open_restriction(self) -> None:
        if self._view is not None:
            panel = RestrictionPanel(self._desk, self._view.file.case)
            panel.saved.connect(self._restricted)
            self._open_panel(panel)

    def _restricted(self, words: str, seen: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._close_panel()
        self._window.toast(words)
        if not seen:
            self._case_id = ""
            self._window.open_page("cases")

    def _officials_saved(self) -> None:
        self._close_panel()
        self._window.toast("Pejabat perkara disimpan")

    def _open_panel(self, panel: StepPanel | OfficialsPanel | RestrictionPanel) -> None:
        self._close_panel()
        self.panel = panel
        panel.left.connect(self._close_panel)
        self._area.addWidget(panel)
        self._area.setCurrentWidget(panel)
        self._stage_card.hide()  # a form needs the height
        form = panel.body if isinstance(panel, StepPanel) else panel.form
        QTimer.singleShot(0, form, form.focus_first)  # shown by a queued call, it takes no cursor before

    def _close_panel(self) -> None:
        """Back to the tabs; what was typed stays as a draft."""
        if self.panel is not None:
            if has_cursor(self.panel):
                self.setFocus()
            self._area.removeWidget(self.panel)
            part_with(self.panel)
            self.panel = None
            self._show_tab(self.tabs.current)

    def _taken(self, files: tuple[CaseFile, ...], planned: date | None) -> None:
        """A step was recorded: go on to its letter, or back to the case; say for how many where it was several."""
        panel = self.panel
        rule = panel.scene.rule if isinstance(panel, StepPanel) else None
        self._close_panel()
        title = rule.title if rule else "Tahap"
        letter_id = files[0].steps[-1].letter_id
        if len(files) > 1:
            drafts = len(rule.makes) * len(files) if rule else 0
            made = f", {drafts} konsep surat dibuat" if drafts else ""
            self._window.toast(
                f"{title} dicatat untuk {len(files)} orang{made}",
                action="Lihat surat" if drafts else "",
                on_action=(lambda: self._window.open_page("letters")) if drafts else None,
            )
        else:
            self._window.toast(f"{title} dicatat")
        if letter_id is None or len(files) > 1:
            self._window.open_page("case", case_id=self._case_id)
        else:
            self._window.open_page("letter", letter_id=letter_id, letter_on=planned)


def _stage(mark: StageMark) -> Stage:
    subtitle = mark.subtitle or ("sekarang" if mark.state == "now" else "")
    return Stage(mark.title, subtitle, cast("StageState", mark.state))
