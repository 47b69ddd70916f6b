"""The form that opens cases: what is suspected, what was verified, who handles it, and what the law says of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.errors import GuardRefused, InvalidInput, OfficeError, ReasonNeeded
from cases.model.case import Level
from cases.model.office import Office
from cases.model.report import Report, Respondent
from cases.regulations import Impact, Violation
from cases.rules.guards import Finding
from cases.rules.respondents import verification_words
from cases.services import case_files, lawbook, old_cases
from cases.services.case_files import OpeningForm
from desktop import theme
from desktop.desk import Desk
from desktop.pages.report_parts.election_field import ElectionField
from desktop.pages.report_parts.person_card import AccusedPerson
from desktop.pages.step_forms.guards_side import GuardList
from desktop.pages.step_forms.people import PeopleField, search_in
from desktop.pages.step_forms.reasons import ReasonsField
from desktop.widgets.basic import Card, hairline, label
from desktop.widgets.date_fields import DateField
from desktop.widgets.fields import ChoiceField, LongTextField, TextField
from desktop.widgets.form import scrolled
from desktop.widgets.page_form import PageForm
from desktop.widgets.person_field import PersonField
from desktop.widgets.violation_field import ViolationField

_PAUSE_MS: Final = 120
"""How long after the last change the guards are asked."""


class Opening(PageForm):
    """The fields that turn one respondent, or several at once, into cases; ``guards`` shows what the law says."""

    def __init__(
        self, desk: Desk, report: Report, people: Sequence[Respondent], at: Office, cancel: Callable[[], object]
    ) -> None:
        super().__init__()
        self._desk, self._report, self.people = desk, report, tuple(people)
        self._impacts: dict[str, Impact] = {}
        self._catalogue_known = False
        self._wanted_impact = ""
        self._asked = 0
        self.accused = [AccusedPerson(one.person) for one in people]
        self.section("Terlapor")
        for place, each in enumerate(self.accused):
            if place:
                self.add_widget(hairline())
            self.add_widget(each)
        self._suspicion()
        self.next_column()
        self._build_guards()
        self._verified()
        self._officials(at)
        self.next_column()
        self._examiners()
        many = len(self.people)
        self.buttons("Buka perkara" if many == 1 else f"Buka {many} perkara", icon="folder-plus", cancel=cancel)
        self.show_field("impact", shown=False)
        desk.ask(lawbook.openable_violations).then(self, self._offer)
        for each, one in zip(self.accused, self.people, strict=True):
            self._ask_earlier(each, one.person.nip)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.check_law)
        self.changed.connect(self._pause.start)

    def _ask_earlier(self, each: AccusedPerson, nip: str) -> None:
        event_on = self._report.event_on
        self._desk.ask(old_cases.earlier_of_person, nip).then(each, lambda cases: each.show_earlier(cases, event_on))

    # -- building

    def _suspicion(self) -> None:
        clock = self._desk.office.clock
        self.section("Dugaan")
        self.event_on = self.add(
            "event_on",
            "Tanggal kejadian",
            DateField(clock.today),
            required=True,
            help_text="Menentukan versi peraturan yang berlaku.",
        )
        self.event_on.set_date(self._report.event_on)
        self.opened_on = self.add("opened_on", "Tanggal dibuka", DateField(clock.today), required=True, beside=True)
        self.opened_on.set_date(clock.today())
        self.codes = self.add("violation_codes", "Bentuk pelanggaran", ViolationField(), required=True)
        self.codes.restore(self._report.violation_codes)
        self.codes.changed.connect(self._follow_codes)
        self.election = self.add(
            "election",
            "Pemilihan",
            ElectionField(self._desk),
            help_text="Bentuk pelanggarannya dicocokkan dengan tanggal penetapan calon.",
        )
        self.election.restore(self._report.election)
        self.impact = self.add(
            "impact",
            "Dampak perbuatan",
            ChoiceField(),
            required=True,
            help_text="Pelanggaran ini tidak mempunyai tingkat sendiri; tingkatnya mengikuti dampak.",
        )

    def _build_guards(self) -> None:
        """The card of what the law says; the page puts it beside the form where there is room."""
        self.guards = GuardList()
        self._hint = label("", "help", wrap=True)
        self.side = Card("Pemeriksaan aturan")
        self.side.add(self._hint)
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, theme.space("s"), 0)
        lines.addWidget(self.guards)
        lines.addStretch(1)
        self.side.add(scrolled(inner), 1)
        self.side_place = QVBoxLayout()
        self._columns[1].addLayout(self.side_place)

    def _verified(self) -> None:
        own = [verification_words(one.verification) for one in self.people]
        sentence = ""
        if len(own) > 1 and any(own):
            sentence = "Kosongkan untuk memakai hasil verifikasi masing-masing terlapor."
        self.section("Verifikasi", sentence)
        self.verification = self.add(
            "verification",
            "Hasil verifikasi",
            LongTextField(
                placeholder="Benar pegawai kantor ini, bukti yang ada, belum diproses di perkara lain", rows=4
            ),
            required=not all(own),
        )
        if len(own) == 1:
            self.verification.restore(own[0])
        self.note = self.add("note", "Catatan", TextField(limit=1000))

    def _officials(self, at: Office) -> None:
        several = "Berlaku bagi semua terlapor; kosongkan yang berbeda. " if len(self.people) > 1 else ""
        self.section("Pejabat", f"{several}Boleh dilengkapi kemudian di halaman perkara; surat memerlukannya.")
        search = search_in(self._desk, self, (at.head,))
        self.superior = self.add("superior", "Atasan langsung", PersonField(search))
        self.official = self.add("official", "Pejabat yang berwenang", PersonField(search))
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
        self._pause.start()

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
        self._pause.start()

    # -- the guards

    def check_law(self) -> None:
        """Ask the guards about what is typed so far; only the last answer counts."""
        self._asked += 1
        asked = self._asked
        if not self.isVisible():
            return
        try:
            opening = self.opening()
        except InvalidInput:
            self._explain("Aturan diperiksa begitu tanggal dan bentuk pelanggaran sudah terisi.")
            return

        def show(findings: tuple[Finding, ...]) -> None:
            if asked == self._asked:
                self._hint.hide()
                self.show_findings(findings)

        def refused(error: OfficeError) -> None:
            if asked == self._asked:
                self._explain(error.sentence)

        ids = tuple(one.id for one in self.people)
        self._desk.ask(case_files.check_opening, self._report.id, ids, opening).then(self, show, refused)

    def _explain(self, words: str) -> None:
        self._hint.setText(words)
        self._hint.show()
        self.show_findings(())

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what the guards found, and a field for the reason of each warning."""
        self.guards.show_findings(findings)
        self.reasons.show_warnings(
            (finding.guard, finding.sentence)
            for finding in findings
            if finding.strength == "soft" and not finding.satisfied
        )

    # -- values

    def set_values(self, values: Any) -> None:  # noqa: ANN401 - as the base has it
        """Put a draft back; its impact waits for the law's list."""
        super().set_values(values)
        self._wanted_impact = str(values.get("impact") or "")
        if self._catalogue_known:
            self._follow_codes()
            self._pause.start()

    def opening(self) -> OpeningForm:
        """Everything that the service needs; raises InvalidInput."""
        opened_on = self.opened_on.value()
        if opened_on is None:
            raise InvalidInput("Isi tanggal dibuka.", field="opened_on")
        impact = None if self.box("impact").isHidden() else self._impacts.get(self.impact.value())
        return OpeningForm(
            violation_codes=self.codes.value(),
            verification=self.verification.value(),
            opened_on=opened_on,
            event_on=self.event_on.value(),
            election=self.election.value(),
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
