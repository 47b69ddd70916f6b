"""Opening a case for a respondent of a report: what is suspected, what was verified, who handles it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.errors import GuardRefused, InvalidInput, OfficeError, ReasonNeeded
from cases.model.case import Case, CaseFile, Level
from cases.model.office import Office
from cases.model.person import Person
from cases.model.report import Report, Respondent
from cases.regulations import Impact, Violation
from cases.rules.dates import long_date
from cases.rules.nip import show_nip
from cases.services import case_files, lawbook, office, reports
from cases.services.case_files import OpeningForm
from desktop import theme
from desktop.desk import Desk
from desktop.drafting import FormDraft
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.step_forms.people import PeopleField, search_in
from desktop.pages.step_forms.reasons import ReasonsField
from desktop.widgets.basic import Card, button, label, snug
from desktop.widgets.fields import ChoiceField, LongTextField, TextField
from desktop.widgets.header import PageHeader
from desktop.widgets.page_form import PageForm
from desktop.widgets.person_field import PersonField
from desktop.widgets.rail import Avatar
from desktop.widgets.special_fields import TodayField
from desktop.widgets.violation_field import ViolationField


class Accused(QWidget):
    """Who the case will be about, as recorded, with his earlier cases. ``case_wanted`` gives the id of one."""

    case_wanted = Signal(str)

    def __init__(self, person: Person) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("m"))
        line.addWidget(Avatar(person.name, 36), 0, Qt.AlignmentFlag.AlignTop)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        rank = " ".join(part for part in (person.rank, f"({person.grade})" if person.grade else "") if part)
        self._lines.addWidget(snug(person.name, "subsection"))
        self._lines.addWidget(label(f"NIP {show_nip(person.nip)}", "body", selectable=True))
        self._lines.addWidget(snug(" · ".join(part for part in (rank, person.position) if part), "body"))
        self._lines.addWidget(snug(", ".join(part for part in (person.unit, person.work_unit) if part), "caption"))
        line.addLayout(self._lines, 1)

    def show_earlier(self, cases: Sequence[Case], event_on: date | None) -> None:
        """Tell his earlier cases; one about the same day may be a duplicate."""
        if not cases:
            self._lines.addWidget(label("Belum pernah diproses dalam perkara lain.", "green"))
            return
        twins = [case.number for case in cases if event_on is not None and case.event_on == event_on]
        if twins:
            words = f"Perkara {', '.join(twins)} tentang kejadian pada tanggal yang sama; pastikan bukan perkara ganda."
            self._lines.addWidget(snug(words, "warnBox"))
        for case in cases:
            outcome = case.summary.sanction_title or case.summary.stage_title or str(case.summary.status)
            row = QHBoxLayout()
            row.addWidget(snug(f"Kejadian {long_date(case.event_on)}: {outcome}", "amber"), 1)
            show = button(f"Lihat {case.number}", "link")
            show.clicked.connect(lambda *_, case_id=case.id: self.case_wanted.emit(case_id))
            row.addWidget(show)
            self._lines.addLayout(row)


class Opening(PageForm):
    """The fields that turn a respondent into a case."""

    def __init__(
        self, desk: Desk, report: Report, respondent: Respondent, at: Office, cancel: Callable[[], object]
    ) -> None:
        super().__init__()
        self._desk, self._report = desk, report
        self._impacts: dict[str, Impact] = {}
        self._catalogue_known = False
        self._wanted_impact = ""
        self.section("Terlapor")
        self.accused = Accused(respondent.person)
        self.add_widget(self.accused)
        self._suspicion()
        self.next_column()
        self._verified()
        self._officials(at)
        self.next_column()
        self._examiners()
        self.buttons("Buka perkara", icon="folder-plus", cancel=cancel)
        self.show_field("impact", shown=False)
        desk.ask(lawbook.openable_violations).then(self, self._offer)
        desk.ask(case_files.cases_of_person, respondent.person.nip).then(
            self, lambda cases: self.accused.show_earlier(cases, report.event_on)
        )

    # -- building

    def _suspicion(self) -> None:
        clock = self._desk.office.clock
        self.section("Dugaan")
        self.event_on = self.add(
            "event_on",
            "Tanggal kejadian",
            TodayField(clock.today),
            required=True,
            help_text="Menentukan versi peraturan yang berlaku.",
        )
        self.event_on.fill.hide()
        self.event_on.set_date(self._report.event_on)
        self.opened_on = self.add("opened_on", "Tanggal dibuka", TodayField(clock.today), required=True, beside=True)
        self.opened_on.set_date(clock.today())
        self.codes = self.add("violation_codes", "Bentuk pelanggaran", ViolationField(), required=True)
        self.codes.restore(self._report.violation_codes)
        self.codes.changed.connect(self._follow_codes)
        self.impact = self.add(
            "impact",
            "Dampak perbuatan",
            ChoiceField(),
            required=True,
            help_text="Pelanggaran ini tidak mempunyai tingkat sendiri; tingkatnya mengikuti dampak.",
        )

    def _verified(self) -> None:
        self.section("Verifikasi")
        self.verification = self.add(
            "verification",
            "Hasil verifikasi",
            LongTextField(
                placeholder="Benar pegawai kantor ini, bukti yang ada, belum diproses di perkara lain", rows=3
            ),
            required=True,
        )
        self.note = self.add("note", "Catatan", TextField(limit=1000))

    def _officials(self, at: Office) -> None:
        self.section("Pejabat", "Boleh dilengkapi kemudian di halaman perkara; surat memerlukannya.")
        search = search_in(self._desk, self, (at.head,))
        self.superior = self.add("superior", "Atasan langsung", PersonField(search))
        self.official = self.add("official", "Pejabat yang berwenang menghukum", PersonField(search))
        self.official.set_person(at.head)
        self.official_post = self.add("official_post", "Jabatan pejabat itu", TextField(limit=300))
        self.official_post.restore(at.head_title)

    def _examiners(self) -> None:
        self.section("Pemeriksa", "Kosongkan bila atasan langsung memeriksa sendiri, atau bila tim dibentuk kemudian.")
        search = search_in(self._desk, self)
        self.examiners = self.add("examiners", "", PeopleField(search, add_words="Tambah pemeriksa", roles=True))
        self.reasons = self.add("reasons", "", ReasonsField())

    # -- the law's part

    def _offer(self, found: tuple[Violation, ...]) -> None:
        self._catalogue_known = True
        self.codes.set_choices(found)
        known = {violation.code for violation in found}
        lost = [code for code in self.codes.draft() if code not in known]
        if lost:
            self.box("violation_codes").set_help(
                f"{', '.join(lost)} dari laporan tidak ikut: jalurnya belum dapat diproses di program."
            )
        self._follow_codes()

    def _follow_codes(self) -> None:
        """Ask for the impact as soon as a violation without a level of its own is picked."""
        wanted = [one.code for one in self.codes.violations if one.impacts and not one.level]
        self.show_field("impact", shown=bool(wanted))
        if wanted:
            self._desk.ask(lawbook.impact_choices, wanted[0]).then(self, self._offer_impacts)

    def _offer_impacts(self, found: tuple[Impact, ...]) -> None:
        chosen = self.impact.draft() or self._wanted_impact
        self._impacts = {impact.key: impact for impact in found}
        self.impact.set_choices([(impact.key, f"{impact.title} ({impact.level})") for impact in found])
        self.impact.restore(chosen)

    # -- values

    def set_values(self, values: Any) -> None:  # noqa: ANN401 - as the base has it
        """Put a draft back; its impact waits for the law's list."""
        super().set_values(values)
        self._wanted_impact = str(values.get("impact") or "")
        if self._catalogue_known:
            self._follow_codes()

    def opening(self) -> OpeningForm:
        """Everything that the service needs; raises InvalidInput. Call it when ``submitted``."""
        opened_on = self.opened_on.value()
        assert opened_on is not None  # noqa: S101 - required, and checked before "submitted"
        impact = None if self.box("impact").isHidden() else self._impacts.get(self.impact.value())
        return OpeningForm(
            violation_codes=self.codes.value(),
            verification=self.verification.value(),
            opened_on=opened_on,
            event_on=self.event_on.value(),
            suspected_level=Level(impact.level) if impact else Level.UNSET,
            superior=self.superior.value(),
            examiners=self.examiners.examiners(),
            official=self.official.value(),
            official_post=self.official_post.value(),
            note=self.note.value(),
            overrides=self.reasons.value(),
        )

    def refuse(self, error: OfficeError) -> None:
        """Show why the case cannot be opened, where it belongs."""
        if isinstance(error, ReasonNeeded):
            self.reasons.show_warnings(error.guards)
            self.show_error("", "Ada peringatan: perbaiki isiannya, atau tulis alasan untuk setiap peringatan.")
            missing = self.reasons.missing()
            if missing:
                self.reasons.go_to(missing[0])
                self._go_to(self.box("reasons"))
        elif isinstance(error, GuardRefused):
            self.show_error("", f"{error.sentence} Dasar: {error.article}.")
        else:
            self.show_failure(error)


