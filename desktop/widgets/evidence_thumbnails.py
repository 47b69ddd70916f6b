"""The small pictures of evidence: read when they exist, drawn one at a time when they do not."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from cases.model.evidence import Evidence
from cases.services import evidence
from desktop.desk import Desk


class Thumbnails(QObject):
    """``drawn`` gives id and picture.

    Drawing goes through the one writer, a picture at a time, so that other writes come in between.
    """

    drawn = Signal(str, QImage)

    def __init__(self, desk: Desk, parent: QObject, *, may_draw: bool) -> None:
        super().__init__(parent)
        self._desk, self._may_draw = desk, may_draw
        self._images: dict[str, QImage] = {}
        self._asked: set[str] = set()
        self._waiting: deque[str] = deque()
        self._runs = False

    def of(self, evidence_id: str) -> QImage | None:
        """The small picture, None while there is none."""
        return self._images.get(evidence_id)

    def fetch(self, item: Evidence) -> None:
        """Have an item's picture come, once."""
        if item.id in self._asked or not item.media_type.startswith("image/"):
            return
        self._asked.add(item.id)

        def got(picture: bytes | None) -> None:
            if picture is not None:
                self._keep(item.id, picture)
            elif self._may_draw:
                self._waiting.append(item.id)
                if not self._runs:
                    self._draw_next()

        self._desk.ask(evidence.thumbnail, item.id).then(self, got)

    def _keep(self, evidence_id: str, picture: bytes) -> None:
        image = QImage.fromData(picture)
        self._images[evidence_id] = image
        self.drawn.emit(evidence_id, image)

    def _draw_next(self) -> None:
        self._runs = bool(self._waiting)
        if not self._waiting:
            return
        evidence_id = self._waiting.popleft()

        def done(picture: bytes | None) -> None:
            if picture is not None:
                self._keep(evidence_id, picture)
            self._draw_next()

        asked = self._desk.do(evidence.derive, evidence_id)
        asked.then(self, done, lambda _error: self._draw_next())  # a damaged original is told when it is read again
