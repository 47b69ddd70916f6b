"""The side of the batch page: what is to be done, and what has to be said before it begins."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.errors import InvalidInput
from cases.model.letter import LetterStatus
from cases.services.letter_batch import BatchCheck
from desktop import theme
from desktop.widgets.basic import button, label
from desktop.widgets.date_fields import DateField
from desktop.widgets.fields import CheckField
from desktop.widgets.form import Form
from desktop.widgets.parting import clear

_WIDTH = 320


class Act(Enum):
    """What is done to each letter: its key, the words of the segment, while it is done, when it was, and its button."""

    PUT_UP = ("put-up", "Ajukan", "Mengajukan", "diajukan", "Ajukan", "paper-plane-tilt", "")
    PRINT = (
        "print", "Cetak", "Mencetak", "dicetak", "Pilih pencetak…", "printer",
        "Setiap surat dicetak utuh pada satu pencetak: byte yang sama seperti saat diajukan, konsep sebagai konsep.",
    )  # fmt: skip
    SAVE = (
        "save", "Simpan PDF", "Menyimpan", "disimpan", "Pilih folder…", "file-pdf",
        "Satu berkas PDF untuk setiap surat; bentuk yang sudah ditandatangani bila ada. Berkas lama tidak ditimpa.",
    )  # fmt: skip
    PACKET = (
        "packet", "Paket", "Membaca", "masuk paket", "Simpan paket…", "files",
        "Semua surat dalam satu PDF berdaftar isi dan bermarka, menurut urutan daftar ini.",
    )  # fmt: skip

    def __init__(self, key: str, title: str, doing: str, done: str, verb: str, icon: str, about: str) -> None:
        self.key, self.title, self.doing, self.done = key, title, doing, done
        self.verb, self.icon, self.about = verb, icon, about

    @classmethod
    def of(cls, key: str) -> Act:
        """The act of a key."""
        return next(act for act in cls if act.key == key)


class ActPanel(QWidget):
    """A sentence and a button."""

    def __init__(self, act: Act, on_go: Callable[[], object]) -> None:
        super().__init__()
        self.about = label(act.about, "body", wrap=True)
        self.button = button(act.verb, "primary", icon=act.icon, on_click=on_go)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("m"))
        lines.addWidget(self.about)
        lines.addWidget(self.button)
        lines.addStretch(1)

    def show_count(self, count: int) -> None:
        """Offer it where there are letters."""
        self.button.setEnabled(count > 0)


class PutUpPanel(QWidget):
    """The day of the letters, and for each kind that prints unverified rules whether that is allowed."""

    changed = Signal()
    go = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.form = Form(width=_WIDTH)
        self._day = DateField(today)
        self.form.add(
            "letter_on",
            "Tanggal surat",
            self._day,
            required=True,
            help_text="Surat yang mencatat suatu kejadian bertanggal hari kejadiannya.",
        )
        self._day.set_date(today())
        self.about = label("", "infoBox", wrap=True)
        self.form.add_widget(self.about)
        self._permits = QWidget()
        self._asked = QVBoxLayout(self._permits)
        self._asked.setContentsMargins(0, 0, 0, 0)
        self._asked.setSpacing(theme.space("s"))
        self.form.add_widget(self._permits)
        self.button = self.form.buttons(Act.PUT_UP.verb, icon=Act.PUT_UP.icon)
        self.form.submitted.connect(self.go)
        self._day.changed.connect(self.changed)
        self.checks: dict[str, CheckField] = {}
        self._check: BatchCheck | None = None
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.form)
        lines.addStretch(1)

    def day(self) -> date | None:
        """The day that is typed, None while it cannot be understood."""
        try:
            value: date | None = self._day.value()
        except InvalidInput:
            return None
        return value

    def allowed(self) -> tuple[str, ...]:
        """The kinds of which it was ticked that they may print what nobody has verified."""
        return tuple(kind for kind, field in self.checks.items() if field.value())

    def show_check(self, check: BatchCheck) -> None:
        """Say how many will be put up and ask what must be allowed; what was ticked stays ticked."""
        drafts = sum(status is LetterStatus.DRAFT for status, _ in check.standing.values())
        others = len(check.standing) - drafts
        self.button.setEnabled(drafts > 0)
        self.button.setText(f" Ajukan {drafts} surat" if drafts else " Ajukan")
        if not drafts:
            words = "Tidak ada konsep di antara surat ini; yang sudah diajukan tidak diajukan lagi."
        elif check.blank:
            words = "Nomor dan tanggal dikosongkan pada surat; keduanya dicatat saat ditandatangani."
        else:
            words = "Nomor diambil satu per satu menurut urutan daftar."
        skipped = f" {others} surat yang bukan konsep dilewati." if drafts and others else ""
        self.about.setText(f"{words}{skipped}")
        if self._check is not None and self._check.unverified == check.unverified:
            return
        self._check = check
        ticked = set(self.allowed())
        clear(self._asked)
        self.checks = {}
        for kind in check.unverified:
            articles = "; ".join(kind.articles)
            self._asked.addWidget(
                label(f"{kind.title} ({kind.letters}) mencetak ketentuan yang belum diverifikasi: {articles}.",
                      "warnBox", wrap=True)
            )  # fmt: skip
            field = CheckField(f"Izinkan untuk {kind.title}")
            field.restore(kind.kind in ticked)
            self.checks[kind.kind] = field
            self._asked.addWidget(field)
        self._permits.setVisible(bool(check.unverified))
