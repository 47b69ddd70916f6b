"""One report: recorded in a form, then shown with its facts, respondents and evidence."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.errors import InvalidInput, OfficeError
from cases.model.letter import Letter, LetterStatus
from cases.model.office import Office
from cases.model.report import Report, Way
from cases.model.user import Right
from cases.regulations import CircularPoint, Violation
from cases.rules.dates import long_date
from cases.services import integrity, lawbook, letter_requests, office, reports, sending, verification
from cases.services.reports import ReportView
from cases.services.reports_alike import Similar
from desktop import theme
from desktop.desk import Desk
from desktop.dialogs.discard import ask_discard, ask_discard_respondent
from desktop.dialogs.merge import ask_merge
from desktop.dialogs.sent import SentDialog
from desktop.dialogs.split import SplitDialog
from desktop.drafting import FormDraft
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.case_tabs.letters import LettersTab
from desktop.pages.evidence_panel import EvidencePanel
from desktop.pages.evidence_parts.intake import Intake, Place
from desktop.pages.report_parts.alike import AlikeLine, AlikeSide
from desktop.pages.report_parts.entry_place import EntryPlace
from desktop.pages.report_parts.form import ReportEntry
from desktop.pages.report_parts.merged import MergedLine
from desktop.pages.report_parts.state import KinLine
from desktop.pages.report_parts.summary import ReportSummary
from desktop.pages.report_parts.words import SOURCES, status_look
from desktop.widgets.bars import TabBar
from desktop.widgets.basic import button, icon_button
from desktop.widgets.failing_line import FailingLine
from desktop.widgets.header import PageHeader
from desktop.widgets.parting import part_with

_RECEIPT = "report-receipt"
"""The letter that whoever reported takes home."""


class ReportPage(Page):
    """``open_page("report")`` records a new one, ``report_id=`` shows one, ``tab="letters"`` its letters.

    ``evidence_id=`` opens an item of its evidence, with ``words`` marked in it.
    """

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._report: Report | None = None
        self._summed = ""
        self._wanted, self._to_edit = "", False
        self._item = ("", "")
        self._titles: dict[str, str] = {}
        self._points: tuple[CircularPoint, ...] = ()
        self._office: Office | None = None
        self.panel: EvidencePanel | None = None
        self.header = PageHeader("Laporan")
        self._change = button("Ubah laporan", icon="pencil-simple", on_click=self._edit)
        self._add_evidence = button("Tambah bukti", "primary", icon="plus", on_click=self._to_evidence)
        self._receipt = button("Tanda terima", icon="receipt", on_click=lambda: self._print_receipt(self._wanted))
        self._request = button("Buat surat", icon="file-plus", on_click=self._ask_letter)
        self._more = icon_button("dots-three", "Gabungkan, pisahkan, atau buang laporan ini", on_click=self._show_more)
        for action in (self._more, self._receipt, self._request, self._change, self._add_evidence):
            self.header.add_action(action)
        self.lines.addWidget(self.header)
        self._both = QStackedWidget()
        self.lines.addWidget(self._both, 1)
        self._entry_place = EntryPlace(desk)
        self._entry_place.submitted.connect(self._save)
        self._entry_place.go_on_wanted.connect(self._save_and_go_on)
        self._entry_place.opened.connect(self._show_kept)
        self._entry_place.merge_wanted.connect(lambda other, title: self._save(merge=(other, title)))
        self._both.addWidget(self._entry_place)
        self._build_view()
        self.intake = Intake(self, desk, Place(self._own_panel, self._hindrance, self._come, window.toast))
        desk.ask(lawbook.violation_choices).then(self, self._know_titles)
        desk.ask(lawbook.circular_points).then(self, self._know_points)
        desk.ask(office.current_office).then(self, self._know_office)

    def _build_view(self) -> None:
        self._view = QWidget()
        lines = QVBoxLayout(self._view)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        self.tabs = TabBar([("facts", "Ringkasan"), ("evidence", "Bukti"), ("letters", "Surat")])
        self.tabs.chosen.connect(self._show_tab)
        self._contents = QStackedWidget()
        self.summary = ReportSummary(self._desk)
        self.facts, self.accused = self.summary.facts, self.summary.accused
        self.accused.open_wanted.connect(self._open_cases)
        self.accused.verify_wanted.connect(self._verify)
        self.accused.letter_wanted.connect(lambda letter_id: self._window.open_page("letter", letter_id=letter_id))
        self.accused.case_wanted.connect(lambda case_id: self._window.open_page("case", case_id=case_id))
        self.accused.discard_wanted.connect(self._discard_respondent)
        self.accused.changed.connect(self._window.toast)
        self.summary.missing.wanted.connect(self._fill_in)
        self.summary.alike.opened.connect(self._show_kept)
        self.summary.alike.merge_wanted.connect(self._merge_with)
        self.summary.sent.wanted.connect(self._write_sent)
        self.summary.sent.removed.connect(self._remove_sent)
        self._contents.addWidget(self.summary)
        self.letters = LettersTab(may_replace=self._desk.may(Right.MANAGE_LETTERS), by_step=False)
        self.letters.opened.connect(lambda target: self._window.open_page("letter", letter_id=target[1]))
        self.letters.replace_wanted.connect(
            lambda letter_id: self._window.open_page("letter", letter_id=letter_id, replace=True)
        )
        self.letters.request.hide()  # the page's own button stands over every tab
        self._contents.addWidget(self.letters)
        self.failing = FailingLine()
        self.failing.opened.connect(self._show_failing)
        lines.addWidget(self.failing)
        self.merged = MergedLine(self._desk, self._window)
        lines.addWidget(self.merged)
        self.kin = KinLine()
        self.kin.opened.connect(self._show_kept)
        lines.addWidget(self.kin)
        self.alike_line = AlikeLine()
        self.alike_line.hide()
        self.alike_line.wanted.connect(self._see_alike)
        self.summary.alike.counted.connect(self._say_alike)
        lines.addWidget(self.alike_line)
        lines.addWidget(self.tabs)
        lines.addWidget(self._contents, 1)
        self._both.addWidget(self._view)

    @property
    def entry(self) -> ReportEntry | None:
        """The form, while one is open."""
        return self._entry_place.entry

    @property
    def draft(self) -> FormDraft | None:
        """The draft of the form that is open."""
        return self._entry_place.draft

    @property
    def side(self) -> AlikeSide | None:
        """What may be the same as what is typed, beside the form that is open."""
        return self._entry_place.side

    # -- being shown

    def on_shown(  # the base takes anything
        self,
        report_id: str = "",
        tab: str = "",
        evidence_id: str = "",
        words: str = "",
        *,
        edit: bool = False,
        **_args: Any,  # noqa: ANN401 - as the base has it
    ) -> None:
        """Record a new report, or show one; with ``edit`` its form."""
        self._wanted, self._to_edit = report_id, edit
        self._item = (evidence_id, words)
        if not report_id:
            self._begin()
            return
        if self._report is None or self._report.id != report_id:
            self.tabs.choose("facts")
        if tab or evidence_id:
            self.tabs.choose("evidence" if evidence_id else tab)
        self._read()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again what changed."""
        if self._wanted and changes.concerns("report", "case", "letter"):
            self._read()
        elif self._wanted and changes.concerns("evidence"):
            self._read_failing()
            self._read_view()
        if self.panel is not None:
            self.panel.on_changes(changes)

    def may_leave(self) -> bool:
        """Always; what is typed is kept."""
        if self.draft is not None:
            self.draft.flush()
        return True

    def _know_titles(self, found: tuple[Violation, ...]) -> None:
        self._titles = {violation.code: violation.short or violation.text for violation in found}
        self._show()

    def _know_points(self, found: tuple[CircularPoint, ...]) -> None:
        self._points = found
        self._show()

    def _know_office(self, found: Office) -> None:
        self._office = found
        self._show()

    def _read(self) -> None:
        self._read_view()
        self._desk.ask(verification.letters_of_report, self._wanted).then(self, self.accused.show_letters)
        self._desk.ask(letter_requests.letters_of_report, self._wanted).then(self, self._show_letters)
        self._read_failing()
        self.merged.read(self._wanted)

    def _read_view(self) -> None:
        wanted = self._wanted
        self._desk.ask(reports.report_view, wanted).then(self, lambda view: self._take(view, wanted))

    def _read_failing(self) -> None:
        self._desk.ask(integrity.failing, self._wanted).then(self, self.failing.show_failing)

    def _show_failing(self, _report_id: str, evidence_id: str) -> None:
        self.tabs.choose("evidence")
        if self.panel is not None:
            self.panel.back(evidence_id)

    def _show_letters(self, found: tuple[Letter, ...]) -> None:
        self.letters.show_letters(found)
        self.tabs.set_count("letters", sum(letter.status is not LetterStatus.VOID for letter in found))

    def _take(self, view: ReportView, wanted: str) -> None:
        report = view.report
        if wanted == self._wanted and report.id != wanted:  # it went into another one: an old link opens that
            self._wanted = report.id
            self._window.toast(f"Laporan itu digabung ke laporan {report.number}.")
            self._read()
        elif report.id == self._wanted:
            self._report = report
            self.summary.show_view(view)
            self.kin.show_view(view)
            self._show()
            if self._to_edit:
                self._to_edit = False
                self._edit()

    def _show(self) -> None:
        """Show the report once everything that explains it is there."""
        report = self._report
        if report is None or report.id != self._wanted or self._office is None or self._editing(report.id):
            return
        self._both.setCurrentWidget(self._view)
        self.header.set_title(f"Laporan {report.number}")
        self._say_sentence()
        self.header.set_pills(status_look(report.status))
        self._more.setVisible(self._desk.may(Right.DISCARD))
        for act in (self._request, self._receipt):
            act.setVisible(self._desk.may(Right.MANAGE_LETTERS))
        self._change.setVisible(self._desk.may(Right.REGISTER_REPORT))
        self._add_evidence.setVisible(self._desk.may(Right.MANAGE_EVIDENCE))
        self.facts.show_report(
            report,
            titles=self._titles,
            points=self._points,
            zone=str(self._office.time_zone),
            masked=self._office.mask_reporter and self._desk.may(Right.SEE_REPORTER),
        )
        self.accused.show_report(report)
        self._show_panel(report.id)

    def _say_sentence(self) -> None:
        """Where the report came from; over its evidence, what is known of that."""
        report = self._report
        if report is None or self._both.currentWidget() is not self._view:
            return
        origin = (
            f"Diterima {long_date(report.received_on)} dari {SOURCES[report.source]}, dicatat oleh {report.recorded_by}"
        )
        self.header.set_sentence(self._summed if self._summed and self.tabs.current == "evidence" else origin)

    def _sum_up(self, words: str) -> None:
        self._summed = words
        self._say_sentence()

    def _show_panel(self, report_id: str) -> None:
        if self.panel is not None and self.panel.report_id == report_id:
            self._show_item()
            return
        if self.panel is not None:
            self._contents.removeWidget(self.panel)
            part_with(self.panel)
        self._summed = ""
        self.panel = EvidencePanel(self._desk, report_id)
        self.panel.report_wanted.connect(lambda other: self._window.open_page("report", report_id=other))
        self.panel.told.connect(self._window.toast)
        self.panel.watch_form.wanted.connect(lambda copy: self._window.open_page("round-form", filled_id=copy))
        self.panel.discard_wanted.connect(
            lambda evidence_id: ask_discard(self._desk, self, self._window, "evidence", evidence_id)
        )
        self.panel.summed_up.connect(self._sum_up)
        self.panel.counted.connect(lambda count: self.tabs.set_count("evidence", count))
        self._contents.addWidget(self.panel)
        self._show_tab(self.tabs.current)
        self._show_item()

    def _show_item(self) -> None:
        """Open the item that was asked for, once."""
        if self.panel is not None and self._item[0]:
            self.panel.show_evidence(*self._item)
            self._item = ("", "")

    def _show_tab(self, key: str) -> None:
        if key == "evidence" and self.panel is not None:
            self._contents.setCurrentWidget(self.panel)
        elif key == "letters":
            self._contents.setCurrentWidget(self.letters)
        else:
            self._contents.setCurrentIndex(0)
        self._say_sentence()

    def _to_evidence(self) -> None:
        self.tabs.choose("evidence")
        if self.panel is not None:
            self.panel.adding.add_files()

    def more(self) -> QMenu:
        """What else may be done with the report."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.addAction("Gabungkan dengan laporan lain…").triggered.connect(lambda _on: self._merge())
        if self._desk.may(Right.REGISTER_REPORT) and self._desk.may(Right.MANAGE_EVIDENCE):
            made.addAction("Pisahkan sebagian…").triggered.connect(lambda _on: self._split())
        made.addAction("Buang laporan…").triggered.connect(lambda _on: self._discard())
        return made

    def _show_more(self) -> None:
        self.more().popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))

    def _merge(self) -> None:
        report = self._report
        if report is not None:
            sought = report.respondents[0].person.name if report.respondents else ""
            self._ask_merge(report, sought)

    def _merge_with(self, other_id: str, title: str) -> None:
        if self._report is not None:
            self._ask_merge(self._report, "", (other_id, title))

    def _ask_merge(self, report: Report, sought: str, other: tuple[str, str] | None = None) -> None:
        title = f"laporan {report.number}"
        offered = () if other is None else (other,)
        done = self._show_kept
        ask_merge(self._desk, self, self._window, "report", report.id, title, sought, done, offered=offered)

    def _split(self) -> None:
        if self._report is not None:
            SplitDialog(self._desk, self, self._report, self._was_split).open()

    def _was_split(self, made: Report) -> None:
        self._window.toast(f"Dipisah menjadi laporan {made.number}.")
        self._window.open_page("report", report_id=made.id)

    def _fill_in(self, field: str) -> None:
        """Go where something that is missing is typed."""
        if field == "evidence":
            self._to_evidence()
        elif field == "respondents":
            self.accused.begin()
        else:
            self._edit()
            if (entry := self.entry) is not None:
                QTimer.singleShot(0, entry, lambda: entry.go_to(field))  # it is shown, and takes the cursor, only then

    def _say_alike(self, found: tuple[Similar, ...]) -> None:
        self.alike_line.show_found(found)
        self.alike_line.setVisible(bool(found))

    def _see_alike(self) -> None:
        self.tabs.choose("facts")
        self.summary.show_alike()

    def _write_sent(self, way: str) -> None:
        if self._report is not None:
            SentDialog(
                self._desk, self, self._report.id, Way(way), lambda _report: self._window.toast("Dicatat.")
            ).open()

    def _remove_sent(self, place: int) -> None:
        asked = self._desk.do(sending.remove_sent, self._wanted, place)
        asked.then(self, lambda _report: self._window.toast("Catatan dihapus."))

    def _show_kept(self, kept_id: str) -> None:
        self._window.open_page("report", report_id=kept_id)

    def _discard(self) -> None:
        if self._report is not None:
            ask_discard(self._desk, self, self._window, "report", self._report.id, self._gone)

    def _gone(self) -> None:
        self._wanted, self._report = "", None
        self._window.open_page("reports")

    def _print_receipt(self, report_id: str) -> None:
        """One click: the receipt that there is, else a new one, ready to print."""
        found = self._desk.ask(letter_requests.letters_of_report, report_id)
        found.then(self, lambda letters: self._open_receipt(report_id, letters))

    def _open_receipt(self, report_id: str, found: tuple[Letter, ...]) -> None:
        ready = [one for one in found if one.kind == _RECEIPT and one.status is not LetterStatus.VOID]
        if ready:
            self._window.open_page("letter", letter_id=ready[-1].id)
            return
        asked = self._desk.do(letter_requests.request, _RECEIPT, report_id=report_id, entries={})
        asked.then(self, lambda letter: self._window.open_page("letter", letter_id=letter.id))

    def _ask_letter(self) -> None:
        self._window.open_page("letter-request", report_id=self._wanted)

    def _discard_respondent(self, respondent_id: str) -> None:
        if self._report is not None:
            ask_discard_respondent(self._desk, self, self._window, self._report.id, respondent_id)

    def _open_cases(self, respondent_ids: tuple[str, ...]) -> None:
        if self._report is not None:
            self._window.open_page("open-case", report_id=self._report.id, respondent_ids=respondent_ids)

    def _verify(self, respondent_id: str) -> None:
        if self._report is not None:
            self._window.open_page("verify", report_id=self._report.id, respondent_id=respondent_id)

    # -- what is dropped and pasted

    def _own_panel(self) -> EvidencePanel | None:
        return self.panel if self.panel is not None and self.panel.report_id == self._wanted else None

    def _hindrance(self) -> str:
        new = self._both.currentWidget() is self._entry_place and not self._wanted
        return "Simpan laporan ini dahulu; sesudah itu buktinya dapat ditambahkan." if new else ""

    def _come(self) -> None:
        """Bring the evidence to the front; a form that is open is kept as a draft."""
        if self.entry is not None:
            self._leave_entry()
            words = "Isian laporan disimpan sebagai konsep."
            self._window.toast(words, action="Kembali ke isian", on_action=self._edit)
        self.tabs.choose("evidence")

    # -- recording and changing

    def _editing(self, report_id: str) -> bool:
        return self.entry is not None and self.entry.report_id == report_id

    def _begin(self) -> None:
        if not self._editing(""):
            self._entry_place.put(ReportEntry(self._desk, self._leave_entry), "report:new")
        self._head_entry("Catat laporan", "Cukup tanggal, sumber, cara, dan uraian; selebihnya dapat menyusul.")

    def _edit(self) -> None:
        if self._report is not None:
            entry = ReportEntry(self._desk, self._leave_entry, self._report)
            self._entry_place.put(entry, f"report:{self._report.id}")
            self._head_entry(f"Ubah laporan {self._report.number}", "Setiap perubahan tercatat dalam riwayat.")

    def _head_entry(self, title: str, sentence: str) -> None:
        self.header.set_title(title)
        self.header.set_sentence(sentence)
        self.header.set_pills()
        for action in (self._more, self._receipt, self._request, self._change, self._add_evidence):
            action.hide()
        self._both.setCurrentWidget(self._entry_place)
        if self.entry is not None:
            self.entry.focus_first()

    def _leave_entry(self) -> None:
        """Away from the form; the draft stays until it is thrown away."""
        self._entry_place.drop()
        if self._wanted:
            self._show()
        else:
            self._window.open_page("reports")

    def _save_and_go_on(self) -> None:
        if self.entry is not None and self.entry.check():
            self._save(go_on=True)

    def _save(self, *, go_on: bool = False, merge: tuple[str, str] | None = None) -> None:
        entry = self.entry
        if entry is None or (merge is not None and not entry.check()):
            return
        try:
            form = entry.report_form()
        except InvalidInput as error:
            self._refuse(error)
            return
        entry.set_busy(busy=True)
        if entry.report_id:
            changed = self._desk.do(reports.change_report, entry.report_id, form)
            changed.then(self, lambda report: self._saved(report, go_on=False, merge=merge), self._refuse)
        else:
            registered = self._desk.do(reports.register_report, form)
            registered.then(self, lambda report: self._saved(report, go_on=go_on, merge=merge), self._refuse)

    def _saved(self, report: Report, *, go_on: bool, merge: tuple[str, str] | None) -> None:
        entry, draft = self.entry, self.draft
        if entry is None or draft is None:
            return
        entry.set_busy(busy=False)
        if go_on:
            entry.begin_next()
            draft.drop()
            self._window.toast(
                f"Laporan {report.number} dicatat.",
                action="Buka",
                on_action=lambda: self._window.open_page("report", report_id=report.id),
            )
            return
        was_new = not entry.report_id
        draft.drop()
        self._entry_place.drop()
        self._report = report
        if was_new and self._desk.may(Right.MANAGE_LETTERS):
            self._window.toast(
                f"Laporan {report.number} dicatat.",
                action="Tanda terima",
                on_action=lambda: self._print_receipt(report.id),
            )
        else:
            self._window.toast(f"Laporan {report.number} {'dicatat' if was_new else 'diubah'}.")
        if was_new:
            self._window.open_page("report", report_id=report.id)
        else:
            self._show()
        if merge is not None:
            self._ask_merge(report, "", merge)

    def _refuse(self, error: OfficeError) -> None:
        if self.entry is None:
            return
        self.entry.set_busy(busy=False)
        if isinstance(error, InvalidInput) and error.field == "nip":
            self.entry.show_error("respondents", error.sentence)
        else:
            self.entry.show_failure(error)
