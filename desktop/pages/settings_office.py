"""The settings of the office itself, and of the choices that the law leaves to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from cases.model.office import ModerateSet, Office, SummonsCount
from cases.regulations import ModerateSetRule
from cases.services import calendar, lawbook, office
from cases.services.recount import Moved
from desktop.counts import count_words
from desktop.desk import Desk
from desktop.drafting import FormDraft
from desktop.navigation import Navigator
from desktop.pages.settings_moves import MovesView
from desktop.pages.settings_section import Section, lock_form
from desktop.widgets.fields import CheckField, ChoiceField, TextField
from desktop.widgets.form import Form
from desktop.widgets.office_form import OfficeForm

_MOVES_HEIGHT: Final = 380


class OfficeSection(Section):
    """The profile that letters print."""

    title = "Kantor"
    sentence = "Tercetak pada surat yang dibuat sesudah disimpan; surat lama tidak berubah."
    nouns = ("office",)

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__(desk, window)
        self.form = OfficeForm(desk.tasks, letters=False)
        self._office: Office | None = None
        self._draft: FormDraft | None = None
        self.lines.addWidget(self.form)
        if self.may_change:
            self.form.buttons("Simpan")
            self.form.submitted.connect(self._save)
        else:
            lock_form(self.form)
        self.lines.addStretch(1)

    def read(self) -> None:
        """Ask for the office."""
        self.desk.ask(office.current_office).then(self, self._show)

    def _show(self, current: Office) -> None:
        if self._office == current:
            return
        self._office = current
        self.form.show_office(current)
        if self._draft is None and self.may_change:
            self._draft = FormDraft(self.desk, "settings:office", self.form)

    def _save(self) -> None:
        if self._office is None:
            return
        self.form.set_busy(busy=True)
        wanted = self.form.office(self._office)
        self.desk.do(office.change_office, wanted).then(self, self._done, self._failed)

    def _done(self, saved: Office) -> None:
        self._office = saved
        self.form.set_busy(busy=False)
        if self._draft is not None:
            self._draft.drop()
        self.saved("Data kantor disimpan")

    def _failed(self, error: Exception) -> None:
        self.form.set_busy(busy=False)
        self.form.show_failure(error)


class ChoicesSection(Section):
    """Who reported, and the choices that the law leaves to the office."""

    title = "Hitungan dan pelapor"
    sentence = "Nama pelapor, dan pilihan yang dibiarkan terbuka oleh aturan."
    nouns = ("office",)

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__(desk, window)
        self._office: Office | None = None
        self._sets: tuple[ModerateSetRule, ...] = ()
        self._draft: FormDraft | None = None
        self.form = Form(width=640)
        self.moves = MovesView()
        self.moves.setMinimumHeight(_MOVES_HEIGHT)
        self.lines.addWidget(self.form)
        self.lines.addWidget(self.moves)
        self._build()
        self.lines.addStretch(1)

    def _build(self) -> None:
        form = self.form
        form.section("Pelapor")
        form.add(
            "mask_reporter",
            "",
            CheckField("Samarkan nama pelapor di layar dan buku agenda"),
            help_text="Surat menyebut namanya hanya pada balasan kepadanya sendiri; rekap tidak pernah.",
        )
        form.section("Pilihan yang dibiarkan terbuka oleh aturan", "Mintalah pendapat atasan sebelum mengubahnya.")
        form.add("summons_count", "Pemeriksaan dianggap lewat", ChoiceField((), blank=""), required=True)
        form.add("moderate_set", "Jenis hukuman sedang", ChoiceField((), blank=""), required=True)
        form.add(
            "moderate_set_basis",
            "Dasar pilihan itu",
            TextField(placeholder="nomor dan tanggal peraturan pemerintah tentang tunjangan"),
        )
        form.field("moderate_set").changed.connect(self._explain)
        if self.may_change:
            form.buttons("Simpan")
            form.submitted.connect(self._save)
        else:
            lock_form(form)

    def read(self) -> None:
        """Ask for the office and the sets that the law names."""
        self.desk.ask(lawbook.open_choices).then(self, self._show_choices)

    def _show_choices(self, found: lawbook.OpenChoices) -> None:
        self._sets = found.moderate_sets
        offered = {
            "moderate_set": [(one.key, one.title) for one in found.moderate_sets],
            "summons_count": [(value, count_words(value, count)) for value, count in found.summons_counts.items()],
        }
        for key, words in offered.items():
            choice = self.form.field(key)
            if isinstance(choice, ChoiceField):
                choice.set_choices(words)
        self.desk.ask(office.current_office).then(self, self._show)

    def _show(self, current: Office) -> None:
        if self._office == current:
            return
        self._office = current
        self.form.set_values({key: getattr(current, key) for key in self.form.values()})
        self._explain()
        if self._draft is None and self.may_change:
            self._draft = FormDraft(self.desk, "settings:letters", self.form)

    def _explain(self) -> None:
        """Show what a choice needs, and where it stands."""
        chosen = next((one for one in self._sets if one.key == self.form.field("moderate_set").value()), None)
        self.form.show_field("moderate_set_basis", shown=chosen is not None and chosen.needs_basis)
        if chosen is not None:
            mark = "" if chosen.verified else " Belum diverifikasi."
            self.form.box("moderate_set").set_help(f"{chosen.article} {chosen.regulation}.{mark}".strip())

    def _save(self) -> None:
        if self._office is None:
            return
        values = self.form.values()
        wanted = replace(
            self._office,
            mask_reporter=bool(values["mask_reporter"]),
            summons_count=SummonsCount(values["summons_count"]),
            moderate_set=ModerateSet(values["moderate_set"]),
            moderate_set_basis=str(values["moderate_set_basis"]).strip(),
        )
        self.form.set_busy(busy=True)
        self.desk.ask(calendar.preview_office, wanted).then(self, lambda moves: self._look_first(wanted, moves))

    def _look_first(self, wanted: Office, moves: tuple[Moved, ...]) -> None:
        """Save at once where no due date moves, else show those that do and wait."""
        if not moves:
            self._keep(wanted)
            return
        self.form.hide()
        self.moves.ask("Cara menghitung", moves, lambda: self._keep(wanted), self._back)

    def _back(self) -> None:
        self.moves.hide()
        self.form.show()
        self.form.set_busy(busy=False)

    def _keep(self, wanted: Office) -> None:
        self.desk.do(office.change_office, wanted).then(self, self._done, self._failed)

    def _done(self, saved: Office) -> None:
        self._office = saved
        self._back()
        if self._draft is not None:
            self._draft.drop()
        self.saved("Pilihan kantor disimpan")

    def _failed(self, error: Exception) -> None:
        self._back()
        self.form.show_failure(error)
