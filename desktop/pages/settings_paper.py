"""The settings of the page of letters and of their numbers, with a letter beside them as it would look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cases.errors import InvalidInput, OfficeError
from cases.model.office import Margins, NumberCounter, NumberPolicy, Office, Paper, Signatory, Typeface
from cases.rules.numbering import ONE_COUNTER, letter_number
from cases.services import office, register
from cases.services.office import Pictures
from desktop import theme
from desktop.desk import Desk
from desktop.drafting import FormDraft
from desktop.navigation import Navigator
from desktop.pages.settings_section import Section, lock_form
from desktop.tasks import Tasks
from desktop.widgets.bars import SegmentBar
from desktop.widgets.basic import label, row
from desktop.widgets.fields import CheckField, ChoiceField, LongTextField, TextField
from desktop.widgets.form import Form, scrolled
from desktop.widgets.office_form import PAPERS
from desktop.widgets.ordered_pick import OrderedPick
from desktop.widgets.pdf_view import PdfView
from desktop.widgets.picture_field import PictureField

_POLICIES: Final = (
    (NumberPolicy.GIVEN.value, "Nomor dan tanggal diisi program"),
    (NumberPolicy.BLANK.value, "Dikosongkan, diisi tangan sesudah ditandatangani"),
)
_COUNTERS: Final = (
    (NumberCounter.PER_CLASS.value, "Per klasifikasi"),
    (NumberCounter.ONE.value, "Satu untuk semua"),
)
_TYPEFACES: Final = (
    (Typeface.BY_FAMILY.value, "Menurut jenis surat"),
    (Typeface.ARIAL.value, "Arial"),
    (Typeface.BOOKMAN.value, "Bookman Old Style"),
)
_SIDES: Final = (("top", "Atas"), ("bottom", "Bawah"), ("left", "Kiri"), ("right", "Kanan"))
_PICTURES: Final = ("logo", "second_logo", "head_emblem")
_SAMPLES: Final = tuple(zip(office.SAMPLES, ("Surat", "Keputusan"), strict=True))
_PAUSE_MS: Final = 350
"""How long after the last change the letter is made anew."""
_PREVIEW_FROM: Final = 760
"""Pixels from which form and letter stand side by side."""
_FORM, _LETTER = 470, 300


class PaperForm(Form):
    """What a page of letters is made of; the pictures are bytes."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(width=560)
        self._tasks = tasks
        self.section("Kertas")
        self.add("paper", "Ukuran", ChoiceField(PAPERS, blank=""), required=True)
        self.add(
            "typeface",
            "Huruf",
            ChoiceField(_TYPEFACES, blank=""),
            required=True,
            beside=True,
            help_text="Menurut jenisnya: keputusan Bookman, lainnya Arial.",
        )
        for place, (side, word) in enumerate(_SIDES):
            self.add(f"margin_{side}", f"{word} (mm)", TextField(limit=3), required=True, beside=place > 0)
        self._add_head()
        self._add_numbers()
        self.section("Kaki surat")
        self.add(
            "footer_shown",
            "",
            CheckField("Cetak kaki halaman"),
            help_text="Kode surat, kepala rantai log, dan nomor halaman. Tanpanya, halaman dinomori di atas.",
        )
        self.add(
            "qr_shown",
            "",
            CheckField("Cetak kode QR untuk memeriksa surat"),
            help_text="Pada surat tertulis bahwa kode ini bukan tanda tangan elektronik.",
        )
        self.section("Paraf", "Yang memberi paraf sebelum surat ditandatangani, berurutan.")
        self.initials = self.add("initials", "Pemaraf", OrderedPick(add="Tambah pemaraf"))

    def _add_head(self) -> None:
        self.section("Kepala surat", "Nama kantor dan alamat diisi di bagian Kantor.")
        self.add(
            "head_lines",
            "Baris tambahan di bawah alamat",
            LongTextField(placeholder="mis. Laman bkpsdm.tirtakencana.go.id", rows=2),
            help_text="Satu baris per baris, paling banyak empat.",
        )
        self.add("place", "Tempat penandatanganan", TextField(limit=200), required=True)
        self.logo = self.add(
            "logo", "Lambang kiri", PictureField(self._tasks), help_text="Pada surat perangkat daerah."
        )
        self.second_logo = self.add(
            "second_logo", "Lambang kanan", PictureField(self._tasks), help_text="Bila kop memakai dua."
        )
        self.head_emblem = self.add(
            "head_emblem",
            "Lambang kepala daerah",
            PictureField(self._tasks),
            help_text="Pada keputusan, biasanya lambang negara.",
        )

    def _add_numbers(self) -> None:
        self.section(
            "Nomor surat",
            "Isian: {klasifikasi} {urut} {unit} {bulan} {tahun}. {urut} wajib ada; {urut:3} menulis 014.",
        )
        self.number = self.add("number_pattern", "Pola nomor surat", TextField(limit=120), required=True)
        self.decision = self.add("decision_pattern", "Pola nomor keputusan", TextField(limit=120), required=True)
        self.add("unit_code", "Kode unit", TextField(limit=60), required=True)
        self.add(
            "number_counter",
            "Urutan",
            ChoiceField(_COUNTERS, blank=""),
            required=True,
            beside=True,
            help_text="Boleh diganti kapan saja: urutan dilanjutkan dari nomor tertinggi, tidak ada nomor ganda.",
        )
        self.add("number_policy", "Saat surat diajukan", ChoiceField(_POLICIES, blank=""), required=True)

    def pictures(self) -> dict[str, PictureField]:
        """The fields of pictures by name."""
        return {"logo": self.logo, "second_logo": self.second_logo, "head_emblem": self.head_emblem}

    def show_office(self, current: Office) -> None:
        """Fill the form with an office; its pictures are shown apart."""
        names = (
            "paper", "typeface", "place", "number_pattern", "decision_pattern", "unit_code", "number_counter",
            "number_policy", "footer_shown", "qr_shown", "initials",
        )  # fmt: skip
        values = {name: getattr(current, name) for name in names}
        values |= {f"margin_{side}": str(getattr(current.margins, side)) for side, _ in _SIDES}
        self.set_values(values | {"head_lines": "\n".join(current.head_lines)})

    def office(self, base: Office) -> Office:
        """Return the office as typed, over another; raises InvalidInput for a margin that is no number."""
        values = self.values()
        return replace(
            base,
            paper=Paper(values["paper"]),
            typeface=Typeface(values["typeface"]),
            margins=Margins(**{side: _millimetres(values[f"margin_{side}"], side) for side, _ in _SIDES}),
            head_lines=tuple(str(values["head_lines"]).splitlines()),
            place=str(values["place"]).strip(),
            number_pattern=str(values["number_pattern"]).strip(),
            decision_pattern=str(values["decision_pattern"]).strip(),
            unit_code=str(values["unit_code"]).strip(),
            number_counter=NumberCounter(values["number_counter"]),
            number_policy=NumberPolicy(values["number_policy"]),
            footer_shown=bool(values["footer_shown"]),
            qr_shown=bool(values["qr_shown"]),
            initials=self.initials.value(),
        )


