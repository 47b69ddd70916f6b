"""The form of what comes next for a letter: put up, signed, delivered. What is half typed outlives a lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.errors import BadFile, ConfirmationNeeded, OfficeError
from cases.model.letter import Letter, LetterStatus
from cases.services import letters, register
from cases.services.letter_view import LetterView
from cases.services.register import NumberOffer
from desktop import messages, theme
from desktop.desk import Desk
from desktop.drafting import FormDraft
from desktop.pages.letter_parts.checks import PAPER_SIZES
from desktop.preferences import Preferences
from desktop.widgets.basic import label
from desktop.widgets.date_fields import DateField
from desktop.widgets.fields import ChoiceField, TextField
from desktop.widgets.form import Form
from desktop.widgets.scan_field import ScanField, read_scan

_WIDTH: Final = 400
_HOLES: Final = 40
"""Numbers left out that are offered, the youngest first."""
_WAYS: Final = (
    "diserahkan langsung kepada yang bersangkutan",
    "diterima keluarga di rumah",
    "dikirim melalui pos tercatat",
    "dikirim melalui kurir",
)
_SCAN: Final = "scan"
_FAR: Final = 20
"""Numbers that one written by hand may leave out without a question."""


class _Ordinal(ChoiceField):
    """The next number or one that was left out; what a draft holds is offered before the book has been asked."""

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Choose a number, a new one too."""
        if draft and self.box.findData(str(draft)) < 0:
            self.box.addItem(_left_out(draft), str(draft))
        super().restore(draft)


def _left_out(ordinal: object) -> str:
    return f"{ordinal}, belum dipakai"


