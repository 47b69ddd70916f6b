"""The morning page: what is late, what is due, who is waited for."""

from __future__ import annotations

from collections import Counter
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.letters.words import in_words
from cases.model.case import Track
from cases.model.deadline import Urgency
from cases.model.user import Right
from cases.rules.agenda import AgendaLine
from cases.rules.dates import long_date, short_date, weekday_name
from cases.rules.reference import urgency_table
from cases.services import board
from cases.services.board import Board
from desktop import theme
from desktop.desk import Desk
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.case_tabs.words import TRACKS
from desktop.pages.listing import DayWatch, SortKey, arranged, grouped
from desktop.preferences import Preferences
from desktop.widgets.bars import SegmentBar
from desktop.widgets.basic import button, hairline, row
from desktop.widgets.empty import EmptyState
from desktop.widgets.header import PageHeader
from desktop.widgets.pill import PillLook, status_pill
from desktop.widgets.table import RecordTable
from desktop.widgets.tiles import Tile

ALL = "semua"
_SEGMENTS = (
    (ALL, "Semua"),
    (Urgency.LATE, "Lewat"),
    (Urgency.SOON, "Segera"),
    (Urgency.WAITING, "Menunggu PPK"),
    (Urgency.SAFE, "Aman"),
    (Urgency.NONE, "Tanpa tenggat"),
)
_MOST_IN_WORDS = 12
_TABLE = "today"


def _pill(item: AgendaLine) -> PillLook | None:
    return status_pill(str(item.urgency), capital(item.words)) if item.words else None


def _due(item: AgendaLine) -> str:
    day = item.line.due_on
    return f"{weekday_name(day)[:3]}, {short_date(day)}" if day else "–"


def _basis(item: AgendaLine) -> str:
    line = item.line
    return line.regulation if line.verified else f"{line.regulation} · belum diverifikasi"


_COLUMNS: tuple[Column[AgendaLine], ...] = (
    Column(
        key="case_number",
        title="Perkara",
        width=88,
        text=lambda item: item.line.case_number,
        second=lambda item: TRACKS[Track(item.line.track)],
        face="tableStrong",
    ),
    Column(
        key="name",
        title="Terlapor",
        width=190,
        text=lambda item: item.line.name,
        second=lambda item: item.line.work_unit,
        face="tableStrong",
    ),
    Column(
        key="title",
        title="Yang harus dilakukan",
        width=246,
        text=lambda item: item.line.title,
        second=lambda item: item.line.detail,
        stretch=True,
    ),
    Column(
        key="article",
        title="Dasar",
        width=194,
        text=lambda item: item.line.article or "–",
        second=_basis,
        hue=lambda item: "" if item.line.verified else "amber",
    ),
    Column(key="due_on", title="Tenggat", width=138, text=_due),
    Column(key="left", title="Sisa waktu", width=190, text=lambda item: capital(item.words) or "–", pill=_pill),
    Column(key="open", title="", width=34, text=lambda _item: "", icon="caret-right", sortable=False, filtered=False),
)


