"""The line that tells what is new in the watched folder, and offers it to the form."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject

from cases.changes import ChangeSet
from cases.services import evidence_facts
from cases.services.evidence_facts import SameBytes
from desktop.evidence.watched_folder import MOST_OFFERED, Arrival, Found, WatchedFolder
from desktop.pages.evidence_parts.adding import Adding
from desktop.pages.evidence_parts.host import EvidenceHost
from desktop.preferences import Preferences
from desktop.widgets.offer_line import OfferLine

_TIP: Final = "Jangan tawarkan berkas-berkas ini lagi; berkasnya sendiri tetap di foldernya"


class Arrivals(QObject):
    """Watches while the panel is seen; ``line`` goes over the tiles.

    Files whose bytes are in the vault already, of whatever report, are told apart and not offered.
    """

    def __init__(self, host: EvidenceHost, adding: Adding, preferences: Preferences | None = None) -> None:
        super().__init__(host.widget)
        self._host, self._adding = host, adding
        self._found = Found()
        self._new: list[Arrival] = []
        self._stored: set[Arrival] = set()
        self.line = OfferLine("tray-arrow-down", "Tinjau", "Abaikan", _TIP)
        self.line.taken.connect(self._take)
        self.line.declined.connect(self._dismiss)
        self.folder = WatchedFolder(host.desk.tasks, preferences or Preferences(), self)
        self.folder.found.connect(self._show)
        if host.may_add:
            host.widget.installEventFilter(self)
            host.desk.changed.connect(self._changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look into the folder while the evidence is seen."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self.folder.watch(on=event.type() == QEvent.Type.Show)
        return super().eventFilter(watched, event)

    def _changed(self, changes: ChangeSet) -> None:
        """What was stored meanwhile is new no more."""
        if self._new and changes.concerns("evidence"):
            self._show(self._found)

    def _show(self, found: Found) -> None:
        self._found = found
        if not found.files:
            self._new = []
            self.line.tell(found.problem)
            return
        asked = self._host.desk.ask(evidence_facts.same_bytes, frozenset(found.files.values()))
        asked.then(self, lambda known: self._sort(found, known))

    def _sort(self, found: Found, known: Sequence[SameBytes]) -> None:
        """Tell those apart whose bytes are kept already."""
        if found is not self._found:
            return
        stored = {one.item.sha256 for one in known}
        self._new = [arrival for arrival, sha256 in found.files.items() if sha256 not in stored]
        settled = found.files.keys() - self._new
        self._stored = self._stored | settled if self._new else set()
        self.line.offer(_words(len(self._new), len(self._stored)) if self._new else "")
        if settled:
            self.folder.dismiss(settled)

    def _take(self) -> None:
        self._adding.take_files(_paths(self._new))

    def _dismiss(self) -> None:
        self.folder.dismiss(self._new)
        self._new, self._stored = [], set()
        self.line.offer("")


def _paths(arrivals: Collection[Arrival]) -> list[Path]:
    return [one.path for one in arrivals]


def _words(new: int, stored: int) -> str:
    count = f"{new} berkas baru" if new < MOST_OFFERED else f"{new} berkas baru atau lebih"
    return f"{count} di folder pindaian" + (f"; {stored} lainnya sudah tersimpan sebagai bukti." if stored else ".")
