"""A report as it is shown: what is known of it in tabs, over them what is to be heeded, and its evidence."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cases.model.letter import Letter, LetterStatus
from cases.model.office import Office
from cases.model.report import Report
from cases.model.user import Right
from cases.regulations import CircularPoint, Violation
from cases.services import integrity, lawbook, letter_requests, office, verification
from cases.services.reports import ReportView
from cases.services.reports_alike import Similar
from desktop import theme
from desktop.desk import Desk
from desktop.dialogs.discard import ask_discard
from desktop.navigation import Navigator
from desktop.pages.case_tabs.letters import LettersTab
from desktop.pages.evidence_panel import EvidencePanel
from desktop.pages.report_parts.acts import ReportActs
from desktop.pages.report_parts.alike import AlikeLine
from desktop.pages.report_parts.merged import MergedLine
from desktop.pages.report_parts.state import KinLine
from desktop.pages.report_parts.summary import ReportSummary
from desktop.widgets.bars import TabBar
from desktop.widgets.failing_line import FailingLine
from desktop.widgets.parting import part_with


class ShownReport(QWidget):
    """Ringkasan, Bukti and Surat of one report at a time."""

    known = Signal()
    """Another part of what explains a report was read; ``ready`` says when it is enough."""
    headed = Signal()
    """``about_evidence`` is another one, or another tab is in front."""
    fill_in_wanted = Signal(str)
    """Somebody wants to type what is missing, by the key of its field."""

    def __init__(self, desk: Desk, window: Navigator, acts: ReportActs) -> None:
        super().__init__()
        self._desk, self._window = desk, window
        self._titles: dict[str, str] = {}
        self._points: tuple[CircularPoint, ...] = ()
        self._office: Office | None = None
        self._item = ("", "")
        self._summed = ""
        self.panel: EvidencePanel | None = None
        self.tabs = TabBar([("facts", "Ringkasan"), ("evidence", "Bukti"), ("letters", "Surat")])
        self.summary = ReportSummary(desk)
        self.facts, self.accused = self.summary.facts, self.summary.accused
        self.letters = LettersTab(may_replace=desk.may(Right.MANAGE_LETTERS), by_step=False)
        self.failing, self.merged, self.kin, self.alike_line = (
            FailingLine(),
            MergedLine(desk, window),
            KinLine(),
            AlikeLine(),
        )
        self._contents = QStackedWidget()
        self._lay()
        self._wire(acts)
        desk.ask(lawbook.violation_choices).then(self, self._know_titles)
        desk.ask(lawbook.circular_points).then(self, self._know_points)
        desk.ask(office.current_office).then(self, self._know_office)

    def _lay(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        self.letters.request.hide()  # the page's own button stands over every tab
        self.alike_line.hide()
        for tab in (self.summary, self.letters):
            self._contents.addWidget(tab)
        for line in (self.failing, self.merged, self.kin, self.alike_line, self.tabs):
            lines.addWidget(line)
        lines.addWidget(self._contents, 1)

    def _wire(self, acts: ReportActs) -> None:
        self.tabs.chosen.connect(self._show_tab)
        self.accused.open_wanted.connect(acts.open_cases)
        self.accused.verify_wanted.connect(acts.verify)
        self.accused.letter_wanted.connect(acts.open_letter)
        self.accused.case_wanted.connect(lambda case_id: self._window.open_page("case", case_id=case_id))
        self.accused.discard_wanted.connect(acts.discard_respondent)
        self.accused.changed.connect(self._window.toast)
        self.summary.missing.wanted.connect(self.fill_in_wanted)
        self.summary.alike.opened.connect(acts.open_report)
        self.summary.alike.merge_wanted.connect(acts.merge_offered)
        self.summary.alike.counted.connect(self._say_alike)
        self.summary.sent.wanted.connect(acts.write_sent)
        self.summary.sent.removed.connect(acts.remove_sent)
        self.letters.opened.connect(lambda target: acts.open_letter(target[1]))
        self.letters.replace_wanted.connect(
            lambda letter_id: self._window.open_page("letter", letter_id=letter_id, replace=True)
        )
        self.failing.opened.connect(lambda _report_id, evidence_id: self._show_failing(evidence_id))
        self.kin.opened.connect(acts.open_report)
        self.alike_line.wanted.connect(self._see_alike)

    # -- what explains a report

    @property
    def ready(self) -> bool:
        """Whether enough is known to show a report."""
        return self._office is not None

    def _know_titles(self, found: tuple[Violation, ...]) -> None:
        self._titles = {violation.code: violation.short or violation.text for violation in found}
        self.known.emit()

    def _know_points(self, found: tuple[CircularPoint, ...]) -> None:
        self._points = found
        self.known.emit()

    def _know_office(self, found: Office) -> None:
        self._office = found
        self.known.emit()

    # -- reading and showing

    def read(self, report_id: str) -> None:
        """Ask for what stands beside a report: its letters, what was merged into it, evidence that fails."""
        self._desk.ask(verification.letters_of_report, report_id).then(self, self.accused.show_letters)
        self._desk.ask(letter_requests.letters_of_report, report_id).then(self, self._show_letters)
        self.read_failing(report_id)
        self.merged.read(report_id)

    def read_failing(self, report_id: str) -> None:
        """Ask which of its evidence failed a check."""
        self._desk.ask(integrity.failing, report_id).then(self, self.failing.show_failing)

    def _show_letters(self, found: tuple[Letter, ...]) -> None:
        self.letters.show_letters(found)
        self.tabs.set_count("letters", sum(letter.status is not LetterStatus.VOID for letter in found))

    def show_view(self, view: ReportView) -> None:
        """Show how it stands, how many evidence there are, and what it was split from."""
        self.tabs.set_count("evidence", view.evidence)
        self.summary.show_view(view)
        self.kin.show_view(view)

    def show_report(self, report: Report) -> None:
        """Show its facts, its accused and its evidence; nothing before it is ``ready``."""
        if self._office is None:
            return
        self.facts.show_report(
            report,
            titles=self._titles,
            points=self._points,
            zone=str(self._office.time_zone),
            masked=self._office.mask_reporter and self._desk.may(Right.SEE_REPORTER),
        )
        self.accused.show_report(report)
        self._show_panel(report.id)

    def _say_alike(self, found: tuple[Similar, ...]) -> None:
        self.alike_line.show_found(found)
        self.alike_line.setVisible(bool(found))

    def _see_alike(self) -> None:
        self.tabs.choose("facts")
        self.summary.show_alike()

    def _show_tab(self, key: str) -> None:
        tabs: dict[str, QWidget | None] = {"evidence": self.panel, "letters": self.letters}
        found = tabs.get(key)
        self._contents.setCurrentWidget(self.summary if found is None else found)
        self.headed.emit()

    # -- its evidence

    @property
    def about_evidence(self) -> str:
        """What is known of its evidence, in words, while that is in front; else empty."""
        return self._summed if self.tabs.current == "evidence" else ""

    def add_evidence(self) -> None:
        """Bring its evidence to the front and ask for files."""
        self.tabs.choose("evidence")
        if self.panel is not None:
            self.panel.adding.add_files()

    def show_evidence(self, evidence_id: str, words: str) -> None:
        """Open an item once its report is shown, with words marked in it; "" opens none."""
        self._item = (evidence_id, words)

    def _show_failing(self, evidence_id: str) -> None:
        self.tabs.choose("evidence")
        if self.panel is not None:
            self.panel.back(evidence_id)

    def _show_panel(self, report_id: str) -> None:
        if self.panel is None or self.panel.report_id != report_id:
            self._put_panel(EvidencePanel(self._desk, report_id))
        if self.panel is not None and self._item[0]:
            self.panel.show_evidence(*self._item)
            self._item = ("", "")

    def _put_panel(self, panel: EvidencePanel) -> None:
        """Put a report's evidence in the place of another one's."""
        if self.panel is not None:
            self._contents.removeWidget(self.panel)
            part_with(self.panel)
        self._summed, self.panel = "", panel
        panel.report_wanted.connect(lambda other: self._window.open_page("report", report_id=other))
        panel.told.connect(self._window.toast)
        panel.watch_form.wanted.connect(lambda copy: self._window.open_page("round-form", filled_id=copy))
        panel.discard_wanted.connect(
            lambda evidence_id: ask_discard(self._desk, self, self._window, "evidence", evidence_id)
        )
        panel.summed_up.connect(self._sum_up)
        panel.counted.connect(lambda count: self.tabs.set_count("evidence", count))
        self._contents.addWidget(panel)
        self._show_tab(self.tabs.current)

    def _sum_up(self, words: str) -> None:
        self._summed = words
        self.headed.emit()
