"""A session: the pages that somebody who logged in works with, and what goes with them until he leaves."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop import tray
from desktop.assembly import Run, fill
from desktop.beside_work import BesideWork
from desktop.desk import Desk
from desktop.dialogs import kept_drafts
from desktop.guard.privacy_key import PrivacyKey
from desktop.looking import Looking
from desktop.main_window import MainWindow
from desktop.preferences import Preferences
from desktop.shell import Shell


class Session(QObject):
    """Desk, pages, notes in the tray and the work beside them: begun at log-in, ended as one.

    It outlives the lock, behind which its pages wait; what concerns the whole run are signals of ``main``.
    """

    def __init__(self, desk: Desk, shell: Shell, preferences: Preferences, run: Run) -> None:
        super().__init__(desk)
        self.desk, self._shell = desk, shell
        self._focused: QWidget | None = None
        self.main = MainWindow()
        fill(self.main, desk, run)
        self.main.record_shown.connect(Looking(desk, self.main.toast).shown)
        PrivacyKey(desk, self.main)
        self.main.windowTitleChanged.connect(self._show_title)
        shell.show_page(self.main)
        self.main.open_page("today")  # which puts the cursor where it wants it
        self.tray = tray.start(desk, shell, preferences, self)
        if self.tray is not None:
            self.tray.wanted.connect(self._wanted)
        self.beside = BesideWork(desk)
        desk.tasks.submit_free(desk.office.collect_orphans, owner=self)
        kept_drafts.begin(desk, self.main)

    @property
    def in_front(self) -> bool:
        """Whether its pages are what the window shows; they are not behind the lock."""
        return self._shell.stack.currentWidget() is self.main

    def go_behind(self, page: QWidget) -> None:
        """Let another page stand before its own, and remember where the cursor was."""
        self._focused = self.main.focusWidget()
        self._shell.show_page(page)
        self._shell.setWindowTitle("Netralitas")

    def come_back(self) -> None:
        """Show its pages again as they were left."""
        self._shell.show_page(self.main)
        self._shell.setWindowTitle(self.main.windowTitle())
        focused = self._focused if self._focused is not None and shiboken6.isValid(self._focused) else self.main
        focused.setFocus()

    def stop(self) -> None:
        """Begin nothing more beside the pages and say nothing more from the tray."""
        self.beside.stop()
        if self.tray is not None:
            self.tray.remove()
            self.tray = None

    def end(self) -> None:
        """Stop, and let pages and desk go for good."""
        self.stop()
        self._shell.drop(self.main)
        self.desk.deleteLater()

    def _wanted(self) -> None:
        """A note from the tray was pressed: show the window, and the morning page where nobody is locked out."""
        self._shell.bring_back()
        if self.in_front:
            self.main.open_page("today")

    def _show_title(self, title: str) -> None:
        if self.in_front:  # behind the lock a title would name whom it is about
            self._shell.setWindowTitle(title)
