"""The recovery key, when this account of the computer cannot open the office by itself; and enrolling it afterwards."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit

from cases.errors import OfficeError
from desktop import theme
from desktop.files import read_text
from desktop.pages.entry.frame import EntryPage
from desktop.tasks import Tasks
from desktop.widgets.basic import button, hairline, label, row
from desktop.widgets.fields import is_enter

_LONGEST: Final = 100_000
"""Letters of a file that may be a key, which is a few hundred."""


class RecoveryPage(EntryPage):
    """``submitted`` carries the key as typed; ``enrolment_wanted`` asks an admin to let this account in.

    ``restore_wanted`` brings a backup back: a key that does not fit may be a database that is damaged.
    """

    submitted = Signal(str)
    enrolment_wanted = Signal()
    restore_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, tasks: Tasks, sentence: str, *, may_ask: bool) -> None:
        super().__init__(width=560)
        self._tasks = tasks
        self.lines.addWidget(label("Buka dengan kunci pemulihan", "title"))
        self.sentence = self.say(sentence)
        head = label("Ketujuh baris pada lembar pemulihan", "label")
        self.edit = QPlainTextEdit()
        self.edit.setPlaceholderText("1. ABCD EFGH J\n2. ...")
        self.edit.setAccessibleName("Kunci pemulihan")
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(172)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._typed)
        head.setBuddy(self.edit)
        self.lines.addWidget(head)
        self.lines.addWidget(self.edit)
        self.lines.addWidget(
            label("Huruf besar atau kecil, spasi, dan tanda hubung tidak berpengaruh.", "help", wrap=True)
        )
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        self.lines.addWidget(self.problem)
        self.lines.addSpacing(theme.space("xs"))
        self.go = button("Buka kantor", "primary", on_click=self._submit, tip="Buka kantor (Ctrl+Enter)")
        from_file = button("Ambil dari berkas ...", icon="file-text", on_click=self._choose_file)
        self.lines.addWidget(row(from_file, None, button("Keluar", on_click=self.quit_wanted.emit), self.go))
        self.restore = button("Pulihkan dari cadangan ...", "link", on_click=self.restore_wanted.emit)
        self.lines.addWidget(row(self.restore, None))
        self.answer = label("", "infoBox", wrap=True, selectable=True)
        self.answer.hide()
        self.ask = button("Minta admin mendaftarkan akun ini", "link", on_click=self.enrolment_wanted.emit)
        if may_ask:
            self.lines.addSpacing(theme.space("s"))
            self.lines.addWidget(hairline())
            self.say("Tidak memegang lembar pemulihan? Admin dapat memberi izin dari komputernya.", "caption")
            self.lines.addWidget(self.ask)
            self.lines.addWidget(self.answer)

    def focus_first(self) -> None:
        """Type at once."""
        self.edit.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with the key, under it."""
        self.set_busy(busy=False)
        self.problem.setText(sentence)
        self.problem.show()
        self.edit.setProperty("wrong", True)
        theme.repolish(self.edit)
        self.edit.setFocus()

    def set_busy(self, *, busy: bool) -> None:
        """Wait for the answer."""
        self.go.setEnabled(not busy)
        self.go.setText("Membuka ..." if busy else "Buka kantor")

    def show_code(self, code: str) -> None:
        """Say that the request was made, and by which code the admin knows it."""
        self.ask.hide()
        self.answer.setText(
            f"Permintaan tercatat dengan kode {code}. Sebutkan kode ini kepada admin; ia menerimanya di Pengaturan, "
            "Akun komputer. Sesudah itu buka Netralitas kembali."
        )
        self.answer.show()

    def take_file(self, path: Path) -> None:
        """Fill the key in from a file and open."""
        if not self.go.isEnabled():
            return
        self.set_busy(busy=True)
        self._tasks.submit_free(
            lambda: read_text(path),
            owner=self,
            on_done=partial(self._take_key, path),
            on_error=partial(self._refuse_file, path),
        )

    def _take_key(self, path: Path, text: str) -> None:
        if len(text) > _LONGEST:
            self.refuse(f"Berkas {path.name} terlalu besar untuk sebuah kunci; pilih berkas kunci pemulihan.")
            return
        self.set_busy(busy=False)
        self.edit.setPlainText(text)
        self._submit()

    def _refuse_file(self, path: Path, error: BaseException) -> None:
        words = f"Berkas {path.name} tidak dapat dibaca; pilih berkas lain."
        self.refuse(error.sentence if isinstance(error, OfficeError) else words)

    def _typed(self) -> None:
        if not self.problem.isHidden():
            self.problem.hide()
            self.edit.setProperty("wrong", False)
            theme.repolish(self.edit)

    def _submit(self) -> None:
        if not self.go.isEnabled():
            return
        if not self.edit.toPlainText().strip():
            self.refuse("Ketik kunci pemulihan, atau ambil dari berkas.")
            return
        self.set_busy(busy=True)
        self.submitted.emit(self.edit.toPlainText())

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Berkas kunci pemulihan", "", "Teks (*.txt);;Semua berkas (*)")
        if name:
            self.take_file(Path(name))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter opens; Enter is the next line of the key."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and is_enter(event)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._submit()
            return True
        return super().eventFilter(watched, event)


class EnrolPage(EntryPage):
    """After the recovery key opened the office: the choice to let this account open it by itself from now on."""

    enrol_wanted = Signal()
    passed = Signal()

    def __init__(self, account: str) -> None:
        super().__init__(width=560)
        self.lines.addWidget(label("Daftarkan akun komputer ini?", "title"))
        self.say(
            f"Akun {account} dapat membuka kantor ini tanpa kunci pemulihan. Kuncinya disimpan dalam penyimpan kunci "
            "akun itu, tidak pernah dalam berkas. Kata sandi Netralitas tetap diminta."
        )
        self.say("Jangan daftarkan akun yang dipakai bersama orang di luar kantor.", "caption")
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        self.lines.addWidget(self.problem)
        self.lines.addSpacing(theme.space("s"))
        self.go = button("Daftarkan akun ini", "primary", on_click=self.enrol_wanted.emit)
        self.lines.addWidget(row(None, button("Nanti saja", on_click=self.passed.emit), self.go))

    def refuse(self, sentence: str) -> None:
        """Say why it could not be enrolled."""
        self.problem.setText(sentence)
        self.problem.show()

    def focus_first(self) -> None:
        """Enter enrols."""
        self.go.setFocus()
