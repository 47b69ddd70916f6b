"""The recap of a period: chosen, looked at, saved as an Excel workbook."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from cases.changes import ChangeSet
from cases.errors import InvalidInput, OfficeError
from cases.model.recap import RecapColumn, RecapData, RecapLine, RecapTotal, RecapValue
from cases.model.user import Right
from cases.rules.dates import add_months, short_date
from cases.rules.nip import show_nip
from cases.rules.recap_form import ministry_form
from cases.services import recap
from desktop import messages, theme
from desktop.desk import Desk
from desktop.files import write_file
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.listing import DayWatch, grouped
from desktop.preferences import Preferences
from desktop.saving import ask_save_path, open_folder
from desktop.widgets.bars import SegmentBar, TabBar
from desktop.widgets.basic import Card, button, hairline, label, row
from desktop.widgets.date_fields import DateField
from desktop.widgets.empty import EmptyState
from desktop.widgets.header import PageHeader
from desktop.widgets.table import RecordTable

TYPED = "lain"
_SENTENCE = "Perkara menurut tanggal laporan diterima."
_PRESETS = (
    ("bulan-ini", "Bulan ini"),
    ("bulan-lalu", "Bulan lalu"),
    ("triwulan-ini", "Triwulan ini"),
    ("triwulan-lalu", "Triwulan lalu"),
    ("tahun-ini", "Tahun ini"),
    ("tahun-lalu", "Tahun lalu"),
    (TYPED, "Lainnya"),
)
_QUARTER = 3
_DATE_WIDTH = 176
_LEAST_WIDE = 1100
"""Px of the page from which presets and dates fit side by side."""
_PX_PER_MM = 6
_LEAST_WIDTH, _NUMBER_WIDTH, _NIP_WIDTH = 118, 52, 178
_NO_ORDER = "none"  # the rows stand in the order of the form, no column has an arrow
_ROWS, _TOTALS = "rows", "totals"
_TABLE = "recap"
_CARD_LINES = 4
"""Lines of a card beside its counts: heading, sum, definition."""


def period(preset: str, today: date) -> tuple[date, date]:
    """The first and last day of a preset period."""
    month = today.replace(day=1)
    quarter = month.replace(month=month.month - (month.month - 1) % _QUARTER)
    year = month.replace(month=1)
    first, months = {
        "bulan-ini": (month, 1),
        "bulan-lalu": (add_months(month, -1), 1),
        "triwulan-ini": (quarter, _QUARTER),
        "triwulan-lalu": (add_months(quarter, -_QUARTER), _QUARTER),
        "tahun-ini": (year, 12),
        "tahun-lalu": (add_months(year, -12), 12),
    }[preset]
    return first, add_months(first, months) - timedelta(days=1)


def _words(shown: RecapColumn, value: RecapValue) -> str:
    if isinstance(value, date):
        return short_date(value)
    words = "" if value is None else str(value)
    return show_nip(words) if shown.key == "nip" and words else words


def columns(form: tuple[RecapColumn, ...]) -> list[Column[RecapLine]]:
    """The columns of the recap's form as the table shows them."""
    return [_column(place, shown) for place, shown in enumerate(form)]


def _width(shown: RecapColumn) -> int:
    return _NUMBER_WIDTH if shown.kind == "number" else max(round(shown.width * _PX_PER_MM), _LEAST_WIDTH)


def _column(place: int, shown: RecapColumn) -> Column[RecapLine]:
    nip = shown.key == "nip"
    return Column(
        key=shown.key,
        title=shown.title,
        width=_NIP_WIDTH if nip else _width(shown),
        text=lambda line: _words(shown, line.values[place]),
        copy=(lambda line: str(line.values[place])) if nip else None,
        face="nipInTable" if nip else "tableStrong" if shown.key == "name" else "table",
        right=shown.kind == "number",
        sortable=False,
        filtered=False,
    )


