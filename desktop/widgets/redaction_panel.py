"""What stands beside a page that is redacted: its marks, the words of a text, and what is said of the copy."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from cases.model.marks import Mark, MarkKind
from desktop import theme
from desktop.widgets.basic import Card, button, column, hairline, label, row, snug
from desktop.widgets.fields import LongTextField, TextField
from desktop.widgets.form import scrolled
from desktop.widgets.redaction_sheet import MarkSheet

_WIDTH: Final = 304
_ROW: Final = 32
_MOST_ROWS: Final = 4


class RedactionPanel(Card):
    """``save_wanted`` by its button, ``words_wanted`` with words all of whose places are to be covered.

    ``text_edited`` gives the new words of the chosen text, ``page_wanted`` the page of a mark that was chosen here.
    """

    save_wanted = Signal()
    words_wanted = Signal(str)
    text_edited = Signal(str)
    page_wanted = Signal(int)

    def __init__(self, sheet: MarkSheet) -> None:
        super().__init__(padding=0)
        self.setFixedWidth(_WIDTH)
        self._sheet, self._pages = sheet, 1
        self.list = QListWidget()
        self.list.setAccessibleName("Tanda")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.currentRowChanged.connect(self._choose)
        self.none = snug(
            "Belum ada tanda. Tarik di atas gambar untuk menutup bagian yang tidak boleh terlihat.", "help"
        )
        self.delete = button("Hapus", "link", icon="trash", tip="Hapus tanda ini (Delete)", on_click=self._remove)
        self.everywhere = button(
            "Di semua halaman", "link", icon="copy", on_click=self._repeat, tip="Taruh tanda ini di tiap halaman"
        )
        self.text = TextField(limit=120)
        self.text.edit.setAccessibleName("Isi teks")
        self.text.changed.connect(lambda: self.text_edited.emit(self.text.draft()))
        self.words = TextField(placeholder="Kata atau nomor")
        self.words.edit.setAccessibleName("Tutup semua kemunculan kata")
        self.words.edit.returnPressed.connect(self._want_words)
        self.copy_title, self.reason = TextField(limit=200), LongTextField(rows=2, most_rows=4)
        self.copy_title.edit.setAccessibleName("Judul salinan")
        self.reason.edit.setPlaceholderText("Wajah warga dan nomor telepon ditutup")
        self.reason.edit.setAccessibleName("Yang ditutup dan alasannya")
        self.save = button("Simpan salinan tersunting", "primary", icon="floppy-disk", on_click=self.save_wanted.emit)
        self._build()
        sheet.changed.connect(self._show)

    def _build(self) -> None:
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        self._text_title = label("Isi teks", "label")
        self.cover = button("Tutup", on_click=self._want_words, tip="Taruh kotak hitam di tiap tempat kata itu terbaca")
        self._words_title = label("Tutup semua kemunculan kata", "label")
        self._words_line = row(self.words, self.cover)
        for part in (
            label("Tanda", "subsection"),
            self.none,
            self.list,
            row(self.delete, self.everywhere, None),
            self._text_title,
            self.text,
            self._words_title,
            self._words_line,
            hairline(),
            label("Judul salinan", "label"),
            self.copy_title,
            label("Yang ditutup dan alasannya", "label"),
            self.reason,
            snug("Aslinya tetap utuh; salinan menjadi bukti tersendiri dengan sidiknya sendiri.", "help"),
        ):
            lines.addWidget(part)
        lines.addStretch(1)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.add(scrolled(inside, padding=14), 1)
        self.add(column(hairline(), row(self.save, None), gap=10, margins=(14, 0, 14, 12)))

    def start(self, title: str, reason: str, pages: int, *, has_words: bool) -> None:
        """Begin with what is said of another copy; ``has_words`` tells that words were read in its original."""
        self._pages = pages
        self.copy_title.restore(title)
        self.reason.restore(reason)
        self.words.restore("")
        for part in (self._words_title, self._words_line):
            part.setVisible(has_words)
        self._show()

    def _show(self) -> None:
        marks, chosen = self._sheet.marks, self._sheet.chosen
        self.list.blockSignals(True)
        rows = [self._words_of(mark) for mark in marks]
        if rows != [self.list.item(n).text() for n in range(self.list.count())]:
            self.list.clear()
            self.list.addItems(rows)
        self.list.setCurrentRow(chosen)
        self.list.blockSignals(False)
        self.list.setFixedHeight(min(len(rows), _MOST_ROWS) * _ROW + 4)
        self.list.setVisible(bool(rows))
        self.none.setVisible(not rows)
        mark = self._sheet.mark
        self.delete.setVisible(mark is not None)
        self.everywhere.setVisible(mark is not None and self._pages > 1)
        is_text = mark is not None and mark.kind is MarkKind.TEXT
        for part in (self._text_title, self.text):
            part.setVisible(is_text)
        if mark is not None and is_text and mark.words != self.text.draft():
            self.text.restore(mark.words)

    def _words_of(self, mark: Mark) -> str:
        name = str(mark.kind).capitalize()
        if mark.kind is MarkKind.TEXT and mark.words:
            name = f"{name} “{mark.words}”"
        return f"{name}, halaman {mark.place.page + 1}" if self._pages > 1 else name

    def _choose(self, place: int) -> None:
        self._sheet.choose(place)
        if self._sheet.mark is not None:
            self.page_wanted.emit(self._sheet.mark.place.page)

    def _remove(self) -> None:
        if self._sheet.mark is not None:
            self._sheet.remove(f"hapus {self._sheet.mark.kind}")

    def _repeat(self) -> None:
        """Put the chosen mark on every page that does not have it there."""
        mark = self._sheet.mark
        if mark is None:
            return
        each = [replace(mark, place=replace(mark.place, page=page)) for page in range(self._pages)]
        self._sheet.add(f"ulangi {mark.kind} di semua halaman", *(one for one in each if one not in self._sheet.marks))

    def _want_words(self) -> None:
        if self.words.value():
            self.words_wanted.emit(self.words.value())
