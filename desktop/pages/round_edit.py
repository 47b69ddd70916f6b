"""A round of the watch is entered or changed: its period, what to look for, which units, until when."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.errors import InvalidInput, OfficeError
from cases.model.watch import Round, RoundScope, RoundView
from cases.services import watch_rounds
from cases.services.watch_rounds import RoundForm
from desktop import messages, theme
from desktop.desk import Desk
from desktop.drafting import FormDraft
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.watch_parts.units_field import UnitsField
from desktop.widgets.basic import Card
from desktop.widgets.checks_field import ChecksField
from desktop.widgets.date_fields import DateField
from desktop.widgets.fields import ChoiceField, LongTextField, TextField
from desktop.widgets.form import Form, scrolled
from desktop.widgets.header import PageHeader

_SIDE: Final = 420
_NARROW: Final = 290
_ALL_ROOM: Final = 1000
"""How the list of units takes the room of its column: what stands beneath it gets next to none."""
_SENTENCE: Final = "Setiap unit kerja mendapat satu formulir Excel yang diisi tanpa jaringan dan dikembalikan."


class RoundEditPage(Page):
    """``open_page("round-edit", round_id=...)``; without it a new round."""

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._round: Round | None = None
        self.header = PageHeader("Ronde baru", _SENTENCE)
        self.form = form = Form()
        today = desk.office.clock.today
        self.title = form.add(
            "title", "Judul", TextField(placeholder="Misalnya: Masa kampanye, minggu pertama"), required=True
        )
        self.first_on = form.add("first_on", "Masa yang diamati, dari", DateField(today), required=True)
        self.last_on = form.add("last_on", "Sampai dengan", DateField(today), required=True, beside=True)
        self.due_on = form.add(
            "due_on", "Formulir dikembalikan paling lambat",
            DateField(today, over="sudah lewat, jadi rondenya langsung terlambat"), required=True,
            help_text="Tampak di Hari ini dan di Kalender.",
        )  # fmt: skip
        self.scope = form.add(
            "scope", "Pegawai dalam formulir",
            ChoiceField([(str(one), str(one)[:1].upper() + str(one)[1:]) for one in RoundScope], blank=""),
            required=True,
        )  # fmt: skip
        self.looks = form.add("looks", "Yang diperhatikan", ChecksField())
        self.own = form.add("own", "Dengan kata sendiri", LongTextField(rows=2), help_text="Satu hal di setiap baris.")
        self.note = form.add("note", "Catatan kantor", LongTextField(rows=2), help_text="Tidak dicetak di formulir.")
        self.units = form.add("units", "Unit kerja", UnitsField(), required=True)
        form.buttons("Simpan ronde", cancel=window.back)
        form.submitted.connect(self._save)
        self.draft: FormDraft | None = None
        self._build()

    def _build(self) -> None:
        card, side = Card(), Card()
        card.add(scrolled(self.form), 1)
        box = self.form.box("units")
        if isinstance(lines := box.layout(), QVBoxLayout):
            lines.setStretchFactor(self.units, _ALL_ROOM)
        side.add(box, 1)
        side.setMinimumWidth(_NARROW)
        side.setMaximumWidth(_SIDE)
        across = QHBoxLayout()
        across.setSpacing(theme.space("m"))
        across.addWidget(card, 2)
        across.addWidget(side, 1)
        self.lines.addWidget(self.header)
        self.lines.addLayout(across, 1)

    # -- the window's calls

    def on_shown(self, *, round_id: str = "", **_other: Any) -> None:  # noqa: ANN401 - as the base has it
        """Show a round, or an empty form with what was typed before."""
        if self.draft is not None:
            self.draft.flush()
            self.draft = None
        self._round = None
        self.header.set_title("Ubah ronde" if round_id else "Ronde baru")
        self._desk.ask(watch_rounds.watch_units).then(self, self.units.show_units)
        self._desk.ask(watch_rounds.suggested_looks).then(self, lambda looks: self._offer(looks, round_id))

    def may_leave(self) -> bool:
        """Always; what is typed is kept."""
        if self.draft is not None:
            self.draft.flush()
        return True

    def _offer(self, looks: tuple[str, ...], round_id: str) -> None:
        self.looks.set_choices([(look, look) for look in looks])
        if round_id:
            self._desk.ask(watch_rounds.round_view, round_id).then(self, self._show)
            return
        self.form.set_values({"scope": str(RoundScope.ALL), "looks": list(looks[:1])})
        self.draft = FormDraft(self._desk, "round:new", self.form)
        self.form.focus_first()

    def _show(self, view: RoundView) -> None:
        found = self._round = view.round
        offered = dict(self.looks.boxes)
        self.header.set_title(f"Ubah ronde {found.number}")
        self.form.set_values(
            {
                "title": found.title,
                "first_on": _typed(found.first_on),
                "last_on": _typed(found.last_on),
                "due_on": _typed(found.due_on),
                "scope": str(found.scope),
                "looks": [look for look in found.looks if look in offered],
                "own": "\n".join(look for look in found.looks if look not in offered),
                "note": found.note,
                "units": list(found.units),
            }
        )
        self.form.focus_first()

    # -- saving

    def _save(self) -> None:
        try:
            form = self._entered()
        except InvalidInput as error:
            self._refused(error)
            return
        self.form.set_busy(busy=True)
        if self._round is not None:
            done = self._desk.do(watch_rounds.change_round, self._round.id, form)
        else:
            done = self._desk.do(watch_rounds.start_round, form)
        done.then(self, self._saved, self._refused)

    def _entered(self) -> RoundForm:
        first, last, due = (field.value() for field in (self.first_on, self.last_on, self.due_on))
        if first is None or last is None or due is None:
            raise InvalidInput("Isi masa yang diamati dan batas waktunya.", field="first_on")
        return RoundForm(
            title=self.title.value(),
            first_on=first,
            last_on=last,
            due_on=due,
            units=self.units.value(),
            looks=(*self.looks.value(), *self.own.value().splitlines()),
            scope=RoundScope(self.scope.value()),
            left_out=self._round.left_out if self._round is not None else (),
            note=self.note.value(),
        )

    def _saved(self, found: Round) -> None:
        self.form.set_busy(busy=False)
        new = self._round is None
        if self.draft is not None:
            self.draft.drop()
            self.draft = None
        self._window.toast(f"Ronde {found.number} disimpan")
        if new:
            self._window.open_page("round", round_id=found.id)
        else:
            self._window.back()

    def _refused(self, error: BaseException) -> None:
        self.form.set_busy(busy=False)
        if not (isinstance(error, OfficeError) and self.form.show_failure(error)):
            messages.show_error(self, error)


def _typed(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