class TodayPage(Page):
    """Everything that is due, the most urgent first; tiles and segments narrow it, Enter opens the case."""

    def __init__(
        self,
        desk: Desk,
        window: Navigator,
        parent: QWidget | None = None,
        *,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = window
        self._board: Board | None = None
        self.header = PageHeader("Hari ini", long_day(desk))
        if desk.may(Right.REGISTER_REPORT):
            self.header.add_action(
                button("Catat laporan", "primary", icon="plus", on_click=self._record, shortcut="Ctrl+N")
            )
        self.late = Tile("warning-circle", "red", "Lewat tenggat")
        self.soon = Tile("clock", "amber", "Segera")
        self.waiting = Tile("hourglass-medium", "grey", "Menunggu PPK")
        self.reports = Tile("tray", "accent", "Laporan baru")
        self.segments = SegmentBar(_SEGMENTS)
        self.table: RecordTable[AgendaLine] = self._make_table(preferences or Preferences())
        self._lay()
        self._day = DayWatch(desk.office.clock, self)
        self._day.new_day.connect(self.read)
        self.segments.chosen.connect(lambda _key: self._show_lines())
        for tile, urgency in ((self.late, Urgency.LATE), (self.soon, Urgency.SOON), (self.waiting, Urgency.WAITING)):
            tile.clicked.connect(lambda urgency=urgency: self._choose(urgency))
        self.reports.clicked.connect(lambda: window.open_page("reports", status="baru"))

    def _make_table(self, kept: Preferences) -> RecordTable[AgendaLine]:
        empty = EmptyState(
            "Tidak ada tenggat yang berjalan",
            "Begitu perkara dibuka, tenggat dan langkah berikutnya muncul di sini.",
            icon="check-circle",
        )
        table: RecordTable[AgendaLine] = RecordTable(
            _COLUMNS,
            sort="left",
            empty=empty,
            hints=False,
            count_words=_count,
            widths=kept.widths(_TABLE),
            keep_widths=lambda widths: kept.keep_widths(_TABLE, widths),
        )
        table.query_changed.connect(lambda _query: self._show_lines())
        table.filters_cleared.connect(lambda: self.segments.choose(ALL))
        table.opened.connect(lambda item: self._window.open_page("case", case_id=item.line.case_id))
        return table

    def _lay(self) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(theme.space("gapCards"))
        for tile in (self.late, self.soon, self.waiting, self.reports):
            tiles.addWidget(tile, 1)
        self.table.top.addWidget(row(self.segments, margins=(9, 8, 9, 7)))
        self.table.top.addWidget(hairline())
        self.lines.addWidget(self.header)
        self.lines.addLayout(tiles)
        self.lines.addWidget(self.table, 1)

    def on_shown(self, **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Read each time: a morning may have begun."""
        self.read()
        self.table.setFocus()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when a case, a due date, a report or the calendar changed."""
        if changes.concerns("case", "deadline", "step", "report", "holiday", "office"):
            self.read()

    def read(self) -> None:
        """Ask for the board as of today."""
        self._desk.ask(board.board).then(self, self._show)

    def _show(self, found: Board) -> None:
        self._board = found
        counts = Counter(item.urgency for item in found.lines)
        late, soon = counts[Urgency.LATE], counts[Urgency.SOON]
        self.header.set_sentence(f"{weekday_name(found.today)}, {long_date(found.today)}. {standing(late, soon)}")
        self.late.show_figure(late, _longest(found, Urgency.LATE) or "tidak ada yang lewat")
        self.soon.show_figure(soon, f"{urgency_table().soon} hari kerja atau kurang")
        self.waiting.show_figure(counts[Urgency.WAITING], _longest(found, Urgency.WAITING) or "tidak ada")
        self.reports.show_figure(found.new_reports, "belum menjadi perkara")
        self.segments.set_count(ALL, len(found.lines))
        for key, _ in _SEGMENTS[1:]:
            self.segments.set_count(key, counts[Urgency(key)])
        self.table.set_note(*calendar_note(found))
        self._window.set_count("today", late + soon, "red" if late else "amber")
        self._window.set_count("reports", found.new_reports)
        self._show_lines()

    def _show_lines(self) -> None:
        if self._board is None:
            return
        chosen = self.segments.current
        lines = [item for item in self._board.lines if chosen in (ALL, item.urgency)]
        keys: dict[str, SortKey[AgendaLine] | None] = {
            "left": None,  # the board's own order
            "due_on": lambda item: item.line.due_on.isoformat() if item.line.due_on else "9999",
        }
        self.table.set_narrowed(narrowed=chosen != ALL)
        self.table.set_rows(arranged(lines, self.table.query(), _COLUMNS, keys))

    def _choose(self, urgency: Urgency) -> None:
        self.segments.choose(urgency)
        self.table.setFocus()

    def _record(self) -> None:
        self._window.open_page("report")


def long_day(desk: Desk) -> str:
    """Today with its weekday, before the board is read."""
    today = desk.office.clock.today()
    return f"{weekday_name(today)}, {long_date(today)}."


def standing(late: int, soon: int) -> str:
    """How the due dates stand, in one sentence."""
    days = f"{in_words(urgency_table().soon)} hari kerja"
    if late and soon:
        return f"{capital(_number(late))} tenggat sudah lewat, {_number(soon)} jatuh dalam {days}."
    if late:
        return f"{capital(_number(late))} tenggat sudah lewat."
    if soon:
        return f"{capital(_number(soon))} tenggat jatuh dalam {days}."
    return f"Tidak ada tenggat yang lewat atau jatuh dalam {days}."


def calendar_note(found: Board) -> tuple[str, str]:
    """What the footer says of the calendar that was counted with, and its hue."""
    if found.missing_years:
        years = " dan ".join(map(str, found.missing_years))
        return f"Daftar libur {years} belum ada; hitungan dapat berubah. Isi di Pengaturan.", "amber"
    return f"Hitungan {found.week} hari kerja, daftar libur {found.today.year} lengkap", ""


def capital(words: str) -> str:
    """The words with a capital at the beginning."""
    return words[:1].upper() + words[1:]


def _number(count: int) -> str:
    return in_words(count) if count <= _MOST_IN_WORDS else grouped(count)


def _longest(found: Board, urgency: Urgency) -> str:
    """How long the first line that stands so is late or waits: its words without the first, which the tile says."""
    first = next((item for item in found.lines if item.urgency is urgency), None)
    return f"paling lama {first.words.partition(' ')[2]}" if first else ""


def _count(loaded: int, _total: int) -> str:
    return f"{grouped(loaded)} hal, yang mendesak lebih dahulu"
