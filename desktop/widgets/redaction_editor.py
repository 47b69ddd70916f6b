"""Makes a redacted copy: tools over a page, the marks beside it, and a look at what will come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cases.model.evidence import Evidence
from cases.model.marks import Mark, MarkKind, Place
from desktop import icons, messages, theme
from desktop.widgets import redaction_geometry as geometry
from desktop.widgets.basic import Elided, button, icon_button, label
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.notice import Notice
from desktop.widgets.redaction_canvas import RedactionCanvas
from desktop.widgets.redaction_layer import plate_width
from desktop.widgets.redaction_panel import RedactionPanel
from desktop.widgets.redaction_sheet import MarkSheet
from reports.redaction import PagePicture


@dataclass(frozen=True, slots=True)
class _Tool:
    kind: MarkKind | None
    words: str
    icon: str
    key: Qt.Key
    tip: str


_TOOLS: Final = (
    _Tool(None, "Pilih", "cursor", Qt.Key.Key_V, "Pilih, geser, dan ubah ukuran tanda (V)"),
    _Tool(MarkKind.BOX, "Kotak hitam", "rectangle", Qt.Key.Key_K, "Kotak hitam: tidak menyisakan apa pun (K)"),
    _Tool(
        MarkKind.BLUR,
        "Buram",
        "checkerboard",
        Qt.Key.Key_B,
        "Buram: menyisakan warna kasar saja; kotak hitam lebih aman untuk nama, nomor, dan tulisan (B)",
    ),
    _Tool(MarkKind.ARROW, "Panah", "arrow-up-right", Qt.Key.Key_P, "Panah: tarik ke arah yang ditunjuk (P)"),
    _Tool(MarkKind.TEXT, "Teks", "text-t", Qt.Key.Key_T, "Teks: klik atau tarik (T)"),
)
_WAY: Final = "Tarik untuk menggambar, Enter menaruh di tengah; panah menggeser, Shift+panah mengubah ukuran."


class RedactionEditor(QWidget):
    """``left`` when it is to close and ``save_wanted`` when the copy is to be made; it neither reads nor writes.

    ``changed`` follows whatever would be lost if it were not saved. ``page_wanted`` gives a page that is to be shown
    (``show_page``), ``preview_wanted`` asks for ``show_preview`` of the page in sight, ``words_wanted`` for ``cover``
    of the places of words.
    """

    left = Signal()
    changed = Signal()
    hidden = Signal()
    save_wanted = Signal()
    page_wanted = Signal(int)
    preview_wanted = Signal()
    words_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.sheet = MarkSheet(self)
        self.canvas, self.panel = RedactionCanvas(self.sheet), RedactionPanel(self.sheet)
        self.notice, self.progress = Notice(), ProgressStrip()
        self.original: Evidence | None = None
        self.picture: PagePicture | None = None
        self._image = QImage()
        self.pages = 1
        self.tools: dict[MarkKind | None, QPushButton] = {}
        self.back = button("Kembali", icon="arrow-left", on_click=self.leave, tip="Kembali ke daftar bukti (Esc)")
        self._title = Elided("", "section")
        self.undo = icon_button("arrow-u-up-left", "Urungkan (Ctrl+Z)", on_click=self.sheet.undo)
        self.redo = icon_button("arrow-u-up-right", "Ulangi (Ctrl+Y)", on_click=self.sheet.redo)
        self._last = Elided("", "caption")
        self.earlier = icon_button("caret-left", "Halaman sebelumnya (Page Up)", on_click=lambda: self._step(-1))
        self.later = icon_button("caret-right", "Halaman berikutnya (Page Down)", on_click=lambda: self._step(1))
        self._page_words = label("", "caption")
        self.preview = self._toggle("Lihat hasil", "eye", "Lihat halaman ini seperti dalam salinannya (H)")
        self.preview.toggled.connect(self._toggle_preview)
        self._build()
        self.sheet.changed.connect(self._changed)
        self.canvas.text_made.connect(self._to_text)
        self.panel.page_wanted.connect(self._go_to)
        self.panel.save_wanted.connect(self._save)
        self.panel.words_wanted.connect(self.words_wanted)
        self.panel.text_edited.connect(self._write)
        self.panel.text.edit.returnPressed.connect(self.canvas.setFocus)
        for field in (self.panel.copy_title, self.panel.reason):
            field.changed.connect(self.changed)

    # -- building

    def _build(self) -> None:
        self._head, self._bar = QWidget(), QWidget()
        head, bar = QHBoxLayout(self._head), QHBoxLayout(self._bar)
        for line in (head, bar):
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(theme.space("xs"))
        head.addWidget(self.back)
        head.addSpacing(theme.space("s"))
        head.addWidget(self._title, 1)
        head.addWidget(self._last)
        head.addWidget(self.undo)
        head.addWidget(self.redo)
        head.addSpacing(theme.space("s"))
        head.addWidget(self.earlier)
        head.addWidget(self._page_words)
        head.addWidget(self.later)
        head.addWidget(icon_button("magnifying-glass-minus", "Perkecil (-)", on_click=lambda: self.canvas.zoom_by(0.8)))
        head.addWidget(icon_button("corners-out", "Pas jendela (0)", on_click=self.canvas.fit))
        head.addWidget(icon_button("magnifying-glass-plus", "Perbesar (+)", on_click=lambda: self.canvas.zoom_by(1.25)))
        group = QButtonGroup(self)
        for tool in _TOOLS:
            made = self._toggle(tool.words, tool.icon, tool.tip)
            made.clicked.connect(partial(self._use, tool.kind))
            group.addButton(made)
            self.tools[tool.kind] = made
            bar.addWidget(made)
        self.tools[self.canvas.tool].setChecked(True)
        bar.addStretch(1)
        bar.addWidget(self.preview)
        self._tools_width = self._bar.sizeHint().width()
        self._bar.setMinimumWidth(1)  # else no window is ever narrower than the words of the tools
        desk = QFrame()
        desk.setProperty("role", "desk")
        on_desk = QVBoxLayout(desk)
        on_desk.setContentsMargins(1, 1, 1, 1)
        on_desk.addWidget(self.canvas)
        across = QHBoxLayout()
        across.setSpacing(theme.space("m"))
        left = QVBoxLayout()
        left.setSpacing(theme.space("s"))
        left.addWidget(self._bar)
        left.addWidget(desk, 1)
        left.addWidget(Elided(_WAY, "help"))
        across.addLayout(left, 1)
        across.addWidget(self.panel)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        self.progress.hide()
        for part in (self._head, self.notice, self.progress):
            lines.addWidget(part)
        lines.addLayout(across, 1)

    @staticmethod
    def _toggle(words: str, icon: str, tip: str) -> QPushButton:
        made = button(words, "segment", tip=tip)
        made.setIcon(icons.icon(icon, "text2", "accentText"))
        made.setIconSize(QSize(theme.size("icon"), theme.size("icon")))
        made.setText(f" {words}")
        made.setAccessibleName(words)
        made.setCheckable(True)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for the tools' words, their icons stand alone."""
        super().resizeEvent(event)
        room = self.width() - self.panel.width() - theme.space("m")
        for made in (*self.tools.values(), self.preview):
            made.setText(f" {made.accessibleName()}" if room >= self._tools_width else "")

    # -- what is shown

    def start(
        self, original: Evidence, pages: int, marks: Sequence[Mark], title: str, reason: str, *, has_words: bool = False
    ) -> None:
        """Begin with another original, the marks to start from, and what is said of the copy."""
        self.original, self.pages = original, pages
        self.notice.say()
        self.preview.setChecked(False)
        self._title.setText(f"Salinan tersunting dari {original.label}  {original.title}")
        self.sheet.start(marks)
        self.panel.start(title, reason, pages, has_words=has_words)
        for part in (self.earlier, self._page_words, self.later):
            part.setVisible(pages > 1)
        self._use(MarkKind.BOX if not marks else None)

    def clear(self) -> None:
        """Let go of the original's pixels."""
        self.picture, self._image = None, QImage()
        self.canvas.show_image(self._image)
        self.sheet.start(())

    def restore(self, marks: Sequence[Mark], title: str, reason: str) -> None:
        """Go on where somebody stopped."""
        self.sheet.restore("pulihkan tanda", marks)
        self.panel.copy_title.restore(title)
        self.panel.reason.restore(reason)

    def show_page(self, page: int, picture: PagePicture, image: QImage) -> None:
        """Show a page that was wanted."""
        self.picture, self._image = picture, image
        self.canvas.show_page(page, image, QSize(*picture.whole))
        self._page_words.setText(f"Halaman {page + 1} dari {self.pages}")
        self.earlier.setEnabled(page > 0)
        self.later.setEnabled(page + 1 < self.pages)
        mark = self.sheet.mark
        if mark is not None and mark.place.page != page:
            self.sheet.choose(-1)
        self._preview_again()

    def show_preview(self, page: int, image: QImage) -> None:
        """Show what a page will look like, if that is still wanted."""
        if self.preview.isChecked() and page == self.canvas.page:
            self.canvas.show_image(image)
            self.canvas.set_locked(locked=True)

    def cover(self, places: Sequence[Place], words: str) -> None:
        """Put a box over each place that is not covered yet."""
        size = self.canvas.size_of_page
        boxes = [Mark(kind=MarkKind.BOX, place=geometry.padded(place, size)) for place in places]
        new = [box for box in boxes if box not in self.sheet.marks]
        self.sheet.add(f"tutup kata “{words}”", *new)
        if not boxes:
            self.notice.say(f"“{words}” tidak ditemukan di teks yang terbaca; periksa dengan mata.", role="infoBox")
        else:
            self.notice.say(
                f"{len(boxes)} tempat “{words}” tertutup. Yang tidak terbaca mesin tidak ikut; periksa tiap halaman.",
                role="infoBox",
            )

    def set_busy(self, *, busy: bool) -> None:
        """Take nothing while the copy is made."""
        for part in (self._bar, self.canvas, self.panel):
            part.setEnabled(not busy)
        if not busy:
            self.progress.hide()

    # -- acts

    def leave(self) -> None:
        """Close, after asking when there are marks that would be lost."""
        if self.progress.isVisible():
            self.progress.cancel()
        elif self.sheet.dirty:
            sentence = "Tanda yang belum disimpan akan hilang; aslinya tetap utuh."
            messages.ask(self, sentence, "Buang tanda", self.left.emit, refuse="Sunting terus", danger=True)
        else:
            self.left.emit()

    def _save(self) -> None:
        wrong = ""
        if not self.sheet.marks:
            wrong = "Belum ada yang ditutup atau ditandai; gambar dahulu kotaknya."
        elif any(mark.kind is MarkKind.TEXT and not mark.words.strip() for mark in self.sheet.marks):
            wrong = "Sebuah teks masih kosong; isi atau hapus."
        elif not self.panel.reason.value():
            wrong = "Tulis apa yang ditutup dan mengapa."
            self.panel.reason.setFocus()
        self.notice.say(*([wrong] if wrong else []), role="errorBox")
        if not wrong:
            self.save_wanted.emit()

    def _use(self, kind: MarkKind | None, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a slot
        self.tools[kind].setChecked(True)
        self.canvas.set_tool(kind)
        self.canvas.setFocus()

    def _to_text(self) -> None:
        """Let the words of a new text be typed."""
        self.panel.text.setFocus()
        self.panel.text.edit.selectAll()

    def _write(self, words: str) -> None:
        """Give the chosen text other words, and its plate the width that they need."""
        mark = self.sheet.mark
        if mark is None or self.picture is None:
            return
        size = QSize(*self.picture.whole)
        wide = plate_width(words, geometry.rect_of(mark.place, size).height()) / size.width()
        left = max(0.0, min(mark.place.left, 1 - wide))
        place = replace(mark.place, left=left, width=min(wide, 1.0))
        self.sheet.put("ubah teks", replace(mark, words=words, place=place), "teks")

    def _step(self, by: int) -> None:
        self._go_to(self.canvas.page + by)

    def _go_to(self, page: int) -> None:
        if 0 <= page < self.pages and page != self.canvas.page:
            self.page_wanted.emit(page)

    def _changed(self) -> None:
        undo, redo = self.sheet.undo_words, self.sheet.redo_words
        self.undo.setEnabled(bool(undo))
        self.redo.setEnabled(bool(redo))
        self.undo.setToolTip(f"Urungkan: {undo} (Ctrl+Z)" if undo else "Urungkan (Ctrl+Z)")
        self.redo.setToolTip(f"Ulangi: {redo} (Ctrl+Y)" if redo else "Ulangi (Ctrl+Y)")
        self._last.setText(f"Urungkan: {undo}" if undo else f"Ulangi: {redo}" if redo else "")
        mark = self.sheet.mark
        if mark is not None and mark.place.page != self.canvas.page:
            self._go_to(mark.place.page)
        self._preview_again()
        self.changed.emit()

    def _preview_again(self) -> None:
        if self.preview.isChecked() and self.picture is not None:
            self.preview_wanted.emit()

    def _toggle_preview(self, down: bool) -> None:  # noqa: FBT001 - a slot
        if down:
            self._preview_again()
        else:
            self.canvas.set_locked(locked=False)
            if not self._image.isNull():
                self.canvas.show_image(self._image)

    def hideEvent(self, event: QHideEvent) -> None:
        """Say so: another page comes, or the window goes."""
        super().hideEvent(event)
        self.hidden.emit()

    # -- the keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves step by step; Ctrl+Z, Ctrl+Y; a letter for each tool; Page Up and Page Down."""
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif self.progress.isVisible():
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.sheet.undo()
        elif event.matches(QKeySequence.StandardKey.Redo) or _is_redo(event):
            self.sheet.redo()
        elif not self._do_key(event):
            super().keyPressEvent(event)

    def _do_key(self, event: QKeyEvent) -> bool:
        """Do what a key without Ctrl is for; whether it is for anything here."""
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        tools = {tool.key: tool.kind for tool in _TOOLS}
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._step(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        elif event.key() == Qt.Key.Key_Delete:
            self.canvas.remove()
        elif event.key() == Qt.Key.Key_H:
            self.preview.toggle()
        elif Qt.Key(event.key()) in tools:
            self._use(tools[Qt.Key(event.key())])
        else:
            return False
        return True

    def _escape(self) -> None:
        if self.canvas.cancel():
            return
        if self.preview.isChecked():
            self.preview.setChecked(False)
        elif self.sheet.chosen >= 0 and not self.progress.isVisible():
            self.sheet.choose(-1)
        else:
            self.leave()


def _is_redo(event: QKeyEvent) -> bool:
    """Ctrl+Y and Ctrl+Shift+Z, whatever the system thinks of them."""
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    control = Qt.KeyboardModifier.ControlModifier
    return (event.key() == Qt.Key.Key_Y and held == control) or (
        event.key() == Qt.Key.Key_Z and held == control | Qt.KeyboardModifier.ShiftModifier
    )
