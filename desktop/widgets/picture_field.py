"""A field for a small picture of the office: the region's arms, the head's emblem; with what it looks like."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QWidget

from cases.errors import BadPicture
from desktop import theme
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


class PictureField(Field):
    """Takes a picture from a file dialog or by dropping it; ``value`` is its bytes, empty for none."""

    def __init__(self) -> None:
        super().__init__()
        self._data = b""
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
        """The file's bytes, unchanged."""
        return self._data

    def draft(self) -> str:
        """Nothing: a picture is chosen again."""
        return ""

    def blank(self) -> bool:
        """Whether there is none."""
        return not self._data

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Leave the picture as it is."""

    def focus_target(self) -> QWidget:
        """The button."""
        return self._choose

    def set_picture(self, data: bytes) -> None:
        """Show a picture that the office has already."""
        self._data = data
        self._show()

    def take_file(self, path: Path) -> None:
        """Take a picture from a file, or say in one sentence why not."""
        try:
            data = path.read_bytes() if path.stat().st_size <= _LARGEST_BYTES else b""
            read_picture(data)
        except OSError:
            self._refuse(f"Berkas {path.name} tidak dapat dibaca; pilih berkas lain.")
        except BadPicture as error:
            self._refuse(error.sentence)
        else:
            self._trouble.hide()
            self._data = data
            self._show()
            self.changed.emit()

    @property
    def trouble(self) -> str:
        """What was wrong with the last file, or ""."""
        return "" if self._trouble.isHidden() else self._trouble.text()

    def _refuse(self, sentence: str) -> None:
        self._trouble.setText(sentence)
        self._trouble.show()

    def _take_away(self) -> None:
        self._data = b""
        self._trouble.hide()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._clear.setVisible(bool(self._data))
        self._choose.setText(" Ganti gambar ..." if self._data else " Pilih gambar ...")
        if not self._data:
            self._view.setText("belum ada")
            return
        try:
            image = read_picture(self._data)
        except BadPicture as error:
            self._view.setText("rusak")
            self._refuse(error.sentence)
            return
        ratio = self.devicePixelRatioF()
        edge = QSize(_SHOWN, _SHOWN) * ratio
        scaled = image.scaled(edge, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        scaled.setDevicePixelRatio(ratio)
        self._view.setPixmap(QPixmap.fromImage(scaled))

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
