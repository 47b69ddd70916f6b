"""The tab "Bukti": the evidence of the case's report, built when somebody first looks at it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from cases.changes import ChangeSet
from cases.services.lawbook import CaseLaw
from cases.services.steps import CaseView
from desktop.desk import Desk
from desktop.dialogs.discard import ask_discard
from desktop.navigation import Navigator
from desktop.pages.evidence_panel import EvidencePanel
from desktop.widgets.parting import part_with


class EvidenceTab(QStackedWidget):
    """The evidence is the report's; each case shows all of it. ``summed_up`` gives one sentence on it, "" for none."""

    summed_up = Signal(str)

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__()
        self._desk, self._window = desk, window
        self.panel: EvidencePanel | None = None

    def on_changes(self, changes: ChangeSet) -> None:
        """Tell the evidence, if there is any."""
        if self.panel is not None:
            self.panel.on_changes(changes)

    def show_case(self, view: CaseView, _law: CaseLaw) -> None:
        """Show the evidence of a case; that of another case of its report stays as it is."""
        report_id, case_id = view.file.report.id, view.file.case.id
        if self.panel is not None and self.panel.report_id == report_id:
            self.panel.case_id = case_id
            return
        if self.panel is not None:
            self.removeWidget(self.panel)
            part_with(self.panel)
        self.summed_up.emit("")
        self.panel = panel = EvidencePanel(self._desk, report_id, case_id=case_id)
        panel.summed_up.connect(self.summed_up)
        panel.report_wanted.connect(lambda other: self._window.open_page("report", report_id=other))
        panel.told.connect(self._window.toast)
        panel.watch_form.wanted.connect(lambda copy: self._window.open_page("round-form", filled_id=copy))
        panel.discard_wanted.connect(lambda one: ask_discard(self._desk, self, self._window, "evidence", one))
        self.addWidget(panel)
