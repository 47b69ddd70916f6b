"""The last backup, while the window closes: shown as it is made, and left for the next start by one press."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QProgressBar

from cases.errors import DatabaseBusy, OfficeError, Stopped
from cases.model.backup import BackupDone, BackupReason, BackupState
from desktop import theme
from desktop.backups.wiring import OfficeBackups
from desktop.pages.entry.frame import EntryPage
from desktop.shell import Shell
from desktop.tasks import Task, Tasks
from desktop.widgets.basic import button, label, row
from desktop.wiring import SCHEDULED, OpenOffice

_LATER = "Bila ditutup sekarang, cadangan diselesaikan dan diperiksa saat Netralitas dibuka lagi."
_BAD = "Cadangan yang baru dibuat ternyata rusak: periksa drive cadangan, lalu coba lagi."


class ClosingPage(EntryPage):
    """How far the last backup is; ``leave_wanted`` closes without waiting, ``again_wanted`` tries once more."""

    leave_wanted = Signal()
    again_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(width=460)
        self.lines.addWidget(label("Mencadangkan sebelum menutup", "title", wrap=True))
        self.words = self.say("Membuat cadangan …")
        self.problem = self.say("", "errorBox")
        self.problem.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.lines.addWidget(self.bar)
        self.later = self.say(_LATER, "caption")
        self.lines.addSpacing(theme.space("s"))
        self.again_button = button("Coba lagi", on_click=self.again_wanted.emit)
        self.leave_button = button("Tutup sekarang", "primary", on_click=self.leave_wanted.emit)
        self.lines.addWidget(row(None, self.again_button, self.leave_button))
        self.again_button.hide()

    def report(self, fraction: float, words: str) -> None:
        """Show how far it is (0 to 1)."""
        self.bar.setValue(round(fraction * 1000))
        self.words.setText(f"{words} …")

    def fail(self, sentence: str, leave: str) -> None:
        """Say what is wrong with the backup, and let the user decide; ``leave`` is the verb that closes."""
        self.problem.setText(sentence)
        self.problem.show()
        for part in (self.words, self.bar, self.later):
            part.hide()
        self.again_button.show()
        self.leave_button.setText(leave)

    def begin(self) -> None:
        """Show it as at the beginning."""
        self.words.setText("Membuat cadangan …")
        self.problem.hide()
        for part in (self.words, self.bar, self.later):
            part.show()
        self.bar.setValue(0)
        self.again_button.hide()
        self.leave_button.setText("Tutup sekarang")


class ClosingBackup(QObject):
    """Backs the office up when something was changed; ``done`` follows once, made or not."""

    done = Signal()

    def __init__(self, office: OpenOffice, tasks: Tasks, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._backups, self._tasks, self._shell = OfficeBackups(office), tasks, shell
        self._stop = threading.Event()
        self._working = False
        self.page = ClosingPage()
        self.page.leave_wanted.connect(self.leave)
        self.page.again_wanted.connect(self.start)

    def start(self) -> None:
        """Begin; the page comes to the front once there is something to wait for."""
        self._working = True
        self.page.begin()
        backups, stop, task = self._backups, self._stop, Task(self._report)

        def work() -> BackupDone | None:
            if not backups.due(SCHEDULED):
                return None
            task.report(0.0, "Membuat cadangan")
            return backups.back_up(SCHEDULED, BackupReason.CLOSING, task.report, stop.is_set)

        self._tasks.submit_free(work, owner=self, task=task, on_done=self._made, on_error=self._failed)

    def leave(self) -> None:
        """Wait no longer: what is being made is given up, what is being checked is checked at the next start."""
        self._stop.set()
        if self._working:
            self.page.leave_button.setEnabled(False)
        else:
            self.done.emit()

    def _report(self, fraction: float, words: str) -> None:
        self._show()
        self.page.report(fraction, words)

    def _show(self) -> None:
        if self._shell.stack.currentWidget() is not self.page:
            self._shell.setEnabled(True)
            self._shell.show_page(self.page)

    def _made(self, made: BackupDone | None) -> None:
        self._working = False
        if made is not None and made.made.state is BackupState.BAD:
            self._fail(_BAD)
        elif made is not None and made.second_problem:
            self._fail(f"Cadangan dibuat, tetapi belum tersalin ke tempat kedua. {made.second_problem}", "Tutup")
        else:
            self.done.emit()

    def _failed(self, error: BaseException) -> None:
        self._working = False
        if isinstance(error, Stopped | DatabaseBusy):  # another program is making one just now
            self.done.emit()
        elif isinstance(error, OfficeError):
            self._fail(f"Cadangan tidak jadi dibuat. {error.sentence}")
        else:
            self._fail("Cadangan tidak jadi dibuat karena kesalahan yang tidak terduga; laporkan kepada admin.")

    def _fail(self, sentence: str, leave: str = "Tutup tanpa cadangan") -> None:
        if self._stop.is_set():
            self.done.emit()
            return
        self._show()
        self.page.fail(sentence, leave)
