"""Files dropped anywhere on a page: a cue while they are dragged, and a sentence for what is no file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop import icons, theme

_INSIDE: Final = (
    "Berkas ini masih di dalam peramban, surel, atau arsip; simpan dahulu ke sebuah folder, lalu seret dari sana."
)
_ADDRESS: Final = "Yang diseret alamat, bukan berkas; ambil tangkapan layarnya, lalu tempel dengan Ctrl+V."
_TEXT: Final = "Yang diseret teks, bukan berkas; simpan sebagai berkas, atau tempel tangkapan layarnya dengan Ctrl+V."
_MARGIN, _ICON, _PAD, _WIDE = 10, 32, 16, 420


def dropped_files(data: QMimeData) -> tuple[list[Path], str]:
    """The files of a drop, and a sentence about what is none."""
    urls = data.urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    others = len(urls) - len(paths)
    if paths:
        return paths, f"{others} dari yang diseret bukan berkas dan dilewati." if others else ""
    if any("filegroupdescriptor" in name.lower() or "xdndirectsave" in name.lower() for name in data.formats()):
        return [], _INSIDE
    return [], _ADDRESS if others or data.text().startswith(("http://", "https://")) else _TEXT


class _Cue(QWidget):
    """Lies over a page while something is dragged over it; nothing is caught by it."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words, self._good = "", True
        self.hide()

    def say(self, words: str, *, good: bool) -> None:
        """Cover the page and say what letting go would do."""
        self.words, self._good = words, good
        self.setGeometry(self._page.rect())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A veil, a dashed border, an icon over words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = theme.color("canvas")
        veil.setAlphaF(0.82)
        painter.fillRect(self.rect(), veil)
        ink = "accent" if self._good else "amberFg"
        pen = QPen(theme.color(ink), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        edge = theme.TOKENS.radius["card"]
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN), edge, edge)
        words = theme.font("section")
        least = QFontMetricsF(words)
        room = QRectF(0, 0, min(self.width() - 4 * _MARGIN, _WIDE), 400)
        wrapped = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        text = least.boundingRect(room, wrapped, self.words)
        plate = QRectF(0, 0, room.width() + 2 * _PAD, text.height() + _ICON + 3 * _PAD)
        plate.moveCenter(QRectF(self.rect()).center())
        painter.setPen(QPen(theme.color(ink), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(plate, edge, edge)
        box = QRectF(plate.center().x() - _ICON / 2, plate.top() + _PAD, _ICON, _ICON)
        icons.paint(painter, box, "upload-simple" if self._good else "warning-circle", theme.color(ink))
        painter.setFont(words)
        painter.setPen(theme.color("text"))
        room.moveTo(plate.left() + _PAD, box.bottom() + _PAD)
        painter.drawText(room, wrapped, self.words)


class FileDrop(QObject):
    """Lets files be dropped on a page, wherever no part of it takes them itself. ``dropped`` gives their paths.

    ``refused`` is a sentence about what was dropped and is no file. What is dragged inside the program is left alone.
    """

    dropped = Signal(list)
    refused = Signal(str)

    def __init__(self, page: QWidget, words: Callable[[], str]) -> None:
        super().__init__(page)
        self._words = words
        self.cue = _Cue(page)
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is dragged in, and say so while it hovers."""
        if isinstance(event, QDropEvent) and event.source() is not None:
            return False
        if isinstance(event, QDragEnterEvent):
            paths, sentence = dropped_files(event.mimeData())
            self.cue.say(self._words() if paths else sentence, good=bool(paths))
            event.acceptProposedAction()
            return True
        if isinstance(event, QDragMoveEvent):
            event.acceptProposedAction()
            return True
        if event.type() == QEvent.Type.DragLeave:
            self.cue.hide()
            return True
        if isinstance(event, QDropEvent):
            self.cue.hide()
            event.acceptProposedAction()
            paths, sentence = dropped_files(event.mimeData())
            if sentence:
                self.refused.emit(sentence)
            if paths:
                self.dropped.emit(paths)
            return True
        return False
