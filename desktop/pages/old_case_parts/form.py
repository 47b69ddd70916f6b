"""The form of an old case: who, what its paper says, how it ended. Only the name and the outcome are asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import msgspec

from cases.errors import InvalidInput
from cases.model.old_case import OldCase, OldCaseForm, OldOutcome
from cases.model.person import Person
from cases.rules.report_words import SOURCES
from cases.services import lawbook, old_cases
from desktop.desk import Desk
from desktop.pages.case_tabs.words import TRACKS
from desktop.pages.old_case_parts.words import LEVELS, OUTCOMES, earlier_words
from desktop.pages.report_parts.election_field import ElectionField
from desktop.pages.report_parts.words import choices
from desktop.pages.step_forms.people import search_in
from desktop.widgets.basic import button, label
from desktop.widgets.date_fields import DateField
from desktop.widgets.fields import ChoiceField, LongTextField, TextField
from desktop.widgets.page_form import PageForm
from desktop.widgets.person_field import PersonField
from desktop.widgets.violation_field import ViolationField

KEPT: Final = ("year", "source", "track", "election", "outcome", "decided_by", "shelf")
"""What "Simpan & tambah lagi" leaves in the form: what the folders of one shelf have in common."""
_TEXTS: Final = ("number", "narrative", "decision_number", "decided_by", "shelf", "note", "election")
_DAYS: Final = ("received_on", "event_on", "decision_on", "effective_on", "ends_on", "closed_on")
_OF_SANCTION: Final = ("level", "sanction", "effective_on", "ends_on")


class OldCaseEntry(PageForm):
    """The fields of an old case; with ``old`` they show it."""

    marks_optional = False

    def __init__(self, desk: Desk, cancel: Callable[[], object], old: OldCase | None = None) -> None:
        super().__init__()
        self._desk, self._old = desk, old
        self._titles = {one.key: one.title for one in desk.office.law.every_sanction()}
        self._today: Callable[[], date] = desk.office.clock.today
        self._person()
        self._paper()
        self.next_column()
        self._end()
        self._keeping()
        self.again = button("Simpan && tambah lagi", tip="Simpan dan catat berkas lain dengan isian bersama yang sama")
        self.buttons("Simpan", icon="floppy-disk", cancel=cancel, others=[] if old else [self.again])
        if old is not None:
            self._show(old)
        self._follow_outcome()
        desk.ask(lawbook.violation_choices).then(self, self.codes.set_choices)

    @property
    def old_case_id(self) -> str:
        """The old case that is being changed, "" for a new one."""
        return self._old.id if self._old else ""

    def set_busy(self, *, busy: bool) -> None:
        """Keep both buttons from being pressed twice."""
        super().set_busy(busy=busy)
        self.again.setEnabled(not busy)

    # -- building

    def _person(self) -> None:
        self.section("Terlapor")
        self.respondent = PersonField(search_in(self._desk, self))
        self.add("respondent", "Nama atau NIP", self.respondent, required=True)
        self.earlier = label("", "amber", wrap=True)
        self.earlier.hide()
        self.add_widget(self.earlier)
        self.respondent.picked.connect(self._tell_earlier)
        self.respondent.changed.connect(self.earlier.hide)

    def _paper(self) -> None:
        self.section("Berkas")
        self.add("number", "Nomor perkara di berkas", TextField(limit=120))
        self.add("year", "Tahun perkara", TextField(placeholder="mis. 2018", limit=4), beside=True)
        self.add("received_on", "Laporan diterima", DateField(self._today))
        self.add("event_on", "Tanggal kejadian", DateField(self._today), beside=True)
        self.add("source", "Sumber", ChoiceField(choices(SOURCES), blank="Tidak diketahui"))
        self.add("track", "Jalur", ChoiceField(choices(TRACKS), blank="Tidak diketahui"), beside=True)
        self.add("election", "Pemilihan", ElectionField(self._desk))
        self.codes = self.add("violation_codes", "Bentuk pelanggaran", ViolationField())
        self.add("narrative", "Perbuatan menurut berkas", LongTextField(rows=2, most_rows=8))

    def _end(self) -> None:
        self.section("Hasil")
        self.outcome = self.add("outcome", "Hasil", ChoiceField(choices(OUTCOMES)), required=True)
        self.outcome.changed.connect(self._follow_outcome)
        self.add("level", "Tingkat hukuman", ChoiceField(choices(LEVELS), blank="Tidak diketahui"), beside=True)
        self.sanction = self.add(
            "sanction",
            "Hukuman",
            ChoiceField(tuple(self._titles.items()), blank="", editable=True),
            help_text="Pilih dari daftar agar hukuman berulang dapat ditimbang, atau ketik menurut berkas.",
        )
        line = self.sanction.box.lineEdit()
        if line is not None:
            line.setMaxLength(500)
            line.setPlaceholderText("Pilih atau ketik menurut berkas")
        self.add("decision_number", "Nomor keputusan", TextField(limit=120))
        self.add("decision_on", "Tanggal keputusan", DateField(self._today), beside=True)
        self.add("decided_by", "Jabatan yang memutuskan", TextField(limit=200))
        self.add("effective_on", "Mulai berlaku", DateField(self._today))
        self.add("ends_on", "Selesai dijalani", DateField(self._today), beside=True)
        self.add("closed_on", "Perkara ditutup", DateField(self._today))

    def _keeping(self) -> None:
        self.section("Penyimpanan")
        self.add("shelf", "Tempat berkas", TextField(placeholder="mis. Lemari 2, map 14", limit=200))
        self.add("note", "Catatan", LongTextField(rows=2, most_rows=6))

    def _follow_outcome(self) -> None:
        punished = self.outcome.value() == OldOutcome.SANCTIONED
        for key in _OF_SANCTION:
            self.show_field(key, shown=punished)

    def _tell_earlier(self, person: Person) -> None:
        def tell(found: tuple[OldCase, ...]) -> None:
            words = earlier_words(tuple(one for one in found if one.id != self.old_case_id))
            self.earlier.setText(words)
            self.earlier.setVisible(bool(words))

        if person.nip:
            self._desk.ask(old_cases.old_cases_of_person, person.nip).then(self, tell)

    # -- values

    def set_values(self, values: Any) -> None:  # noqa: ANN401 - as the base has it
        """Put a draft back."""
        super().set_values(values)
        self._follow_outcome()

    def _show(self, old: OldCase) -> None:
        for name in _TEXTS:
            self.field(name).restore(getattr(old, name))
        for name in ("source", "track", "level", "outcome"):
            self.field(name).restore(str(getattr(old, name)))
        for name in _DAYS:
            day = getattr(old, name)
            self.field(name).restore(f"{day.day}/{day.month}/{day.year}" if day else "")
        self.field("year").restore(str(old.year) if old.year else "")
        self.codes.restore(old.violation_codes)
        self.sanction.restore(old.sanction_key or old.sanction_title)
        self.respondent.restore({"person": msgspec.to_builtins(old.respondent)})

    def old_case_form(self) -> OldCaseForm:
        """Everything that the service needs; raises InvalidInput. Call it when ``submitted``."""
        person = self.respondent.value()
        if person is None:
            raise InvalidInput("Isi nama terlapor.", field="respondent")
        typed = str(self.field("year").value())
        if typed and not (typed.isdecimal() and len(typed) == len("2018")):
            raise InvalidInput(f"“{typed}” bukan tahun; isi seperti 2018, atau kosongkan.", field="year")
        shown = self.outcome.value() == OldOutcome.SANCTIONED
        hidden = () if shown else _OF_SANCTION
        days: dict[str, Any] = {name: None if name in hidden else self.field(name).value() for name in _DAYS}
        sanction = self.sanction.value() if shown else ""
        known = sanction in self._titles
        return OldCaseForm(
            respondent=person,
            outcome=OldOutcome(self.outcome.value()),
            year=int(typed or 0),
            source=self.field("source").value(),
            track=self.field("track").value(),
            violation_codes=self.codes.value(),
            level=self.field("level").value() if shown else "",
            sanction_key=sanction if known else "",
            sanction_title=self._titles[sanction] if known else sanction,
            **{name: self.field(name).value() for name in _TEXTS},
            **days,
        )

    def begin_next(self) -> None:
        """Empty the form for the next file, leaving what several have in common."""
        kept = {key: value for key, value in self.values().items() if key in KEPT}
        self.set_values(dict.fromkeys(self.values(), "") | kept)
        self.clear_errors()
        self.focus_first()
