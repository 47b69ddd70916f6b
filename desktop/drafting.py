"""What is typed survives a dying program: a form's values are kept as a draft inside the encrypted database.

``FormDraft(desk, "report:new", form)`` once the form shows what it starts from; it puts an earlier draft back and says
so in one line with "Buang". Call ``drop`` when the form was saved.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cases.errors import OfficeError
from cases.rules.dates import long_date
from cases.services import drafts
from desktop.desk import Desk
from desktop.main_window import MainWindow
from desktop.widgets.basic import Icon, button, label
from desktop.widgets.form import Form

PAUSE_MS: Final = 700
"""How long after the last key a draft is written."""
LATEST_MS: Final = 3_000
"""How long it may stay unwritten while the typing goes on without a pause."""


class DraftLine(QFrame):
    """The line over a form: "Isian tanggal 4 Oktober 2026 pukul 10.42 dipulihkan." with "Buang"."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 4, 6, 4)
        self._icon = Icon("clock-counter-clockwise", "accentText")
        self._words = label("", "body", wrap=True)
        self.discard = button("Buang", "link", tip="Buang isian ini dan mulai dari awal")
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._words, 1)
        line.addWidget(self.discard)
        self.hide()

    @property
    def words(self) -> str:
        """What it says, "" while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def restored(self, at: datetime) -> None:
        """Say which draft was put back."""
        self._say(f"Isian tanggal {long_date(at.date())} pukul {at:%H.%M} dipulihkan.", "accentText")
        self.discard.show()

    def failed(self, sentence: str) -> None:
        """Say that what is typed is not kept at the moment."""
        self._say(f"Isian ini belum tersimpan sementara. {sentence}", "amberFg")
        self.discard.hide()

    def _say(self, words: str, hue: str) -> None:
        self._icon.show_icon("warning-circle" if hue == "amberFg" else "clock-counter-clockwise", hue)
        self._words.setText(words)
        self.show()


class FormDraft(QObject):
    """Keeps the draft of one form under a key of this user ("report:new", "step:<case>:<step>").

    It writes a little after the last change and not much later while typing goes on, when a field is left, on Ctrl+S,
    and when the form is hidden or its window closes.
    Values equal to those at the start are no draft. ``restored`` follows a draft that was put back.
    """

    restored = Signal()

    def __init__(self, desk: Desk, key: str, form: Form) -> None:
        super().__init__(form)
        self._desk, self._key, self._form = desk, key, form
        self._start = form.values()
        self._kept = False
        self._unwritten = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self._latest = QTimer(self)
        self._latest.setSingleShot(True)
        self._latest.setInterval(LATEST_MS)
        self._latest.timeout.connect(self.flush)
        self._window: QWidget | None = None
        self._main: MainWindow | None = None
        self.line = DraftLine()
        self.line.discard.clicked.connect(lambda *_: self.discard())
        lines = form.layout()
        if isinstance(lines, QVBoxLayout):
            lines.insertWidget(0, self.line)
        form.changed.connect(self._changed)
        form.installEventFilter(self)
        self._watch_window()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        desk.ask(drafts.my_draft, key).then(self, self._put_back)

    @property
    def kept(self) -> bool:
        """Whether a draft lies in the database, as far as this form has written or read one."""
        return self._kept

    def _changed(self) -> None:
        self._unwritten = True
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def flush(self) -> None:
        """Write now what was changed and not yet written."""
        if not self._unwritten:
            return
        self._settle()
        values = self._form.values()
        if values == self._start:
            self._forget()
            return
        at = self._desk.office.clock.now().isoformat()
        self._kept = True
        text = json.dumps({"at": at, "values": values}, ensure_ascii=False)
        self._desk.do(drafts.keep_draft, self._key, text).then(self, lambda _none: self._well(), self._ill)

    def drop(self) -> None:
        """Forget the draft: the form was saved, and may be gone by now; what it shows is its new start."""
        if shiboken6.isValid(self._form):
            self._settle()
            self._start = self._form.values()
            self.line.hide()
        self._forget()

    def discard(self) -> None:
        """Throw the draft away and show what the form started from."""
        self._settle()
        self._form.set_values(self._start)
        self._form.clear_errors()
        self.line.hide()
        self._forget()
        self.restored.emit()
        self._form.focus_first()

    def _settle(self) -> None:
        self._unwritten = False
        self._pause.stop()
        self._latest.stop()

    def _forget(self) -> None:
        if self._kept:
            self._kept = False
            self._desk.do(drafts.drop_draft, self._key).then(None, lambda _none: None)

    def _put_back(self, text: str | None) -> None:
        """Put the draft in; what was typed while it was being read wins."""
        if text is None:
            return
        draft: dict[str, Any] = json.loads(text)
        now = self._form.values()
        typed = {name: value for name, value in now.items() if value != self._start.get(name)}
        self._kept = True
        self._form.set_values({**draft["values"], **typed})
        self.line.restored(datetime.fromisoformat(draft["at"]).astimezone(self._desk.office.clock.time_zone.zone))
        self.restored.emit()

    def _well(self) -> None:
        if self.line.discard.isHidden():
            self.line.hide()

    def _ill(self, error: OfficeError) -> None:
        self.line.failed(error.sentence)

    def _focus_moved(self, old: QWidget | None, _new: QWidget | None) -> None:
        # A form that is being destroyed loses its focus on the way; it was flushed when it was hidden.
        if old is not None and shiboken6.isValid(self._form) and self._form.isAncestorOf(old):
            self.flush()

    def _save_asked(self) -> None:
        """Ctrl+S: keep what is typed, and say that it is kept."""
        if self._form.isVisible():
            self.flush()
            if self.line.discard.isVisible() or self.line.isHidden():
                self._desk.saved.emit()

    def _watch_window(self) -> None:
        above = self._form.parentWidget()
        while above is not None and not isinstance(above, MainWindow):
            above = above.parentWidget()
        if isinstance(above, MainWindow) and self._main is None:
            self._main = above
            above.save_wanted.connect(self._save_asked)
        window = self._form.window()
        if window is not self._window and window is not self._form:
            if self._window is not None:
                self._window.removeEventFilter(self)
            self._window = window
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Write before the form goes out of sight, and before its window closes."""
        if watched is self._form and event.type() == QEvent.Type.Show:
            self._watch_window()
        elif (watched is self._form and event.type() == QEvent.Type.Hide) or (
            watched is self._window and event.type() == QEvent.Type.Close
        ):
            self.flush()
        return False