class PaperSection(Section):
    """The form at the left and a letter as it would look at the right; below a width the form alone."""

    title = "Kertas dan nomor surat"
    sentence = "Berlaku bagi surat yang diajukan sesudah disimpan; surat lama tidak berubah."
    nouns = ("office", "signatory", "register")
    fills = True

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__(desk, window)
        self._office: Office | None = None
        self._kept: dict[str, bytes] = dict.fromkeys(_PICTURES, b"")
        self._following: dict[str, int] = {}
        self._draft: FormDraft | None = None
        self._turn = 0
        self.form = PaperForm(desk.tasks)
        self.preview = PdfView()
        self.trouble = label("", "error", wrap=True)
        self.trouble.hide()
        self.kind = SegmentBar(_SAMPLES)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask_preview)
        self._build()

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.form)
        self._side = QFrame()
        beside = QVBoxLayout(self._side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.space("s"))
        beside.addWidget(row(label("Contoh, data rekaan", "subsection"), None, self.kind))
        beside.addWidget(self.trouble)
        beside.addWidget(self.preview, 1)
        self._side.setMinimumWidth(_LETTER)
        across = QHBoxLayout()
        across.setSpacing(theme.space("m"))
        across.addWidget(scrolled(content), 5)
        across.addWidget(self._side, 4)
        self.lines.addLayout(across, 1)
        if self.may_change:
            self.form.buttons("Simpan")
            self.form.submitted.connect(self._save)
            self.form.changed.connect(self._changed)
        else:
            lock_form(self.form)
        self.kind.chosen.connect(lambda _kind: self._ask_preview())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the letter out where there is no room for both."""
        super().resizeEvent(event)
        self._side.setVisible(event.size().width() >= _PREVIEW_FROM)

    # -- reading

    def read(self) -> None:
        """Ask who may give a paraf, where the numbers stand, and for the office."""
        self.desk.ask(office.signatories).then(self, self._show_people)
        self.desk.ask(register.next_ordinals).then(self, self._show_following)
        self.desk.ask(office.current_office).then(self, self._show)

    def _show_people(self, people: Sequence[Signatory]) -> None:
        self.form.initials.set_choices([(one.id, _person(one)) for one in people if one.active])

    def _show_following(self, following: dict[str, int]) -> None:
        self._following = following
        self._explain()

    def _show(self, current: Office) -> None:
        if self._office == current:
            return
        self._office = current
        self.form.show_office(current)
        for name in _PICTURES:
            blob = getattr(current, f"{name}_blob")
            self.desk.ask(office.office_picture, blob).then(self, partial(self._show_picture, name))
        if self._draft is None and self.may_change:
            self._draft = FormDraft(self.desk, "settings:paper", self.form)
            self._draft.restored.connect(self._changed)
        self._explain()
        self._ask_preview()

    def _show_picture(self, name: str, data: bytes | None) -> None:
        self.form.pictures()[name].set_picture(data or b"")
        self._kept[name] = data or b""

    # -- what it gives

    def _changed(self) -> None:
        self._explain()
        self._pause.start()

    def _explain(self) -> None:
        """Show the next number by each pattern as typed."""
        if not self._following or self._office is None:
            return
        one = self.form.field("number_counter").value() == NumberCounter.ONE.value
        classes = [name for name in self._following if name]
        following = self._following[ONE_COUNTER if one else classes[0]]
        unit = str(self.form.field("unit_code").value())
        on = self.desk.office.clock.today()
        for key, field in (("number_pattern", self.form.number), ("decision_pattern", self.form.decision)):
            try:
                pattern = field.value()
                shown = letter_number(pattern, classification=classes[0], ordinal=following, unit=unit, on=on)
            except InvalidInput as error:
                self.form.box(key).set_help(error.sentence)
            else:
                yearless = "" if "{tahun}" in pattern else " Tanpa {tahun}, nomor yang sama terulang tahun depan."
                self.form.box(key).set_help(f"Nomor berikut: {shown}.{yearless}")

    def _pictures(self) -> Pictures:
        """The pictures that differ from those kept."""
        chosen = {name: field.data for name, field in self.form.pictures().items()}
        return Pictures(**{name: data for name, data in chosen.items() if data != self._kept[name]})

    def _ask_preview(self) -> None:
        if self._office is None or not self._side.isVisible():
            return
        try:
            wanted = self.form.office(self._office)
        except InvalidInput as error:
            self._tell(error)
            return
        self._turn += 1
        turn = self._turn

        def show(data: bytes) -> None:
            if turn == self._turn:
                self.trouble.hide()
                self.preview.show_pdf(data)

        def refuse(error: OfficeError) -> None:
            if turn == self._turn:
                self._tell(error)

        self.desk.ask(office.sample_letter, wanted, self._pictures(), self.kind.current).then(self, show, refuse)

    def _tell(self, error: OfficeError) -> None:
        self.trouble.setText(error.sentence)
        self.trouble.show()

    # -- saving

    def _save(self) -> None:
        if self._office is None:
            return
        try:
            wanted = self.form.office(self._office)
        except InvalidInput as error:
            self.form.show_failure(error)
            return
        self.form.set_busy(busy=True)
        self.desk.do(office.change_office, wanted, self._pictures()).then(self, self._done, self._failed)

    def _done(self, saved: Office) -> None:
        self._office = saved
        self._kept = {name: field.data for name, field in self.form.pictures().items()}
        self.form.show_office(saved)
        self.form.set_busy(busy=False)
        if self._draft is not None:
            self._draft.drop()
        self.saved("Kertas dan nomor surat disimpan")

    def _failed(self, error: OfficeError) -> None:
        self.form.set_busy(busy=False)
        self.form.show_failure(error)


def _millimetres(typed: object, side: str) -> int:
    text = str(typed).strip()
    if not text.isdecimal():
        raise InvalidInput("Isi batas dengan bilangan bulat milimeter.", field=f"margin_{side}")
    return int(text)


def _person(one: Signatory) -> str:
    return f"{one.person.name}, {one.person.position}" if one.person.position else one.person.name
