"""The forms of the book of numbers: numbers that were used by hand, and the reason why one is void."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QTimer

from cases.errors import InvalidInput, OfficeError
from cases.model.listing import RegisterLine
from cases.services import register
from cases.services.register import HandNumber, HandPlan
from desktop.desk import Desk
from desktop.widgets.basic import label
from desktop.widgets.date_fields import DateField
from desktop.widgets.fields import ChoiceField, TextField
from desktop.widgets.form import Form

FAR: Final = 20
"""Numbers that one entry may leave out without a question: one far ahead is more often mistyped, and stays taken."""
_PAUSE_MS: Final = 250


class HandForm(Form):
    """Numbers used without the program; below the fields stands what would be entered."""

    def __init__(
        self, desk: Desk, classifications: tuple[tuple[str, str], ...], today: Callable[[], date], *, leave: object
    ) -> None:
        super().__init__(width=640)
        self._desk = desk
        self._turn = 0
        self.number = self.add(
            "number",
            "Nomor",
            TextField(placeholder="mis. 14", limit=120),
            help_text="Nomor urut (14), rentang (14-20), atau nomor lengkap seperti tertulis.",
            required=True,
        )
        self.used_on = self.add("used_on", "Tanggal surat", DateField(today), required=True, beside=True)
        self.classification = self.add(
            "classification",
            "Klasifikasi",
            ChoiceField([(code, f"{code} {title}".strip()) for code, title in classifications], blank=""),
            required=True,
        )
        self.subject = self.add("subject", "Perihal", TextField(placeholder="mis. Undangan rapat"), required=True)
        self.addressee = self.add("addressee", "Kepada", TextField(placeholder="mis. Camat Tirta Hulu"))
        self.reason = self.add(
            "reason",
            "Alasan batal",
            TextField(placeholder="mis. rusak saat dicetak"),
            help_text="Isi bila nomor ini tidak jadi dipakai; ia tetap terpakai dan ditandai batal.",
        )
        self.told = label("", "infoBox", wrap=True)
        self.told.hide()
        self.add_widget(self.told)
        self.buttons("Catat nomor", icon="check", cancel=leave if callable(leave) else None)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.changed.connect(self._pause.start)

    def start(self, *, number: str = "", classification: str = "", used_on: date | None = None) -> None:
        """Fill in what is known before anything is typed."""
        self.number.restore(number)
        self.used_on.set_date(used_on)
        if classification:
            self.classification.restore(classification)
        self._ask()

    def typed(self) -> HandNumber:
        """What was typed; raises InvalidInput for a day that is none."""
        day = self.used_on.value()
        if day is None:
            raise InvalidInput("Isi tanggal surat.", field="used_on")
        return HandNumber(
            number=self.number.value(),
            used_on=day,
            subject=self.subject.value(),
            addressee=self.addressee.value(),
            classification=self.classification.value(),
            void_reason=self.reason.value(),
        )

    def _ask(self) -> None:
        self._turn += 1
        turn = self._turn
        try:
            typed = self.typed()
        except InvalidInput:
            self.told.hide()
            return
        if not typed.number:
            self.told.hide()
            return

        def show(plan: HandPlan) -> None:
            if turn == self._turn:
                self.told.setText(_planned(plan))
                self.told.show()

        def refuse(error: OfficeError) -> None:
            if turn == self._turn:
                self.told.setText(error.sentence)
                self.told.show()

        self._desk.ask(register.plan_by_hand, typed).then(self, show, refuse)


class VoidForm(Form):
    """Why a number that was used outside the program is void."""

    def __init__(self, line: RegisterLine, *, leave: Callable[[], object]) -> None:
        super().__init__(width=560)
        self.line = line
        self.add_widget(
            label(f"Nomor {line.text}: {line.subject}. Nomor ini tetap terpakai dan ditandai batal.", "body", wrap=True)
        )
        self.reason = self.add("reason", "Alasan batal", TextField(limit=300), required=True)
        self.buttons("Batalkan nomor", cancel=leave)


def _planned(plan: HandPlan) -> str:
    """What would be entered, in a sentence or two."""
    first, last = plan.numbers[0], plan.numbers[-1]
    many = len(plan.numbers)
    words = f"Tercatat: {first.text}." if many == 1 else f"Tercatat {many} nomor: {first.text} sampai {last.text}."
    runs = ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in plan.skipped)
    return f"{words} Nomor urut {runs} dilewati dan muncul sebagai belum dipakai." if runs else words
