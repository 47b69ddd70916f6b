"""A field for scanned paper: one PDF, or pages as pictures in their order, chosen or dropped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from cases.errors import BadFile
from cases.services.letter_forms import LARGEST_SCAN
from desktop import theme
from desktop.files import read_file
from desktop.preferences import Preferences
from desktop.widgets.basic import Elided, button, icon_button, row
from desktop.widgets.fields import Field
from desktop.widgets.parting import clear

ENDINGS: Final = ("pdf", "png", "jpg", "jpeg", "tif", "tiff")
_MOST: Final = 60


def read_scan(paths: Sequence[Path], paper: tuple[float, float]) -> bytes:
    """Return one file as it is, several bound into one PDF on a paper (millimetres); for a worker.

    Raises BadFile, BadPicture.
    """
    parts = [read_file(path, LARGEST_SCAN + 1) for path in paths]
    if sum(map(len, parts)) > LARGEST_SCAN:
        raise BadFile("Pindaian lebih besar dari 40 MB; pindai lagi dengan 200 dpi hitam putih.")
    if len(parts) == 1:
        return parts[0]
    from reports.scans import bind_scans  # noqa: PLC0415 - pikepdf, which most letters do not need

    return bind_scans(parts, paper)


def scan_paths(event: QDropEvent | QDragEnterEvent) -> list[Path]:
    """Return the files of a drop that may be scans, by their names; what they are is asked of their bytes later."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return [path for path in paths if path.suffix.lower().lstrip(".") in ENDINGS]


class ScanField(Field):
    """``value`` are the files in their order, none of which is read before it is needed."""

    def __init__(self, words: str = "Pilih pindaian…", preferences: Preferences | None = None) -> None:
        super().__init__()
        self._preferences = preferences or Preferences()
        self._paths: list[Path] = []
        self.setAcceptDrops(True)
        self._names = QVBoxLayout()
        self._names.setSpacing(0)
        self.lines.addLayout(self._names)
        self._choose = button(
            words, icon="scan", on_click=self._ask_files, tip="PDF atau gambar, boleh beberapa lembar"
        )
        self.lines.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self._choose)

    def value(self) -> tuple[Path, ...]:
        """The files."""
        return tuple(self._paths)

    def draft(self) -> list[str]:
        """Where the files lie."""
        return [str(path) for path in self._paths]

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Take the files that are still there."""
        kept = [Path(str(path)) for path in draft] if isinstance(draft, list) else []
        self._paths = [path for path in kept if path.is_file()]
        self._show()

    def focus_target(self) -> QWidget:
        """The button."""
        return self._choose

    def take_files(self, paths: Sequence[Path]) -> None:
        """Put files behind those that were chosen already, each once."""
        new = [path for path in paths if path not in self._paths]
        self._paths = [*self._paths, *new][:_MOST]
        self._show()
        self.changed.emit()

    def _drop(self, path: Path) -> None:
        self._paths.remove(path)
        self._show()
        self._choose.setFocus()
        self.changed.emit()

    def _show(self) -> None:
        clear(self._names)
        for place, path in enumerate(self._paths, start=1):
            name = Elided(f"{place}. {path.name}" if len(self._paths) > 1 else path.name, "label")
            name.setMinimumHeight(theme.size("icon"))
            away = icon_button("x", f"Lepas {path.name}", on_click=partial(self._drop, path))
            self._names.addWidget(row(name, None, away, gap=4))
        self._choose.setText(" Tambah lembar…" if self._paths else " Pilih pindaian…")

    def _ask_files(self) -> None:
        dialog = QFileDialog(self, "Pilih pindaian", str(self._preferences.folder))
        dialog.setNameFilter(f"PDF atau gambar ({' '.join(f'*.{ending}' for ending in ENDINGS)})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.take_files([Path(name) for name in names]))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let scans in."""
        if scan_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them."""
        event.acceptProposedAction()
        self.take_files(scan_paths(event))
