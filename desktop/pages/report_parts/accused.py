"""The card of a recorded report's respondents: where each stands, and what can be done about him."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cases.errors import InvalidInput, OfficeError
from cases.model.case import Case
from cases.model.person import Person
from cases.model.report import Report, Respondent
from cases.model.user import Right
from cases.services import case_files, reports
from desktop import theme
from desktop.desk import Desk
from desktop.pages.report_parts.respondents import earlier_words
from desktop.pages.step_forms.people import search_in
from desktop.widgets.basic import Card, button, hairline, label, snug
from desktop.widgets.person_field import PersonField, describe
from desktop.widgets.pill import Pill, PillLook
from desktop.widgets.rail import Avatar


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

    ``open_wanted`` gives the id of one whose case is to be opened, ``case_wanted`` that of a case to be shown,
    ``changed`` says what was done.
    """

    open_wanted = Signal(str)
    case_wanted = Signal(str)
    changed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__("Terlapor")
        self._desk = desk
        self._report: Report | None = None
        self._picker: PickPerson | None = None
        self._add = button("Tambah terlapor", "link", icon="plus", on_click=self._add_another)
        self._add.setVisible(desk.may(Right.REGISTER_REPORT))
        self.head.addWidget(self._add)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space("s"))
        self.body.addLayout(self._lines)

    def show_report(self, report: Report) -> None:
        """Show its respondents."""
        self._report = report
        self._drop_picker()
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if not report.respondents:
            self._lines.addWidget(label("Belum ada terlapor; tambahkan sebelum perkara dibuka.", "sentence", wrap=True))
        for place, respondent in enumerate(report.respondents):
            if place:
                self._lines.addWidget(hairline())
            self._lines.addWidget(self._row(respondent))

    def _row(self, respondent: Respondent) -> QWidget:
        person = respondent.person
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(theme.space("s"))
        line.addWidget(Avatar(person.name), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        name = QHBoxLayout()
        name.addWidget(snug(person.name, "event"), 1)
        state = Pill(_state(respondent))
        name.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
        words.addLayout(name)
        words.addWidget(snug(describe(person), "caption"))
        earlier = snug("", "amber")
        earlier.hide()
        words.addWidget(earlier)
        actions = QHBoxLayout()
        actions.setSpacing(theme.space("s"))
        words.addLayout(actions)
        for action in self._actions(respondent, words):
            actions.addWidget(action)
        actions.addStretch(1)
        line.addLayout(words, 1)
        if person.nip:
            self._desk.ask(case_files.cases_of_person, person.nip).then(
                made, lambda cases: self._show_cases(respondent, cases, state, earlier)
            )
        return made

    def _actions(self, respondent: Respondent, under: QVBoxLayout) -> list[QWidget]:
        if respondent.case_id:
            case_id = respondent.case_id
            return [
                button("Lihat perkara", "link", icon="folder-open", on_click=lambda: self.case_wanted.emit(case_id))
            ]
        if not respondent.person.nip:
            if not self._desk.may(Right.REGISTER_REPORT):
                return []
            match = button("Cocokkan dengan pegawai", icon="identification-card", tip="Cari orang ini di data pegawai")
            match.clicked.connect(lambda *_: self._match(respondent, under))
            return [match]
        if not self._desk.may(Right.HANDLE_CASE):
            return []
        return [button("Buka perkara", icon="folder-plus", on_click=lambda: self.open_wanted.emit(respondent.id))]

    @staticmethod
    def _show_cases(respondent: Respondent, cases: tuple[Case, ...], state: Pill, earlier: QLabel) -> None:
        own = next((case for case in cases if case.id == respondent.case_id), None)
        if own is not None:
            state.show_look(PillLook(f"Perkara {own.number}", "green", "check-circle"))
        others = tuple(case for case in cases if case.id != respondent.case_id)
        earlier.setText(earlier_words(others))
        earlier.setVisible(bool(others))

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
            self._picker.hide()
            self._picker.deleteLater()
            self._picker = None

    def _match(self, respondent: Respondent, under: QVBoxLayout) -> None:
        picker = PickPerson(self._desk, "Cocokkan", needs_nip=True, sought=respondent.person.name)
        self._unfold(picker, under, lambda person: self._identify(respondent, person))
        picker.field.edit.textEdited.emit(respondent.person.name)

    def _identify(self, respondent: Respondent, person: Person) -> None:
        if self._report is not None:
            asked = self._desk.do(reports.identify_respondent, self._report.id, respondent.id, person)
            asked.then(self, lambda _report: self.changed.emit(f"{person.name} dicocokkan."), self._refuse)

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


def _state(respondent: Respondent) -> PillLook:
    if respondent.case_id:
        return PillLook("Perkara dibuka", "green", "check-circle")
    if respondent.person.nip:
        return PillLook("Siap", "green", "check", outlined=True)
    return PillLook("Belum dicocokkan", "amber", "warning-circle")
