"""A letter on the desk: QtPdf shows the bytes that were made, page by page, at the width of the view or closer.

Pages are drawn when they come into sight, in QtPdf's own thread: a record of sixty pages shows its first one as fast as
a summons. Bytes are parsed once, on the UI thread, which takes a few milliseconds.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cases.errors import BadFile
from desktop import theme
from desktop.guard import privacy
from desktop.widgets.basic import Elided, button, icon_button, label

_STEP: Final = 1.2
_LEAST, _MOST = 0.25, 6.0
_JUMP: Final = QSize(44, 28)


class PdfView(QFrame):
    """``show_pdf`` takes bytes; the head says "Konsep, halaman 1 dari 3", and where there are more pages, goes to one.

    ``head`` is the row above the pages, for what else belongs there.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty(privacy.SHEET, True)
        self.setProperty("role", "desk")
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self._name = ""
        self._words = Elided("", "caption")
        self._page_word = label("Halaman", "caption")
        self._of = label("", "caption")
        self.jump = QLineEdit()
        self.jump.setFixedSize(_JUMP)
        self.jump.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.jump.setAccessibleName("Halaman")
        self.jump.setToolTip("Ke halaman (Ctrl+G)")
        self.jump.editingFinished.connect(self._jumped)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(14, 4, 8, 4)
        self.head.setSpacing(4)
        self._build()
        self.view.pageNavigator().currentPageChanged.connect(lambda _page: self._tell())
        self.setFocusProxy(self.view)
        self._tell()

    def _build(self) -> None:
        self.head.addWidget(self._words)
        self.head.addWidget(self._page_word)
        self.head.addWidget(self.jump)
        self.head.addWidget(self._of)
        self.head.addStretch(1)
        zoom = (
            icon_button("magnifying-glass-minus", "Perkecil (-)", on_click=lambda: self.zoom_by(1 / _STEP)),
            button("Lebar halaman", "link", on_click=self.fit_width, tip="Selebar jendela (0)"),
            icon_button("magnifying-glass-plus", "Perbesar (+)", on_click=lambda: self.zoom_by(_STEP)),
        )
        for part in zoom:
            self.head.addWidget(part)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(1, 1, 1, theme.space("s"))
        lines.setSpacing(0)
        lines.addLayout(self.head)
        lines.addWidget(self.view, 1)

    def show_pdf(self, data: bytes, name: str = "") -> None:
        """Show a document; ``name`` stands before the page count. Raises BadFile for what is no PDF."""
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        if self.document.status() != QPdfDocument.Status.Ready:
            self._tell()
            raise BadFile("Berkas ini tidak dapat dibuka sebagai PDF.", detail=self.document.error().name)
        self._name = name
        self._tell()

    def set_name(self, name: str) -> None:
        """Call what is shown by another name."""
        self._name = name
        self._tell()

    def clear(self) -> None:
        """Show nothing."""
        self.document.close()
        self._name = ""
        self._tell()

    @property
    def pages(self) -> int:
        """How many pages there are, 0 while nothing is shown."""
        return max(self.document.pageCount(), 0)

    @property
    def page(self) -> int:
        """The page in sight, from 0."""
        return self.view.pageNavigator().currentPage()

    def go_to(self, page: int) -> None:
        """Show a page, from 0."""
        if 0 <= page < self.pages and page != self.page:
            self.view.pageNavigator().jump(page, QPointF(), 0)

    @property
    def words(self) -> str:
        """What the head says."""
        where = f"halaman {self.page + 1} dari {self.pages}" if self.pages else ""
        return ", ".join(part for part in (self._name, where) if part)

    def _tell(self) -> None:
        many = self.pages > 1
        for part in (self._page_word, self.jump, self._of):
            part.setVisible(many)
        if not many:
            self._words.setText(self.words)
            return
        self._words.setText(f"{self._name}," if self._name else "")
        self._page_word.setText("halaman" if self._name else "Halaman")
        self._of.setText(f"dari {self.pages}")
        self.jump.setText(str(self.page + 1))

    def _jumped(self) -> None:
        typed = self.jump.text().strip()
        if typed.isdecimal() and int(typed) != self.page + 1:
            self.go_to(min(max(int(typed), 1), self.pages) - 1)
        self.jump.setText(str(self.page + 1))

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
        """Plus, minus and 0; Ctrl+G asks for a page."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() == Qt.Key.Key_G and self.pages > 1:
            self.jump.setFocus()
            self.jump.selectAll()
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(_STEP)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom_by(1 / _STEP)
        elif event.key() == Qt.Key.Key_0:
            self.fit_width()
        else:
            super().keyPressEvent(event)
