"""A new office in four steps on one page; what was typed stays while going back and forth."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cases.errors import InvalidInput, OfficeError
from desktop import theme
from desktop.opening import NewOffice
from desktop.pages.entry.sheet_step import SheetStep
from desktop.pages.entry.signatory_step import SignatoryStep
from desktop.tasks import Tasks
from desktop.widgets.basic import Icon, button, label, row
from desktop.widgets.form import Form, scrolled
from desktop.widgets.office_form import OfficeForm
from desktop.widgets.user_form import UserForm

if TYPE_CHECKING:
    from cases.model.office import Office

_STEPS: Final = (
    ("Kantor", "Daerah, perangkat daerah, lambang, kertas"),
    ("Penanda tangan", "Boleh dilengkapi nanti"),
    ("Pengguna pertama", "Admin kantor ini"),
    ("Lembar pemulihan", "Dicetak, tidak disimpan"),
)
_FIELD_STEP: Final = {"username": 2, "full_name": 2, "password": 2, "again": 2, "nip": 1}


class StepList(QFrame):
    """The steps at the left: done, here, to come."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setFixedWidth(268)
        self._marks: list[Icon] = []
        self._titles: list[QWidget] = []
        lines = QVBoxLayout(self)
        lines.setContentsMargins(24, 28, 20, 24)
        lines.setSpacing(18)
        lines.addWidget(label("Siapkan kantor baru", "section"))
        for title, sentence in _STEPS:
            mark = Icon("circle", "muted", 22)
            words = label(title, "strongLine")
            line = QHBoxLayout()
            line.setSpacing(theme.space("s"))
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            beside = QVBoxLayout()
            beside.setSpacing(1)
            beside.addWidget(words)
            beside.addWidget(label(sentence, "small", wrap=True))
            line.addLayout(beside, 1)
            lines.addLayout(line)
            self._marks.append(mark)
            self._titles.append(words)
        lines.addStretch(1)

    def show_step(self, place: int) -> None:
        """Mark the steps before as done and this one as the present."""
        for number, (mark, words) in enumerate(zip(self._marks, self._titles, strict=True)):
            if number < place:
                mark.show_icon("check-circle", "greenFg")
            elif number == place:
                mark.show_icon("radio-button", "accentText")
            else:
                mark.show_icon("circle", "muted")
            theme.set_role(words, "strong" if number == place else "strongLine")


