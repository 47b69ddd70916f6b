"""A letter on the desk: QtPdf shows the bytes that were made, page by page, at the width of the view or closer."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cases.errors import BadFile
from desktop import theme
from desktop.widgets.basic import button, icon_button, label

_STEP: Final = 1.2
_LEAST, _MOST = 0.25, 6.0


class PdfView(QFrame):
    """``show_pdf`` takes bytes; the head says "Konsep, halaman 1 dari 3"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "desk")
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self._name = ""
        self._words = label("", "caption")
        top = QHBoxLayout()
        top.setContentsMargins(14, 4, 8, 4)
        top.setSpacing(2)
        top.addWidget(self._words, 1)
        top.addWidget(icon_button("magnifying-glass-minus", "Perkecil (-)", on_click=lambda: self.zoom_by(1 / _STEP)))
        top.addWidget(button("Lebar halaman", "link", on_click=self.fit_width, tip="Selebar jendela (0)"))
        top.addWidget(icon_button("magnifying-glass-plus", "Perbesar (+)", on_click=lambda: self.zoom_by(_STEP)))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(1, 1, 1, theme.space("s"))
        lines.setSpacing(0)
        lines.addLayout(top)
        lines.addWidget(self.view, 1)
        self.view.pageNavigator().currentPageChanged.connect(lambda _page: self._tell())
        self.setFocusProxy(self.view)

    def show_pdf(self, data: bytes, name: str = "") -> None:
        """Show a document; ``name`` stands before the page count. Raises BadFile for what is no PDF."""
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        if self.document.status() != QPdfDocument.Status.Ready:
            raise BadFile("Berkas ini tidak dapat dibuka sebagai PDF.", detail=self.document.error().name)
        self._name = name
        self._tell()

    def clear(self) -> None:
        """Show nothing."""
        self.document.close()
        self._name = ""
        self._tell()

    @property
    def words(self) -> str:
        """What the head says."""
        return self._words.text()

    def _tell(self) -> None:
        pages = self.document.pageCount()
        where = f"halaman {self.view.pageNavigator().currentPage() + 1} dari {pages}" if pages > 0 else ""
        self._words.setText(", ".join(part for part in (self._name, where) if part))

    def zoom_by(self, factor: float) -> None:
        """Closer or farther."""
        now = self.view.zoomFactor()
        if self.view.zoomMode() == QPdfView.ZoomMode.FitToWidth and self.document.pageCount() > 0:
            inch = self.document.pagePointSize(0).width() / 72
            now = (self.view.viewport().width() - 12) / (inch * self.view.logicalDpiX())
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(max(now * factor, _LEAST), _MOST))

    def fit_width(self) -> None:
        """As wide as the view."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus, minus and 0."""
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(_STEP)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom_by(1 / _STEP)
        elif event.key() == Qt.Key.Key_0:
            self.fit_width()
        else:
            super().keyPressEvent(event)