class LetterAction(QWidget):
    """``done`` gives the letter as it then stands and a sentence."""

    done = Signal(object, str)

    def __init__(
        self, desk: Desk, view: LetterView, planned: date | None, preferences: Preferences | None = None
    ) -> None:
        super().__init__()
        self._desk, self.view = desk, view
        self._preferences = preferences
        self._without_initials = False
        self.form = Form(width=_WIDTH)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        lines.addWidget(self.form)
        self._today = desk.office.clock.today
        today = self._today()
        builders: dict[LetterStatus, Callable[[], None]] = {
            LetterStatus.DRAFT: lambda: self._put_up(planned or view.proposed_on or today),
            LetterStatus.PUT_UP: lambda: self._sign(today),
            LetterStatus.SIGNED: lambda: self._deliver(today),
        }
        builders[view.letter.status]()
        self._kept = FormDraft(desk, f"letter:{view.letter.id}:{view.letter.status.name}", self.form)
        if view.letter.status is LetterStatus.DRAFT:
            self._kept.restored.connect(self._show_number)

    @property
    def says(self) -> bool:
        """Always: it is made only where something comes next."""
        return True

    def serves(self, view: LetterView) -> bool:
        """Whether what is typed here still fits a letter; parafs and other things beside it may have changed."""
        own, other = self.view.letter, view.letter
        same = replace(own, initials=other.initials) == other and replace(view, letter=own) == self.view
        if same:
            self.view = view
        return same

    @property
    def scan(self) -> ScanField | None:
        """Where a scan is taken: the signed paper, or the receipt; None for a draft."""
        return next(iter(self.form.findChildren(ScanField)), None)

    # -- putting up

    def _put_up(self, day: date) -> None:
        field = self.form.add("letter_on", "Tanggal surat", DateField(self._today), required=True)
        field.set_date(day)
        self._number = label("", "infoBox", wrap=True)
        if self.view.letter.numbered and not self.view.blank:
            self._ordinal = self.form.add("ordinal", "Nomor urut", _Ordinal(blank="Berikutnya"))
            self._ordinal.changed.connect(self._show_number)
            self.form.show_field("ordinal", shown=False)
        self.form.add_widget(self._number)
        self.form.buttons("Ajukan untuk ditandatangani", icon="paper-plane-tilt")
        self.form.submitted.connect(self._do_put_up)
        field.changed.connect(self._show_number)
        self._show_number()

    def _show_number(self) -> None:
        """The number that it would take now, or how it will be numbered."""
        letter = self.view.letter
        if not letter.numbered:
            self._number.setText("Surat ini tidak memakai nomor.")
        elif self.view.blank:
            self._number.setText("Nomor dan tanggal dikosongkan pada surat; keduanya dicatat saat ditandatangani.")
        elif self.form.box("letter_on").problem() or (day := self.form.field("letter_on").value()) is None:
            self._number.setText("Nomor diambil saat diajukan, menurut tanggal surat.")
        else:
            request = self._desk.ask(register.number_offer, letter.id, day, self._chosen_ordinal())
            request.then(self, self._say_number, self._no_number)

    def _say_number(self, offer: NumberOffer | None) -> None:
        if offer is None:
            return
        self._number.setText(f"Nomor {offer.text} diambil saat diajukan.")
        left_out = [number for hole in reversed(offer.holes) for number in range(hole.last, hole.first - 1, -1)]
        self._ordinal.set_choices([(str(number), _left_out(number)) for number in left_out[:_HOLES]])
        self.form.show_field("ordinal", shown=bool(left_out))

    def _no_number(self, error: OfficeError) -> None:
        self._number.setText(error.sentence)

    def _chosen_ordinal(self) -> int | None:
        if not self.view.letter.numbered or self.view.blank:
            return None
        chosen = self._ordinal.value()
        return int(chosen) if chosen else None

    def _do_put_up(self) -> None:
        day = self.form.field("letter_on").value()
        self.form.set_busy(busy=True)
        self._desk.do(letters.put_up, self.view.letter.id, day, ordinal=self._chosen_ordinal()).then(
            self, lambda letter: self._end(letter, f"{letter.title} diajukan"), self._ask_or_refuse
        )

    def _ask_or_refuse(self, error: OfficeError) -> None:
        if isinstance(error, ConfirmationNeeded):
            self._ask_to_allow(error)
        else:
            self._refused(error)

    def _ask_to_allow(self, asked: ConfirmationNeeded) -> None:
        self.form.set_busy(busy=False)

        def allow() -> None:
            self.form.set_busy(busy=True)
            allowed = self._desk.do(letters.allow_unverified, asked.topic)
            allowed.then(self, lambda _none: self._do_put_up(), self._refused)

        messages.ask(self, asked.sentence, "Izinkan dan ajukan", allow)

    # -- signing

    def _sign(self, today: date) -> None:
        letter = self.view.letter
        field = self.form.add("signed_on", "Tanggal tanda tangan", DateField(self._today), required=True)
        field.set_date(min(letter.letter_on or today, today))
        if letter.numbered and not letter.number:
            written = self.form.add(
                "ordinal",
                "Nomor urut",
                TextField(placeholder="mis. 214", limit=7),
                help_text="Nomor urut yang ditulis tangan pada surat.",
                required=True,
            )
            self._offer: NumberOffer | None = None
            for one in (field, written):
                one.changed.connect(self._show_written)
            self._show_written()
        self.form.add(
            _SCAN,
            "Pindaian",
            ScanField(preferences=self._preferences),
            help_text="Surat yang sudah ditandatangani; tarik berkasnya ke halaman ini, boleh menyusul.",
        )
        self.form.buttons("Catat tanda tangan", icon="signature")
        self.form.submitted.connect(self._do_sign)

    def _show_written(self) -> None:
        """What number the one written by hand makes, and what would be left out before it."""
        if self.form.box("signed_on").problem() or (day := self.form.field("signed_on").value()) is None:
            return
        asked = self._desk.ask(register.number_offer, self.view.letter.id, day)
        asked.then(self, self._say_written, self._refused)

    def _say_written(self, offer: NumberOffer | None) -> None:
        self._offer = offer
        if offer is not None:
            self.form.box("ordinal").set_help(
                f"Nomor urut yang ditulis tangan pada surat; berikutnya {offer.ordinal} ({offer.text})."
            )

    def _do_sign(self) -> None:
        if not self.view.letter.numbered or self.view.letter.number:
            self._sign_with(None)
            return
        typed = str(self.form.field("ordinal").value())
        if not typed.isdecimal():
            self.form.show_error("ordinal", "Isi angkanya saja, mis. 214.")
            return
        ordinal = int(typed)
        skipped = ordinal - self._offer.ordinal if self._offer is not None else 0
        if skipped > _FAR:  # more often mistyped than meant, and it stays taken
            sentence = (
                f"{skipped} nomor akan dilewati, dan nomor yang dicatat tetap terpakai. Benarkah nomornya {typed}?"
            )
            messages.ask(self, sentence, "Catat nomor itu", lambda: self._sign_with(ordinal))
        else:
            self._sign_with(ordinal)

    def _sign_with(self, ordinal: int | None) -> None:
        day = self.form.field("signed_on").value()
        self._with_scan(lambda scan: self._record_signature(day, ordinal, scan))

    def _record_signature(self, day: date, ordinal: int | None, scan: bytes | None) -> None:
        request = self._desk.do(
            letters.sign, self.view.letter.id, day, ordinal, scan=scan, without_initials=self._without_initials
        )
        request.then(
            self,
            lambda letter: self._end(letter, f"Tanda tangan {letter.title} dicatat"),
            lambda error: self._ask_for_initials(error, ordinal),
        )

    def _ask_for_initials(self, error: OfficeError, ordinal: int | None) -> None:
        if not isinstance(error, ConfirmationNeeded):
            self._refused(error)
            return
        self.form.set_busy(busy=False)

        def go_on() -> None:
            self._without_initials = True
            self._sign_with(ordinal)

        messages.ask(self, error.sentence, "Catat tanpa paraf", go_on)

    # -- delivering

    def _deliver(self, today: date) -> None:
        field = self.form.add("delivered_on", "Tanggal disampaikan", DateField(self._today), required=True)
        signed = self.view.letter.signed_on
        field.set_date(signed if signed is not None and signed < today else today)
        how = ChoiceField([(way, way[:1].upper() + way[1:]) for way in _WAYS], blank="", editable=True)
        self.form.add("how", "Cara penyampaian", how, required=True)
        names = dict.fromkeys(person.name for person in (self.view.respondent, *self.view.known) if person.name)
        to = ChoiceField([(name, name) for name in names], blank="", editable=True)
        self.form.add("to", "Diterima oleh", to, required=True)
        self.form.add(
            _SCAN,
            "Tanda terima",
            ScanField(preferences=self._preferences),
            help_text="Pindaian atau fotonya; boleh menyusul.",
        )
        self.form.buttons("Catat penyampaian", icon="envelope-simple")
        self.form.submitted.connect(self._do_deliver)

    def _do_deliver(self) -> None:
        day, how, to = (self.form.field(key).value() for key in ("delivered_on", "how", "to"))
        self._with_scan(
            lambda receipt: self._desk.do(letters.deliver, self.view.letter.id, day, how, to, receipt).then(
                self, lambda letter: self._end(letter, f"Penyampaian {letter.title} dicatat"), self._refused
            )
        )

    # -- both

    def _with_scan(self, go_on: Callable[[bytes | None], object]) -> None:
        """Read what was chosen away from the UI thread, then go on with its bytes, or with none."""
        self.form.set_busy(busy=True)
        paths: Sequence[Path] = self.form.field(_SCAN).value()
        if not paths:
            go_on(None)
            return
        paper = PAPER_SIZES[self.view.letter.paper]
        self._desk.tasks.submit_free(
            lambda: read_scan(paths, paper), owner=self, on_done=go_on, on_error=self._unreadable
        )

    def _unreadable(self, error: BaseException) -> None:
        if not isinstance(error, OfficeError):
            raise error
        self._refused(error)

    def _end(self, letter: Letter, sentence: str) -> None:
        self._kept.drop()
        self.done.emit(letter, sentence)

    def _refused(self, error: OfficeError) -> None:
        self.form.set_busy(busy=False)
        if isinstance(error, BadFile):
            self.form.show_error(_SCAN, error.sentence)
        elif not self.form.show_failure(error):
            raise error
