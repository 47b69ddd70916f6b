"""The item that is chosen: beside the tiles, with its trail, its text, and what looks like it."""

from __future__ import annotations

from collections.abc import Sequence

from cases.model.marks import SeenText
from cases.services import evidence, evidence_text
from cases.services.evidence import CustodyLine
from cases.services.evidence_alike import Alike
from desktop.evidence.queue import EvidenceQueue
from desktop.pages.evidence_parts.gallery import Gallery
from desktop.pages.evidence_parts.host import EvidenceHost
from desktop.pages.evidence_parts.likeness import Likeness
from desktop.widgets.evidence_detail import EvidenceDetail
from desktop.widgets.evidence_words import text_words


class OneItem:
    """Fills ``detail``; an answer that comes when another item is shown is dropped."""

    def __init__(
        self,
        host: EvidenceHost,
        detail: EvidenceDetail,
        gallery: Gallery,
        likeness: Likeness,
        queue: EvidenceQueue | None,
    ) -> None:
        self._host, self.detail, self._gallery = host, detail, gallery
        self._likeness, self._queue = likeness, queue

    def show(self, evidence_id: str) -> None:
        """Show an item, its copies, what was done with it and what looks like it, once the office is known."""
        item = self._host.item(evidence_id)
        if item is not None and self._host.office is not None:
            checked, image = self._gallery.checked(item.id), self._gallery.image(item.id)
            self.detail.show_item(item, self._host.office.time_zone, checked, image, dict(self._host.accused()))
            copies = [other for other in self._host.items if other.derived_from == item.id]
            self.detail.show_kin(self._host.item(item.derived_from), copies)
            self.detail.show()
            self._read_custody(item.id)

    def _read_custody(self, evidence_id: str) -> None:
        """Show what was done with the item that is shown, and what looks like it."""

        def show(lines: Sequence[CustodyLine]) -> None:
            if self._shows(evidence_id):
                self.detail.show_custody(lines)

        def show_alike(found: Sequence[Alike]) -> None:
            if self._shows(evidence_id):
                self.detail.show_alike(found)

        self._host.desk.ask(evidence.custody_of, evidence_id).then(self._host.widget, show)
        self.read_text()
        self._likeness.ask(evidence_id, show_alike)

    def read_text(self) -> None:
        """Show what was read in the item that is shown."""
        shown = self.detail.item
        if shown is None:
            return

        def show(seen: SeenText | None) -> None:
            item = self.detail.item
            if item is not None and item.id == shown.id:
                words = text_words(item, seen, no_reader=self._queue is not None and self._queue.lacks_reader)
                whole = seen.words if seen is not None else ""
                self.detail.show_text(words, whole, f"Dibaca oleh {seen.reader}" if seen is not None and whole else "")

        self._host.desk.ask(evidence_text.text_of, shown.id).then(self._host.widget, show)

    def _shows(self, evidence_id: str) -> bool:
        return self.detail.item is not None and self.detail.item.id == evidence_id

    def draw(self, evidence_id: str) -> None:
        """Show the picture of an item that was drawn, if it is the one that is shown."""
        image = self._gallery.image(evidence_id)
        if image is not None and self._shows(evidence_id):
            self.detail.show_image(image)

    def answer(self, evidence_id: str, words: str) -> None:
        """Record what was found and done about a failed check."""
        asked = self._host.desk.do(evidence.answer_failure, evidence_id, words)
        asked.then(self._host.widget, lambda _item: self._host.read(), self._host.refused)
