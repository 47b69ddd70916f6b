"""Words that narrow the tiles down to the items that hold them, in what is recorded or was read of them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from cases.services import evidence_text
from desktop import icons, theme
from desktop.pages.evidence_parts.host import EvidenceHost
from desktop.widgets.basic import icon_button, label

_PAUSE_MS: Final = 150


class Narrowing(QWidget):
    """A line over the tiles, hidden until it is opened; ``narrowed`` when other items are to be shown."""

    narrowed = Signal()
    left = Signal()

    def __init__(self, host: EvidenceHost) -> None:
        super().__init__()
        self._host = host
        self._found: frozenset[str] | None = None
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("Cari judul, akun, atau teks di dalam bukti")
        self.edit.setAccessibleName("Cari dalam bukti laporan ini")
        self.edit.addAction(icons.icon("magnifying-glass", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._count = label("", "caption")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.read)
        self.edit.textChanged.connect(lambda _text: self._pause.start())
        self.edit.returnPressed.connect(self.left)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.space("s"))
        across.addWidget(self.edit, 1)
        across.addWidget(self._count)
        across.addWidget(icon_button("x", "Tampilkan semua (Esc)", on_click=self.close_line))
        self.hide()

    @property
    def words(self) -> str:
        """What is looked for, to be marked in an item that is opened."""
        return self.edit.text().strip() if not self.isHidden() else ""

    def holds(self, evidence_id: str) -> bool:
        """Whether an item is among those that were found; all are while nothing is looked for."""
        return self._found is None or evidence_id in self._found

    def open_line(self) -> None:
        """Show the line, with the cursor in it."""
        self.show()
        self.edit.setFocus()
        self.edit.selectAll()

    def close_line(self) -> None:
        """Show all items again."""
        self.edit.clear()
        self.hide()
        self._pause.stop()
        self.read()
        self.left.emit()

    def read(self) -> None:
        """Ask which items hold the words."""
        words = self.words
        if not words:
            self._show(None)
            return

        def show(found: tuple[str, ...]) -> None:
            if words == self.words:  # an answer to older words is late
                self._show(frozenset(found))

        self._host.desk.ask(evidence_text.matching, self._host.report_id, words).then(self, show)

    def _show(self, found: frozenset[str] | None) -> None:
        self._count.setText("" if found is None else f"{len(found)} dari {len(self._host.items)} bukti")
        if found != self._found:
            self._found = found
            self.narrowed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape shows all items."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_line()
        else:
            super().keyPressEvent(event)
