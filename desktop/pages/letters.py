"""Every letter, of cases and of reports, as a list."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from cases.changes import ChangeSet
from cases.model.letter import LetterStatus
from cases.model.listing import LetterLine, ListQuery
from cases.model.listing import Page as ListPage
from cases.model.user import Right
from cases.rules.dates import short_date
from cases.services import letters
from desktop import messages
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.models.table import Column, TableQuery
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.case_tabs.words import entitled, letter_pill
from desktop.pages.letter_request import request_button
from desktop.pages.listing import Pager
from desktop.preferences import Preferences
from desktop.widgets.bars import SegmentBar
from desktop.widgets.basic import button, hairline, row
from desktop.widgets.empty import EmptyState
from desktop.widgets.header import PageHeader
from desktop.widgets.table import RecordTable

_TABLE = "letters"
_MOST: Final = 500
"""Letters that are worked on together at most."""
_TOO_MANY: Final = f"Paling banyak {_MOST} surat sekaligus; persempit dengan saringan dahulu."
_LEAST_WIDE: Final = 860
"""Px of the page from which the buttons of its head say all their words."""
_HINTS: Final = "Ctrl+klik pilih beberapa   Ctrl+F saring   Enter buka"
_ALL = ""
_SEGMENTS = ((_ALL, "Semua"), *((str(status), str(status).capitalize()) for status in LetterStatus))
_COLUMNS: tuple[Column[LetterLine], ...] = (
    Column(
        key="number",
        title="Nomor surat",
        width=212,
        text=lambda line: line.number or "Tanpa nomor",
        copy=lambda line: line.number,
        face="tableStrong",
    ),
    Column(
        key="letter_on",
        title="Tanggal",
        width=104,
        text=lambda line: short_date(line.letter_on) if line.letter_on else "–",
        right=True,
        filtered=False,
    ),
    Column(
        key="title", title="Surat", width=240, text=lambda line: entitled(line.title, own=line.worded), stretch=True
    ),
    Column(key="case_number", title="Berkas", width=104, text=lambda line: line.case_number),
    Column(key="respondent", title="Terlapor", width=220, text=lambda line: line.respondent),
    Column(
        key="status",
        title="Status",
        width=150,
        text=lambda line: line.status.capitalize(),
        pill=lambda line: letter_pill(LetterStatus(line.status), line.outdated),
        filtered=False,
    ),
)


class LettersPage(Page):
    """The newest letter first; segments by status, Enter opens one."""

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        parent: QWidget | None = None,
        *,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self.several = button(
            "Kerjakan sekaligus",
            icon="files",
            on_click=self._offer_several,
            tip="Ajukan, cetak, simpan atau jadikan paket beberapa surat (pilih dengan Ctrl atau Shift)",
        )
        self.book = button(
            "Buku agenda",
            icon="list-numbers",
            on_click=lambda: window.open_page("register"),
            tip="Nomor surat: yang terpakai, berikutnya, dan dilewati",
        )
        self.check = button(
            "Periksa surat",
            icon="seal-check",
            on_click=lambda: window.open_page("check-letter"),
            tip="Apakah surat ini asli, tidak diubah, dan masih berlaku",
        )
        self.header = PageHeader("Surat", "", self.book, self.several)
        if desk.may(Right.MANAGE_LETTERS):
            self.header.add_action(request_button(window))
        self.header.add_action(self.check)
        self.segments = SegmentBar(_SEGMENTS)
        kept = preferences or Preferences()
        empty = EmptyState(
            "Belum ada surat",
            "Surat dibuat dari halaman perkara, pada langkah yang memerlukannya.",
            icon="envelope-simple",
        )
        self.table: RecordTable[LetterLine] = RecordTable(
            _COLUMNS,
            sort="letter_on",
            descending=True,
            empty=empty,
            widths=kept.widths(_TABLE),
            keep_widths=lambda widths: kept.keep_widths(_TABLE, widths),
        )
        self.table.set_note(_HINTS)
        self.table.top.addWidget(row(self.segments, margins=(9, 8, 9, 7)))
        self.table.top.addWidget(hairline())
        self.pager: Pager[LetterLine] = Pager(
            self, self.table, lambda query: desk.ask(letters.letter_page, query), self._query
        )
        self.table.opened.connect(lambda line: window.open_page("letter", letter_id=line.id))
        self.table.filters_cleared.connect(lambda: self.segments.choose(_ALL))
        self.segments.chosen.connect(self._narrow)
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.table, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a small window the buttons say less, so that the title has room."""
        super().resizeEvent(event)
        narrow = self.width() < _LEAST_WIDE
        for made, words, short in (
            (self.book, "Buku agenda", "Agenda"),
            (self.several, "Kerjakan sekaligus", "Sekaligus"),
            (self.check, "Periksa surat", "Periksa"),
        ):
            made.setText(f" {short if narrow else words}")
            made.setAccessibleName(words)

    def on_shown(self, **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Read when it comes to the front."""
        self._read_again()
        self.table.setFocus()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when a letter changed."""
        if changes.concerns("letter", "case", "report"):
            self._read_again()

    # -- several at once

    def menu_of_several(self) -> QMenu:
        """What can be worked on together: the rows that are chosen, and all that the filters leave."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen, total = self.table.chosen(), self.table.model.total
        some: QAction = menu.addAction(f"Surat yang dipilih ({grouped(len(chosen))})")
        some.setEnabled(bool(chosen))
        some.triggered.connect(lambda _down: self._open_batch(tuple(chosen)))
        every: QAction = menu.addAction(f"Semua yang tersaring ({grouped(total)})")
        every.setEnabled(total > 0)
        every.triggered.connect(lambda _down: self._open_all())
        return menu

    def _offer_several(self) -> None:
        self.menu_of_several().popup(self.several.mapToGlobal(QPoint(0, self.several.height() + 2)))

    def _open_all(self) -> None:
        query = self._query(self.table.query())
        asked = ListQuery(sort=query.sort, descending=query.descending, filters=query.filters, limit=_MOST)
        self._desk.ask(letters.letter_page, asked).then(self, self._open_page_of)

    def _open_page_of(self, page: ListPage[LetterLine]) -> None:
        if page.total > _MOST:
            messages.show_sentence(self, _TOO_MANY)
        else:
            self._open_batch(page.rows)

    def _open_batch(self, lines: tuple[LetterLine, ...]) -> None:
        self._window.open_page("letter-batch", lines=lines)

    # -- reading

    def _read_again(self) -> None:
        self.pager.read_again()
        for key, _ in _SEGMENTS:
            filters: dict[str, str | tuple[str, ...]] = {"status": (key,)} if key else {}
            counted = ListQuery(sort="number", filters=filters, limit=1)
            self._desk.ask(letters.letter_page, counted).then(self, partial(self._count, key))

    def _count(self, key: str, page: ListPage[LetterLine]) -> None:
        self.segments.set_count(key, page.total)
        if key == LetterStatus.PUT_UP:
            waiting = (
                f"{page.total} surat menunggu tanda tangan" if page.total else "Tidak ada yang menunggu tanda tangan"
            )
            self.header.set_sentence(waiting)

    def _narrow(self, key: str) -> None:
        self.table.set_narrowed(narrowed=bool(key))
        self.pager.read()

    def _query(self, asked: TableQuery) -> ListQuery:
        filters = dict(asked.filters)
        if self.segments.current:
            filters["status"] = (self.segments.current,)
        return ListQuery(sort=asked.sort, descending=asked.descending, filters=filters)
