"""The morning page: what is late, what is due, who is waited for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.errors import OfficeError
from cases.letters.words import in_words
from cases.model.case import Track
from cases.model.deadline import Urgency
from cases.model.listing import ListQuery
from cases.model.user import Right
from cases.rules.agenda import AgendaLine, Group
from cases.rules.dates import long_date, short_date, weekday_name
from cases.rules.reference import urgency_table
from cases.services import board, integrity
from cases.services.board import Board
from cases.services.office_keys import SHEET_DUE, sheet_state
from desktop import theme
from desktop.backups.wiring import OfficeBackups
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.models.table import Column, TableQuery
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.case_tabs.words import TRACKS
from desktop.pages.listing import DayWatch, Pager
from desktop.pages.watch_parts.due_line import NOUNS as ROUND_NOUNS
from desktop.pages.watch_parts.due_line import DueLine
from desktop.preferences import Preferences
from desktop.widgets.backup_line import BackupLine
from desktop.widgets.bars import SegmentBar
from desktop.widgets.basic import button, hairline, icon_button, label, row
from desktop.widgets.check_line import CheckLine
from desktop.widgets.choice_chip import ChoiceChip
from desktop.widgets.empty import EmptyState
from desktop.widgets.failing_line import FailingLine
from desktop.widgets.header import PageHeader
from desktop.widgets.pill import PillLook, status_pill
from desktop.widgets.table import RecordTable
from desktop.widgets.tiles import Tile

ALL = "semua"
WAITING = "menunggu"
_SEGMENTS = (
    (ALL, "Semua"),
    (Group.LATE, "Lewat"),
    (Group.TODAY, "Hari ini"),
    (Group.SOON, "Segera"),
    (WAITING, "Menunggu"),
    (Group.SAFE, "Aman"),
    (Group.UNDATED, "Lainnya"),
)
_IN: dict[str, tuple[Group, ...]] = {
    ALL: tuple(Group),
    WAITING: (Group.PPK, Group.OTHERS),
    **{group: (group,) for group in Group},
}
"""The groups that each segment shows."""
_PARTIES = {"terlapor": "menunggu terlapor", "lain": "menunggu pihak lain"}
_MOST_IN_WORDS = 12
_TABLE = "today"


def _pill(item: AgendaLine) -> PillLook | None:
    words = item.words.replace(" hari kerja", " hari") if item.urgency is Urgency.WAITING else item.words
    return status_pill(str(item.urgency), capital(words)) if words else None


def _due(item: AgendaLine) -> str:
    day = item.line.due_on
    return f"{weekday_name(day)[:3]}, {short_date(day)}" if day else "–"


def _basis(item: AgendaLine) -> str:
    line = item.line
    return line.regulation if line.verified else f"{line.regulation} · belum diverifikasi"


def _about(item: AgendaLine) -> str:
    waited_for = _PARTIES[item.line.party] if item.group is Group.OTHERS else ""
    return " · ".join(part for part in (waited_for, item.line.detail) if part)


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
        width=200,
        text=lambda item: item.line.title,
        second=_about,
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
    Column(key="due_on", title="Tenggat", width=138, text=_due, filtered=False),
    Column(
        key="left",
        title="Sisa waktu",
        width=212,
        text=lambda item: capital(item.words) or "–",
        pill=_pill,
        tip=lambda item: capital(item.words),
        filtered=False,
    ),
    Column(key="open", title="", width=34, text=lambda _item: "", icon="caret-right", sortable=False, filtered=False),
)


class TodayPage(Page):
    """Everything that is due or waited for, the most urgent first.

    Tiles, segments and chips narrow it, Enter opens the case; the counts of the rail come from here.
    """

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
        self.track = ChoiceChip("Jalur", tuple((str(track), words) for track, words in TRACKS.items()))
        self.unit = ChoiceChip("Unit kerja")
        self.header = PageHeader("Hari ini", long_day(desk), self.track, self.unit)
        self.header.add_action(icon_button("calculator", "Hitung tenggat", on_click=self._count_one))
        if desk.may(Right.REGISTER_REPORT):
            self.header.add_action(
                button("Catat laporan", "primary", icon="plus", on_click=self._record, shortcut="Ctrl+N")
            )
        self.missing = MissingYears(desk, window)
        self.failing = FailingLine(named=True)
        self.failing.opened.connect(
            lambda report_id, _item: window.open_page("report", report_id=report_id, tab="evidence")
        )
        self.check = CheckLine()
        self.check.opened.connect(lambda: window.open_page("settings", section="integrity"))
        self.backup = BackupLine(may_open=desk.may(Right.BACK_UP))
        self.backup.opened.connect(lambda: window.open_page("settings", section="backups"))
        self.sheet = BackupLine(may_open=True, icon="key", verb="Cocokkan lembar")
        self.sheet.opened.connect(lambda: window.open_page("settings", section="accounts"))
        self.rounds = DueLine(desk, window)
        self.late = Tile("warning-circle", "red", "Lewat tenggat")
        self.soon = Tile("clock", "amber", "Hari ini dan segera")
        self.waiting = Tile("hourglass-medium", "grey", "Menunggu PPK")
        self.reports = Tile("tray", "accent", "Laporan baru")
        self.segments = SegmentBar(_SEGMENTS)
        self.table: RecordTable[AgendaLine] = self._make_table(preferences or Preferences())
        self.pager: Pager[AgendaLine] = Pager(
            self,
            self.table,
            lambda query: desk.ask(board.agenda_page, query, _IN[self.segments.current]),
            self._query,
        )
        self._lay()
        self._wire()

    def _make_table(self, kept: Preferences) -> RecordTable[AgendaLine]:
        empty = EmptyState(
            "Tidak ada tenggat yang berjalan",
            "Begitu perkara dibuka, tenggat dan langkah berikutnya muncul di sini.",
            icon="check-circle",
        )
        return RecordTable(
            _COLUMNS,
            sort="left",
            empty=empty,
            hints=False,
            count_words=_count,
            widths=kept.widths(_TABLE),
            keep_widths=lambda widths: kept.keep_widths(_TABLE, widths),
        )

    def _lay(self) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(theme.space("gapCards"))
        for tile in (self.late, self.soon, self.waiting, self.reports):
            tiles.addWidget(tile, 1)
        self.table.top.addWidget(row(self.segments, margins=(9, 8, 9, 7)))
        self.table.top.addWidget(hairline())
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.missing)
        self.lines.addWidget(self.check)
        self.lines.addWidget(self.failing)
        self.lines.addWidget(self.backup)
        self.lines.addWidget(self.sheet)
        self.lines.addWidget(self.rounds)
        self.lines.addLayout(tiles)
        self.lines.addWidget(self.table, 1)

    def _wire(self) -> None:
        self.table.filters_cleared.connect(self._clear)
        self.table.opened.connect(lambda item: self._window.open_page("case", case_id=item.line.case_id))
        self.segments.chosen.connect(lambda _key: self._narrow())
        for chip in (self.track, self.unit):
            chip.chosen.connect(lambda _value: self._narrow())
        self.late.clicked.connect(lambda: self._choose(Group.LATE))
        self.soon.clicked.connect(self._choose_soon)
        self.waiting.clicked.connect(lambda: self._window.open_page("waiting"))
        self.reports.clicked.connect(lambda: self._window.open_page("reports", status="baru"))
        self._day = DayWatch(self._desk.office.clock, self)
        self._day.new_day.connect(self.read)

    def on_shown(self, **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Read each time: a morning may have begun."""
        self.read()
        self._read_backups()
        self._read_sheet()
        self.table.setFocus()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when a case, a due date, a report or the calendar changed."""
        if changes.concerns("case", "deadline", "step", "report", "holiday", "office"):
            self.read()
        elif changes.concerns("evidence"):
            self._read_failing()
        if changes.concerns("backup"):
            self._read_backups()
        if changes.concerns("key"):
            self._read_sheet()
        if changes.concerns(*ROUND_NOUNS):
            self.rounds.read()

    def on_changes_behind(self, changes: ChangeSet) -> None:
        """The counts of the rail are its own."""
        self.on_changes(changes)

    def read(self) -> None:
        """Ask for the figures and for the rows that are shown, as of today."""
        self._desk.ask(board.board).then(self, self._show)
        self._read_failing()
        self.rounds.read()
        self.pager.read_again()

    def _read_failing(self) -> None:
        self._desk.ask(integrity.failing).then(self, self.failing.show_failing)
        zone = self._desk.office.clock.time_zone
        self._desk.ask(integrity.last_check).then(self, lambda check: self.check.show_check(check, zone))

    def _read_backups(self) -> None:
        if self._desk.tasks.closed:
            return
        backups, actor = OfficeBackups(self._desk.office), self._desk.actor
        self._desk.tasks.submit_free(
            lambda: backups.worry(actor), owner=self, on_done=self.backup.show_worry, on_error=self._no_backups
        )

    def _read_sheet(self) -> None:
        office = self._desk.office
        if self._desk.may(Right.MANAGE_USERS) and not office.sample:
            state = self._desk.ask(sheet_state, office.sheet_made_on)
            state.then(self, lambda found: self.sheet.show_worry(SHEET_DUE if found.due else ""))

    def _no_backups(self, error: BaseException) -> None:
        self.backup.show_worry(error.sentence if isinstance(error, OfficeError) else "")

    def _show(self, found: Board) -> None:
        self._board = found
        late, today = found.count(Group.LATE), found.count(Group.TODAY)
        soon = found.count(Group.TODAY, Group.SOON)
        self.header.set_sentence(f"{weekday_name(found.today)}, {long_date(found.today)}. {standing(late, soon)}")
        self.late.show_figure(late, _longest(found, Group.LATE) or "tidak ada yang lewat")
        self.soon.show_figure(soon, _soon_words(today))
        self.waiting.show_figure(found.count(Group.PPK), _longest(found, Group.PPK) or "tidak ada")
        self.reports.show_figure(found.new_reports, "belum menjadi perkara")
        for key, _ in _SEGMENTS:
            self.segments.set_count(key, found.count(*_IN[key]))
        self.unit.set_choices([(unit, unit) for unit in found.units])
        self.missing.show_years(found.missing_years)
        self.table.set_note(f"Hitungan {found.week} hari kerja")
        self._window.set_count("today", late + today, "red" if late else "amber")
        self._window.set_count("waiting", found.count(Group.PPK))
        self._window.set_count("reports", found.new_reports)

    def _query(self, asked: TableQuery) -> ListQuery:
        """What the database is asked: the columns' filters and the chips'."""
        chips = {"track": (self.track.value,), "unit": (self.unit.value,)}
        chosen = {key: value for key, value in chips.items() if value[0]}
        return ListQuery(sort=asked.sort, descending=asked.descending, filters={**asked.filters, **chosen})

    def _narrow(self) -> None:
        self.table.set_narrowed(narrowed=self.segments.current != ALL or bool(self.track.value or self.unit.value))
        self.pager.read()

    def _choose_soon(self) -> None:
        today = self._board is not None and self._board.count(Group.TODAY)
        self._choose(Group.TODAY if today else Group.SOON)

    def _choose(self, group: str) -> None:
        self.segments.choose(group)
        self.table.setFocus()

    def _clear(self) -> None:
        self.track.restore("")
        self.unit.restore("")
        self.segments.choose(ALL)
        self._narrow()

    def _record(self) -> None:
        self._window.open_page("report")

    def _count_one(self) -> None:
        self._window.open_page("what-if")


class MissingYears(QWidget):
    """The warning that a list of days off is missing, with the way to where it is entered; hidden while none is."""

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__()
        self.words = label("", "warnBox", wrap=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("s"))
        line.addWidget(self.words, 1)
        if desk.may(Right.MANAGE_RULES):
            line.addWidget(
                button("Isi daftar libur", on_click=lambda: window.open_page("settings", section="holidays"))
            )
        self.hide()

    def show_years(self, years: Sequence[int]) -> None:
        """Name the years, or go away."""
        named = " dan ".join(map(str, years))
        self.words.setText(f"Daftar libur {named} belum ada: tenggat yang melewati tahun itu dapat bergeser.")
        self.setVisible(bool(years))


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


def capital(words: str) -> str:
    """The words with a capital at the beginning."""
    return words[:1].upper() + words[1:]


def _number(count: int) -> str:
    return in_words(count) if count <= _MOST_IN_WORDS else grouped(count)


def _longest(found: Board, group: Group) -> str:
    """How long the first line of a group is late or waits: its words without the first, which the tile says."""
    return f"paling lama {found.longest[group].partition(' ')[2]}" if found.count(group) else ""


def _soon_words(today: int) -> str:
    soon = f"{urgency_table().soon} hari kerja atau kurang"
    return f"{grouped(today)} jatuh hari ini" if today else soon


def _count(loaded: int, total: int) -> str:
    shown = grouped(total) if loaded >= total else f"{grouped(loaded)} dari {grouped(total)}"
    return f"{shown} hal, yang mendesak lebih dahulu"
