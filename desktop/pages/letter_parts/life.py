"""The life of a letter: draft, put up, signed, delivered, with the day of each."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.model.letter import FinalKind, Letter, LetterStatus
from cases.rules.dates import long_date
from desktop import icons, theme
from desktop.full_names import full_name
from desktop.widgets.basic import column, label, snug
from desktop.widgets.parting import clear

_ORDER = (LetterStatus.DRAFT, LetterStatus.PUT_UP, LetterStatus.SIGNED, LetterStatus.DELIVERED)


class Mark(QWidget):
    """A small mark of a stage in the letter's life: "done", "now" or "todo"."""

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
        self._lines.setSpacing(theme.space("xs"))

    def show_letter(self, letter: Letter) -> None:
        """Show where a letter stands; of a void one how far it came."""
        clear(self._lines)
        if letter.status is LetterStatus.VOID:
            self._lines.addWidget(label(f"Batal: {letter.void_reason}", "errorBox", wrap=True))
        place = _reached(letter)
        for at, status in enumerate(_ORDER):
            void = letter.status is LetterStatus.VOID
            over = at < place or (at == place and (status is LetterStatus.DELIVERED or void))
            state = "done" if over else "now" if at == place else "todo"
            if void and state == "todo":
                break
            self._lines.addWidget(_stage(letter, status, state))


def _reached(letter: Letter) -> int:
    if letter.status is not LetterStatus.VOID:
        return _ORDER.index(letter.status)
    return sum((bool(letter.blob), letter.signed_on is not None, letter.delivered_on is not None))


def _stage(letter: Letter, status: LetterStatus, state: str) -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.space("s"))
    line.addWidget(Mark(state), 0, Qt.AlignmentFlag.AlignTop)
    title = label(str(status).capitalize(), "event" if state != "todo" else "caption")
    about = _about(letter, status) if state != "todo" else ""
    line.addWidget(column(title, snug(about, "help")) if about else title, 1)
    made.setAccessibleName(f"{status}: { {'done': 'selesai', 'now': 'sekarang', 'todo': 'belum'}[state] }")
    return made


def _about(letter: Letter, status: LetterStatus) -> str:
    """What is known of a stage."""
    if status is LetterStatus.DRAFT:
        return f"Oleh {full_name(letter.made_by)}"
    if status is LetterStatus.PUT_UP:
        number = letter.number or ("nomor diisi tangan" if letter.numbered else "")
        day = long_date(letter.letter_on) if letter.letter_on else "tanggal diisi tangan"
        return ", ".join(part for part in (number, day) if part)
    if status is LetterStatus.SIGNED:
        missing = sum(one.given_on is None for one in letter.initials)
        with_final = {FinalKind.SCAN: "ada pindaian", FinalKind.ELECTRONIC: "secara elektronik"}
        parts = (
            long_date(letter.signed_on) if letter.signed_on else "",
            with_final.get(letter.final_kind, ""),
            f"tanpa {missing} paraf" if missing else "",
        )
        return ", ".join(part for part in parts if part)
    day = long_date(letter.delivered_on) if letter.delivered_on else ""
    whom = f"kepada {letter.delivered_to}" if letter.delivered_to else ""
    return ", ".join(part for part in (day, letter.delivered_how, whom) if part)
