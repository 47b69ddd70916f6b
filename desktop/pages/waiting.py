"""The list "Menunggu PPK": who waits for a decision, since when, and on whom it waits."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from cases.changes import ChangeSet
from cases.model.case import Track
from cases.rules.dates import long_date, short_date
from cases.rules.nip import show_nip
from cases.services import looking, waiting
from cases.services.waiting import WaitingCase, WaitingList
from desktop import messages
from desktop.counts import grouped
from desktop.desk import Desk
from desktop.files import write_file
from desktop.models.table import Column
from desktop.navigation import Navigator
from desktop.page import Page
from desktop.pages.case_tabs.words import TRACKS
from desktop.pages.listing import DayWatch, SortKey, arranged
from desktop.preferences import Preferences
from desktop.saving import ask_save_path, open_folder
from desktop.widgets.basic import button
from desktop.widgets.choice_chip import ChoiceChip
from desktop.widgets.empty import EmptyState
from desktop.widgets.header import PageHeader
from desktop.widgets.table import RecordTable

_TABLE = "waiting"
_SENTENCE = "Perkara terbukti yang belum diputus."
_UNNAMED = "belum ditunjuk"
_COLUMNS: tuple[Column[WaitingCase], ...] = (
    Column(
        key="number",
        title="Perkara",
        width=92,
        text=lambda row: row.line.number,
        second=lambda row: TRACKS[Track(row.line.track)],
        face="tableStrong",
    ),
    Column(
        key="name",
        title="Terlapor",
        width=200,
        text=lambda row: row.line.name,
        second=lambda row: show_nip(row.line.nip) if row.line.nip else "tanpa NIP",
        copy=lambda row: row.line.name,
        face="tableStrong",
    ),
    Column(key="work_unit", title="Unit kerja", width=170, text=lambda row: row.line.work_unit, stretch=True),
    Column(
        key="official",
        title="Menunggu keputusan",
        width=190,
        text=lambda row: row.line.official_post or _UNNAMED,
        second=lambda row: f"usul tingkat {row.line.level}" if row.line.level else "",
    ),
    Column(key="since", title="Sejak", width=104, text=lambda row: short_date(row.line.waiting_since)),
    Column(
        key="working",
        title="Hari kerja",
        width=100,
        text=lambda row: grouped(row.working_days),
        right=True,
        face="tableStrong",
    ),
    Column(key="calendar", title="Hari kalender", width=118, text=lambda row: grouped(row.calendar_days), right=True),
)
_KEYS: dict[str, SortKey[WaitingCase] | None] = {
    "since": lambda row: row.line.waiting_since.isoformat(),
    "working": lambda row: row.working_days,
    "calendar": lambda row: row.calendar_days,
}


class WaitingPage(Page):
    """The longest wait first; a chip narrows to one unit, Ctrl+F the columns, Enter opens the case."""

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
        self._found: WaitingList | None = None
        self.unit = ChoiceChip("Unit kerja")
        self.export_button = button("Ekspor Excel", "primary", icon="export", on_click=self._ask_where)
        self.header = PageHeader("Menunggu PPK", _SENTENCE, self.unit, self.export_button)
        self.table: RecordTable[WaitingCase] = RecordTable(
            _COLUMNS,
            sort="working",
            descending=True,
            empty=EmptyState(
                "Tidak ada yang menunggu keputusan",
                "Perkara muncul di sini begitu LHP menyatakan terbukti, sampai keputusannya ditandatangani.",
                icon="check-circle",
            ),
            widths=self._preferences.widths(_TABLE),
            keep_widths=lambda widths: self._preferences.keep_widths(_TABLE, widths),
        )
        self.lines.addWidget(self.header)
        self.lines.addWidget(self.table, 1)
        self.table.query_changed.connect(lambda _query: self._show_rows())
        self.table.filters_cleared.connect(lambda: self.unit.choose(""))
        self.table.opened.connect(lambda row: window.open_page("case", case_id=row.id))
        self.unit.chosen.connect(lambda _unit: self._show_rows())
        self._day = DayWatch(desk.office.clock, self)
        self._day.new_day.connect(self.read)

    def on_shown(self, **_args: Any) -> None:  # noqa: ANN401 - as the base has it
        """Read when it comes to the front."""
        self.read()
        self.table.setFocus()

    def on_changes(self, changes: ChangeSet) -> None:
        """Read again when a case or the calendar changed."""
        if changes.concerns("case", "step", "holiday", "office"):
            self.read()

    def read(self) -> None:
        """Ask who waits as of today."""
        self._desk.ask(waiting.waiting).then(self, self._show)

    def _show(self, found: WaitingList) -> None:
        self._found = found
        self.unit.set_choices([(unit, unit) for unit in found.units])
        self.header.set_sentence(_sentence(found))
        self._show_rows()

    def shown(self) -> list[WaitingCase]:
        """The cases as they stand on the page now."""
        if self._found is None:
            return []
        unit = self.unit.value
        rows = [row for row in self._found.cases if not unit or row.line.work_unit == unit]
        return arranged(rows, self.table.query(), _COLUMNS, _KEYS)

    def _show_rows(self) -> None:
        self.table.set_narrowed(narrowed=bool(self.unit.value))
        rows = self.shown()
        self.table.set_rows(rows)
        self.export_button.setEnabled(bool(rows))

    # -- export

    def _ask_where(self) -> None:
        if self._found is not None:
            name = f"Menunggu PPK {self._found.today.isoformat()}.xlsx"
            kind = ("Buku kerja Excel", "xlsx")
            ask_save_path(self, "Simpan daftar", name, kind, self._preferences, self.save_to)

    def save_to(self, path: Path) -> None:
        """Write what is shown, in its order, away from the UI thread."""
        if self._found is None:
            return
        rows, today, unit = self.shown(), self._found.today, self.unit.value

        def work() -> Path:
            return write_file(path, waiting_workbook(rows, today, unit))

        self._desk.tasks.submit_free(
            work, owner=self, on_done=self._saved, on_error=lambda error: messages.show_error(self, error)
        )

    def _saved(self, path: Path) -> None:
        told = ("menunggu PPK", self.unit.value, len(self.shown()))
        self._desk.do(looking.note_list, *told).then(None, lambda _none: None)
        self._window.toast(f"Daftar disimpan: {path.name}", action="Buka folder", on_action=lambda: open_folder(path))


def waiting_workbook(rows: list[WaitingCase], today: date, unit: str) -> bytes:
    """Return these rows as an Excel workbook."""
    from reports.table_sheet import SheetColumn, TableSheet, make_table_sheet  # noqa: PLC0415 - openpyxl is slow to load

    of = f", {unit}" if unit else ""
    table = TableSheet(
        name="Menunggu PPK",
        title="Perkara netralitas yang menunggu keputusan PPK",
        sentence=f"Keadaan {long_date(today)}{of}: {grouped(len(rows))} perkara.",
        columns=(
            SheetColumn("No.", 12, "number"),
            SheetColumn("Perkara", 22),
            SheetColumn("Terlapor", 48),
            SheetColumn("NIP", 42),
            SheetColumn("Unit kerja", 46),
            SheetColumn("Jalur", 26),
            SheetColumn("Tingkat yang diusulkan", 26),
            SheetColumn("Menunggu keputusan", 48),
            SheetColumn("Sejak", 24, "date"),
            SheetColumn("Hari kerja", 20, "number"),
            SheetColumn("Hari kalender", 22, "number"),
        ),
        rows=[
            (
                place,
                row.line.number,
                row.line.name,
                row.line.nip,
                row.line.work_unit,
                TRACKS[Track(row.line.track)],
                row.line.level,
                row.line.official_post or _UNNAMED,
                row.line.waiting_since,
                row.working_days,
                row.calendar_days,
            )
            for place, row in enumerate(rows, start=1)
        ],
    )
    return make_table_sheet(table)


def _sentence(found: WaitingList) -> str:
    if not found.cases:
        return _SENTENCE
    longest = max(found.cases, key=lambda row: row.working_days)
    return (
        f"{grouped(len(found.cases))} perkara terbukti belum diputus, yang terlama "
        f"{grouped(longest.working_days)} hari kerja ({longest.line.number})."
    )