class RecapPage(Page):
    """A period, its rows and totals as they would be printed, and the button that saves them."""

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
        self._preferences = preferences or Preferences()
        self._data: RecapData | None = None
        self._turn = 0
        self.save_button = button(
            "Simpan Excel", "primary", icon="microsoft-excel-logo", on_click=self._ask_where, shortcut="Ctrl+Shift+S"
        )
        self.header = PageHeader("Rekap", _SENTENCE)
        self.presets = SegmentBar(_PRESETS)
        today = desk.office.clock.today
        self.first, self.last = DateField(today), DateField(today)
        self.trouble = label("", "error", wrap=True)
        self.tabs = TabBar([(_ROWS, "Perkara"), (_TOTALS, "Jumlah dan definisi")])
        self.table: RecordTable[RecapLine] = self._make_table()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._totals = QScrollArea()
        self._stack = QStackedWidget()
        self._lay()
        if desk.may(Right.RECAP):
            self.header.add_action(self.save_button)
        self._fill_dates("tahun-ini")
        self._wire()

    def _make_table(self) -> RecordTable[RecapLine]:
        empty = EmptyState(
            "Tidak ada perkara untuk ditampilkan",
            "Pilih periode yang memuat perkara; laporan yang belum menjadi perkara tidak dihitung.",
        )
        kept = self._preferences
        table: RecordTable[RecapLine] = RecordTable(
            columns(ministry_form().columns),
            sort=_NO_ORDER,
            empty=empty,
            widths=kept.widths(_TABLE),
            keep_widths=lambda widths: kept.keep_widths(_TABLE, widths),
            count_words=lambda loaded, _total: f"{grouped(loaded)} perkara",
        )
        table.set_note("Enter buka perkara   Ctrl+C salin ke Excel")
        return table

    def _lay(self) -> None:
        for field in (self.first, self.last):
            field.setFixedWidth(_DATE_WIDTH)
        self.first.edit.setAccessibleName("Dari tanggal")
        self.last.edit.setAccessibleName("Sampai tanggal")
        chooser = Card(padding=0)
        chooser.body.setContentsMargins(10, 8, 14, 8)
        dates = row(label("Dari", "label"), self.first, label("sampai", "label"), self.last, None)
        self._across.setSpacing(theme.space("s"))
        self._across.addWidget(self.presets)
        self._across.addWidget(dates)
        chooser.body.addLayout(self._across)
        self.trouble.hide()
        chooser.add(self.trouble)
        self._totals.setWidgetResizable(True)
        self._totals.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._totals)
        self.lines.addWidget(self.header)
        self.lines.addWidget(chooser)
        self.lines.addWidget(self.tabs)
        self.lines.addWidget(self._stack, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the dates stand under the presets."""
        super().resizeEvent(event)
        wide = self.width() >= _LEAST_WIDE
        self._across.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _wire(self) -> None:
        self.presets.chosen.connect(self._choose)
        for field in (self.first, self.last):
            field.edit.editingFinished.connect(self._typed)
            field.changed.connect(self._is_typed)
        self.tabs.chosen.connect(lambda key: self._stack.setCurrentIndex(int(key == _TOTALS)))
        self.table.opened.connect(lambda line: self._window.open_page("case", case_id=line.target))
        self._day = DayWatch(self._desk.office.clock, self)
        self._day.new_day.connect(self._new_day)

    # -- the period

    def _fill_dates(self, preset: str) -> None:
        first, last = period(preset, self._desk.office.clock.today())
        self.presets.choose(preset)
        self.first.set_date(first)
        self.last.set_date(last)

    def _choose(self, preset: str) -> None:
        if preset == TYPED:
            self.first.edit.setFocus()
            self.first.edit.selectAll()
            return
        self._fill_dates(preset)
        self.read()

    def _new_day(self) -> None:
        if self.presets.current != TYPED:
            self._choose(self.presets.current)

    def _is_typed(self) -> None:
        blocked = self.presets.blockSignals(True)
        self.presets.choose(TYPED)
        self.presets.blockSignals(blocked)

    def _typed(self) -> None:
        if self._data is None or self._dates() != (self._data.query.first, self._data.query.last):
            self.read()

    def _dates(self) -> tuple[date, date] | None:
        try:
            first, last = self.first.value(), self.last.value()
        except InvalidInput:
            return None
        return (first, last) if first and last else None

    # -- reading

    def on_shown(self, **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Read when it comes to the front."""
        self.read()
        self.table.setFocus()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when a case or report changed."""
        if self.isVisible() and changes.concerns("case", "report", "letter", "office"):
            self.read()

    def read(self) -> None:
        """Ask for the rows and totals of the period."""
        self._turn += 1
        turn = self._turn
        try:
            first, last = self.first.value(), self.last.value()
        except InvalidInput as error:
            self._refuse(error)
            return
        if first is None or last is None:
            self._refuse(InvalidInput("Isi tanggal pertama dan terakhir periode rekap."))
            return
        self._desk.ask(recap.recap, first, last).then(
            self,
            lambda data: self._show(data) if turn == self._turn else None,
            lambda error: self._refuse(error) if turn == self._turn else None,
        )

    def _refuse(self, error: OfficeError) -> None:
        self._data = None
        self.header.set_sentence(_SENTENCE)
        self.trouble.setText(error.sentence)
        self.trouble.show()
        self.save_button.setEnabled(False)
        self.table.set_rows(())
        self._show_totals((), ())
        self.tabs.set_count(_ROWS, None)

    def _show(self, data: RecapData) -> None:
        self._data = data
        self.trouble.hide()
        self.save_button.setEnabled(True)
        self.header.set_sentence(data.filter_text)
        self.table.set_rows(data.lines)
        self.tabs.set_count(_ROWS, len(data.lines))
        self._show_totals(data.totals, data.notes)

    def _show_totals(self, totals: tuple[RecapTotal, ...], notes: tuple[str, ...]) -> None:
        """Cards in two columns, each put into the shorter one, then the notes."""
        whole = QWidget()
        whole.setProperty("role", "scrolled")
        across = QHBoxLayout(whole)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.space("gapCards"))
        sides = [QVBoxLayout(), QVBoxLayout()]
        heights = [0, 0]
        cards = [(_total_card(total), len(total.counts) + _CARD_LINES) for total in totals]
        if notes:
            cards.append((_notes_card(notes), _CARD_LINES))
        for card, height in cards:
            place = heights.index(min(heights))
            sides[place].addWidget(card)
            heights[place] += height
        for side in sides:
            side.setSpacing(theme.space("gapCards"))
            side.addStretch(1)
            across.addLayout(side, 1)
        self._totals.setWidget(whole)

    # -- saving

    def _ask_where(self) -> None:
        data = self._data
        if data is None:
            return
        name = f"Rekap netralitas {data.query.first} sd {data.query.last}.xlsx"
        kind = ("Buku kerja Excel", "xlsx")
        ask_save_path(self, "Simpan rekap", name, kind, self._preferences, self.save_to)

    def save_to(self, path: Path) -> None:
        """Make the workbook of what is shown and write it, away from the UI thread."""
        data = self._data
        if data is None:
            return
        self.save_button.setEnabled(False)

        def work() -> Path:
            from reports.recap import make_recap  # noqa: PLC0415 - openpyxl is slow to load and only needed here

            return write_file(path, make_recap(data))

        self._desk.tasks.submit_free(work, owner=self, on_done=self._saved, on_error=self._not_saved)

    def _saved(self, path: Path) -> None:
        self.save_button.setEnabled(self._data is not None)
        self._window.toast(f"Rekap disimpan: {path.name}", action="Buka folder", on_action=lambda: open_folder(path))

    def _not_saved(self, error: BaseException) -> None:
        self.save_button.setEnabled(self._data is not None)
        messages.show_error(self, error)


def _total_card(total: RecapTotal) -> Card:
    """A breakdown: its words with their counts, the sum where every case counts once, and what it means."""
    card = Card(total.title)
    for word, count in total.counts:
        card.add(row(label(word, "body", wrap=True), None, label(grouped(count), "strong" if count else "caption")))
    if total.of_cases:
        card.add(hairline())
        card.add(row(label("Jumlah", "strong"), None, label(grouped(sum(n for _, n in total.counts)), "strong")))
    card.add(label(total.definition, "help", wrap=True))
    return card


def _notes_card(notes: tuple[str, ...]) -> Card:
    card = Card("Keterangan")
    for note in notes:
        card.add(label(note, "body", wrap=True))
    return card