class OpenCasePage(Page):
    """``open_page("open-case", report_id=..., respondent_id=...)``; goes on to the page "case"."""

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._wanted = ("", "")
        self._report: Report | None = None
        self._office: Office | None = None
        self.form: Opening | None = None
        self.draft: FormDraft | None = None
        self.header = PageHeader("Buka perkara")
        self.lines.addWidget(self.header)
        self._body = QVBoxLayout()
        self.lines.addLayout(self._body, 1)
        self._notice: Card | None = None

    def on_shown(self, report_id: str = "", respondent_id: str = "", **_args: Any) -> None:  # noqa: ANN401 - as the base
        """Show the form for a respondent; what was typed for him before comes back."""
        self._wanted = (report_id, respondent_id)
        self._clear()
        self.header.set_sentence("")
        self._desk.ask(office.current_office).then(self, self._know_office)
        self._desk.ask(reports.report, report_id).then(self, self._know_report)

    def may_leave(self) -> bool:
        """Always; what is typed is kept."""
        if self.draft is not None:
            self.draft.flush()
        return True

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
        respondent = next((one for one in report.respondents if one.id == self._wanted[1]), None)
        problem = _obstacle(respondent)
        self.header.set_sentence(f"Dari laporan {report.number}, diterima {long_date(report.received_on)}")
        if respondent is None or problem:
            self._explain(problem)
            return
        self.form = Opening(self._desk, report, respondent, at, self._leave)
        self.form.accused.case_wanted.connect(lambda case_id: self._window.open_page("case", case_id=case_id))
        self.form.submitted.connect(self._open)
        self._body.addWidget(self.form)
        self.draft = FormDraft(self._desk, f"open-case:{respondent.id}", self.form)
        self.form.focus_first()

    def _explain(self, problem: str) -> None:
        card = Card("Perkara belum dapat dibuka")
        card.add(label(problem, "body", wrap=True))
        card.add(button("Kembali ke laporan", icon="arrow-left", on_click=self._leave))
        self._notice = card
        self._body.addWidget(card)
        self._body.addStretch(1)

    def _clear(self) -> None:
        if self.draft is not None:
            self.draft.flush()
        while (item := self._body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.form = self.draft = self._notice = None

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
        report_id, respondent_id = self._wanted
        asked = self._desk.do(case_files.open_case, report_id, respondent_id, opening)
        asked.then(self, self._opened, self._refused)

    def _opened(self, file: CaseFile) -> None:
        if self.draft is not None:
            self.draft.drop()
        self._clear()
        self._window.toast(f"Perkara {file.case.number} dibuka.")
        self._window.open_page("case", case_id=file.case.id)

    def _refused(self, error: OfficeError) -> None:
        if self.form is not None:
            self.form.set_busy(busy=False)
            self.form.refuse(error)


def _obstacle(respondent: Respondent | None) -> str:
    if respondent is None:
        return "Terlapor tidak ada lagi dalam laporan ini; kembali dan pilih lagi."
    if respondent.case_id:
        return f"Perkara {respondent.person.name} atas laporan ini sudah dibuka; lihat dari laporannya."
    if not respondent.person.nip:
        return f"Cocokkan {respondent.person.name} dengan data pegawai di halaman laporan sebelum perkara dibuka."
    return ""
