"""What looks like other evidence: marks on tiles, the list in the pane, and a word when something new does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject

from cases.model.evidence import Evidence
from cases.services import evidence_alike
from cases.services.evidence_alike import Alike
from desktop.pages.evidence_parts.host import EvidenceHost

_WHY = "Periksa apakah perbuatannya sama: satu pelanggaran hanya dijatuhi satu hukuman."


class Likeness(QObject):
    """``earlier`` names for an item of the report the earlier one that it resembles."""

    def __init__(self, host: EvidenceHost) -> None:
        super().__init__(host.widget)
        self._host = host
        self.earlier: dict[str, str] = {}
        self._fresh: set[str] = set()

    def wait_for(self, items: Iterable[Evidence]) -> None:
        """Say it when one of these turns out to look like an item of another report, as soon as it was looked at."""
        self._fresh.update(item.id for item in items)
        self.read()

    def read(self) -> None:
        """Ask about what came in new."""
        if self._fresh:
            fresh = tuple(sorted(self._fresh))
            self._host.desk.ask(evidence_alike.alike_elsewhere, fresh).then(self, self._say)

    def ask(self, evidence_id: str, show: Callable[[Sequence[Alike]], object]) -> None:
        """Have what looks like one item told, over all reports."""
        self._host.desk.ask(evidence_alike.alike, evidence_id).then(self, show)

    def _say(self, found: dict[str, tuple[Alike, ...]]) -> None:
        told = []
        for evidence_id, others in found.items():
            item = self._host.item(evidence_id)
            if evidence_id not in self._fresh or item is None:
                continue  # told already, or not read yet
            self._fresh.discard(evidence_id)
            if others:
                first = others[0]
                same = "berkas yang sama dengan" if first.same_bytes else "mirip"
                told.append(f"{item.label} {same} {first.item.label} dalam laporan {first.report_number}.")
        for sentence in (*told, _WHY) if told else ():
            self._host.notice.add(sentence, role="warnBox")
