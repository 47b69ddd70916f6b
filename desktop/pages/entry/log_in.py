"""The log-in: the first thing that is painted, before the office's database is even looked for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from desktop import theme
from desktop.pages.entry.frame import EntryPage
from desktop.widgets.basic import button, label
from desktop.widgets.countdown import Countdown


class LogInPage(EntryPage):
    """Name and password. ``submitted`` carries both; ``other_user`` asks to forget whose session is locked."""

    submitted = Signal(str, str)

    def __init__(self, username: str = "", *, place: str = "") -> None:
        super().__init__(width=400)
        self._busy = False
        self.wait = Countdown(self)
        self._build(place)
        self.wait.told.connect(self._tell)
        self.wait.over.connect(self._waited)
        self.username.setText(username)
        self._show_state()

    def _build(self, place: str) -> None:
        self.title = label("Netralitas", "title")
        self.office = label("Penanganan pelanggaran netralitas ASN", "sentence", wrap=True)
        self.lines.addWidget(self.title)
        self.lines.addWidget(self.office)
        self.lines.addSpacing(theme.space("s"))
        self.username, self.password = QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        for words, edit in (("Nama pengguna", self.username), ("Kata sandi", self.password)):
            head = label(words, "label")
            head.setBuddy(edit)
            edit.setAccessibleName(words)
            edit.setMaxLength(200)
            edit.installEventFilter(self)
            self.lines.addWidget(head)
            self.lines.addWidget(edit)
        self.username.textChanged.connect(self._other_name)
        self.username.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self._submit)
        self.caps = label("Caps Lock menyala.", "warn")
        self.caps.hide()
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        self.lines.addWidget(self.caps)
        self.lines.addWidget(self.problem)
        self.lines.addSpacing(theme.space("xs"))
        self.go = button("Masuk", "primary", on_click=self._submit)
        self.go.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.lines.addWidget(self.go)
        self.state = label("", "caption", wrap=True)
        self.state.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.lines.addWidget(self.state)
        self.hint = label("", "caption", wrap=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.hint.hide()
        self.lines.addWidget(self.hint)
        self.under_card(label(place, "small"))

    # -- what the program tells it

    def show_office(self, name: str, hint: str = "") -> None:
        """Show whose office it is, once it is open; ``hint`` stays, also behind a lock: a sample office's passwords."""
        self.office.setText(name)
        self.say("")
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def say(self, text: str, role: str = "caption") -> None:  # type: ignore[override] # one line of its own
        """Say what goes on ("Membuka kantor ...")."""
        theme.set_role(self.state, role)
        self.state.setText(text)

    def set_busy(self, words: str) -> None:
        """Wait for the answer; "" ends it."""
        self._busy = bool(words)
        self.say(words)
        self._show_state()

    def refuse(self, sentence: str, wait: int = 0) -> None:
        """Say under the field what was wrong, and wait so many seconds; the office counts them, this only shows it."""
        self.set_busy("")
        self.wait.stop()
        if wait:
            self.wait.start(sentence, wait)
        else:
            self._tell(sentence)
        self.password.selectAll()
        self.password.setFocus()

    def succeed(self) -> None:
        """Forget the password and the failures: somebody is in."""
        self.set_busy("")
        self.wait.stop()
        self.password.clear()
        self.problem.hide()
        self.caps.hide()
        self._show_state()

    def lock(self, username: str, full_name: str) -> None:
        """Show that a session waits behind it."""
        self.username.setText(username)
        self.password.clear()
        self.problem.hide()
        self.say(f"Layar terkunci. Pekerjaan {full_name} menunggu di belakangnya.")
        self.focus_first()

    def say_why(self, sentence: str) -> None:
        """Say why a session ended without its user's wish."""
        self.problem.setText(sentence)
        self.problem.show()

    def focus_first(self) -> None:
        """Put the cursor where typing goes on."""
        (self.password if self.username.text() else self.username).setFocus()

    # -- what happens here

    def _other_name(self, _text: str) -> None:
        """It is a name that waits: another one may be tried at once."""
        if self.wait.left > 0:
            self.wait.stop()
            self._waited()

    def _tell(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()
        self._show_state()

    def _waited(self) -> None:
        """Take back the sentence that says to wait: it no longer holds."""
        self.problem.hide()
        self._show_state()

    def _show_state(self) -> None:
        self.go.setEnabled(not self._busy and self.wait.left <= 0)
        self.go.setText(f"Coba lagi dalam {self.wait.left} detik" if self.wait.left > 0 else "Masuk")

    def _submit(self) -> None:
        if self._busy or self.wait.left > 0:
            return
        if not self.username.text().strip() or not self.password.text():
            self.problem.setText("Isi nama pengguna dan kata sandi.")
            self.problem.show()
            self.focus_first()
            return
        self.problem.hide()
        self.submitted.emit(self.username.text(), self.password.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell Caps Lock from what arrives: a capital without Shift, or a small letter with it."""
        if watched is self.password and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            typed = event.text()
            if len(typed) == 1 and typed.isalpha():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.caps.setVisible(typed.isupper() != shift)
        return super().eventFilter(watched, event)
