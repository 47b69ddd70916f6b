"""Electronic signatures on the page of a letter: making one, filing one from elsewhere, and what is known of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.errors import BadFile, ConfirmationNeeded, OfficeError
from cases.letters.signed_words import signature_words
from cases.model.electronic import SignatureFound, Trust
from cases.model.letter import FinalKind, Letter, LetterStatus
from cases.model.office import TimeZone
from cases.services import letter_signing
from cases.services.letter_forms import LARGEST_SCAN
from cases.services.letter_initials import MISSING
from cases.services.letter_signing import OTHER_NAME, Signing
from cases.services.letter_view import LetterView
from desktop import messages, theme
from desktop.desk import Desk
from desktop.files import read_file
from desktop.preferences import Preferences
from desktop.widgets.basic import button, label
from desktop.widgets.fields import ChoiceField, PasswordField
from desktop.widgets.file_field import FileField
from desktop.widgets.form import Form
from desktop.widgets.parting import clear

Way: TypeAlias = Literal["here", "elsewhere"]
_WIDTH: Final = 400
_LARGEST_CERTIFICATE: Final = 1_000_000
_TITLES: Final[dict[Way, str]] = {
    "here": "Tandatangani elektronik",
    "elsewhere": "Simpan PDF bertanda tangan",
}
_ICONS: Final[dict[Way, str]] = {"here": "signature", "elsewhere": "file-pdf"}
_WORDS: Final[dict[Way, str]] = {
    "here": "Dengan berkas sertifikat penanda tangan sendiri. Berkas dan kata sandinya tidak disimpan.",
    "elsewhere": "Untuk surat yang ditandatangani di aplikasi lain, misalnya milik penerbit sertifikat. "
    "Simpan PDF dari halaman ini, tandatangani di sana, lalu pilih hasilnya.",
}


class ElectronicSign(QWidget):
    """Links to both ways while a letter waits for its signature, and the form of the one chosen.

    ``done`` gives the letter as it then stands and a sentence; ``asking`` says whether a form is open.
    """

    done = Signal(object, str)
    asking = Signal(bool)

    def __init__(self, desk: Desk, view: LetterView, preferences: Preferences | None = None) -> None:
        super().__init__()
        self._desk, self.view = desk, view
        self._preferences = preferences or Preferences()
        self.form: Form | None = None
        self._confirmed: set[str] = set()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.space("xs"))
        self._show_links()

    @property
    def says(self) -> bool:
        """Whether the letter waits for a signature."""
        return self.view.letter.status is LetterStatus.PUT_UP

    def _show_links(self) -> None:
        clear(self._lines)
        self.form = None
        self._confirmed.clear()
        self.setVisible(self.says)
        self.asking.emit(False)
        if self.says:
            for way in _TITLES:
                self._lines.addWidget(
                    button(f"{_TITLES[way]}…", "link", icon=_ICONS[way], on_click=partial(self.ask, way))
                )

    def ask(self, way: Way) -> None:
        """Ask for what a way needs, once it is known what the letter waits for."""
        asked = self._desk.ask(letter_signing.signing_of, self.view.letter.id)
        asked.then(self, lambda signing: self._show_form(way, signing))

    def _show_form(self, way: Way, signing: Signing) -> None:
        clear(self._lines)
        if signing.obstacle:
            self._lines.addWidget(label(signing.obstacle, "warnBox", wrap=True))
            self._lines.addWidget(button("Tutup", "link", on_click=self._show_links))
            return
        form = self.form = Form(width=_WIDTH)
        form.section(_TITLES[way], _WORDS[way])
        if way == "here":
            self._ask_certificate(form, signing)
        else:
            pdf = FileField("Dokumen PDF", ("pdf",), self._preferences.folder, icon="file-pdf")
            form.add("pdf", "PDF yang sudah ditandatangani", pdf, required=True)
        form.buttons("Tandatangani" if way == "here" else "Simpan", icon=_ICONS[way], cancel=self._show_links)
        form.submitted.connect(self._sign if way == "here" else self._file)
        self._lines.addWidget(form)
        self.asking.emit(True)
        QTimer.singleShot(0, form, form.focus_first)

    def _ask_certificate(self, form: Form, signing: Signing) -> None:
        signer = ChoiceField([(str(one.signer), one.name or one.post) for one in signing.waiting])
        form.add("signer", "Tempat tanda tangan", signer, required=True)
        signer.restore(str(signing.waiting[0].signer))
        form.show_field("signer", shown=len(signing.waiting) > 1)
        field = FileField("Sertifikat", ("p12", "pfx"), self._preferences.folder, icon="certificate")
        form.add("certificate", "Berkas sertifikat (.p12, .pfx)", field, required=True)
        field.restore(self._preferences.certificate)
        form.add("password", "Kata sandi sertifikat", PasswordField(), required=True)

    # -- doing

    def _sign(self) -> None:
        self._read("certificate", _LARGEST_CERTIFICATE, self._sign_with)

    def _sign_with(self, data: bytes) -> None:
        if self.form is None:
            return
        self.form.set_busy(busy=True)
        password, signer = str(self.form.field("password").value()), int(str(self.form.field("signer").value()))
        self._desk.do(
            letter_signing.sign_electronically,
            self.view.letter.id,
            data,
            password,
            signer,
            other_name=OTHER_NAME in self._confirmed,
            without_initials=MISSING in self._confirmed,
        ).then(self, self._signed, lambda error: self._refused(error, lambda: self._sign_with(data)))

    def _signed(self, letter: Letter) -> None:
        path = self.form.field("certificate").value() if self.form is not None else None
        if path is not None:
            self._preferences.certificate = path
        self._end(letter)

    def _file(self) -> None:
        self._read("pdf", LARGEST_SCAN, self._file_bytes)

    def _file_bytes(self, data: bytes) -> None:
        self._desk.do(
            letter_signing.file_signed, self.view.letter.id, data, without_initials=MISSING in self._confirmed
        ).then(self, self._end, lambda error: self._refused(error, lambda: self._file_bytes(data)))

    def _end(self, letter: Letter) -> None:
        whole = letter.status is LetterStatus.SIGNED
        words = f"{letter.title} ditandatangani elektronik" if whole else "Tanda tangan dibubuhkan; menunggu yang lain"
        self._show_links()
        self.done.emit(letter, words)

    def _read(self, key: str, largest: int, use: Callable[[bytes], None]) -> None:
        """Read the chosen file away from the UI thread."""
        form = self.form
        path: Path | None = form.field(key).value() if form is not None else None
        if form is None or path is None:
            return
        form.set_busy(busy=True)
        self._desk.tasks.submit_free(
            lambda: read_file(path, largest + 1),
            owner=self,
            on_done=use,
            on_error=lambda error: self._failed(error, key),
        )

    def _confirm(self, topic: str, again: Callable[[], object]) -> None:
        self._confirmed.add(topic)
        again()

    def _failed(self, error: BaseException, key: str) -> None:
        if not isinstance(error, OfficeError) or self.form is None:
            raise error
        self.form.set_busy(busy=False)
        self.form.show_error(key, error.sentence)

    def _refused(self, error: OfficeError, again: Callable[[], object]) -> None:
        if self.form is None:
            return
        self.form.set_busy(busy=False)
        if isinstance(error, ConfirmationNeeded):
            verb = "Lanjutkan tanpa paraf" if error.topic == MISSING else "Tandatangani"
            messages.ask(self, error.sentence, verb, partial(self._confirm, error.topic, again))
        elif isinstance(error, BadFile):
            self.form.show_error("certificate" if "certificate" in self.form.values() else "pdf", error.sentence)
        else:
            self.form.show_failure(error)


class SignatureFacts(QWidget):
    """What is known of the electronic signatures on a letter, in plain words; hidden where there are none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._letter_id = ""
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.space("xs"))
        self.hide()

    def show_letter(self, view: LetterView) -> None:
        """Read the signatures of a letter anew."""
        letter = view.letter
        self._letter_id = letter.id
        if letter.final_kind is not FinalKind.ELECTRONIC:
            clear(self._lines)
            self.hide()
            return
        asked = self._desk.ask(letter_signing.signing_of, letter.id)
        asked.then(self, lambda signing: self._show(letter.id, signing))

    def _show(self, letter_id: str, signing: Signing) -> None:
        if letter_id != self._letter_id:
            return
        clear(self._lines)
        self._lines.addWidget(label("Tanda tangan elektronik", "subsection"))
        for found in signing.found:
            self._lines.addWidget(SignatureLines(found, signing.time_zone))
        if signing.waiting:
            names = ", ".join(one.name or "nama belum diisi" for one in signing.waiting)
            self._lines.addWidget(label(f"Menunggu: {names}", "help", wrap=True))
        self.show()


class SignatureLines(QWidget):
    """One signature: who and when, whether the file is still what was signed, whose certificate."""

    def __init__(self, found: SignatureFound, time_zone: TimeZone) -> None:
        super().__init__()
        who, intact, trust = signature_words(found, time_zone.zone)
        known = found.certificate is not None and found.certificate.trust is Trust.TRUSTED
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(label(who, "event", wrap=True, selectable=True))
        lines.addWidget(label(intact, "good" if found.intact else "error", wrap=True))
        lines.addWidget(label(trust, "good" if known else "warn", wrap=True, selectable=True))
        self.setAccessibleName(" ".join((who, intact, trust)))
