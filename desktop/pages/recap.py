"""A recap: chosen, looked at, saved as an Excel workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from cases.changes import ChangeSet
from cases.errors import InvalidInput, OfficeError
from cases.model.figures import FigureQuery
from cases.model.recap import RecapColumn, RecapData, RecapLine, RecapValue, SavedRecap
from cases.model.user import Right
from cases.rules.dates import short_date
from cases.rules.nip import show_nip
from cases.rules.recap import NUMBER, numbered
from cases.rules.recap_form import recap_form
from cases.services import recap, saved_recaps
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.exports.recap import save_noted
from desktop.models.table import Column, TableQuery
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.listing import DayWatch
from desktop.pages.recap_chart import LIST, RecapChart, behind, chart_of
from desktop.pages.recap_chooser import RecapChooser
from desktop.pages.recap_columns import RecapColumns
from desktop.pages.recap_forms import RecapForms
from desktop.pages.recap_totals import RecapTotals
from desktop.preferences import Preferences
from desktop.saving import ask_save_path, open_folder, safe_name, tell_unsaved
from desktop.widgets.bars import TabBar
from desktop.widgets.basic import button
from desktop.widgets.empty import EmptyState
from desktop.widgets.feedback import ProgressStrip
from desktop.widgets.header import PageHeader
from desktop.widgets.parting import part_with
from desktop.widgets.table import RecordTable

_SENTENCE = "Angka di sini sama dengan daftar perkara, Excel, dan baris perintah."
_PX_PER_MM = 6
_LEAST_WIDTH, _NUMBER_WIDTH, _FIGURE_WIDTH, _NIP_WIDTH = 118, 52, 118, 178
_NO_ORDER = "none"  # the rows stand in the order of the form, no column has an arrow
_ROWS, _CHART, _TOTALS = "rows", "chart", "totals"
_TABS = ((_ROWS, "Baris"), (_CHART, "Bagan"), (_TOTALS, "Jumlah dan definisi"))
_TABLE = "recap"
_LONG = 500
"""Lines of a recap that takes about half a second to write; a bar tells of longer ones."""


def _words(shown: RecapColumn, value: RecapValue) -> str:
    if isinstance(value, date):
        return short_date(value)
    if shown.kind == "share" and value is not None:
        return f"{float(value) * 100:.1f} %".replace(".", ",")
    words = "" if value is None else str(value)
    return show_nip(words) if shown.key == "nip" and words else words


def columns(form: tuple[RecapColumn, ...]) -> list[Column[RecapLine]]:
    """The columns of the recap's form as the table shows them."""
    return [_column(place, shown) for place, shown in enumerate(form)]


def sorted_lines(data: RecapData, asked: TableQuery) -> tuple[RecapLine, ...]:
    """The lines by a column, what it leaves blank last, numbered anew; without one in their own order."""
    places = {column.key: place for place, column in enumerate(data.columns)}
    place = places.get(asked.sort)
    if place is None or asked.sort == NUMBER:
        return data.lines[::-1] if asked.descending and place is not None else data.lines

    def key(line: RecapLine) -> Any:  # noqa: ANN401 - texts, numbers or days, of one column all alike
        value = line.values[place]
        return value.casefold() if isinstance(value, str) else value

    there = [line for line in data.lines if line.values[place] not in (None, "")]
    blank = [line for line in data.lines if line.values[place] in (None, "")]
    lines = [*sorted(there, key=key, reverse=asked.descending), *blank]
    return numbered(data.columns, lines)


def _sum_words(data: RecapData) -> str:
    pairs = zip(data.columns, data.sums, strict=True)
    told = [f"{column.title} {_words(column, value)}" for column, value in pairs if value is not None]
    return "Seluruhnya: " + ", ".join(told)


def _width(shown: RecapColumn) -> int:
    if shown.key == "number":
        return _NUMBER_WIDTH
    return max(round(shown.width * _PX_PER_MM), _LEAST_WIDTH) if shown.kind in {"text", "date"} else _FIGURE_WIDTH


