"""A page that has evidence takes files wherever they are dropped on it, and pictures whenever Ctrl+V is pressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from cases.model.user import Right
from desktop.desk import Desk
from desktop.pages.evidence_panel import EvidencePanel
from desktop.pages.evidence_parts.adding import on_clipboard
from desktop.widgets.file_drop import FileDrop

_CUE: Final = "Lepaskan untuk menambahkannya sebagai bukti; aslinya tetap di tempatnya."

_LOADING: Final = "Halaman ini masih dimuat; seret berkasnya sekali lagi sebentar lagi."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page has its evidence.

    ``panel`` is None while there is none. ``hindrance`` is a sentence why it cannot come to the front now, "" when it
    can; ``come`` brings it there, and throws nothing away.
    """

    panel: Callable[[], EvidencePanel | None]
    hindrance: Callable[[], str]
    come: Callable[[], object]
    toast: Callable[[str], object]


class Intake(QObject):
    """Drops and pastes of one page, for users who may add evidence."""

    def __init__(self, page: QWidget, desk: Desk, place: Place) -> None:
        super().__init__(page)
        self._place = place
        if not desk.may(Right.MANAGE_EVIDENCE):
            return
        self.drop = FileDrop(page, lambda: place.hindrance() or _CUE)
        self.drop.dropped.connect(self.take)
        self.drop.refused.connect(place.toast)
        self.shortcut = QShortcut(page)
        self.shortcut.setKeys(QKeySequence.StandardKey.Paste)
        self.shortcut.activated.connect(self.paste)

    def take(self, paths: Sequence[Path]) -> None:
        """Bring the evidence to the front and look at files."""
        panel = self._ready()
        if panel is not None:
            panel.when_read(partial(panel.adding.take_files, paths))
        elif not self._place.hindrance() and self._place.panel() is None:
            self._place.toast(_LOADING)

    def paste(self) -> None:
        """Take what lies on the clipboard; text is left alone where the evidence is not in front."""
        panel = self._place.panel()
        if panel is None:
            return
        here = panel.isVisible()
        paths, image = on_clipboard(beside_text=here)
        if paths:
            self.take(paths)
        elif not image.isNull():
            if (ready := self._ready()) is not None:
                ready.when_read(partial(ready.adding.take_picture, image))
        elif here:
            panel.adding.miss_picture()

    def _ready(self) -> EvidencePanel | None:
        """The panel in front, or None after saying why not."""
        panel = self._place.panel()
        words = self._place.hindrance() or (panel.adding.hindrance if panel is not None else "")
        if words:
            self._place.toast(words)
            return None
        if panel is not None and not panel.isVisible():
            self._place.come()
        return self._place.panel()
