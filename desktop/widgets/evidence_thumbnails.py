"""The small pictures of evidence: those in sight are read together, decoded in a worker and kept for a while."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from cases.services import evidence
from desktop.desk import Desk

_KEPT: Final = 96
"""So many are held decoded, 31 MB; a screen shows a fourth of them."""
_AT_ONCE: Final = 48


class Thumbnails(QObject):
    """``of`` gives a picture or has it come; ``drawn`` gives the id of one that came."""

    drawn = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._images: OrderedDict[str, QImage] = OrderedDict()
        self._missing: set[str] = set()
        self._wanted: dict[str, None] = {}
        self._runs = False

    def of(self, evidence_id: str) -> QImage | None:
        """The small picture; None while it is not there, and then it is asked for unless it is known to be missing."""
        image = self._images.get(evidence_id)
        if image is not None:
            self._images.move_to_end(evidence_id)
        elif evidence_id not in self._missing:
            self._want(evidence_id)
        return image

    def look_again(self, evidence_ids: Collection[str]) -> None:
        """Pictures that were missing may have been made."""
        self._missing.difference_update(evidence_ids)

    def _want(self, evidence_id: str) -> None:
        self._wanted.pop(evidence_id, None)
        self._wanted[evidence_id] = None
        if not self._runs:
            self._runs = True
            QTimer.singleShot(0, self, self._ask)  # once, for all that are being painted

    def _ask(self) -> None:
        """Ask for those that were in sight last; others ask again when they are seen again."""
        asked = tuple(self._wanted)[-_AT_ONCE:]
        self._wanted.clear()
        self._runs = bool(asked)
        if asked:
            self._desk.ask(evidence.thumbnails, asked).then(self, lambda pictures: self._decode(asked, pictures))

    def _decode(self, asked: tuple[str, ...], pictures: dict[str, bytes]) -> None:
        self._missing.update(one for one in asked if one not in pictures)
        self._desk.tasks.submit_free(
            lambda: {evidence_id: QImage.fromData(data) for evidence_id, data in pictures.items()},
            owner=self,
            on_done=self._keep,
        )

    def _keep(self, images: dict[str, QImage]) -> None:
        for evidence_id, image in images.items():
            self._images[evidence_id] = image
        while len(self._images) > _KEPT:
            self._images.popitem(last=False)
        for evidence_id in images:
            self.drawn.emit(evidence_id)
        self._ask()