def _column(place: int, shown: RecapColumn) -> Column[RecapLine]:
    nip = shown.key == "nip"
    return Column(
        key=shown.key,
        title=shown.title,
        width=_NIP_WIDTH if nip else _width(shown),
        text=lambda line: _words(shown, line.values[place]),
        copy=(lambda line: str(line.values[place])) if nip else None,
        face="nipInTable" if nip else "tableStrong" if shown.key == "name" else "table",
        right=shown.kind in {"number", "share"},
        sortable=True,
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
        self._given: RecapData | None = None
        self._turn = 0
        self.save_button = button(
            "Simpan Excel",
            "primary",
            icon="microsoft-excel-logo",
            on_click=self._ask_where,
            shortcut="Ctrl+Shift+S",
        )
        self.header = PageHeader("Rekap", _SENTENCE)
        self.chooser = RecapChooser(desk.office.clock)
        self.tabs = TabBar([tab for tab in _TABS if tab[0] != _CHART])
        self.strip = ProgressStrip()
        self._rows = QStackedWidget()
        self.table = self._make_table(())
        self.chart = RecapChart(desk)
        self._totals = RecapTotals()
        self.columns = RecapColumns(desk, window)
        self.columns_button = button("Kolom", icon="columns", on_click=self._choose_columns)
        self.columns_button.setToolTip("Pilih dan urutkan kolom, lalu simpan dengan nama")
        self._stack = QStackedWidget()
        self._lay()
        self.forms = RecapForms(desk, window, self._preferences, self, self.strip)
        if desk.may(Right.RECAP):
            self.header.add_action(self.columns_button)
        if desk.may(Right.RECAP) and desk.may(Right.EXPORT):
            self.header.add_action(self.forms.button)
            self.header.add_action(self.save_button)
        self._wire()

    def _make_table(self, shown: tuple[RecapColumn, ...]) -> RecordTable[RecapLine]:
        empty = EmptyState(
            "Tidak ada yang dapat ditampilkan",
            "Pilih periode lain atau hapus penyaringnya; laporan yang belum menjadi perkara bukan perkara.",
        )
        kept, name = self._preferences, f"{_TABLE}-{self.chooser.name}"
        table: RecordTable[RecapLine] = RecordTable(
            columns(shown),
            sort=_NO_ORDER,
            empty=empty,
            widths=kept.widths(name),
            keep_widths=lambda widths: kept.keep_widths(name, widths),
            count_words=lambda loaded, _total: f"{grouped(loaded)} {self._data.counted if self._data else 'baris'}",
        )
        table.set_note("Enter buka   Ctrl+C salin ke Excel")
        table.opened.connect(self._open)
        table.query_changed.connect(lambda _query: self._show_lines())
        if (old := self._rows.currentWidget()) is not None:
            self._rows.removeWidget(old)
            part_with(old)
        self._rows.addWidget(table)
        return table

    def _lay(self) -> None:
        self._stack.addWidget(self._rows)
        self._stack.addWidget(self.chart)
        self._stack.addWidget(self._totals)
        self._stack.addWidget(self.columns)
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.chooser)
        self.strip.hide()
        self.lines.addWidget(self.strip)
        self.lines.addWidget(self.tabs)
        self.lines.addWidget(self._stack, 1)

    def _wire(self) -> None:
        self.chooser.changed.connect(self._asked)
        self.chart.opened.connect(lambda target: self.chooser.open_list(target.recap, target.query))
        self.columns.saved.connect(self._kept)
        self.columns.left.connect(self._show_tab)
        self.tabs.chosen.connect(lambda _key: self._show_tab())
        self._day = DayWatch(self._desk.office.clock, self)
        self._day.new_day.connect(self.chooser.new_day)

    def _show_tab(self) -> None:
        self._stack.setCurrentIndex([key for key, _ in _TABS].index(self.tabs.current))

    def _choose_columns(self) -> None:
        if self._data is not None and recap_form(self._data.base).lines:
            self.columns.show_recap(self._data, self.chooser.saved)
            self._stack.setCurrentWidget(self.columns)

    def _kept(self, name: str) -> None:
        """Show the recap under its new name, or the one that a removed recap was made of."""
        shown = name or (self._data.base if self._data is not None else "")
        self._show_tab()
        self._read_saved(shown)

    def _read_saved(self, wanted: str = "") -> None:
        def show(found: Sequence[SavedRecap]) -> None:
            self.chooser.set_saved(found)
            if wanted:
                self.chooser.recaps.restore(wanted)
                self.read()

        self._desk.ask(saved_recaps.saved_recaps).then(self, show)

    def _open(self, line: RecapLine) -> None:
        """Open the record that a line tells of, or the list behind it."""
        if line.noun:
            self._window.open_page(line.noun.replace("_", "-"), **{f"{line.noun}_id": line.target})
            return
        query = behind(self._data, line) if self._data is not None else None
        if query is not None:
            self.chooser.open_list(LIST, query)

    # -- reading

    def on_shown(self, name: str = "", query: FigureQuery | None = None, **_args: Any) -> None:  # noqa: ANN401 - as in the base
        """Read when it comes to the front; ``name`` and ``query`` ask for the list behind a number."""
        if name and query is not None:
            self.chooser.ask_for(name, query)
        self._read_saved()
        self._desk.ask(recap.filter_choices).then(self, self.chooser.set_choices)
        self.read()
        self.table.setFocus()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when a case or report changed."""
        if self.isVisible() and changes.concerns("case", "report", "letter", "office"):
            self.read()

    def _asked(self) -> None:
        try:
            asked = (self.chooser.name, self.chooser.query())
        except InvalidInput:
            asked = None
        if self._data is None or asked != (self._data.name, self._data.query):
            self.read()

    def read(self) -> None:
        """Ask for the recap."""
        self._turn += 1
        turn = self._turn
        try:
            query = self.chooser.query()
        except InvalidInput as error:
            self._refuse(error)
            return
        self._desk.ask(recap.recap, self.chooser.name, query).then(
            self,
            lambda data: self._show(data) if turn == self._turn else None,
            lambda error: self._refuse(error) if turn == self._turn else None,
        )

    def _refuse(self, error: OfficeError) -> None:
        self._data = self.forms.data = None
        self.header.set_sentence(_SENTENCE)
        self.chooser.trouble.setText(error.sentence)
        self.chooser.trouble.show()
        self.save_button.setEnabled(False)
        self.table.set_rows(())
        self.tabs.set_tabs([tab for tab in _TABS if tab[0] != _CHART])
        self._totals.show_totals((), ())
        self.tabs.set_count(_ROWS, None)

    def _show(self, data: RecapData) -> None:
        before, self._data = self._data, data
        self._given = data
        self.forms.data = data
        self.columns_button.setEnabled(bool(recap_form(data.base).lines))
        self.chooser.trouble.hide()
        self.save_button.setEnabled(True)
        self.header.set_sentence(data.filter_text)
        if before is None or before.columns != data.columns:
            self.table = self._make_table(data.columns)
        self.tabs.set_tabs([tab for tab in _TABS if tab[0] != _CHART or data.chart is not None])
        self._show_lines()
        self.tabs.set_count(_ROWS, len(data.lines))
        self._totals.show_totals(data.totals, data.notes)

    def _show_lines(self) -> None:
        """Show the lines in the order that the user wants; what is saved has the same."""
        if self._data is None or self._given is None:
            return
        shown = sorted_lines(self._given, self.table.query())
        self._data = self.forms.data = replace(self._data, lines=shown)
        self.table.set_rows(shown)
        if self._data.sums:
            self.table.set_note(_sum_words(self._data))
        chart = chart_of(self._data)
        if chart is not None:
            self.chart.show_chart(chart)

    # -- saving

    def _ask_where(self, name: str = "") -> None:
        data = self._data
        if data is None:
            return
        short = data.short.lower()
        ends = (f"{data.query.first or 'awal'}", f"{data.query.last or 'sekarang'}")
        name = name or safe_name(f"Rekap {short} {' sd '.join(ends)}", "xlsx")
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

            made = make_recap(data, task.report, lambda: task.cancelled)
            told = (data.name, data.filter_text, len(data.lines))
            return save_noted(self._desk.office, self._desk.actor, path, made, *told)

        task = self.strip.start("Menulis buku kerja …", on_cancel=self._cancelled)
        self.strip.setVisible(len(data.lines) > _LONG)
        self._desk.tasks.submit_free(
            work, owner=self, on_done=self._saved, on_error=partial(self._not_saved, path), task=task
        )

    def _cancelled(self) -> None:
        self.save_button.setEnabled(self._data is not None)

    def _saved(self, path: Path) -> None:
        self.strip.hide()
        self.save_button.setEnabled(self._data is not None)
        self._window.toast(f"Rekap disimpan: {path.name}", action="Buka folder", on_action=lambda: open_folder(path))

    def _not_saved(self, path: Path, error: BaseException) -> None:
        self.strip.hide()
        self.save_button.setEnabled(self._data is not None)
        tell_unsaved(self, error, path, self._ask_where)
