"""The leader's page: what runs, what is late, what came of it. Every number opens its list; it prints on one page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.errors import OfficeError
from cases.model.leader import Bar, ChartData, LeaderPage, OwedLine, StageLine, Target
from cases.model.user import Right
from cases.services import integrity, leader, recap, restores
from desktop import messages, theme
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.exports.recap import save_noted
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.listing import DayWatch
from desktop.preferences import Preferences
from desktop.saving import ask_save_path, open_folder, safe_name, tell_unsaved
from desktop.widgets.basic import Card, button, hairline, label, row
from desktop.widgets.chart_view import ChartView
from desktop.widgets.check_line import CheckLine
from desktop.widgets.choice_chip import ChoiceChip
from desktop.widgets.drill_line import DrillLine
from desktop.widgets.form import scrolled
from desktop.widgets.header import PageHeader
from desktop.widgets.parting import clear
from desktop.widgets.printing import print_pdf
from desktop.widgets.tiles import Tile

_KIND = ("Dokumen PDF", "pdf")
_NAME = "leader-page"
"""What the log calls it."""
_TILES = (
    ("open", "folders", "accent", "Perkara berjalan"),
    ("late", "warning-circle", "red", "Lewat tenggat"),
    ("waiting", "hourglass-medium", "amber", "Menunggu PPK"),
    ("proven", "scales", "accent", "Terbukti"),
    ("sanctioned", "gavel", "green", "Dihukum"),
)
_TALL, _FLAT = 236, 220
_NARROW = 900
"""Pixels of the page's width below which there is one column."""
_YEARS_BACK = 10


