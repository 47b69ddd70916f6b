"""The form in which a case is shown to named people alone, or to everybody again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.errors import InvalidInput, OfficeError
from cases.model.case import Case
from cases.services import restrictions
from cases.services.restrictions import Reader
from desktop import messages
from desktop.desk import Desk
from desktop.widgets.basic import Card, button, label
from desktop.widgets.checks_field import ChecksField
from desktop.widgets.fields import LongTextField
from desktop.widgets.form import Form, scrolled

_WIDTH = 720
_TOLD = (
    "Orang lain tidak lagi menemukan perkara ini, perkara lain dari laporan yang sama, laporannya, bukti, dan "
    "surat-suratnya: tidak dalam daftar, pencarian, rekap, ekspor, maupun riwayat. Mereka hanya melihat berapa "
    "perkara yang dibatasi."
)


class RestrictionPanel(QWidget):
    """``saved`` tells in words what was done and whether who did it still sees the case; ``left`` follows "Batal"."""

    saved = Signal(str, bool)
    left = Signal()

    def __init__(self, desk: Desk, case: Case) -> None:
        super().__init__()
        self._desk, self._case = desk, case
        self.form = Form(width=_WIDTH)
        self.people = self.form.add("user_ids", "Yang boleh melihat", ChecksField(), required=True)
        self.reason = self.form.add(
            "reason", "Alasan", LongTextField(rows=2), required=True, help_text="Masuk catatan perubahan."
        )
        self.form.buttons(
            "Simpan batasan" if case.restricted_to else "Batasi perkara", icon="lock-simple", cancel=self.left.emit
        )
        self.form.submitted.connect(self._restrict)
        self.open = button(
            "Buka untuk semua",
            icon="lock-simple-open",
            on_click=self._lift,
            tip="Semua orang yang boleh membaca perkara melihatnya lagi; isi alasannya dahulu",
        )
        card = Card(f"Siapa yang boleh melihat perkara {case.number}")
        if case.restricted_to:
            card.head.addWidget(self.open)
        card.add(label(_TOLD, "sentence", wrap=True))
        card.add(scrolled(self.form), 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(card)
        desk.ask(restrictions.readers).then(self, self._offer)

    def _offer(self, people: tuple[Reader, ...]) -> None:
        own = self._desk.actor.user_id
        self.people.set_choices(
            [
                (one.id, f"{one.full_name} ({one.username}, {one.role}){', Anda sendiri' if one.id == own else ''}")
                for one in sorted(people, key=lambda one: one.id != own)
            ]
        )
        self.people.restore(self._case.restricted_to or (own,))
        self.form.focus_first()

    def _restrict(self, *, without_me: bool = False) -> None:
        self.form.set_busy(busy=True)
        chosen = self.people.value()
        seen = self._desk.actor.user_id in chosen
        self._desk.do(restrictions.restrict, self._case.id, chosen, self.reason.value(), without_me=without_me).then(
            self, lambda _cases: self.saved.emit(_restricted(len(chosen)), seen), self._refused
        )

    def _lift(self) -> None:
        self.form.set_busy(busy=True)
        self._desk.do(restrictions.lift, self._case.id, self.reason.value()).then(
            self, lambda _cases: self.saved.emit("Perkara terbuka lagi untuk semua", True), self._refused
        )

    def _refused(self, error: OfficeError) -> None:
        self.form.set_busy(busy=False)
        if isinstance(error, InvalidInput) and error.field == "without_me":
            messages.ask(
                self,
                "Anda tidak termasuk yang dipilih. Sesudah ini Anda tidak dapat melihat perkara ini lagi.",
                "Batasi tanpa saya",
                lambda: self._restrict(without_me=True),
                danger=True,
            )
        elif not self.form.show_failure(error):
            messages.show_error(self, error)


def _restricted(people: int) -> str:
    return f"Perkara dibatasi untuk {people} orang"
