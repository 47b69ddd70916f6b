"""The lists of names that were handed in, with how far each has come; the way to their import and review."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QWidget

from cases.changes import ChangeSet
from cases.model.name_review import ListLine
from cases.model.user import Right
from cases.rules.dates import short_date
from cases.rules.report_words import SOURCES
from cases.services import name_lists
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.dialogs.discard import ask_discard
from desktop.full_names import full_name
from desktop.models.table import Column, TableQuery
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.listing import SortKey, arranged
from desktop.pages.name_list_parts.words import NOTHING_BY_SCORE, list_sentence
from desktop.widgets.basic import button
from desktop.widgets.empty import EmptyState
from desktop.widgets.header import PageHeader
from desktop.widgets.more_button import more_button
from desktop.widgets.table import RecordTable


def _count(key: str, title: str, width: int, hue: str = "") -> Column[ListLine]:
    """A column of a figure of the counts; nothing is a dash, and only something has a hue."""

    def value(line: ListLine) -> int:
        return int(getattr(line.counts, key))

    return Column(
        key=key,
        title=title,
        width=width,
        text=lambda line: grouped(value(line)) if value(line) else "–",
        hue=lambda line: hue if value(line) else "",
        right=True,
        filtered=False,
    )


_COLUMNS: Final[tuple[Column[ListLine], ...]] = (
    Column(
        key="title",
        title="Daftar",
        width=260,
        text=lambda line: line.list.title,
        second=lambda line: list_sentence(line.list),
        face="tableStrong",
        stretch=True,
    ),
    Column(
        key="source",
        title="Sumber",
        width=150,
        text=lambda line: SOURCES[line.list.source],
        choices=tuple((str(source), words) for source, words in SOURCES.items()),
    ),
    Column(key="rows", title="Baris", width=78, text=lambda line: grouped(line.list.rows), right=True, filtered=False),
    _count("with_hits", "Punya calon", 104),
    _count("open", "Belum", 76, "amber"),
    _count("same", "Sama", 70, "green"),
    _count("unreported", "Belum dilaporkan", 140, "amber"),
)
_KEYS: Final[dict[str, SortKey[ListLine]]] = {
    "added_at": lambda line: line.list.added_at.isoformat(),
    "rows": lambda line: line.list.rows,
    "with_hits": lambda line: line.counts.with_hits,
    "open": lambda line: line.counts.open,
    "same": lambda line: line.counts.same,
    "unreported": lambda line: line.counts.unreported,
}


class NameListsPage(Page):
    """Every list, the newest first; Enter reviews one, Ctrl+I imports another."""

    def __init__(self, desk: Desk, window: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._lines: tuple[ListLine, ...] = ()
        self.header = PageHeader("Pencocokan daftar")
        empty = EmptyState(
            "Belum ada daftar",
            "Impor daftar anggota atau calon dari partai, KPU, atau Bawaslu; namanya dicocokkan dengan data pegawai, "
            "lalu Anda yang memutuskan siapa yang sama.",
            icon="list-magnifying-glass",
        )
        self.more = more_button("Buang daftar yang diimpor karena keliru", [("Buang daftar ini…", self._discard)])
        self.open_button = button("Tinjau", icon="swap", on_click=self._open_current, tip="Tinjau daftar (Enter)")
        self.more.setVisible(desk.may(Right.DISCARD))
        for act in (self.more, self.open_button):
            self.header.add_action(act)
        if desk.may(Right.REGISTER_REPORT):
            self.header.add_action(
                button("Impor daftar", "primary", icon="upload-simple", on_click=self._import, shortcut="Ctrl+I")
            )
            empty.add(button("Impor daftar", icon="upload-simple", on_click=self._import))
        zone = desk.office.clock.time_zone.zone
        added = Column[ListLine](
            key="added_at",
            title="Diimpor",
            width=104,
            text=lambda line: short_date(line.list.added_at.astimezone(zone).date()),
            tip=lambda line: f"oleh {full_name(line.list.added_by)} dari {line.list.file_name}",
            filtered=False,
        )
        columns = (*_COLUMNS[:2], added, *_COLUMNS[2:])
        self.table: RecordTable[ListLine] = RecordTable(columns, sort="added_at", descending=True, empty=empty)
        self.table.set_note(f"Enter tinjau   Ctrl+F saring   {NOTHING_BY_SCORE}")
        self.table.query_changed.connect(self._arrange)
        self.table.opened.connect(self._open)
        self.table.selected.connect(self._chosen)
        self._chosen(None)
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.table, 1)

    def on_shown(self, **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Read when it comes to the front."""
        self._read()
        self.table.setFocus()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when a list, a decision or a report changed."""
        if self.isVisible() and changes.concerns("name_list", "name_hit", "report"):
            self._read()

    def _read(self) -> None:
        self._desk.ask(name_lists.name_lists).then(self, self._show)

    def _show(self, lines: tuple[ListLine, ...]) -> None:
        self._lines = lines
        self._arrange(self.table.query())
        open_ = sum(line.counts.open for line in lines)
        unreported = sum(line.counts.unreported for line in lines)
        told = [f"{grouped(open_)} baris belum diputuskan" if open_ else "Semua baris sudah diputuskan"]
        if unreported:
            told.append(f"{grouped(unreported)} yang dinyatakan sama belum dijadikan laporan")
        self.header.set_sentence("; ".join(told) if lines else "")

    def _arrange(self, asked: TableQuery) -> None:
        self.table.set_rows(arranged(self._lines, asked, self.table.model.columns, _KEYS))

    def _chosen(self, line: ListLine | None) -> None:
        for act in (self.more, self.open_button):
            act.setEnabled(line is not None)

    def _open(self, line: ListLine) -> None:
        self._window.open_page("name-review", list_id=line.id)

    def _open_current(self) -> None:
        line = self.table.current()
        if line is not None:
            self._open(line)

    def _discard(self) -> None:
        line = self.table.current()
        if line is not None:
            ask_discard(self._desk, self, self._window, "name_list", line.id)

    def _import(self) -> None:
        self._window.open_page("name-list-import")
