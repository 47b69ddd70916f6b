"""One report: recorded in a form, then shown with its facts, respondents and evidence."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from cases.changes import ChangeSet
from cases.model.person import Person
from cases.model.report import Report
from cases.model.user import Right
from cases.rules.dates import long_date
from cases.rules.report_words import SOURCES
from cases.services import employees, reports
from cases.services.reports import ReportView
from desktop.desk import Desk
from desktop.drafting import FormDraft
from desktop.full_names import full_name
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.evidence_panel import EvidencePanel
from desktop.pages.evidence_parts.intake import Intake, Place
from desktop.pages.report_parts.acts import ReportActs
from desktop.pages.report_parts.alike import AlikeSide
from desktop.pages.report_parts.entry_place import EntryPlace, Saved
from desktop.pages.report_parts.form import ReportEntry
from desktop.pages.report_parts.shown import ShownReport
from desktop.pages.report_parts.words import status_look
from desktop.widgets.basic import button
from desktop.widgets.header import PageHeader
from desktop.widgets.more_button import more_button

_ENOUGH: Final = "Cukup tanggal, sumber, cara, dan uraian; selebihnya dapat menyusul."


class ReportPage(Page):
    """``open_page("report")`` records a new one, ``report_id=`` shows one, ``tab="letters"`` its letters.

    ``evidence_id=`` opens an item of its evidence, with ``words`` marked in it.
    """

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._report: Report | None = None
        self._wanted, self._to_edit = "", False
        self.acts = ReportActs(desk, self, window, lambda: self._report, self._gone)
        self.header = PageHeader("Laporan")
        self._change = button("Ubah laporan", icon="pencil-simple", on_click=self._edit)
        self._add_evidence = button("Tambah bukti", "primary", icon="plus", on_click=self._to_evidence)
        self._receipt = button("Tanda terima", icon="receipt", on_click=self.acts.print_receipt)
        self._request = button("Buat surat", icon="file-plus", on_click=self.acts.ask_letter)
        self._more = more_button("Gabungkan, pisahkan, atau buang laporan ini", self.acts.seldom())
        for action in (self._more, self._receipt, self._request, self._change, self._add_evidence):
            self.header.add_action(action)
        self._place = EntryPlace(desk)
        self._place.saved.connect(self._saved)
        self._place.begun.connect(self._begun)
        self._place.opened.connect(self.acts.open_report)
        self.shown = ShownReport(desk, window, self.acts)
        self.shown.known.connect(self._show)
        self.shown.headed.connect(self._say_sentence)
        self.shown.fill_in_wanted.connect(self._fill_in)
        self._both = QStackedWidget()
        self._both.addWidget(self._place)
        self._both.addWidget(self.shown)
        self.lines.addWidget(self.header)
        self.lines.addWidget(self._both, 1)
        self.intake = Intake(self, desk, Place(self._own_panel, self._hindrance, self._come, window.toast))

    @property
    def entry(self) -> ReportEntry | None:
        """The form, while one is open."""
        return self._place.entry

    @property
    def draft(self) -> FormDraft | None:
        """The draft of the form that is open."""
        return self._place.draft

    @property
    def side(self) -> AlikeSide | None:
        """What may be the same as what is typed, beside the form that is open."""
        return self._place.side

    @property
    def panel(self) -> EvidencePanel | None:
        """The evidence of the report that is shown."""
        return self.shown.panel

    # -- being shown

    def on_shown(  # the base takes anything
        self,
        report_id: str = "",
        tab: str = "",
        evidence_id: str = "",
        words: str = "",
        about: str = "",
        *,
        edit: bool = False,
        **_args: Any,  # noqa: ANN401 - as the base has it
    ) -> None:
        """Record a new report, ``about`` whose NIP it is if anybody's, or show one; with ``edit`` its form."""
        self._wanted, self._to_edit = report_id, edit
        self.shown.show_evidence(evidence_id, words)
        if not report_id:
            self._begin(about)
            return
        if self._report is None or self._report.id != report_id:
            self.shown.tabs.choose("facts")
        if tab or evidence_id:
            self.shown.tabs.choose("evidence" if evidence_id else tab)
        self._read()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again what changed."""
        if self._wanted and changes.concerns("report", "case", "letter"):
            self._read()
        elif self._wanted and changes.concerns("evidence"):
            self.shown.read_failing(self._wanted)
            self._read_view()
        if self.panel is not None:
            self.panel.on_changes(changes)

    def on_changes_behind(self, changes: ChangeSet) -> None:
        """The evidence is not read each time the report is shown."""
        if self.panel is not None:
            self.panel.on_changes(changes)

    def may_leave(self) -> bool:
        """Always; what is typed is kept."""
        if self.draft is not None:
            self.draft.flush()
        return True

    def _read(self) -> None:
        self._read_view()
        self.shown.read(self._wanted)

    def _read_view(self) -> None:
        wanted = self._wanted
        self._desk.ask(reports.report_view, wanted).then(self, lambda view: self._take(view, wanted))

    def _take(self, view: ReportView, wanted: str) -> None:
        report = view.report
        if wanted == self._wanted and report.id != wanted:  # it went into another one: an old link opens that
            self._wanted = report.id
            self._window.toast(f"Laporan itu digabung ke laporan {report.number}.")
            self._read()
        elif report.id == self._wanted:
            self._report = report
            self.shown.show_view(view)
            self._show()
            if self._to_edit:
                self._to_edit = False
                self._edit()

    def _show(self) -> None:
        """Show the report once everything that explains it is there."""
        report = self._report
        if report is None or report.id != self._wanted or not self.shown.ready or self._editing(report.id):
            return
        self._both.setCurrentWidget(self.shown)
        self.header.set_title(f"Laporan {report.number}")
        self._say_sentence()
        self.header.set_pills(status_look(report.status))
        self._more.setVisible(self._desk.may(Right.DISCARD))
        for act in (self._request, self._receipt):
            act.setVisible(self._desk.may(Right.MANAGE_LETTERS))
        self._change.setVisible(self._desk.may(Right.REGISTER_REPORT))
        self._add_evidence.setVisible(self._desk.may(Right.MANAGE_EVIDENCE))
        self.shown.show_report(report)

    def _say_sentence(self) -> None:
        """Where the report came from; over its evidence, what is known of that."""
        report = self._report
        if report is None or self._both.currentWidget() is not self.shown:
            return
        came = f"Diterima {long_date(report.received_on)} dari {SOURCES[report.source]}"
        origin = f"{came}, dicatat oleh {full_name(report.recorded_by)}"
        self.header.set_sentence(self.shown.about_evidence or origin)

    def _fill_in(self, field: str) -> None:
        """Go where something that is missing is typed."""
        if field == "evidence":
            self._to_evidence()
        elif field == "respondents":
            self.shown.accused.begin()
        else:
            self._edit()
            if (entry := self.entry) is not None:
                QTimer.singleShot(0, entry, lambda: entry.go_to(field))  # it is shown, and takes the cursor, only then

    def _gone(self) -> None:
        self._wanted, self._report = "", None
        self._window.open_page("reports")

    # -- evidence: added, dropped and pasted

    def _to_evidence(self) -> None:
        self.shown.add_evidence()

    def _own_panel(self) -> EvidencePanel | None:
        return self.panel if self.panel is not None and self.panel.report_id == self._wanted else None

    def _hindrance(self) -> str:
        new = self._both.currentWidget() is self._place and not self._wanted
        return "Simpan laporan ini dahulu; sesudah itu buktinya dapat ditambahkan." if new else ""

    def _come(self) -> None:
        """Bring the evidence to the front; a form that is open is kept as a draft."""
        if self.entry is not None:
            self._leave_entry()
            words = "Isian laporan disimpan sebagai konsep."
            self._window.toast(words, action="Kembali ke isian", on_action=self._edit)
        self.shown.tabs.choose("evidence")

    # -- recording and changing

    def _editing(self, report_id: str) -> bool:
        return self.entry is not None and self.entry.report_id == report_id

    def _begin(self, about: str) -> None:
        if not self._editing(""):
            self._place.put(ReportEntry(self._desk, self._leave_entry), "report:new")
        self._head_entry("Catat laporan", _ENOUGH)
        if about:  # answered behind the draft, whose accused stay
            self._desk.ask(employees.person_by_nip, about).then(self.draft, self._accuse)

    def _accuse(self, person: Person | None) -> None:
        entry = self.entry
        if person is None or entry is None or entry.respondents is None:
            return
        self.header.set_sentence(f"Terlapor {person.name} · {_ENOUGH}")
        if (person.name, person.nip or "") not in entry.respondents.named():
            entry.respondents.pick(person)
            QTimer.singleShot(0, entry, entry.focus_first)  # he stands far below; the form is typed from its beginning

    def _edit(self) -> None:
        if self._report is not None:
            entry = ReportEntry(self._desk, self._leave_entry, self._report)
            self._place.put(entry, f"report:{self._report.id}")
            self._head_entry(f"Ubah laporan {self._report.number}", "Setiap perubahan tercatat dalam riwayat.")

    def _head_entry(self, title: str, sentence: str) -> None:
        self.header.set_title(title)
        self.header.set_sentence(sentence)
        self.header.set_pills()
        for action in (self._more, self._receipt, self._request, self._change, self._add_evidence):
            action.hide()
        self._both.setCurrentWidget(self._place)
        if self.entry is not None:
            self.entry.focus_first()

    def _leave_entry(self) -> None:
        """Away from the form; the draft stays until it is thrown away."""
        self._place.drop()
        if self._wanted:
            self._show()
        else:
            self._window.open_page("reports")

    def _begun(self, saved: Saved) -> None:
        self._window.toast(saved.words, action="Buka", on_action=lambda: self.acts.open_report(saved.report.id))

    def _saved(self, saved: Saved) -> None:
        report = self._report = saved.report
        if saved.new and self._desk.may(Right.MANAGE_LETTERS):
            self._window.toast(saved.words, action="Tanda terima", on_action=lambda: self.acts.print_receipt(report.id))
        else:
            self._window.toast(saved.words)
        if not self.in_front:
            return
        if saved.new:
            self.acts.open_report(report.id)
        else:
            self._show()
        if saved.merge is not None:
            self.acts.merge_with(report, other=saved.merge)
