"""The key and the button of privacy mode: they fetch whom the records know, and cover the names."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from cases.changes import ChangeSet
from cases.services import privacy as services
from desktop.desk import Desk
from desktop.guard import privacy
from desktop.main_window import MainWindow


class PrivacyKey(QObject):
    """Serves one session; the mode itself outlives it, so that a lock or another log-in opens nothing."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        privacy.prepare(_app())
        window.privacy_wanted.connect(self._switch)
        window.rail.show_privacy(on=privacy.is_on())
        privacy.changed_signal().changed.connect(self._show)
        desk.changed.connect(self._changed)
        if privacy.is_on():
            self._desk.ask(services.names_to_cover).then(self, privacy.know)

    def _switch(self) -> None:
        if privacy.is_on():
            privacy.switch(_app(), on=False)
            self._window.toast("Mode privasi dimatikan")
        else:
            self._desk.ask(services.names_to_cover).then(self, self._cover)

    def _cover(self, names: frozenset[str]) -> None:
        privacy.know(names)
        privacy.switch(_app(), on=True)
        self._window.toast("Mode privasi: nama dan NIP ditutup sampai F8 ditekan lagi")

    def _show(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._window.rail.show_privacy(on=on)

    def _changed(self, changes: ChangeSet) -> None:
        if privacy.is_on() and changes.concerns("employee", "report", "case", "step", "signatory"):
            self._desk.ask(services.names_to_cover).then(self, privacy.know)


def _app() -> QApplication:
    return cast("QApplication", QApplication.instance())
