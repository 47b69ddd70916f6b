"""A field for a small picture of the office: the region's arms, the head's emblem; with what it looks like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QWidget

from cases.errors import BadPicture, InvalidInput, OfficeError
from desktop import theme
from desktop.files import read_file
from desktop.tasks import Task, Tasks
from desktop.widgets.basic import button, column, label
from desktop.widgets.fields import Field
from desktop.widgets.picture_view import kind_of, reading

_LARGEST_BYTES: Final = 5_000_000
_LARGEST_EDGE: Final = 8_000
_SHOWN: Final = 88


def read_picture(data: bytes) -> QImage:
    """Decode a PNG or JPEG of the office, small enough to be an emblem; raises BadPicture."""
    with reading(data) as reader:
        emblem = kind_of(reader) in {"png", "jpeg"} and len(data) <= _LARGEST_BYTES
        size = reader.size() if emblem else QSize()  # from the header, before a pixel is decoded
        if not emblem or max(size.width(), size.height()) > _LARGEST_EDGE:
            raise BadPicture("Lambang harus berupa gambar PNG atau JPEG paling besar 5 MB; pilih berkas lain.")
        image = reader.read()
        if image.isNull():
            raise BadPicture("Gambar ini rusak dan tidak dapat dibuka; pilih berkas lain.", detail=reader.errorString())
        return image


def _emblem(data: bytes, edge: QSize) -> QImage:
    """A picture as large as it is shown; safe in any thread. Raises BadPicture."""
    whole = read_picture(data)
    return whole.scaled(edge, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


class PictureField(Field):
    """Takes a picture from a file dialog or by dropping it; ``value`` is its bytes, empty for none.

    Files are read and pictures decoded by ``tasks``; ``data`` are the bytes of the picture that is there.
    """

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._last = Task()
        self._reading = False
        self.data = b""
        self.setAcceptDrops(True)
        self._view = QLabel()
        self._view.setFixedSize(_SHOWN + 14, _SHOWN + 14)
        self._view.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._view.setProperty("role", "infoBox")
        self._choose = button("Pilih gambar ...", icon="image", on_click=self._ask_file)
        self._clear = button("Hapus", "link", on_click=self._take_away)
        self._trouble = label("", "error", wrap=True)
        self._trouble.hide()
        line = QHBoxLayout()
        line.setSpacing(theme.space("m"))
        line.addWidget(self._view)
        line.addWidget(column(self._choose, self._clear, label("PNG atau JPEG", "help"), self._trouble, gap=4), 1)
        self.lines.addLayout(line)
        self.setFocusProxy(self._choose)
        self._show()

    def value(self) -> bytes:
        """The file's bytes, unchanged; raises InvalidInput while one is being read."""
        if self._reading:
            raise InvalidInput("Gambarnya masih dibaca; coba lagi sesudah tampil.")
        return self.data

    def draft(self) -> str:
        """Nothing: a picture is chosen again."""
        return ""

    def blank(self) -> bool:
        """Whether there is none."""
        return not self.data

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Leave the picture as it is."""

    def focus_target(self) -> QWidget:
        """The button."""
        return self._choose

    def set_picture(self, data: bytes) -> None:
        """Show a picture that the office has already."""
        self._end()
        self._trouble.hide()
        self.data = data
        self._show()
        if data:
            self._read(lambda: data)

    def take_file(self, path: Path) -> None:
        """Take a picture from a file, or say in one sentence why not."""
        self._end()
        self._reading = True
        self._choose.setEnabled(False)
        self._read(lambda: read_file(path, _LARGEST_BYTES + 1))

    def _read(self, get: Callable[[], bytes]) -> None:
        edge = QSize(_SHOWN, _SHOWN) * self.devicePixelRatioF()

        def work() -> tuple[bytes, QImage]:
            data = get()
            return data, _emblem(data, edge)

        self._last = self._tasks.submit_free(work, owner=self, on_done=self._taken, on_error=self._refuse)

    def _end(self) -> None:
        """Nothing is read any more."""
        self._last.cancel()
        self._reading = False
        self._choose.setEnabled(True)

    def _taken(self, found: tuple[bytes, QImage]) -> None:
        chosen = self._reading
        self._end()
        self._trouble.hide()
        self.data, image = found
        self._show(image)
        if chosen:
            self.changed.emit()

    @property
    def trouble(self) -> str:
        """What was wrong with the last file, or ""."""
        return "" if self._trouble.isHidden() else self._trouble.text()

    def _refuse(self, error: BaseException) -> None:
        if not self._reading:
            self._view.setText("rusak")
        self._end()
        if not isinstance(error, OfficeError):
            raise error
        self._trouble.setText(error.sentence)
        self._trouble.show()

    def _take_away(self) -> None:
        self._end()
        self._trouble.hide()
        self.data = b""
        self._show()
        self.changed.emit()

    def _show(self, image: QImage | None = None) -> None:
        self._clear.setVisible(bool(self.data))
        self._choose.setText(" Ganti gambar ..." if self.data else " Pilih gambar ...")
        if image is None:
            self._view.setText("" if self.data else "belum ada")
            return
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._view.setPixmap(QPixmap.fromImage(image))

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Pilih gambar", "", "Gambar (*.png *.jpg *.jpeg)")
        if name:
            self.take_file(Path(name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let a file in."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file."""
        for url in event.mimeData().urls()[:1]:
            if url.isLocalFile():
                self.take_file(Path(url.toLocalFile()))
