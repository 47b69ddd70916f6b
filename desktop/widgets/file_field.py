"""A field for one file of some kinds, chosen or dropped; it is read when it is needed, not before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.widgets.basic import Elided, button, icon_button, row
from desktop.widgets.fields import Field


class FileField(Field):
    """``value`` is the path, None without one; ``words`` name the kind, ``endings`` come without a dot."""

    def __init__(self, words: str, endings: Sequence[str], folder: Path, *, icon: str = "file") -> None:
        super().__init__()
        self._words, self._endings, self._folder = words, tuple(endings), folder
        self._path: Path | None = None
        self.setAcceptDrops(True)
        self._name = Elided("", "label")
        self._away = icon_button("x", "Lepas berkas", on_click=lambda: self.take(None))
        self._chosen = row(self._name, None, self._away, gap=4)
        self._choose = button("Pilih berkas…", icon=icon, on_click=self._ask_file)
        self.lines.addWidget(self._chosen)
        self.lines.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self._choose)
        self._show()

    def value(self) -> Path | None:
        """The file."""
        return self._path

    def blank(self) -> bool:
        """Whether there is none."""
        return self._path is None

    def draft(self) -> str:
        """Where the file lies."""
        return str(self._path or "")

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Take the file if it is still there."""
        path = Path(str(draft)) if draft else None
        self._path = path if path is not None and path.is_file() else None
        self._show()

    def focus_target(self) -> QWidget:
        """The button."""
        return self._choose

    def take(self, path: Path | None) -> None:
        """Take a file, or none."""
        self._path = path
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._chosen.setVisible(self._path is not None)
        self._name.setText(self._path.name if self._path is not None else "")
        self._choose.setText(" Ganti berkas…" if self._path is not None else " Pilih berkas…")

    def _ask_file(self) -> None:
        folder = self._path.parent if self._path is not None else self._folder
        dialog = QFileDialog(self, "Pilih berkas", str(folder))
        dialog.setNameFilter(f"{self._words} ({' '.join(f'*.{ending}' for ending in self._endings)})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let a file of the right kind in."""
        if self._first(event.mimeData().urls()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        event.acceptProposedAction()
        self.take(self._first(event.mimeData().urls()))

    def _first(self, urls: Sequence[QUrl]) -> Path | None:
        paths = (Path(url.toLocalFile()) for url in urls if url.isLocalFile())
        return next((path for path in paths if path.suffix.lower().lstrip(".") in self._endings), None)
