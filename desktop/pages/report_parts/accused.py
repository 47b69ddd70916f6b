"""The card of a recorded report's respondents: where each stands, and what can be done about him."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cases.errors import InvalidInput, OfficeError
from cases.model.letter import Letter
from cases.model.person import Person
from cases.model.report import Report, Respondent
from cases.model.user import Right
from cases.rules.respondents import ended, obstacle, waits
from cases.services import old_cases, reports, verification
from desktop import theme
from desktop.desk import Desk
from desktop.pages.report_parts.accused_row import AccusedRow
from desktop.pages.step_forms.people import search_in
from desktop.widgets.basic import Card, button, column, hairline, label, row, snug
from desktop.widgets.parting import clear, part_with
from desktop.widgets.person_field import PersonField

Letters: TypeAlias = tuple[tuple[str, Letter], ...]


class PickPerson(QWidget):
    """Unfolds under a respondent or the list: a person field with its verb and "Batal"."""

    taken = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, verb: str, *, needs_nip: bool, sought: str = "") -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 4, 0, 4)
        lines.setSpacing(theme.space("xs"))
        self.field = PersonField(search_in(desk, self), needs_nip=needs_nip)
        self.field.restore({"sought": sought})
        self._problem = label("", "error", wrap=True)
        self._problem.hide()
        self.field.changed.connect(self._problem.hide)
        self.take = button(verb, on_click=self._take)
        below = QHBoxLayout()
        below.addWidget(self.take)
        below.addWidget(button("Batal", "link", on_click=self.left.emit))
        below.addStretch(1)
        lines.addWidget(self.field)
        lines.addWidget(self._problem)
        lines.addLayout(below)

    def _take(self) -> None:
        try:
            person = self.field.value()
        except InvalidInput as error:
            self.refuse(error.sentence)
            return
        if person is None:
            self.refuse("Ketik nama atau NIP dan pilih orangnya.")
        else:
            self.taken.emit(person)

    def refuse(self, sentence: str) -> None:
        """Say what is wrong."""
        self._problem.setText(sentence)
        self._problem.show()
        self.field.focus_target().setFocus()


class AccusedCard(Card):
    """Every respondent of a report.

    ``open_wanted`` gives the ids of those whose cases are to be opened, ``verify_wanted`` the id of one to be
    verified, ``discard_wanted`` of one to be discarded, ``case_wanted`` and ``letter_wanted`` that of a case or letter
    to be shown; ``changed`` says what was done.
    """

    open_wanted = Signal(object)
    verify_wanted = Signal(str)
    case_wanted = Signal(str)
    letter_wanted = Signal(str)
    discard_wanted = Signal(str)
    changed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__("Terlapor")
        self._desk = desk
        self._report: Report | None = None
        self._picker: PickPerson | None = None
        self.rows: list[AccusedRow] = []
        self._letters: Letters = ()
        self._add = button("Tambah terlapor", "link", icon="plus", on_click=self._add_another)
        self.head.addWidget(self._add)
        self._add.setVisible(desk.may(Right.REGISTER_REPORT))
        self._left_out = snug("", "caption")
        self.open_all = button("Buka perkara", icon="folder-plus", on_click=self._open_chosen)
        self._together = column(row(self.open_all, None), self._left_out, gap=theme.space("xs"))
        self._together.hide()
        self.body.addWidget(self._together)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space("s"))
        self.body.addLayout(self._lines)

    def show_report(self, report: Report) -> None:
        """Show its respondents."""
        self._report = report
        self._drop_picker()
        clear(self._lines)
        if not report.respondents:
            self._lines.addWidget(label("Belum ada terlapor; tambahkan sebelum perkara dibuka.", "sentence", wrap=True))
        self.rows = []
        for respondent in report.respondents:
            if self.rows:
                self._lines.addWidget(hairline())
            self.rows.append(self._row(respondent))
            self._lines.addWidget(self.rows[-1])
        self._show_together()
        self.show_letters(self._letters)

    def show_letters(self, letters: Letters) -> None:
        """Show the letters of the report, each with the accused's id that it is about."""
        self._letters = letters
        for one in self.rows:
            one.show_letters([letter for about, letter in letters if about == one.respondent.id])

    def _row(self, respondent: Respondent) -> AccusedRow:
        made = AccusedRow(respondent, self._actions(respondent), self._further(respondent))
        made.chosen.connect(self._show_chosen)
        made.letter_wanted.connect(self.letter_wanted)
        if respondent.person.nip:
            self._desk.ask(old_cases.earlier_of_person, respondent.person.nip).then(made, made.show_cases)
        return made

    def _actions(self, respondent: Respondent) -> Iterator[QPushButton]:
        if respondent.case_id:
            case_id = respondent.case_id
            yield button("Lihat perkara", "link", icon="folder-open", on_click=lambda: self.case_wanted.emit(case_id))
        elif not respondent.person.nip and self._desk.may(Right.REGISTER_REPORT):
            role = "link" if ended(respondent) else "secondary"
            tip = "Cari orang ini di data pegawai"
            match = button("Cocokkan dengan pegawai", role, icon="identification-card", tip=tip)
            match.clicked.connect(lambda *_: self._match(respondent))
            yield match
        if not self._desk.may(Right.HANDLE_CASE):
            return
        verified = respondent.verification is not None
        if not respondent.case_id and not verified:
            yield button(
                "Verifikasi",
                "link" if not respondent.person.nip else "secondary",
                icon="list-checks",
                on_click=lambda: self.verify_wanted.emit(respondent.id),
            )
        if not obstacle(respondent):
            yield button(
                "Buka perkara",
                "secondary" if verified else "link",
                icon="folder-plus",
                on_click=lambda: self.open_wanted.emit((respondent.id,)),
            )

    def _further(self, respondent: Respondent) -> Iterator[QPushButton]:
        """What may be done about a verification that there is, and about one who was named by mistake."""
        if respondent.verification is not None and self._desk.may(Right.HANDLE_CASE):
            if not respondent.case_id:
                yield button("Verifikasi ulang", "link", on_click=lambda: self.verify_wanted.emit(respondent.id))
            yield button("Lembar verifikasi", "link", on_click=lambda: self._draft_sheet(respondent))
        if not respondent.case_id and self._desk.may(Right.DISCARD):
            tip = f"Keluarkan {respondent.person.name} dari laporan ini, ke Sampah"
            yield button("Buang", "link", tip=tip, on_click=lambda: self.discard_wanted.emit(respondent.id))

    # -- several at once

    def _openable(self) -> list[AccusedRow]:
        return [one for one in self.rows if not obstacle(one.respondent)]

    def _show_together(self) -> None:
        """Offer to open the cases of several at once, and say who is left out and why."""
        able = self._openable()
        shown = len(able) > 1 and self._desk.may(Right.HANDLE_CASE)
        for one in able:
            one.box.setVisible(shown)
        names = [one.respondent.person.name for one in self.rows if waits(one.respondent) and one not in able]
        self._left_out.setText(f"Belum dicocokkan dengan NIP, tidak ikut: {', '.join(names)}.")
        self._left_out.setVisible(bool(names))
        self._together.setVisible(shown)
        self._show_chosen()

    def _show_chosen(self) -> None:
        count = len(self._chosen())
        self.open_all.setText(f" Buka perkara {count} terlapor" if count else " Pilih terlapor")
        self.open_all.setEnabled(bool(count))

    def _chosen(self) -> tuple[str, ...]:
        return tuple(one.respondent.id for one in self._openable() if one.box.isChecked())

    def _open_chosen(self) -> None:
        self.open_wanted.emit(self._chosen())

    # -- the sheet

    def _draft_sheet(self, respondent: Respondent) -> None:
        """Show the sheet that there is, or draft one."""
        of_him = (letter for about, letter in self._letters if about == respondent.id)
        sheet = next((letter for letter in of_him if letter.kind == verification.SHEET and not letter.outdated), None)
        if sheet is not None:
            self.letter_wanted.emit(sheet.id)
        elif self._report is not None:
            asked = self._desk.do(verification.draft_sheet, self._report.id, respondent.id)
            asked.then(self, lambda letter: self.letter_wanted.emit(letter.id))

    # -- changing

    def _unfold(self, picker: PickPerson, under: QVBoxLayout, take: Callable[[Person], None]) -> None:
        self._drop_picker()
        self._picker = picker
        picker.taken.connect(take)
        picker.left.connect(self._drop_picker)
        under.addWidget(picker)
        picker.field.focus_target().setFocus()

    def _drop_picker(self) -> None:
        if self._picker is not None:
            part_with(self._picker)
            self._picker = None

    def _match(self, respondent: Respondent) -> None:
        under = next(one.words for one in self.rows if one.respondent.id == respondent.id)
        picker = PickPerson(self._desk, "Cocokkan", needs_nip=True, sought=respondent.person.name)
        self._unfold(picker, under, lambda person: self._identify(respondent, person))
        picker.field.edit.textEdited.emit(respondent.person.name)

    def _identify(self, respondent: Respondent, person: Person) -> None:
        if self._report is not None:
            asked = self._desk.do(reports.identify_respondent, self._report.id, respondent.id, person)
            asked.then(self, lambda _report: self.changed.emit(f"{person.name} dicocokkan."), self._refuse)

    def begin(self) -> None:
        """Begin with what is missing: matching the first who has no NIP, else naming somebody."""
        unmatched = next((one.respondent for one in self.rows if not one.respondent.person.nip), None)
        if unmatched is not None and waits(unmatched):
            self._match(unmatched)
        else:
            self._add_another()

    def _add_another(self) -> None:
        picker = PickPerson(self._desk, "Tambahkan", needs_nip=False)
        self._unfold(picker, self._lines, self._take_another)

    def _take_another(self, person: Person) -> None:
        if self._report is not None:
            asked = self._desk.do(reports.add_respondent, self._report.id, person)
            asked.then(self, lambda _report: self.changed.emit(f"{person.name} ditambahkan."), self._refuse)

    def _refuse(self, error: OfficeError) -> None:
        if self._picker is not None:
            self._picker.refuse(error.sentence)
