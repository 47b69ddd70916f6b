"""Who gives a paraf on a letter before it is signed, and who has; the list is changed in place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.errors import OfficeError
from cases.model.letter import Initial, Letter, LetterStatus
from cases.model.person import Person
from cases.rules.dates import short_date
from cases.services import letters
from cases.services.letter_view import LetterView
from desktop import messages, theme
from desktop.desk import Desk
from desktop.pages.letter_parts.life import Mark
from desktop.pages.step_forms.people import search_in
from desktop.widgets.basic import Elided, button, column, icon_button, label, row
from desktop.widgets.date_fields import DateField
from desktop.widgets.form import Form
from desktop.widgets.parting import clear
from desktop.widgets.person_field import PersonField

_WIDTH: Final = 400
_OPEN: Final = frozenset({LetterStatus.DRAFT, LetterStatus.PUT_UP})


class InitialsList(QWidget):
    """``done`` gives the letter as it then stands and a sentence, "" where nothing needs to be said.

    Of a letter that is signed it only tells; where there is nothing to tell it hides itself.
    """

    done = Signal(object, str)
    asking = Signal(bool)
    """Whether a form of its own is open."""

    def __init__(self, desk: Desk, view: LetterView, *, may_change: bool) -> None:
        super().__init__()
        self._desk, self.view = desk, view
        self._open = may_change and view.letter.status in _OPEN
        self._changing = False
        self._asked: int | None = None
        self._unfolded = self._waits
        self.form: Form | None = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.space("xs"))
        self._show()

    @property
    def says(self) -> bool:
        """Whether there is something to tell or to do."""
        return bool(self.view.letter.initials) or self._open

    @property
    def asks(self) -> bool:
        """Whether a form of its own is open."""
        return self._changing or self._asked is not None

    @property
    def _waits(self) -> bool:
        """Whether a paraf is still awaited; once none is, a line tells all."""
        return self._open and any(one.given_on is None for one in self.view.letter.initials)

    # -- showing

    def _show(self) -> None:
        clear(self._lines)
        self.form = None
        self.asking.emit(self.asks)
        initials = self.view.letter.initials
        self.setVisible(self.says)
        given = sum(one.given_on is not None for one in initials)
        words = f"Paraf: {given} dari {len(initials)}" if initials else "Tanpa paraf"
        unfolded = self._unfolded or self._changing
        head: list[QWidget | None] = [label(words, "strong"), None]
        if not unfolded and initials:
            head.append(button("Lihat", "link", on_click=self._unfold))
        elif self._open and not self._changing:
            head.append(button("Ubah daftar…", "link", on_click=self.change))
        self._lines.addWidget(row(*head))
        if not unfolded:
            return
        for place, one in enumerate(initials):
            self._lines.addWidget(self._row(place, one))
            if place == self._asked:
                self._ask_day(place)
        if self._changing:
            self._add_someone()

    def _unfold(self) -> None:
        self._unfolded = True
        self._show()

    def _row(self, place: int, one: Initial) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("s"))
        line.addWidget(Mark("done" if one.given_on else "todo"))
        state = f"diparaf {short_date(one.given_on)}" if one.given_on else "belum diparaf"
        line.addWidget(column(Elided(one.name, "label"), Elided(state if one.given_on else one.post, "help")), 1)
        made.setAccessibleName(f"{one.name}: {state}")
        if self._changing:
            line.addWidget(icon_button("caret-up", f"Naikkan {one.name}", on_click=lambda: self._move_up(place)))
            line.addWidget(icon_button("x", f"Hapus {one.name}", on_click=lambda: self._remove(place)))
        elif one.given_on is not None and self._open:
            tip = f"Batalkan paraf {one.name}"
            line.addWidget(icon_button("arrow-counter-clockwise", tip, on_click=lambda: self._take_back(place)))
        elif one.given_on is None and self._open and self._asked != place:
            line.addWidget(button("Catat", "link", on_click=lambda: self.ask(place), tip=f"Catat paraf {one.name}"))
        return made

    # -- a paraf

    def ask(self, place: int) -> None:
        """Ask for the day of a paraf."""
        self._asked, self._changing = place, False
        self._show()
        if self.form is not None:
            self.form.focus_first()

    def _ask_day(self, place: int) -> None:
        today = self._desk.office.clock.today
        form = self.form = Form(width=_WIDTH)
        form.add("given_on", "Tanggal paraf", DateField(today), required=True).set_date(today())
        form.buttons("Catat paraf", cancel=self._leave)
        form.submitted.connect(lambda: self._give(place, form.field("given_on").value()))
        self._lines.addWidget(form)

    def _leave(self) -> None:
        self._asked = None
        self._changing = False
        self._show()

    def _give(self, place: int, day: date) -> None:
        if self.form is not None:
            self.form.set_busy(busy=True)
        name = self.view.letter.initials[place].name
        self._desk.do(letters.give_initial, self.view.letter.id, place, day).then(
            self, lambda letter: self.done.emit(letter, f"Paraf {name} dicatat"), self._refused
        )

    def _take_back(self, place: int) -> None:
        name = self.view.letter.initials[place].name
        self._desk.do(letters.take_back_initial, self.view.letter.id, place).then(
            self, lambda letter: self.done.emit(letter, f"Paraf {name} dibatalkan"), self._refused
        )

    # -- the list

    def change(self) -> None:
        """Let the list be changed."""
        self._changing, self._asked = True, None
        self._show()

    def _add_someone(self) -> None:
        form = self.form = Form(width=_WIDTH)
        self._person = PersonField(search_in(self._desk, self))
        form.add("person", "Tambah pemberi paraf", self._person, required=True)
        form.buttons("Tambah")
        form.submitted.connect(self._add)
        self._lines.addWidget(form)
        self._lines.addWidget(row(None, button("Selesai", on_click=self._leave)))

    def _add(self) -> None:
        person: Person | None = self._person.value()
        if person is not None:
            self._save((*self.view.letter.initials, Initial(name=person.name, post=person.position)))

    def _remove(self, place: int) -> None:
        self._save(tuple(one for at, one in enumerate(self.view.letter.initials) if at != place))

    def _move_up(self, place: int) -> None:
        moved = list(self.view.letter.initials)
        moved.insert(max(place - 1, 0), moved.pop(place))
        self._save(tuple(moved))

    def _save(self, wanted: tuple[Initial, ...]) -> None:
        self._desk.do(letters.set_initials, self.view.letter.id, wanted).then(self, self._saved, self._refused)

    def _saved(self, letter: Letter) -> None:
        self.view = replace(self.view, letter=letter)
        self._show()

    def take(self, view: LetterView) -> None:
        """Show the letter as it is now; a list that is being changed stays open."""
        self.view = view
        self._asked = None
        self._unfolded = self._changing or self._waits
        self._show()

    def _refused(self, error: OfficeError) -> None:
        if self.form is None or not self.form.show_failure(error):
            messages.show_error(self, error)
        else:
            self.form.set_busy(busy=False)