class LeaderPageView(Page):
    """Reads when it is shown; ``Cetak satu halaman`` prints what is shown."""

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
        self._preferences = preferences or Preferences()
        self._page: LeaderPage | None = None
        self.year = ChoiceChip("Tahun", all_words="ini")
        self.save_button = button("Simpan PDF…", icon="download-simple", on_click=self._ask_where)
        self.print_button = button("Cetak satu halaman", "primary", icon="printer", on_click=self.print_it)
        self.header = PageHeader("Ringkasan pimpinan", "", self.year, self.save_button, self.print_button)
        self.tiles = {key: Tile(icon, hue, title, stacked=True) for key, icon, hue, title in _TILES}
        self.charts = {key: ChartView(desk.tasks) for key in ("month", "violation", "work_unit")}
        self._titles = {key: (label("", "section"), label("", "caption")) for key in self.charts}
        self._stages, self._waits, self._owed = QGridLayout(), QGridLayout(), QGridLayout()
        self._lay()
        self._wire()

    def _lay(self) -> None:
        self.check = CheckLine()
        self.check.opened.connect(lambda: self._window.open_page("settings", section="integrity"))
        self.drill = DrillLine()
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.check)
        self.lines.addWidget(self.drill)
        across = QHBoxLayout()
        across.setSpacing(theme.space("m"))
        for tile in self.tiles.values():
            across.addWidget(tile, 1)
        self.lines.addLayout(across)
        inside = QWidget()
        self._across = columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(theme.space("gapCards"))
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(theme.space("gapCards"))
            columns.addLayout(side, 1)
        left.addWidget(self._chart_card("month", _TALL))
        left.addWidget(self._chart_card("violation", _FLAT))
        right.addWidget(_table_card("Tunggakan menurut tahap", self._stages))
        right.addWidget(_table_card("Menunggu keputusan PPK", self._waits))
        right.addWidget(_table_card("Pelaporan ke BKN", self._owed))
        right.addWidget(self._chart_card("work_unit", _FLAT))
        for side in (left, right):
            side.addStretch(1)
        self.lines.addWidget(scrolled(inside), 1)

    def _chart_card(self, key: str, height: int) -> Card:
        card = Card()
        title, note = self._titles[key]
        card.add(row(title, None, note))
        self.charts[key].setFixedHeight(height)
        card.add(self.charts[key])
        return card

    def _wire(self) -> None:
        self.year.chosen.connect(lambda _year: self.read())
        for key, tile in self.tiles.items():
            tile.clicked.connect(lambda key=key: self._open_tile(key))
        for chart in self.charts.values():
            chart.opened.connect(self._open_bar)
        self._day = DayWatch(self._desk.office.clock, self)
        self._day.new_day.connect(self.read)
        self.save_button.setVisible(self._desk.may(Right.EXPORT))
        self.print_button.setVisible(self._desk.may(Right.EXPORT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the tables under the charts where it is narrow."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if self.width() < _NARROW else across)
        super().resizeEvent(event)

    # -- reading

    def on_shown(self, **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Read when it comes to the front."""
        this = self._desk.office.clock.today().year
        self.year.set_choices([(str(year), str(year)) for year in range(this, this - _YEARS_BACK, -1)])
        self.read()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when a figure may have changed."""
        if self.isVisible() and changes.concerns("case", "step", "report", "deadline", "holiday", "office", "backup"):
            self.read()

    def read(self) -> None:
        """Ask for the figures."""
        year = int(self.year.value) if self.year.value else None
        self._desk.ask(leader.leader_page, year).then(self, self._show)
        zone = self._desk.office.clock.time_zone
        self._desk.ask(integrity.last_check).then(self, lambda check: self.check.show_check(check, zone))
        if not self._desk.office.sample:
            now = self._desk.office.clock.now()
            self._desk.ask(restores.last_drill).then(self, lambda found: self.drill.show_drill(found, now, zone))

    def _show(self, page: LeaderPage) -> None:
        self._page = page
        self.header.set_sentence(f"Keadaan pukul {page.as_of:%H.%M}. Angka sama dengan daftar perkara dan rekap.")
        for tile in page.tiles:
            self.tiles[tile.key].show_figure(_figure(tile.share, tile.figure), tile.under)
        for chart in page.charts:
            self._show_chart(chart)
        self._show_stages(page.stages)
        self._show_waits(page)
        self._show_owed(page.owed)

    def _show_chart(self, chart: ChartData) -> None:
        title, note = self._titles[chart.key]
        title.setText(chart.title)
        note.setText(chart.note)
        self.charts[chart.key].show_chart(chart)

    def _show_stages(self, stages: tuple[StageLine, ...]) -> None:
        clear(self._stages)
        _heads(self._stages, ("Tahap", "Perkara", "Lewat", "Terlama"))
        for place, line in enumerate(stages, start=1):
            opens = button(line.title, "link", on_click=partial(self._open, line.target))
            self._stages.addWidget(opens, place, 0, Qt.AlignmentFlag.AlignLeft)
            late = self._late(line) if line.late else label("–", "body")
            cells: tuple[QWidget, ...] = (label(grouped(line.cases), "strong"), late, label(line.oldest, "body"))
            for column, cell in enumerate(cells, 1):
                self._stages.addWidget(cell, place, column, Qt.AlignmentFlag.AlignRight)
        last = len(stages) + 1
        sums = (sum(line.cases for line in stages), sum(line.late for line in stages))
        self._stages.addWidget(label("Jumlah", "strong"), last, 0)
        for column, figure in enumerate(sums, 1):
            self._stages.addWidget(label(grouped(figure), "strong"), last, column, Qt.AlignmentFlag.AlignRight)

    def _late(self, line: StageLine) -> QPushButton:
        """The late cases of a stage, which lead to their list."""
        made = button(grouped(line.late), "redLink", on_click=partial(self._open, line.late_target))
        made.setAccessibleName(f"{line.title}: {line.late} lewat tenggat")
        return made

    def _show_waits(self, page: LeaderPage) -> None:
        clear(self._waits)
        place = 0
        for place, group in enumerate(page.waits):
            opens = button(group.title, "link", on_click=partial(self._open, group.target))
            opens.setEnabled(group.target is not None)
            self._waits.addWidget(opens, place, 0, Qt.AlignmentFlag.AlignLeft)
            self._waits.addWidget(label(grouped(group.cases), "strong"), place, 1, Qt.AlignmentFlag.AlignRight)
        if page.waiting:
            self._waits.addWidget(hairline(), place + 1, 0, 1, 2)
        for number, one in enumerate(page.waiting, start=place + 2):
            words = f"{one.number}  {one.name}"
            opens = button(words, "link", on_click=partial(self._window.open_page, "case", case_id=one.case_id))
            self._waits.addWidget(opens, number, 0, Qt.AlignmentFlag.AlignLeft)
            self._waits.addWidget(label(f"{one.days} hari kerja", "body"), number, 1, Qt.AlignmentFlag.AlignRight)

    def _show_owed(self, owed: tuple[OwedLine, ...]) -> None:
        clear(self._owed)
        for place, line in enumerate(owed):
            opens = button(line.title, "link", on_click=partial(self._open, line.target))
            self._owed.addWidget(opens, place, 0, Qt.AlignmentFlag.AlignLeft)
            self._owed.addWidget(label(grouped(line.cases), "strong"), place, 1, Qt.AlignmentFlag.AlignRight)

    # -- opening

    def _open_tile(self, key: str) -> None:
        if self._page is not None:
            self._open(next(tile.target for tile in self._page.tiles if tile.key == key))

    def _open_bar(self, bar: Bar) -> None:
        self._open(bar.target)

    def _open(self, target: Target | None) -> None:
        if target is not None:
            self._window.open_page("recap", name=target.recap, query=target.query)

    # -- printing

    def print_it(self) -> None:
        """Print what is shown."""
        self._made(self._print)

    def _print(self, data: bytes) -> None:
        dialog = print_pdf(data, self, self._refused)
        dialog.accepted.connect(lambda *_printer: self._note())

    def _ask_where(self, name: str = "") -> None:
        if self._page is not None:
            name = name or safe_name(f"Ringkasan pimpinan {self._page.as_of:%Y-%m-%d}", "pdf")
            ask_save_path(self, "Simpan ringkasan", name, _KIND, self._preferences, self.save_to)

    def save_to(self, path: Path) -> None:
        """Write what is shown as a PDF, away from the UI thread."""
        self._made(lambda data: self._write(path, data))

    def _write(self, path: Path, data: bytes) -> None:
        page = self._page
        if page is not None:
            told = (_NAME, page.period, len(page.tiles))
            work = partial(save_noted, self._desk.office, self._desk.actor, path, data, *told)
            self._desk.tasks.submit_free(
                work,
                owner=self,
                on_done=self._written,
                on_error=lambda error: tell_unsaved(self, error, path, self._ask_where),
            )

    def _written(self, path: Path) -> None:
        words = f"Ringkasan disimpan: {path.name}"
        self._window.toast(words, action="Buka folder", on_action=lambda: open_folder(path))

    def _note(self) -> None:
        """Write into the log that the page was printed."""
        if self._page is not None:
            noted = self._desk.do(recap.note_recap, _NAME, self._page.period, len(self._page.tiles))
            noted.then(self, lambda _none: None, self._refused)

    def _made(self, use: Callable[[bytes], object]) -> None:
        page = self._page
        if page is None:
            return

        def work() -> bytes:
            from reports.leader_page import leader_pdf  # noqa: PLC0415 - reportlab is slow to load

            return leader_pdf(page)

        self._desk.tasks.submit_free(work, owner=self, on_done=use, on_error=self._failed)

    def _refused(self, error: OfficeError) -> None:
        messages.show_error(self, error)

    def _failed(self, error: BaseException) -> None:
        messages.show_error(self, error)


def _figure(share: float | None, figure: int) -> str:
    return f"{share * 100:.0f} %" if share is not None else grouped(figure)


def _table_card(title: str, grid: QGridLayout) -> Card:
    card = Card(title)
    grid.setHorizontalSpacing(theme.space("l"))
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(0, 1)
    card.body.addLayout(grid)
    return card


def _heads(grid: QGridLayout, words: tuple[str, ...]) -> None:
    for column, word in enumerate(words):
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        grid.addWidget(label(word, "caption"), 0, column, side)
