"""The letters of a round: filled in once, drafted for each unit that is ticked."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.errors import InvalidInput, OfficeError
from cases.letters.asks import Ask
from cases.model.listing import LetterLine
from cases.model.watch import RoundView, WatchUnit
from cases.services import watch_letters, watch_rounds
from cases.services.watch_letters import REMINDER, REQUEST, UnitLetters
from desktop import messages, theme
from desktop.desk import Desk
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.letter_parts.entry_fields import add_asks, entered
from desktop.pages.watch_parts.units_field import UnitsField
from desktop.widgets.basic import Card, label
from desktop.widgets.form import Form, scrolled
from desktop.widgets.header import PageHeader
from desktop.widgets.parting import clear

_SIDE: Final = 420
_NARROW: Final = 290
_TITLES: Final = {REQUEST: "Surat permintaan pemantauan", REMINDER: "Surat pengingat"}
_WHY: Final = {
    REQUEST: "Satu surat untuk kepala setiap unit kerja yang formulirnya sudah dibuat. Setelah konsepnya dibuat, "
    "semua diajukan dan dicetak sekaligus.",
    REMINDER: "Untuk unit kerja yang sudah disurati dan belum mengembalikan formulir.",
}
_NONE: Final = {
    REQUEST: "Semua unit kerja yang formulirnya sudah dibuat telah mempunyai surat permintaan.",
    REMINDER: "Tidak ada unit kerja yang perlu diingatkan: surat permintaannya belum diajukan, "
    "atau formulirnya sudah kembali.",
}
_FORMLESS: Final = "Formulir ronde ini belum dibuat; pilih “Tulis formulir” di halaman ronde, lalu buat suratnya."
_UNSURE: Final = "Program belum mempunyai dasar hukum yang diverifikasi untuk surat ini dan tidak mencetaknya sendiri."


class RoundLettersPage(Page):
    """``open_page("round-letters", round_id=..., kind="watch-request" | "watch-reminder")``."""

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._round_id, self._kind = "", REQUEST
        self.header = PageHeader("")
        self.form: Form | None = None
        self.units = UnitsField()
        self.trouble = label("", "errorBox", wrap=True)
        self.none = label("", "infoBox", wrap=True)
        self._place = QVBoxLayout()
        self._build()

    def _build(self) -> None:
        card, side = Card(), Card("Kepada kepala unit kerja")
        card.add(label(_UNSURE, "infoBox", wrap=True))
        card.body.addLayout(self._place, 1)
        side.add(self.none)
        side.add(self.trouble)
        side.add(self.units, 1)
        side.setMinimumWidth(_NARROW)
        side.setMaximumWidth(_SIDE)
        across = QHBoxLayout()
        across.setSpacing(theme.space("m"))
        across.addWidget(card, 2)
        across.addWidget(side, 1)
        self.lines.addWidget(self.header)
        self.lines.addLayout(across, 1)
        self.units.changed.connect(self.trouble.hide)

    def on_shown(self, *, round_id: str = "", kind: str = REQUEST, **_other: Any) -> None:  # noqa: ANN401
        """Ask for what the round proposes, and which units can be written to."""
        self._round_id, self._kind = round_id, kind
        self.header.set_title(_TITLES[kind])
        self.header.set_sentence(_WHY[kind])
        self.trouble.hide()
        self._desk.ask(watch_letters.letter_asks, round_id, kind).then(self, self._show_form)
        self._desk.ask(watch_letters.letters_of_round, round_id).then(self, self._take_letters)

    def _show_form(self, asks: tuple[Ask, ...]) -> None:
        clear(self._place)
        form = self.form = Form()
        add_asks(form, asks, self._desk, self, ())
        form.buttons("Buat konsep surat", icon="file-plus", cancel=self._window.back)
        form.submitted.connect(partial(self._save, asks))
        self._place.addWidget(scrolled(form), 1)
        form.focus_first()

    def _take_letters(self, letters: tuple[UnitLetters, ...]) -> None:
        able = {one.unit for one in letters if _fits(self._kind, one)}
        self._desk.ask(watch_rounds.round_view, self._round_id).then(self, partial(self._show_units, able))

    def _show_units(self, able: set[str], view: RoundView) -> None:
        shown = [
            WatchUnit(unit=one.unit, employees=one.employees, accounts=one.accounts)
            for one in view.units
            if one.unit in able and (self._kind == REQUEST or one.filled_id is None)
        ]
        self.units.restore([one.unit for one in shown])
        self.units.show_units(shown)
        formless = all(one.form_id is None for one in view.units)
        self.none.setText(_FORMLESS if formless else _NONE[self._kind])
        self.none.setVisible(not shown)

    def _save(self, asks: tuple[Ask, ...]) -> None:
        form, units = self.form, self.units.value()
        if form is None:
            return
        if not units:
            self.trouble.setText("Pilih sedikitnya satu unit kerja.")
            self.trouble.show()
            return
        try:
            entries = entered(form, asks)
        except InvalidInput as error:
            self._refused(error)
            return
        form.set_busy(busy=True)
        self._desk.do(watch_letters.draft_round_letters, self._round_id, self._kind, units, entries).then(
            self, self._drafted, self._refused
        )

    def _drafted(self, lines: tuple[LetterLine, ...]) -> None:
        if self.form is not None:
            self.form.set_busy(busy=False)
        self._window.toast(f"{len(lines)} konsep surat dibuat")
        self._window.open_page("letter-batch", lines=lines, act="put-up")

    def _refused(self, error: BaseException) -> None:
        form = self.form
        if form is not None:
            form.set_busy(busy=False)
        if not (isinstance(error, OfficeError) and form is not None and form.show_failure(error)):
            messages.show_error(self, error)


def _fits(kind: str, letters: UnitLetters) -> bool:
    """Whether a letter of the kind can be written to a unit, by what was written to it before."""
    request = letters.request
    if kind == REQUEST:
        return request is None or request.status == "batal"
    return request is not None and request.status not in {"batal", "konsep"}
