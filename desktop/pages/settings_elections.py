"""The settings of elections: their list, a form with stages, and which open cases a changed day concerns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cases.errors import InvalidInput, OfficeError
from cases.model.case import Case
from cases.model.election import Election, ElectionKind, ElectionStage
from cases.rules.dates import long_date, short_date
from cases.services import elections
from cases.services.elections import ElectionChange
from desktop import messages, theme
from desktop.desk import Desk
from desktop.dialogs.discard import ask_reason
from desktop.drafting import FormDraft
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.pages.settings_people import ListAndForm
from desktop.pages.settings_section import Section, lock_form
from desktop.widgets.basic import button, icon_button, label
from desktop.widgets.date_fields import DateField
from desktop.widgets.empty import EmptyState
from desktop.widgets.fields import ChoiceField, Field, LongTextField, TextField
from desktop.widgets.form import Form
from desktop.widgets.parting import part_with
from desktop.widgets.pill import PillLook
from desktop.widgets.special_fields import TodayField
from desktop.widgets.table import RecordTable

_NAMED: Final = 5
"""How many case numbers a sentence names before it counts the rest."""


def _day(day: date | None) -> str:
    return short_date(day) if day else "belum diketahui"


def _look(election: Election) -> PillLook:
    if election.verified_on:
        return PillLook("Diverifikasi", "green", "seal-check")
    return PillLook("Belum diverifikasi", "amber", "warning-circle")


_COLUMNS: Final = (
    Column[Election](
        key="name",
        title="Pemilihan",
        width=250,
        text=lambda one: one.name,
        second=lambda one: f"{one.kind} · {one.source or 'tanpa sumber'}",
        copy=lambda one: one.name,
        tip=lambda one: one.note,
        stretch=True,
        sortable=False,
        filtered=False,
    ),
    Column[Election](
        key="candidates_on",
        title="Penetapan calon",
        width=132,
        text=lambda one: _day(one.candidates_on),
        hue=lambda one: "" if one.candidates_on else "amber",
        sortable=False,
        filtered=False,
    ),
    Column[Election](
        key="voting_on",
        title="Pemungutan suara",
        width=158,
        text=lambda one: _day(one.voting_on),
        sortable=False,
        filtered=False,
    ),
    Column[Election](
        key="verified",
        title="Tanggalnya",
        width=164,
        text=lambda one: _look(one).text,
        pill=_look,
        tip=lambda one: f"{one.verified_by}, {long_date(one.verified_on)}" if one.verified_on else one.note,
        sortable=False,
        filtered=False,
    ),
)


class _StageRow(QWidget):
    """One stage: its name, from, to."""

    changed = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("s"))
        self.name = TextField(placeholder="Nama tahapan, mis. Kampanye", limit=200)
        self.begins = DateField(placeholder="dari, mis. 25/9/2024")
        self.ends = DateField(placeholder="sampai")
        for field, words, width in ((self.name, "Tahapan", 0), (self.begins, "Dari", 148), (self.ends, "Sampai", 148)):
            field.focus_target().setAccessibleName(words)
            if width:
                field.setFixedWidth(width)
            field.changed.connect(self.changed)
            line.addWidget(field, 0 if width else 1)
        self.remove = icon_button("trash", "Hapus tahapan ini", on_click=self.removed.emit)
        line.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)

    def draft(self) -> list[str]:
        """What was entered."""
        return [self.name.draft(), self.begins.draft(), self.ends.draft()]

    def restore(self, draft: Sequence[str]) -> None:
        """Put it back."""
        for field, kept in zip((self.name, self.begins, self.ends), draft, strict=True):
            field.restore(kept)

    def stage(self) -> ElectionStage | None:
        """The stage, None for a row left blank; raises InvalidInput for half of one."""
        begins, ends = self.begins.value(), self.ends.value()
        if not self.name.value() and begins is None and ends is None:
            return None
        if not self.name.value() or begins is None:
            raise InvalidInput("Isi nama dan tanggal mulai setiap tahapan, atau hapus barisnya.")
        return ElectionStage(name=self.name.value(), begins_on=begins, ends_on=ends)


class StagesField(Field):
    """The stages of an election, one row each; ``value`` is a tuple of stages."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[_StageRow] = []
        self.lines.setSpacing(theme.space("s"))
        self._add = button("Tambah tahapan", icon="plus", on_click=self._add_by_hand)
        self.lines.addWidget(self._add)
        self.setFocusProxy(self._add)

    def add_row(self) -> _StageRow:
        """Add an empty row."""
        row = _StageRow()
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self.lines.insertWidget(len(self.rows) - 1, row)
        return row

    def _add_by_hand(self) -> None:
        self.add_row().name.focus_target().setFocus(Qt.FocusReason.TabFocusReason)

    def _remove(self, row: _StageRow) -> None:
        self.rows.remove(row)
        part_with(row)
        self.changed.emit()

    def set_stages(self, stages: Sequence[ElectionStage]) -> None:
        """Show these, in their order."""
        self.restore([[stage.name, _typed(stage.begins_on), _typed(stage.ends_on)] for stage in stages])

    def value(self) -> tuple[ElectionStage, ...]:
        """Every stage; rows left blank are none."""
        return tuple(stage for stage in (row.stage() for row in self.rows) if stage is not None)

    def draft(self) -> list[list[str]]:
        """Every row as entered."""
        return [row.draft() for row in self.rows]

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Put the rows back."""
        for row in self.rows:
            part_with(row)
        self.rows = []
        for kept in draft or []:
            self.add_row().restore(kept)

    def focus_target(self) -> QWidget:
        """The first name, or the button that adds one."""
        return self.rows[0].name.focus_target() if self.rows else self._add


def _typed(day: date | None) -> str:
    return f"{day.day}/{day.month}/{day.year}" if day else ""


class ElectionForm(Form):
    """An election; ``crossing_wanted`` asks which cases another day of *penetapan calon* would move."""

    crossing_wanted = Signal(object)

    def __init__(self, desk: Desk, election: Election | None) -> None:
        super().__init__(width=720)
        self._shown = election
        clock = desk.office.clock
        self.name = self.add("name", "Nama", TextField(placeholder="mis. Pemilihan Bupati ... Tahun 2024", limit=300),
                             required=True)  # fmt: skip
        kinds = [(str(kind), str(kind)) for kind in ElectionKind]
        self.kind = self.add("kind", "Jenis", ChoiceField(kinds, blank=""), required=True)
        self.candidates_on = self.add(
            "candidates_on",
            "Penetapan calon oleh KPU",
            DateField(clock.today),
            help_text="Sebelum hari itu seseorang masih bakal calon; bentuk pelanggarannya berbeda.",
        )
        self.voting_on = self.add("voting_on", "Pemungutan suara", DateField(clock.today), beside=True)
        self.crossing = label("", "warnBox", wrap=True)
        self.crossing.hide()
        self.add_widget(self.crossing)
        self.stages = self.add("stages", "Tahapan", StagesField())
        self.source = self.add(
            "source", "Sumber", TextField(placeholder="mis. Keputusan KPU Kabupaten ... Nomor ... Tahun ...", limit=500)
        )
        self.note = self.add("note", "Catatan", LongTextField(rows=2))
        self.section("Verifikasi", "Diisi setelah tanggal-tanggal di atas dicocokkan dengan keputusan KPU.")
        self.verified_by = self.add("verified_by", "Dicocokkan oleh", TextField(limit=200))
        self.verified_on = self.add("verified_on", "Pada tanggal", TodayField(clock.today), beside=True)
        if election is not None:
            self._show(election)
        self.candidates_on.changed.connect(self._ask_crossing)
        for field in (self.candidates_on, self.voting_on, self.stages):
            field.changed.connect(self._doubt)

    def _show(self, election: Election) -> None:
        for key in ("name", "source", "note", "verified_by"):
            self.field(key).restore(getattr(election, key))
        self.kind.restore(election.kind)
        self.candidates_on.set_date(election.candidates_on)
        self.voting_on.set_date(election.voting_on)
        self.verified_on.set_date(election.verified_on)
        self.stages.set_stages(election.stages)

    def _ask_crossing(self) -> None:
        try:
            self.crossing_wanted.emit(self.candidates_on.value())
        except InvalidInput:
            self.show_crossing(())

    def show_crossing(self, cases: Sequence[Case]) -> None:
        """Say which open cases the day as typed would put on its other side."""
        self.crossing.setText(crossing_words(cases))
        self.crossing.setVisible(bool(cases))

    def _doubt(self) -> None:
        """Days that were changed are not those that somebody compared."""
        shown = self._shown
        if shown is not None and shown.verified_on and self.verified_by.value() == shown.verified_by:
            self.verified_by.restore("")
            self.verified_on.set_date(None)
            self.box("verified_by").set_help("Dikosongkan karena tanggalnya berubah; isi lagi setelah dicocokkan.")

    def election(self) -> Election:
        """What was entered; raises InvalidInput. Call it when ``submitted``."""
        return Election(
            id=self._shown.id if self._shown else "",
            name=self.name.value(),
            kind=ElectionKind(self.kind.value()),
            candidates_on=self.candidates_on.value(),
            voting_on=self.voting_on.value(),
            stages=self.stages.value(),
            source=self.source.value(),
            note=self.note.value(),
            verified_by=self.verified_by.value(),
            verified_on=self.verified_on.value(),
        )


def crossing_words(cases: Sequence[Case]) -> str:
    """One sentence about open cases that lie on the other side of the day; empty without any."""
    if not cases:
        return ""
    named = ", ".join(case.number for case in cases[:_NAMED])
    more = f" dan {len(cases) - _NAMED} lainnya" if len(cases) > _NAMED else ""
    return (
        f"Dengan tanggal ini kejadian dalam perkara {named}{more} berada di sisi lain penetapan calon; periksa bentuk "
        "pelanggaran dan jalurnya."
    )


class ElectionsSection(Section):
    """The office's elections."""

    title = "Pemilihan"
    sentence = "Tanggal penetapan calon menentukan bentuk pelanggaran mana yang mungkin; cocokkan dengan keputusan KPU."
    nouns = ("election",)
    fills = True

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__(desk, window)
        self.form: ElectionForm | None = None
        empty = EmptyState("Belum ada pemilihan", "Muat daftar bawaan, atau tambahkan sendiri.", icon="calendar-x")
        self.table: RecordTable[Election] = RecordTable(
            _COLUMNS, sort="voting_on", descending=True, empty=empty, hints=False
        )
        self.pages = ListAndForm(self.table)
        self.lines.addWidget(self.pages, 1)
        self.pages.currentChanged.connect(lambda place: self.show_buttons(shown=place == 0))
        self.table.opened.connect(self._edit)
        if self.may_change:
            load = button("Muat daftar bawaan", on_click=self._load, tip="Tambahkan pemilihan bawaan yang belum ada")
            self.buttons.addWidget(load)
            self.remove = button("Hapus", on_click=self._remove)
            self.buttons.addWidget(self.remove)
            self.buttons.addWidget(button("Tambah", "primary", icon="plus", on_click=lambda: self._edit(None)))
            self.remove.setEnabled(False)
            self.table.selected.connect(lambda one: self.remove.setEnabled(one is not None))

    def read(self) -> None:
        """Ask for the list."""
        self.desk.ask(elections.all_elections).then(self, self.table.set_rows)

    def _edit(self, one: Election | None) -> None:
        form = self.form = ElectionForm(self.desk, one)
        if self.may_change:
            form.buttons("Simpan pemilihan", cancel=self.pages.close_form)
            form.submitted.connect(lambda: self._save(form))
            form.crossing_wanted.connect(lambda day: self._ask_crossing(form, one, day))
            self._draft = FormDraft(self.desk, f"election:{one.id if one is not None else 'new'}", form)
        self.pages.open_form("Ubah pemilihan" if one else "Pemilihan baru", form)
        if not self.may_change:
            close = form.buttons("Tutup")
            close.clicked.connect(lambda *_: self.pages.close_form())
            lock_form(form)
            close.setEnabled(True)

    def _ask_crossing(self, form: ElectionForm, one: Election | None, day: date | None) -> None:
        if one is not None:
            self.desk.ask(elections.cases_crossing, one.id, day).then(form, form.show_crossing)

    def _save(self, form: ElectionForm) -> None:
        try:
            election = form.election()
        except InvalidInput as error:
            form.show_failure(error)
            return

        def refused(error: OfficeError) -> None:
            form.set_busy(busy=False)
            form.show_failure(error)

        form.set_busy(busy=True)
        self.desk.do(elections.save_election, election).then(form, self._kept, refused)

    def _kept(self, change: ElectionChange) -> None:
        self._draft.drop()
        self.pages.close_form()
        self.saved(f"{change.election.name} disimpan")
        if change.crossed:
            messages.show_sentence(self, crossing_words(change.crossed))

    def _load(self) -> None:
        def done(added: tuple[Election, ...]) -> None:
            self.saved(f"{len(added)} pemilihan ditambahkan" if added else "Semua pemilihan bawaan sudah ada")

        self.desk.do(elections.load_shipped).then(self, done)

    def _remove(self) -> None:
        one = self.table.current()
        if one is None:
            return

        ask_reason(
            self.desk,
            self,
            self.window_,
            one.name,
            ("Laporan dan perkara yang menyebutnya tetap menyebut namanya.",),
            lambda why: self.desk.do(elections.remove_election, one.id, why),
        )
