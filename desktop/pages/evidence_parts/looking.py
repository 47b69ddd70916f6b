"""Looking at an item of evidence in full, and keeping a copy of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from cases.errors import BadPicture
from cases.model.evidence import Evidence
from desktop.files import write_file
from desktop.pages.evidence_parts.host import EvidenceHost
from desktop.widgets.evidence_originals import Originals
from desktop.widgets.evidence_viewer import LARGEST_VIEW, EvidenceViewer
from desktop.widgets.picture_view import decode


class Looking(QObject):
    """Opens the viewer and steps through the items in it; ``viewer`` is None until it is first needed."""

    def __init__(self, host: EvidenceHost, originals: Originals) -> None:
        super().__init__(host.widget)
        self._host, self._desk, self._originals = host, host.desk, originals
        self.viewer: EvidenceViewer | None = None

    def open(self, evidence_id: str) -> None:
        """Show an item."""
        item = self._host.item(evidence_id)
        if item is not None:
            self._originals.read(item, lambda data: self._decode(item, data))

    def save_copy(self, evidence_id: str) -> None:
        """Ask where a copy of the original shall lie."""
        item = self._host.item(evidence_id)
        if item is None:
            return
        dialog = QFileDialog(self._host.widget, "Simpan salinan bukti")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.selectFile(item.file_name)
        dialog.fileSelected.connect(
            lambda name: self._originals.read(item, lambda data: self._write_copy(item, data, Path(name)))
        )
        dialog.open()

    def _decode(self, item: Evidence, data: bytes) -> None:
        """Make a picture of the bytes away from the UI thread; anything else is shown at once."""
        if not item.media_type.startswith("image/"):
            self._view(item, data, None)
            return

        def picture() -> QImage | None:
            try:
                return decode(data, LARGEST_VIEW)
            except BadPicture:  # whole, but of a format that Qt does not read: the viewer offers a copy
                return None

        self._desk.tasks.submit_free(picture, owner=self, on_done=lambda image: self._view(item, data, image))

    def _view(self, item: Evidence, data: bytes, image: QImage | None) -> None:
        if self.viewer is None:
            self.viewer = EvidenceViewer()
            self.viewer.left.connect(self._leave)
            self.viewer.copy_wanted.connect(self.save_copy)
            self.viewer.step_wanted.connect(self._step)
        self._host.bring(self.viewer)
        self.viewer.show_item(item, data, image)

    def _step(self, step: int) -> None:
        shown = self.viewer.item if self.viewer is not None else None
        if shown is None:
            return
        place = next((n for n, item in enumerate(self._host.items) if item.id == shown.id), 0) + step
        if 0 <= place < len(self._host.items):
            self.open(self._host.items[place].id)

    def _leave(self) -> None:
        shown = self.viewer.item if self.viewer is not None else None
        self._host.back(shown.id if shown is not None else "")

    def _write_copy(self, item: Evidence, data: bytes, path: Path) -> None:
        self._desk.tasks.submit_free(
            lambda: write_file(path, data),
            owner=self,
            on_done=lambda _path: self._host.notice.say(f"Salinan {item.label} disimpan sebagai {path.name}."),
            on_error=self._host.refused,
        )