class NewOfficePage(QWidget):
    """``sheet_wanted`` asks for an office's recovery sheet, ``founded`` carries a NewOffice, ``left`` goes back."""

    sheet_wanted = Signal(object)
    founded = Signal(object)
    left = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.steps = StepList()
        self.office_form = OfficeForm(tasks)
        self.signatories = SignatoryStep()
        self.user_form = UserForm()
        self.sheet = SheetStep()
        self.stack = QStackedWidget()
        self.stack.addWidget(self._scrolled("Data kantor", "Semuanya dapat diubah nanti.", self.office_form))
        self.stack.addWidget(
            self._scrolled(
                "Penanda tangan",
                "Pejabat yang menandatangani surat: kepala perangkat daerah, sekretaris daerah, dan seterusnya. "
                "Boleh kosong; Anda dapat menambahkannya di Pengaturan.",
                self.signatories,
            )
        )
        self.stack.addWidget(
            self._scrolled(
                "Pengguna pertama",
                "Pengguna ini menjadi admin: ia mengatur kantor dan menambah pengguna lain. Siapa pun yang memakai "
                "akun komputer yang terdaftar dapat membaca semuanya: peran dan hak dijaga oleh program.",
                self.user_form,
            )
        )
        self.stack.addWidget(self.sheet)
        self.problem = label("", "errorBox", wrap=True)
        self.problem.hide()
        self.back_button = button("Kembali", icon="arrow-left", on_click=self.back)
        self.next_button = button("Lanjut", "primary", on_click=self.go_on, tip="Lanjut (Ctrl+Enter)")
        self._build()
        self.sheet.matched.connect(self._show_buttons)
        for form in (self.office_form, self.user_form):
            form.submitted.connect(self.go_on)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):  # the second is the one of the number block
            QShortcut(QKeySequence(keys), self).activated.connect(self._hurry_on)
        self._go(0)

    def _build(self) -> None:
        foot = QFrame()
        foot.setProperty("role", "topbar")
        line = QVBoxLayout(foot)
        line.setContentsMargins(24, 10, 24, 10)
        line.addWidget(self.problem)
        line.addWidget(row(self.back_button, None, self.next_button))
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.stack, 1)
        right.addWidget(foot)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.steps)
        whole.addLayout(right, 1)

    def _scrolled(self, title: str, sentence: str, content: QWidget) -> QWidget:
        holder = QWidget()
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 8, 0)
        lines.setSpacing(theme.space("s"))
        lines.addWidget(label(title, "title"))
        words = label(sentence, "sentence", wrap=True)
        words.setMaximumWidth(640)
        lines.addWidget(words)
        lines.addSpacing(theme.space("s"))
        lines.addWidget(content)
        lines.addStretch(1)
        return scrolled(holder, padding=theme.space("pagePadding"))

    # -- what the program tells it

    def show_sheet(self, office: Office, lines: tuple[str, ...], pdf: bytes) -> None:
        """Show the sheet that was asked for."""
        self.sheet.show_sheet(office.short_name, lines, pdf)
        self._set_busy("")
        self._go(len(_STEPS) - 1)

    def refuse(self, error: OfficeError) -> None:
        """Say what is wrong, at the step where it can be mended."""
        self._set_busy("")
        field = getattr(error, "field", "")
        place = _FIELD_STEP.get(field, 0 if field in self.office_form.values() else self.stack.currentIndex())
        self._go(place)
        form: Form | None = {0: self.office_form, 2: self.user_form}.get(place)
        if form is not None and field in form.values():
            form.show_error(field, error.sentence)
        else:
            self._say(error.sentence)

    # -- moving

    @property
    def place(self) -> int:
        """The number of the step that is shown, from 0."""
        return self.stack.currentIndex()

    def go_on(self) -> None:
        """Check this step and show the next; at the end, found the office."""
        self._say("")
        checks: tuple[Callable[[], bool], ...] = (
            self.office_form.check,
            self.signatories.finish_typing,
            self._check_user,
            lambda: self.sheet.is_matched,
        )
        if not checks[self.place]():
            return
        if self.place == len(_STEPS) - 1:
            self._set_busy("Membuat kantor ...")
            self.founded.emit(self.new_office())
        elif self.place == len(_STEPS) - 2:
            self._set_busy("Menyiapkan lembar ...")
            self.sheet_wanted.emit(self.office_form.office())
        else:
            self._go(self.place + 1)

    def _hurry_on(self) -> None:
        """Ctrl+Enter: take the signatory being typed, or go on."""
        form = self.signatories.form if self.place == 1 else None
        if form is not None:
            form.submit()
        elif self.next_button.isEnabled():
            self.go_on()

    def back(self) -> None:
        """Show the step before; from the first, leave."""
        if self.place == 0:
            self.left.emit()
        else:
            self._go(self.place - 1)

    def new_office(self) -> NewOffice:
        """Everything that was typed; raises InvalidInput."""
        return NewOffice(
            office=self.office_form.office(),
            first_user=self.user_form.user(),
            signatories=self.signatories.signatories(),
            logo=self.office_form.logo.value(),
            head_emblem=self.office_form.head_emblem.value(),
        )

    def focus_first(self) -> None:
        """Put the cursor into the step."""
        (
            self.office_form.focus_first,
            self.signatories.focus_first,
            self.user_form.focus_first,
            self.sheet.focus_first,
        )[self.place]()

    def _check_user(self) -> bool:
        if not self.user_form.check():
            return False
        try:
            self.user_form.user()
        except InvalidInput as error:
            self.user_form.show_failure(error)
            return False
        return True

    def _go(self, place: int) -> None:
        self._say("")
        self.stack.setCurrentIndex(place)
        self.steps.show_step(place)
        self._show_buttons()
        self.focus_first()

    def _show_buttons(self) -> None:
        last = self.place == len(_STEPS) - 1
        self.next_button.setText("Selesai, buat kantor" if last else "Lanjut")
        self.next_button.setEnabled(not last or self.sheet.is_matched)

    def _set_busy(self, words: str) -> None:
        for each in (self.back_button, self.next_button):
            each.setEnabled(not words)
        self.next_button.setText(words)
        if not words:
            self._show_buttons()

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
