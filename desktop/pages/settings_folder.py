"""The settings' watched folder: where a scanner or a phone puts files that may become evidence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from cases.model.user import Right
from desktop.desk import Desk
from desktop.evidence.watched_folder import new_in, start_of
from desktop.navigation import Navigator
from desktop.pages.settings_section import Section
from desktop.preferences import Preferences
from desktop.widgets.basic import Card, Elided, button, label, row
from desktop.widgets.notice import Notice


class FolderSection(Section):
    """Chooses the folder of this account of the computer, and tells how it is with it."""

    title = "Folder pindaian"
    sentence = "Berkas baru di folder ini ditawarkan di halaman Bukti. Program tidak memindahkan atau menghapusnya."
    right = Right.READ

    def __init__(self, desk: Desk, window: Navigator, preferences: Preferences | None = None) -> None:
        super().__init__(desk, window)
        self._preferences = preferences or Preferences()
        self.path = Elided("", "strong")
        self.state = label("", "caption", wrap=True)
        self.choose = button("Pilih folder…", icon="folder-open", on_click=self._ask_folder)
        self.stop = button("Berhenti memantau", on_click=self._stop)
        self.notice = Notice()
        card = Card("Folder yang dipantau")
        card.add(label("Tempat pemindai atau ponsel menyimpan berkas; hanya untuk akun komputer ini.", "caption"))
        card.add(self.path)
        card.add(self.state)
        card.add(row(self.choose, self.stop, None))
        card.add(self.notice)
        card.setMaximumWidth(620)
        self.lines.addWidget(card)
        self.lines.addStretch(1)

    def read(self) -> None:
        """Show the folder, and in a moment what is in it."""
        folder = self._preferences.watched
        self.path.setText(str(folder) if folder is not None else "Belum ada folder yang dipantau.")
        self.choose.setText(" Ganti folder…" if folder is not None else " Pilih folder…")
        self.stop.setVisible(folder is not None)
        self.state.setText("")
        if folder is not None:
            since = self._preferences.watched_since
            since, dismissed = self._preferences.watched_since, self._preferences.dismissed

            def work() -> tuple[int, int, str]:
                there, problem = new_in(folder, 0)
                return len(there), sum(one.came > since and one.key not in dismissed for one in there), problem

            self.desk.tasks.submit_free(work, owner=self, on_done=lambda told: self._tell(folder, *told))

    def _tell(self, folder: Path, count: int, new: int, problem: str) -> None:
        if folder == self._preferences.watched:
            self.state.setText(problem or f"{count} berkas di dalamnya, {new} belum ditinjau.")

    def _ask_folder(self) -> None:
        start = self._preferences.watched or self._preferences.folder
        dialog = QFileDialog(self, "Pilih folder pindaian", str(start))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.open()

    def take(self, folder: Path) -> None:
        """Watch a folder from now on; the office's own is none to be watched."""
        home = self.desk.office.home.path.resolve()
        if home == folder.resolve() or home in folder.resolve().parents:
            self.notice.say("Folder kantor sendiri tidak dapat dipantau; pilih folder lain.", role="errorBox")
            return
        self.notice.say()
        self.desk.tasks.submit_free(
            lambda: start_of(folder), owner=self, on_done=lambda start: self._watch(folder, *start)
        )

    def _watch(self, folder: Path, since: int, there: Sequence[str]) -> None:
        self._preferences.watch(folder, since)
        self._preferences.dismiss(there)
        self.saved("Folder pindaian dipantau mulai sekarang")
        self.read()

    def _stop(self) -> None:
        self._preferences.watch(None)
        self.notice.say()
        self.read()
