"""The life of a letter: draft, put up, signed, delivered; and the form of what comes next."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.errors import ConfirmationNeeded, OfficeError
from cases.model.letter import Letter, LetterStatus
from cases.rules.dates import long_date
from cases.services import letters
from cases.services.letter_view import LetterView
from desktop import icons, messages, theme
from desktop.desk import Desk
from desktop.pages.case_tabs.facts import clear
from desktop.widgets.basic import column, label
from desktop.widgets.date_fields import DateField
from desktop.widgets.fields import ChoiceField, TextField
from desktop.widgets.form import Form

_WIDTH = 400
_ORDER = (LetterStatus.DRAFT, LetterStatus.PUT_UP, LetterStatus.SIGNED, LetterStatus.DELIVERED)
_WAYS = (
    "diserahkan langsung kepada yang bersangkutan",
    "diterima keluarga di rumah",
    "dikirim melalui pos tercatat",
    "dikirim melalui kurir",
)


class _Mark(QWidget):
    """A small mark of a stage in the letter's life."""

    def __init__(self, state: str) -> None:
        super().__init__()
        self._state = state
        self.setFixedSize(20, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Done, now or to come."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(2.5, 2.5, 15, 15)
        if self._state == "done":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(box)
            icons.paint(painter, box.adjusted(2, 2, -2, -2), "check", theme.color("onAccent"))
            return
        painter.setBrush(theme.color("surface"))
        painter.setPen(QPen(theme.color("accent" if self._state == "now" else "borderStrong"), 2))
        painter.drawEllipse(box)


class LifeLine(QWidget):
    """The stages of a letter under each other, with their days."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.space("s"))

    def show_letter(self, letter: Letter) -> None:
        """Show where a letter stands."""
        clear(self._lines)
        if letter.status is LetterStatus.VOID:
            self._lines.addWidget(label(f"Batal: {letter.void_reason}", "errorBox", wrap=True))
            return
        place = _ORDER.index(letter.status)
        for at, status in enumerate(_ORDER):
            over = at < place or (at == place and status is LetterStatus.DELIVERED)
            state = "done" if over else "now" if at == place else "todo"
            self._lines.addWidget(_stage(letter, status, state))


def _stage(letter: Letter, status: LetterStatus, state: str) -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.space("s"))
    line.addWidget(_Mark(state), 0, Qt.AlignmentFlag.AlignTop)
    title = label(str(status).capitalize(), "event" if state != "todo" else "caption")
    about = _about(letter, status) if state != "todo" else ""
    line.addWidget(column(title, label(about, "help", wrap=True)) if about else title, 1)
    made.setAccessibleName(f"{status}: { {'done': 'selesai', 'now': 'sekarang', 'todo': 'belum'}[state] }")
    return made


def _about(letter: Letter, status: LetterStatus) -> str:
    """What is known of a stage."""
    if status is LetterStatus.DRAFT:
        return f"Oleh {letter.made_by}"
    if status is LetterStatus.PUT_UP:
        number = letter.number or ("nomor diisi tangan" if letter.numbered else "")
        day = long_date(letter.letter_on) if letter.letter_on else "tanggal diisi tangan"
        return ", ".join(part for part in (number, day) if part)
    if status is LetterStatus.SIGNED:
        return long_date(letter.signed_on) if letter.signed_on else ""
    day = long_date(letter.delivered_on) if letter.delivered_on else ""
    return ", ".join(part for part in (day, letter.delivered_how) if part)


class LetterAction(QWidget):
    """The form of what comes next for a letter; ``done`` gives the letter as it then stands and a sentence."""

    done = Signal(object, str)

    def __init__(self, desk: Desk, view: LetterView, planned: date | None) -> None:
        super().__init__()
        self._desk, self.view = desk, view
        self.form = Form(width=_WIDTH)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.form)
        today = desk.office.clock.today
        builders = {
            LetterStatus.DRAFT: lambda: self._put_up(planned or view.proposed_on or today()),
            LetterStatus.PUT_UP: lambda: self._sign(today()),
            LetterStatus.SIGNED: lambda: self._deliver(today()),
        }
        self._today = today
        build = builders.get(view.letter.status)
        if build is not None:
            build()

    # -- putting up

    def _put_up(self, day: date) -> None:
        field = self.form.add("letter_on", "Tanggal surat", DateField(self._today), required=True)
        field.set_date(day)
        self._number = label("", "infoBox", wrap=True)
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
            request = self._desk.ask(letters.next_number, letter.id, day)
            request.then(self, self._say_number, lambda error: self._number.setText(error.sentence))

    def _say_number(self, number: str) -> None:
        self._number.setText(f"Nomor {number} diambil saat diajukan.")

    def _do_put_up(self) -> None:
        day = self.form.field("letter_on").value()
        self.form.set_busy(busy=True)
        self._desk.do(letters.put_up, self.view.letter.id, day).then(
            self, lambda letter: self.done.emit(letter, f"{letter.title} diajukan"), self._ask_or_refuse
        )

    def _ask_or_refuse(self, error: OfficeError) -> None:
        """Ask once for each kind of letters whether it may print what nobody has verified."""
        if isinstance(error, ConfirmationNeeded):
            self._ask_unverified(error)
        else:
            self._refused(error)

    def _ask_unverified(self, asked: ConfirmationNeeded) -> None:
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
            self.form.add(
                "ordinal",
                "Nomor urut",
                TextField(placeholder="mis. 214", limit=7),
                help_text="Nomor urut yang ditulis tangan pada surat.",
                required=True,
            )
        self.form.buttons("Catat tanda tangan", icon="signature")
        self.form.submitted.connect(self._do_sign)

    def _do_sign(self) -> None:
        ordinal = None
        if self.view.letter.numbered and not self.view.letter.number:
            typed = str(self.form.field("ordinal").value())
            if not typed.isdecimal():
                self.form.show_error("ordinal", "Isi angkanya saja, mis. 214.")
                return
            ordinal = int(typed)
        day = self.form.field("signed_on").value()
        self.form.set_busy(busy=True)
        self._desk.do(letters.sign, self.view.letter.id, day, ordinal).then(
            self, lambda letter: self.done.emit(letter, f"Tanda tangan {letter.title} dicatat"), self._refused
        )

    # -- delivering

    def _deliver(self, today: date) -> None:
        field = self.form.add("delivered_on", "Tanggal disampaikan", DateField(self._today), required=True)
        signed = self.view.letter.signed_on
        field.set_date(signed if signed is not None and signed < today else today)
        how = ChoiceField([(way, way[:1].upper() + way[1:]) for way in _WAYS], blank="", editable=True)
        self.form.add("how", "Cara penyampaian", how, required=True)
        self.form.buttons("Catat penyampaian", icon="envelope-simple")
        self.form.submitted.connect(self._do_deliver)

    def _do_deliver(self) -> None:
        day, how = self.form.field("delivered_on").value(), self.form.field("how").value()
        self.form.set_busy(busy=True)
        self._desk.do(letters.deliver, self.view.letter.id, day, how).then(
            self, lambda letter: self.done.emit(letter, f"Penyampaian {letter.title} dicatat"), self._refused
        )

    def _refused(self, error: OfficeError) -> None:
        self.form.set_busy(busy=False)
        self.form.show_failure(error)
