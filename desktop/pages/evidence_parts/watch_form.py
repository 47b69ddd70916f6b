"""The way from a form of the watch among the evidence to what it answered."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from cases.model.evidence import Evidence
from cases.services import watch_findings
from desktop.pages.evidence_parts.host import EvidenceHost


class WatchFormLink(QObject):
    """``wanted`` gives the copy that is to be opened."""

    wanted = Signal(str)

    def __init__(self, host: EvidenceHost) -> None:
        super().__init__(host.widget)
        self._host = host
        self._copies: dict[str, str] = {}

    def read(self, report_id: str) -> None:
        """Ask which items of a report are forms of the watch."""
        self._host.desk.ask(watch_findings.copies_of_report, report_id).then(self, self._know)

    def shown(self, item: Evidence) -> bool:
        """Whether an item is such a form."""
        return item.sha256 in self._copies

    def open(self, evidence_id: str) -> None:
        """Open what it answered."""
        item = self._host.item(evidence_id)
        if item is not None and self.shown(item):
            self.wanted.emit(self._copies[item.sha256])

    def _know(self, copies: dict[str, str]) -> None:
        self._copies = copies
