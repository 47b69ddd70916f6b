"""One item of evidence in full: its page, its text, or what can be done with what is not shown here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from cases.model.evidence import Evidence
from cases.model.marks import Place
from desktop import theme
from desktop.evidence.opened_copies import may_be_opened, refusal
from desktop.tasks import Tasks
from desktop.widgets.basic import Elided, button, icon_button, label
from desktop.widgets.empty import EmptyState
from desktop.widgets.evidence_content import (
    Content,
    Frame,
    NoContent,
    PaperContent,
    PictureContent,
    TextContent,
    read_frame,
)
from desktop.widgets.evidence_files import size_words
from desktop.widgets.page_canvas import STEP, PageCanvas, place_on

_POINTS: Final = 72
_MOST_EDGE: Final = 5_000
"""Pixels of the longer edge of a page that is drawn."""
_PAUSE_MS: Final = 120
_JUMP: Final = QSize(44, 28)
_LEAST_WIDTH: Final = 280
_ROOM: Final = ((560, (3, 5, 6)), (400, (0, 1, 2)))
"""Below so many pixels these of the zoom's parts go; their keys stay."""


class EvidencePane(QFrame):
    """``show_content`` shows an item; its pages, or the frames of its picture, are turned within.

    ``passed`` says -1 or 1 when somebody leafs beyond the first or the last; ``play_wanted`` and ``copy_wanted`` give
    the item's id, ``page_shown`` follows when another page is in front.
    """

    passed = Signal(int)
    play_wanted = Signal(str)
    copy_wanted = Signal(str)
    page_shown = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.setProperty("role", "desk")
        self._tasks = tasks
        self.item: Evidence | None = None
        self.content: Content = NoContent("")
        self.page, self.pages = 0, 0
        self._places: tuple[Place, ...] = ()
        self._chosen = -1
        self._asked = 0
        self.canvas = PageCanvas()
        self.canvas.seen.connect(self._seen_otherwise)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setAccessibleName("Isi berkas sebagai teks")
        self.other = EmptyState("Tidak ditampilkan di sini", "", icon="file")
        self.other.sentence.setWordWrap(True)
        self.other.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.other.sentence.setMinimumWidth(420)
        self.play = button("Buka dengan program komputer", "primary", icon="play", on_click=self._play)
        self.copy = button("Simpan salinan…", icon="download-simple", on_click=self._copy)
        self.other.add(self.play)
        self.other.add(self.copy)
        self._stack = QStackedWidget()
        for part in (self.canvas, self.text, self.other):
            self._stack.addWidget(part)
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._drawer = QPdfPageRenderer(self)
        self._drawer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._drawer.pageRendered.connect(self._drawn)
        self._drawing = QPdfDocumentRenderOptions()
        self._drawing.setRenderFlags(QPdfDocumentRenderOptions.RenderFlag.Annotations)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_PAUSE_MS)
        self._again.timeout.connect(self._draw)
        self._words = Elided("", "caption")
        self.jump = QLineEdit()
        self._of, self.zoom_words = label("", "caption"), label("", "caption")
        self._build()

    def _build(self) -> None:
        self.jump.setFixedSize(_JUMP)
        self.jump.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.jump.setAccessibleName("Halaman")
        self.jump.setToolTip("Ke halaman (Ctrl+G)")
        self.jump.editingFinished.connect(self._jumped)
        self.zoom_words.setMinimumWidth(44)
        self.zoom_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        canvas = self.canvas
        self.leafing: tuple[QWidget, ...] = (
            icon_button("caret-up", "Halaman sebelumnya (Page Up di tepi atas)", on_click=lambda: self.leaf(-1)),
            self.jump,
            self._of,
            icon_button("caret-down", "Halaman berikutnya (Page Down di tepi bawah)", on_click=lambda: self.leaf(1)),
        )
        self.zooming: tuple[QWidget, ...] = (
            self.zoom_words,
            icon_button("magnifying-glass-minus", "Perkecil (-)", on_click=lambda: canvas.zoom_by(1 / STEP)),
            icon_button("magnifying-glass-plus", "Perbesar (+)", on_click=lambda: canvas.zoom_by(STEP)),
            icon_button("number-circle-one", "Ukuran asli, 100 % (1)", on_click=canvas.true_size),
            icon_button("arrows-out", "Seluruh halaman (0)", on_click=canvas.fit),
            icon_button("arrows-out-line-horizontal", "Selebar jendela (W)", on_click=canvas.fit_width),
            icon_button(
                "arrow-counter-clockwise",
                "Putar tampilan ke kiri (Shift+R); aslinya tidak berubah",
                on_click=lambda: canvas.turn_by(-90),
            ),
            icon_button(
                "arrow-clockwise",
                "Putar tampilan ke kanan (R); aslinya tidak berubah",
                on_click=lambda: canvas.turn_by(90),
            ),
        )
        head = QHBoxLayout()
        head.setContentsMargins(14, 4, 8, 4)
        head.setSpacing(2)
        head.addWidget(self._words, 1)
        for part in (*self.leafing, *self.zooming):
            head.addWidget(part)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(1, 1, 1, theme.space("s"))
        lines.setSpacing(0)
        lines.addLayout(head)
        lines.addWidget(self._stack, 1)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setFocusProxy(self._stack)

    # -- what is shown

    @property
    def shown(self) -> QWidget | None:
        """The part in front: ``canvas``, ``text`` or ``other``."""
        return self._stack.currentWidget()

    @property
    def words(self) -> str:
        """What the head says."""
        return self._words.text()

    def show_content(self, item: Evidence, content: Content, name: str = "") -> None:
        """Show an item; ``name`` stands before its file's."""
        self.item, self.content = item, content
        self._places, self._chosen = (), -1
        self._asked += 1
        self._close_paper()
        self.page, self.pages = 0, 0
        facts = [item.file_name, size_words(item.size)]
        if isinstance(content, PictureContent):
            self.pages = content.frames
            facts.append(f"{content.first.size.width():.0f} x {content.first.size.height():.0f} piksel")
            self._show_frame(content.first, stay=False)
            self._front(self.canvas)
        elif isinstance(content, PaperContent):
            self._show_paper(content)
        elif isinstance(content, TextContent):
            facts.append("sumbernya, hanya bagian awal" if content.cut else "sumbernya")
            self.text.setPlainText(content.words)
            self._front(self.text)
        else:
            self._show_other(content.sentence)
        self._words.setText(", ".join(part for part in (name, *facts) if part))
        self._tell()

    def clear(self) -> None:
        """Show nothing, and keep nothing of what was shown."""
        self.item, self.content = None, NoContent("")
        self._places, self._chosen = (), -1
        self._asked += 1
        self.page, self.pages = 0, 0
        self._close_paper()
        self.canvas.show_page(QSizeF(), ())
        self.text.clear()
        self._words.setText("")
        self._front(self.canvas)
        self._tell()

    def _close_paper(self) -> None:
        self._again.stop()
        self._drawer.setDocument(None)  # type: ignore[arg-type] # Qt takes none, whatever its stub says
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray())

    def _show_paper(self, content: PaperContent) -> None:
        self._buffer.setData(QByteArray(content.data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        if self.document.status() != QPdfDocument.Status.Ready or self.document.pageCount() < 1:
            locked = self.document.error() == QPdfDocument.Error.IncorrectPassword
            self._show_other(
                "PDF ini dikunci dengan kata sandi dan tidak dapat ditampilkan di sini."
                if locked
                else "Berkas ini tidak dapat dibuka sebagai PDF."
            )
            return
        self.pages = self.document.pageCount()
        self._drawer.setDocument(self.document)
        self.canvas.show_page(self._paper_size(), (), paper=True, wide=True)
        self._front(self.canvas)
        self._draw()

    def _show_other(self, sentence: str) -> None:
        item = self.item
        if item is None:
            return
        playable = may_be_opened(item)
        where = "Salinannya dapat dibuka dengan program komputer Anda." if playable else refusal(item)
        self.other.sentence.setText(f"{sentence} {where}".strip())
        self.other.sentence.show()
        self.play.setVisible(playable)
        self._front(self.other)

    def _front(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        inside = (self.play if self.play.isVisibleTo(self.other) else self.copy) if part is self.other else part
        self._stack.setFocusProxy(inside)

    def _tell(self) -> None:
        paged = self.shown is self.canvas
        for part in self.leafing:
            part.setVisible(paged and self.pages > 1)
        gone = {place for least, places in _ROOM if self.width() < least for place in places}
        for place, part in enumerate(self.zooming):
            part.setVisible(paged and place not in gone)
        self._of.setText(f"dari {self.pages}")
        self.jump.setText(str(self.page + 1))
        self.zoom_words.setText(f"{self.canvas.zoom * 100:.0f} %")

    # -- pages and frames

    def leaf(self, by: int) -> None:
        """Show the page before or after; beyond the first and the last it is for whoever holds the pane."""
        if 0 <= self.page + by < self.pages:
            self.go_to(self.page + by)
        else:
            self.passed.emit(by)

    def read_on(self, by: int) -> None:
        """Move on within the page, and at its edge to the next one; backwards for -1."""
        if self.shown is self.canvas and self.canvas.scroll_on(by):
            return
        before = self.page
        self.leaf(by)
        if self.page < before:
            self.canvas.show_bottom()

    def go_to(self, page: int) -> None:
        """Show a page or a frame, from 0."""
        if not 0 <= page < self.pages or page == self.page:
            return
        self.page = page
        self._asked += 1
        content = self.content
        if isinstance(content, PictureContent):
            self._read_frame(content, page)
        elif isinstance(content, PaperContent):
            self.canvas.show_page(self._paper_size(), (), paper=True, stay=True)
            self._outline()
            self._draw()
        self.canvas.show_top()
        self._tell()
        self.page_shown.emit()

    def _read_frame(self, content: PictureContent, page: int) -> None:
        asked = self._asked

        def show(frame: Frame) -> None:
            if asked == self._asked:
                self._show_frame(frame, stay=True)

        def refused(_error: BaseException) -> None:
            if asked == self._asked:
                self.canvas.show_page(content.first.size, (), stay=True)
                self._words.setText(f"Gambar {page + 1} dari {content.frames} rusak dan tidak dapat ditampilkan.")

        work = content.first if page == 0 else None
        self._tasks.submit_free(
            lambda: work or read_frame(content.data, page), owner=self, on_done=show, on_error=refused
        )

    def _show_frame(self, frame: Frame, *, stay: bool) -> None:
        self.canvas.show_page(frame.size, frame.levels, paper=True, stay=stay)  # what is clear in it is seen on white
        self._outline()

    def _paper_size(self) -> QSizeF:
        return self.document.pagePointSize(self.page) * (self.logicalDpiX() / _POINTS)

    def _wanted(self) -> QSize:
        """How large the page is to be drawn for how close it is seen."""
        size = self._paper_size() * (self.canvas.zoom * self.devicePixelRatioF())
        longest = max(size.width(), size.height(), 1.0)
        return (size * min(1.0, _MOST_EDGE / longest)).toSize().expandedTo(QSize(1, 1))

    def _draw(self) -> None:
        """Have the page drawn by QtPdf's own thread."""
        if isinstance(self.content, PaperContent) and self.pages:
            self._drawer.requestPage(self.page, self._wanted(), self._drawing)

    def _drawn(self, page: int, size: QSize, image: QImage, _options: QPdfDocumentRenderOptions, _asked: int) -> None:
        if page == self.page and self.pages and isinstance(self.content, PaperContent) and not image.isNull():
            self.canvas.show_page(self._paper_size(), (image,), paper=True, stay=True)

    def _seen_otherwise(self) -> None:
        self.zoom_words.setText(f"{self.canvas.zoom * 100:.0f} %")
        if isinstance(self.content, PaperContent) and self.canvas.drawn_width != self._wanted().width():
            self._again.start()

    def _jumped(self) -> None:
        typed = self.jump.text().strip()
        if typed.isdecimal():
            self.go_to(min(max(int(typed), 1), self.pages) - 1)
        self.jump.setText(str(self.page + 1))
        if self.jump.hasFocus():
            self.canvas.setFocus()

    # -- what was found

    @property
    def found(self) -> int:
        """How many places are outlined, on all pages."""
        return len(self._places)

    @property
    def chosen(self) -> int:
        """Which of them was gone to, from 0; -1 for none."""
        return self._chosen

    def highlight(self, places: Sequence[Place]) -> None:
        """Outline places and go to the first; none takes the outlines away."""
        kept = [place for place in places if 0 <= place.page < self.pages]
        self._places = tuple(sorted(kept, key=lambda place: (place.page, place.top, place.left)))
        self._chosen = -1
        self._outline()
        if self._places:
            self.next_place(1)

    def next_place(self, by: int) -> None:
        """Go to the next place, or the one before."""
        if not self._places or self.shown is not self.canvas:
            return
        self._chosen = (self._chosen + by) % len(self._places)
        place = self._places[self._chosen]
        self.go_to(place.page)
        self._outline()
        size = self.canvas.page_size
        if not size.isEmpty():
            self.canvas.show_place(place_on(place, size))

    def _outline(self) -> None:
        here = [(n, place) for n, place in enumerate(self._places) if place.page == self.page]
        chosen = next((at for at, (n, _) in enumerate(here) if n == self._chosen), -1)
        self.canvas.outline([place for _, place in here], chosen)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down read on, Home and End go to the first and the last, Ctrl+G asks for a page."""
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_PageUp: lambda: self.read_on(-1),
            Qt.Key.Key_PageDown: lambda: self.read_on(1),
            Qt.Key.Key_Home: lambda: self.go_to(0),
            Qt.Key.Key_End: lambda: self.go_to(self.pages - 1),
        }
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() == Qt.Key.Key_G and self.pages > 1:
            self.jump.setFocus()
            self.jump.selectAll()
        elif event.key() == Qt.Key.Key_Escape and self.jump.hasFocus():
            self.jump.setText(str(self.page + 1))
            self.canvas.setFocus()
        elif not control and (act := acts.get(Qt.Key(event.key()))) is not None:
            act()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room."""
        super().resizeEvent(event)
        self._tell()

    def _play(self) -> None:
        if self.item is not None:
            self.play_wanted.emit(self.item.id)

    def _copy(self) -> None:
        if self.item is not None:
            self.copy_wanted.emit(self.item.id)
