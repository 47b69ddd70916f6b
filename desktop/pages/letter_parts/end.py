"""What is done with a letter besides its ordinary life: replaced, voided, its days set right; each asks why."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal, TypeAlias

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.errors import OfficeError
from cases.model.letter import Letter, LetterStatus
from cases.model.user import Right
from cases.services import corrections, letters
from cases.services.corrections import LetterCorrection
from cases.services.letter_view import LetterView
from desktop import theme
from desktop.desk import Desk, Request
from desktop.drafting import FormDraft
from desktop.widgets.basic import button, label, with_button
from desktop.widgets.date_fields import DateField
from desktop.widgets.fields import LongTextField, TextField
from desktop.widgets.form import Form
from desktop.widgets.parting import clear

Ending: TypeAlias = Literal["replace", "void", "days"]
REASON = "correction_reason"
_WIDTH = 400
_TITLES: dict[Ending, str] = {"replace": "Ganti surat", "void": "Batalkan surat", "days": "Koreksi tanggal"}
_ICONS: dict[Ending, str] = {"replace": "arrows-clockwise", "void": "x-circle", "days": "pencil-simple"}
_WORDS: dict[Ending, str] = {
    "replace": "Konsep baru dibuat. Surat ini tetap berlaku sampai penggantinya ditandatangani, lalu menjadi batal.",
    "void": "Surat menjadi batal. Nomornya tetap terpakai dan berkasnya tetap dapat dibaca.",
    "days": "Hanya untuk tanggal yang salah dicatat; suratnya sendiri tidak berubah.",
}


class LetterEnd(QWidget):
    """Links to what can be done, and the form of the one that was chosen.

    ``replaced`` gives the new draft, ``voided`` the letter that is void now, ``corrected`` follows its days set right;
    ``asking`` says whether a form is open.
    """

    asking = Signal(bool)

    replaced = Signal(object)
    voided = Signal(object)
    corrected = Signal()

    def __init__(self, desk: Desk, view: LetterView) -> None:
        super().__init__()
        self._desk, self.view = desk, view
        self.form: Form | None = None
        self._asked: Ending | None = None
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(theme.space("xs"))
        self._show_links()

    @property
    def offers(self) -> tuple[Ending, ...]:
        """What can be done with the letter."""
        view, status = self.view, self.view.letter.status
        signed = status in {LetterStatus.SIGNED, LetterStatus.DELIVERED} and bool(view.case_number)
        days = signed and (status is LetterStatus.DELIVERED or not view.dates_step)
        offered: dict[Ending, bool] = {
            "replace": view.replaceable and self._desk.may(Right.MANAGE_LETTERS),
            "void": status is not LetterStatus.VOID and view.newer is None and self._desk.may(Right.VOID),
            "days": days and self._desk.may(Right.HANDLE_CASE),
        }
        return tuple(ending for ending, holds in offered.items() if holds)

    @property
    def says(self) -> bool:
        """Whether anything can be done."""
        return bool(self.offers)

    def _show_links(self) -> None:
        clear(self._place)
        self.form = None
        self.asking.emit(False)
        for ending in self.offers:
            words, icon = f"{_TITLES[ending]}…", _ICONS[ending]
            self._place.addWidget(button(words, "link", icon=icon, on_click=partial(self.ask, ending)))

    def _leave(self) -> None:
        self._kept.discard()
        self._show_links()

    def ask(self, ending: Ending) -> None:
        """Ask for the reason of an end; one that is being typed stays."""
        if self.form is not None and ending == self._asked:
            self.form.focus_first()
            return
        clear(self._place)
        form, self._asked = Form(width=_WIDTH), ending
        self.form = form
        form.section(_TITLES[ending], _WORDS[ending])
        if ending == "days":
            self._add_days(form)
        form.add(REASON, "Alasan", LongTextField(rows=2), required=True)
        form.buttons(_TITLES[ending], cancel=self._leave)
        form.submitted.connect(lambda: self._end(ending))
        self._place.addWidget(form)
        self._kept = FormDraft(self._desk, f"letter-{ending}:{self.view.letter.id}", form)
        self.asking.emit(True)
        QTimer.singleShot(0, form, form.focus_first)

    def _add_days(self, form: Form) -> None:
        letter, today = self.view.letter, self._desk.office.clock.today
        if not self.view.dates_step:
            form.add("signed_on", "Tanggal tanda tangan", DateField(today), required=True).set_date(letter.signed_on)
        if letter.delivered_on is not None:
            form.add("delivered_on", "Tanggal disampaikan", DateField(today), required=True).set_date(
                letter.delivered_on
            )
            form.add("delivered_how", "Cara penyampaian", TextField(), required=True).restore(letter.delivered_how)
            form.add("delivered_to", "Diterima oleh", TextField()).restore(letter.delivered_to)

    def _end(self, ending: Ending) -> None:
        form = self.form
        if form is None:
            return
        reason = str(form.field(REASON).value())
        form.set_busy(busy=True)
        if ending == "days":
            self._correct(form, reason)
            return
        request: Request[Letter]
        if ending == "replace":
            request = self._desk.do(letters.replace_letter, self.view.letter.id, reason)
            request.then(self, partial(self._ended, self.replaced), self._refused)
        else:
            request = self._desk.do(letters.void_letter, self.view.letter.id, reason)
            request.then(self, partial(self._ended, self.voided), self._refused)

    def _correct(self, form: Form, reason: str) -> None:
        letter = self.view.letter
        if letter.signed_on is None:
            return
        typed = {key: form.field(key).value() for key in form.values()}
        asked = LetterCorrection(
            letter_id=letter.id,
            signed_on=typed.get("signed_on") or letter.signed_on,
            delivered_on=typed.get("delivered_on"),
            delivered_how=typed.get("delivered_how", ""),
            delivered_to=typed.get("delivered_to", ""),
        )
        request = self._desk.do(corrections.correct_letter, letter.of_case, asked, reason)
        request.then(self, lambda _file: self._ended(self.corrected), self._refused)

    def _ended(self, told: SignalInstance, *what: Letter) -> None:
        self._kept.drop()
        told.emit(*what)

    def _refused(self, error: OfficeError) -> None:
        if self.form is not None:
            self.form.set_busy(busy=False)
            self.form.show_failure(error)


class LetterNotes(QWidget):
    """What a reader must know before he trusts the paper: a correction made it wrong, another letter replaces it.

    ``replace_wanted`` follows "Ganti surat", ``opened`` gives the identifier of another letter.
    """

    replace_wanted = Signal()
    opened = Signal(str)

    def __init__(self, *, may_replace: bool) -> None:
        super().__init__()
        self._may_replace = may_replace
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.space("xs"))

    @property
    def says(self) -> bool:
        """Whether there is something to say."""
        return self._lines.count() > 0

    def show_letter(self, view: LetterView) -> None:
        """Show what there is to say."""
        clear(self._lines)
        letter = view.letter
        if letter.outdated:
            acts = self._may_replace and view.replaceable
            self._add(letter.outdated, "warnBox", "Ganti surat" if acts else "", self.replace_wanted.emit)
        if view.newer is not None:
            newer = view.newer
            done = newer.status in {LetterStatus.SIGNED, LetterStatus.DELIVERED}
            words = f"Sudah diganti: {_name(newer)}." if done else f"Sedang diganti; penggantinya {newer.status}."
            self._add(words, "infoBox", "Buka pengganti", lambda: self.opened.emit(newer.id))
        if view.older is not None:
            older = view.older
            self._add(f"Menggantikan {_name(older)}.", "infoBox", "Buka surat lama", lambda: self.opened.emit(older.id))
        self.setVisible(self.says)

    def _add(self, words: str, role: str, verb: str, act: Callable[[], object]) -> None:
        note = label(words, role, wrap=True, selectable=True)
        self._lines.addWidget(with_button(note, verb, act) if verb else note)


def _name(letter: Letter) -> str:
    return f"{letter.title} Nomor {letter.number}" if letter.number else letter.title
