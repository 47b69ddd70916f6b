"""Opening cases for respondents of a report, one or several in one go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.errors import InvalidInput, OfficeError
from cases.model.case import CaseFile
from cases.model.office import Office
from cases.model.report import Report
from cases.rules.dates import long_date
from cases.rules.respondents import obstacle
from cases.services import case_files, office, reports
from desktop import theme
from desktop.desk import Desk
from desktop.drafting import FormDraft
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.report_parts.opening import Opening
from desktop.widgets.basic import Card, button, label
from desktop.widgets.header import PageHeader
from desktop.widgets.parting import clear, part_with

_ROOM: Final = 1000
"""From this width on the findings stand beside the form; else in its second column."""
_LOW: Final = 280
"""How high they stand there at least."""


class OpenCasePage(Page):
    """``open_page("open-case", report_id=..., respondent_ids=...)``; goes on to the case, or back to the report."""

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._wanted: tuple[str, tuple[str, ...]] = ("", ())
        self._report: Report | None = None
        self._office: Office | None = None
        self.form: Opening | None = None
        self.draft: FormDraft | None = None
        self.header = PageHeader("Buka perkara")
        self.lines.addWidget(self.header)
        self._across = QHBoxLayout()
        self._across.setSpacing(theme.space("l"))
        self._body = QVBoxLayout()
        self._across.addLayout(self._body, 1)
        self.lines.addLayout(self._across, 1)

    def on_shown(
        self,
        report_id: str = "",
        respondent_ids: Sequence[str] = (),
        **_args: Any,  # noqa: ANN401 - as the base has it
    ) -> None:
        """Show the form for respondents; what was typed for them before comes back."""
        self._wanted = (report_id, tuple(respondent_ids))
        self._clear()
        self.header.set_sentence("")
        self._desk.ask(office.current_office).then(self, self._know_office)
        self._desk.ask(reports.report, report_id).then(self, self._know_report)

    def may_leave(self) -> bool:
        """Always; what is typed is kept."""
        if self.draft is not None:
            self.draft.flush()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the findings the place that there is room for."""
        super().resizeEvent(event)
        self._place_side()

    def _place_side(self) -> None:
        """Beside the form where there is room, else in its second column."""
        if self.form is None:
            return
        side, beside = self.form.side, self.width() >= _ROOM
        if beside and self._across.indexOf(side) < 0:
            self._across.addWidget(side)
            side.setFixedWidth(theme.size("panelNext"))
            side.setMinimumHeight(0)
        elif not beside and self.form.side_place.indexOf(side) < 0:
            side.setMinimumWidth(0)
            side.setMaximumWidth(_ROOM)
            side.setMinimumHeight(_LOW)
            self.form.side_place.addWidget(side)

    def _know_office(self, found: Office) -> None:
        self._office = found
        self._show()

    def _know_report(self, found: Report) -> None:
        self._report = found
        self._show()

    def _show(self) -> None:
        report, at = self._report, self._office
        if report is None or at is None or report.id != self._wanted[0] or self.form is not None:
            return
        people = [one for one in report.respondents if one.id in self._wanted[1]]
        problems = [sentence for sentence in map(obstacle, people) if sentence]
        self.header.set_title("Buka perkara" if len(people) == 1 else f"Buka {len(people)} perkara")
        self.header.set_sentence(f"Dari laporan {report.number}, diterima {long_date(report.received_on)}")
        if problems or not people:
            self._explain(" ".join(problems) or "Terlapor tidak ada lagi dalam laporan ini; kembali dan pilih lagi.")
            return
        self.form = Opening(self._desk, report, people, at, self._leave)
        for each in self.form.accused:
            each.case_wanted.connect(lambda case_id: self._window.open_page("case", case_id=case_id))
        self.form.submitted.connect(self._open)
        self._body.addWidget(self.form)
        self._place_side()
        self.draft = FormDraft(self._desk, f"open-case:{report.id}:{'+'.join(one.id for one in people)}", self.form)
        self.form.focus_first()

    def _explain(self, problem: str) -> None:
        card = Card("Perkara belum dapat dibuka")
        card.add(label(problem, "body", wrap=True))
        card.add(button("Kembali ke laporan", icon="arrow-left", on_click=self._leave))
        self._body.addWidget(card)
        self._body.addStretch(1)

    def _clear(self) -> None:
        if self.draft is not None:
            self.draft.flush()
        if self.form is not None:
            part_with(self.form.side)
        clear(self._body)
        self.form = self.draft = None

    def _leave(self) -> None:
        self._window.open_page("report", report_id=self._wanted[0])

    def _open(self) -> None:
        form = self.form
        if form is None:
            return
        try:
            opening = form.opening()
        except InvalidInput as error:
            form.refuse(error)
            return
        form.set_busy(busy=True)
        asked = self._desk.do(case_files.open_cases, *self._wanted, opening)
        asked.then(self, self._opened, self._refused)

    def _opened(self, files: tuple[CaseFile, ...]) -> None:
        report_id = self._wanted[0]
        if self.draft is not None:
            self.draft.drop()
        self._clear()
        numbers = [file.case.number for file in files]
        if len(files) == 1:
            self._window.toast(f"Perkara {numbers[0]} dibuka.")
            self._window.open_page("case", case_id=files[0].case.id)
        else:
            self._window.toast(f"{len(files)} perkara dibuka: {numbers[0]} sampai {numbers[-1]}.")
            self._window.open_page("report", report_id=report_id)

    def _refused(self, error: OfficeError) -> None:
        if self.form is not None:
            self.form.set_busy(busy=False)
            self.form.refuse(error)
