"""Looks at one item of evidence in full: a picture, a PDF, or the way to save it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cases.errors import BadFile
from cases.model.evidence import Evidence
from desktop import theme
from desktop.widgets.basic import button, icon_button, label
from desktop.widgets.empty import EmptyState
from desktop.widgets.pdf_view import PdfView
from desktop.widgets.picture_view import PictureView

LARGEST_VIEW = QSize(8000, 8000)


class EvidenceViewer(QWidget):
    """``left`` when it is to close, ``copy_wanted`` with the id, ``step_wanted`` with -1 or 1 for the neighbour."""

    left = Signal()
    copy_wanted = Signal(str)
    step_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._item: Evidence | None = None
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        bar = QHBoxLayout()
        bar.setSpacing(theme.space("s"))
        self.back = button("Kembali", icon="arrow-left", on_click=self.left.emit, tip="Kembali ke daftar bukti (Esc)")
        bar.addWidget(self.back)
        self._words = label("", "section")
        bar.addWidget(self._words, 1)
        bar.addWidget(icon_button("caret-left", "Bukti sebelumnya (Page Up)", on_click=lambda: self._step(-1)))
        bar.addWidget(icon_button("caret-right", "Bukti berikutnya (Page Down)", on_click=lambda: self._step(1)))
        bar.addWidget(button("Simpan salinan…", icon="download-simple", on_click=self._copy))
        lines.addLayout(bar)
        self._stack = QStackedWidget()
        self.picture, self.pdf = PictureView(), PdfView()
        self.other = EmptyState("", "", icon="file")
        self.other.add(button("Simpan salinan…", icon="download-simple", on_click=self._copy))
        for part in (self.picture, self.pdf, self.other):
            self._stack.addWidget(part)
        lines.addWidget(self._stack, 1)

    @property
    def item(self) -> Evidence | None:
        """What is shown."""
        return self._item

    @property
    def shown(self) -> QWidget | None:
        """The part in front: ``picture``, ``pdf`` or ``other``."""
        return self._stack.currentWidget()

    def show_item(self, item: Evidence, data: bytes, image: QImage | None) -> None:
        """Show an item; ``image`` is its picture when it is one that could be decoded."""
        self._item = item
        self._words.setText(f"{item.label}  {item.title}")
        if image is not None:
            self.picture.show_image(image, f"{item.file_name}, {image.width()} x {image.height()} piksel")
            self._bring(self.picture)
        elif item.media_type == "application/pdf":
            self._show_pdf(item, data)
        else:
            self._show_other("Berkas ini tidak dapat ditampilkan di sini. Simpan salinannya, lalu buka.")

    def _show_pdf(self, item: Evidence, data: bytes) -> None:
        try:
            self.pdf.show_pdf(data, item.file_name)
        except BadFile as error:
            self._show_other(error.sentence)
        else:
            self._bring(self.pdf)

    def _show_other(self, sentence: str) -> None:
        self.other.sentence.setText(sentence)
        self.other.sentence.show()
        self._bring(self.other)

    def _bring(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        part.setFocus()

    def _step(self, by: int) -> None:
        self.step_wanted.emit(by)

    def _copy(self) -> None:
        if self._item is not None:
            self.copy_wanted.emit(self._item.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves, Page Up and Page Down show the neighbours."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._step(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        else:
            super().keyPressEvent(event)
