"""Restoring from a backup, step by step: which set, its key, the trial with what would be lost, then taking over."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cases.errors import KeyUnavailable, OfficeError, Stopped, WrongKey
from desktop import icons, theme
from desktop.tasks import Task, Tasks
from desktop.widgets.basic import Elided, button, label, row
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.notice import Notice
from desktop.widgets.restore_words import lost_lines, set_line, state_icon, trial_words

if TYPE_CHECKING:
    from datetime import tzinfo

    from cases.model.backup import BackupSet
    from cases.model.restore import Restored
    from cases.model.user import Actor
    from desktop.backups.restoring import Offered, Restoring

_KEEPS: Final = (
    "Kantor yang sekarang tidak dihapus: disimpan utuh di folder kantor dengan nama sebelum-pemulihan dan tanggalnya, "
    "dan Anda dapat kembali ke sana. "
)
_PAUSES: Final = "Pencadangan otomatis berhenti sampai Anda melanjutkannya di Pengaturan, Cadangan."


class RestoreSteps(QWidget):
    """The steps. ``restoring`` makes the restore anew for a typed recovery key or for none, in a worker.

    ``actor`` is who is logged in, None before anybody is: then the recovery sheet is enough, or an account of the
    restored office that may restore. ``taken`` follows once the next opening will show the restored office and
    carries the recovery key that was typed, "" for none; ``left`` when the user goes back, with nothing changed.
    """

    taken = Signal(str)
    left = Signal()

    def __init__(
        self,
        tasks: Tasks,
        restoring: Callable[[str | None], Restoring],
        actor: Actor | None = None,
        zone: tzinfo | None = None,
    ) -> None:
        super().__init__()
        self._tasks, self._make, self._actor, self._zone = tasks, restoring, actor, zone
        self._folder: Path | None = None
        self._key = ""
        self._restoring: Restoring | None = None
        self._sets: tuple[BackupSet, ...] = ()
        self.notice = Notice()
        self.stack = QStackedWidget()
        self.stack.addWidget(self._build_choice())
        self.strip = ProgressStrip(on_cancel=self._cancelled)
        self.strip.hide()
        self.stack.addWidget(self._build_result())
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        for part in (self.notice, self.stack, self.strip):
            lines.addWidget(part)

    # -- which set

    def _build_choice(self) -> QWidget:
        made = QWidget()
        lines = QVBoxLayout(made)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        self.path = Elided("Belum dipilih", "strong")
        self.choose = button("Pilih folder atau drive ...", icon="folder-open", on_click=self._ask_folder)
        lines.addWidget(label("Tempat cadangan", "label"))
        lines.addWidget(row(self.path, None, self.choose))
        self.key_label = label("Ketik ketujuh baris lembar pemulihan untuk membuka cadangan ini", "label")
        self.key = QPlainTextEdit()
        self.key.setPlaceholderText("1. ABCD EFGH J\n2. ...")
        self.key.setAccessibleName("Kunci pemulihan")
        self.key.setTabChangesFocus(True)
        self.key.setFixedHeight(150)
        self.unlock = button("Buka cadangan", "primary", on_click=self._unlock)
        self.go = button("Pulihkan untuk diperiksa", "primary", on_click=self._try)
        self.go.setEnabled(False)
        self.list = QListWidget()
        self.list.setAccessibleName("Cadangan")
        self.list.setMinimumHeight(190)
        self.list.setIconSize(QSize(theme.size("icon"), theme.size("icon")))
        self.list.currentRowChanged.connect(lambda place: self.go.setEnabled(place >= 0))
        self.list.itemActivated.connect(lambda _item: self._try())
        for part in (self.key_label, self.key, self.list):
            lines.addWidget(part)
        lines.addWidget(row(None, button("Kembali", on_click=self.left.emit), self.unlock, self.go))
        self._ask_key(wanted=False)
        return made

    def focus_first(self) -> None:
        """Choose the place first."""
        self.choose.setFocus()

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, "Pilih folder atau drive cadangan", str(self._folder or Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.open()

    def take_usual(self) -> None:
        """Show the backups in the office's usual place, when there is one and nothing else was chosen."""
        restoring = self._make(None)

        def found(folder: Path | None) -> None:
            if folder is not None and self._folder is None:
                self.take(folder)

        self._tasks.submit_free(restoring.usual, owner=self, on_done=found, on_error=self._refuse)

    def take(self, folder: Path, set_id: str = "") -> None:
        """Show the backups in a folder; ``set_id`` is chosen among them when it is there."""
        self._folder = folder
        self.path.setText(str(folder))
        self._look(set_id)

    def _look(self, set_id: str = "") -> None:
        folder, key = self._folder, self._key
        if folder is None:
            return
        self.notice.say()
        restoring = self._restoring = self._make(key or None)
        self._tasks.submit_free(
            lambda: restoring.offers(folder),
            owner=self,
            on_done=partial(self._show, set_id),
            on_error=self._not_listed,
        )

    def _show(self, set_id: str, offers: tuple[Offered, ...]) -> None:
        self._sets = tuple(one for offer in offers for one in offer.sets)
        self._ask_key(wanted=False)
        self.list.clear()
        several = len(offers) > 1
        for offer in offers:
            for one in offer.sets:
                item = QListWidgetItem(
                    icons.icon(*state_icon(one)), set_line(one, offer.name if several else "", self._zone)
                )
                self.list.addItem(item)
        if not self._sets:
            self.notice.say("Di sini tidak ada cadangan Netralitas; pilih folder atau drive lain.", role="warnBox")
            return
        wanted = [place for place, one in enumerate(self._sets) if one.id == set_id]
        good = [place for place, one in enumerate(self._sets) if one.check is not None and not one.check.problems]
        self.list.setCurrentRow((wanted or good or [0])[0])
        self.list.setFocus()

    def _not_listed(self, error: BaseException) -> None:
        self.list.clear()
        if isinstance(error, KeyUnavailable | WrongKey):
            self._ask_key(wanted=True)
            if isinstance(error, WrongKey) or self._key:
                self.notice.say(error.sentence, role="errorBox")
            self.key.setFocus()
        else:
            self._refuse(error)

    def _ask_key(self, *, wanted: bool) -> None:
        for part in (self.key_label, self.key, self.unlock):
            part.setVisible(wanted)
        self.list.setVisible(not wanted)
        self.go.setVisible(not wanted)

    def _unlock(self) -> None:
        self._key = self.key.toPlainText()
        if self._key.strip():
            self._look()

    # -- the trial

    def _try(self) -> None:
        place, restoring = self.list.currentRow(), self._restoring
        if restoring is None or not 0 <= place < len(self._sets):
            return
        one = self._sets[place]
        self.stack.setEnabled(False)
        self.notice.say()
        task = self.strip.start("Memulihkan ke folder baru ...")
        self._tasks.submit_free(
            lambda: restoring.prepare(one, partial(_heard, task)),
            owner=self,
            on_done=partial(self._tried, one),
            on_error=self._refuse,
            task=task,
        )

    def _cancelled(self) -> None:
        self.stack.setEnabled(True)
        self.notice.say("Dihentikan; tidak ada yang berubah.", role="infoBox")

    def _tried(self, one: BackupSet, restored: Restored) -> None:
        self.strip.hide()
        self.stack.setEnabled(True)
        self.found.setText(trial_words(one, restored, self._zone))
        theme.set_role(self.found, "errorBox" if restored.check.problems else "goodBox")
        self.lost.setText("\n".join(lost_lines(restored, self._zone)))
        theirs = restored.unknown or restored.since  # of the office that is there now, if any
        loses = restored.unknown or (restored.since is not None and restored.since.rows)
        theme.set_role(self.lost, "warnBox" if loses else "infoBox")
        self.keeps.setText(_KEEPS + _PAUSES if theirs else _PAUSES)
        asks = self._actor is None and not self._key
        for part in (self.who, self.username, self.password):
            part.setVisible(asks)
        self.stack.setCurrentIndex(1)
        (self.username if asks else self.back).setFocus()

    # -- taking over

    def _build_result(self) -> QWidget:
        made = QWidget()
        lines = QVBoxLayout(made)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        self.found, self.lost = label("", "goodBox", wrap=True), label("", "warnBox", wrap=True, selectable=True)
        lines.addWidget(self.found)
        lines.addWidget(self.lost)
        self.keeps = label("", "body", wrap=True)
        lines.addWidget(self.keeps)
        self.who = label("Pengguna kantor yang dipulihkan, yang berhak memulihkan", "label")
        self.username, self.password = QLineEdit(), QLineEdit()
        self.username.setPlaceholderText("Nama pengguna")
        self.username.setAccessibleName("Nama pengguna")
        self.password.setPlaceholderText("Kata sandi")
        self.password.setAccessibleName("Kata sandi")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.returnPressed.connect(self._take_over)
        for part in (self.who, self.username, self.password):
            lines.addWidget(part)
        self.back = button("Pilih cadangan lain", on_click=self._choose_another)
        self.take_button = button("Jadikan kantor", "danger", on_click=self._take_over)
        lines.addWidget(row(None, self.back, self.take_button))
        lines.addStretch(1)
        return made

    def _choose_another(self) -> None:
        self.give_up()
        self.stack.setCurrentIndex(0)
        self.list.setFocus()

    def give_up(self) -> None:
        """Throw away what was restored for a trial."""
        restoring = self._restoring
        if not self.strip.isHidden():
            self.strip.cancel()  # what is being restored throws itself away
        elif restoring is not None:
            self._tasks.submit_free(restoring.discard, owner=self, on_error=self._refuse)

    def _take_over(self) -> None:
        restoring, actor = self._restoring, self._actor
        if restoring is None or not self.stack.isEnabled():
            return
        username, password, key = self.username.text(), self.password.text(), self._key

        def work() -> None:
            from desktop.wiring import RECOVERED  # noqa: PLC0415 - loaded by now

            who = actor or (RECOVERED if key else restoring.log_in(username, password))
            restoring.take_over(who)

        self.stack.setEnabled(False)
        self.notice.say()
        self._tasks.submit_write(work, owner=self, on_done=lambda _none: self.taken.emit(key), on_error=self._refuse)

    def _refuse(self, error: BaseException) -> None:
        self.strip.hide()
        self.stack.setEnabled(True)
        sentence = error.sentence if isinstance(error, OfficeError) else "Langkah ini gagal; coba sekali lagi."
        self.notice.say(sentence, role="errorBox")

    def refuse(self, sentence: str) -> None:
        """Say what did not work after all."""
        self.stack.setEnabled(True)
        self.notice.say(sentence, role="errorBox")


def _heard(task: Task, fraction: float, words: str) -> None:
    if task.cancelled:
        raise Stopped("Dihentikan sebelum selesai.")
    task.report(fraction, words)
