"""Taking days off from an Excel list: what each row gives, which due dates move, and only then saved."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cases.errors import OfficeError
from cases.holiday_import import HolidayPlan, HolidayRow, Row
from cases.model.sheet_row import RowState
from cases.rules.dates import short_date, weekday_name
from cases.services import calendar
from cases.services.recount import Moved
from desktop import messages, theme
from desktop.desk import Desk
from desktop.files import read_file
from desktop.models.table import Column
from desktop.pages.settings_moves import moves_table
from desktop.preferences import Preferences
from desktop.saving import ask_open_path
from desktop.widgets.bars import TabBar
from desktop.widgets.basic import button, label, row
from desktop.widgets.empty import EmptyState
from desktop.widgets.pill import PillLook
from desktop.widgets.table import RecordTable

_FILES = "Berkas Excel (*.xlsx *.xls);;Semua berkas (*)"
_LOOKS: Final = {
    RowState.NEW: PillLook("Baru", "green", "plus-circle"),
    RowState.SAME: PillLook("Sama", "grey", "equals"),
    RowState.FAULTY: PillLook("Bermasalah", "red", "warning-circle"),
}


def _when(one: HolidayRow) -> str:
    return f"{weekday_name(one.day.on)}, {short_date(one.day.on)}" if one.day else one.words


_COLUMNS: tuple[Column[HolidayRow], ...] = (
    Column(
        key="row", title="Baris", width=70, text=lambda one: str(one.row), right=True, sortable=False, filtered=False
    ),
    Column(
        key="state",
        title="Keadaan",
        width=124,
        text=lambda one: one.state.value,
        pill=lambda one: _LOOKS[one.state],
        sortable=False,
        filtered=False,
    ),
    Column(key="on", title="Tanggal", width=160, text=_when, face="tableStrong", sortable=False, filtered=False),
    Column(
        key="name",
        title="Nama",
        width=220,
        text=lambda one: one.name or "–",
        second=lambda one: one.reason or (one.day.kind if one.day else ""),
        stretch=True,
        sortable=False,
        filtered=False,
    ),
)
_ROWS, _MOVES = "rows", "moves"


class HolidayImport(QWidget):
    """``shown`` follows a file that was read and compared, ``ended`` its saving (how many days) or leaving (0)."""

    shown = Signal()
    ended = Signal(int)

    def __init__(self, desk: Desk, preferences: Preferences | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._preferences = preferences or Preferences()
        self._rows: tuple[Row, ...] = ()
        self._year = 0
        self.title = label("", "subsection")
        self.found = label("", "caption", wrap=True)
        self.tabs = TabBar(((_ROWS, "Isi berkas"), (_MOVES, "Tenggat yang bergeser")))
        self.table: RecordTable[HolidayRow] = RecordTable(
            _COLUMNS, sort="-", hints=False, empty=EmptyState("Tidak ada hari libur dalam berkas", "")
        )
        self.moves = moves_table()
        self.save_button = button("Simpan", "primary", icon="check", on_click=self._save)
        faces = QStackedWidget()
        faces.addWidget(self.table)
        faces.addWidget(self.moves)
        self.tabs.chosen.connect(lambda key: faces.setCurrentWidget(self.table if key == _ROWS else self.moves))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        for part in (self.title, self.found, self.tabs):
            lines.addWidget(part)
        lines.addWidget(faces, 1)
        lines.addWidget(row(None, button("Batal", on_click=lambda: self.ended.emit(0)), self.save_button))

    def choose_file(self, year: int, then: QWidget) -> None:
        """Ask for a file; dates without a year are of ``year``. Errors are told over ``then``."""
        ask_open_path(then, "Pilih daftar hari libur", _FILES, self._preferences, lambda path: self.read(path, year))

    def read(self, path: Path, year: int) -> None:
        """Read a file away from the UI thread, then compare it on a reader."""

        def work() -> tuple[Row, ...]:
            from reports.holiday_sheet import read_holiday_sheet  # noqa: PLC0415 - the Excel reader is needed only here

            return read_holiday_sheet(read_file(path), path.name)

        def compare(rows: tuple[Row, ...]) -> None:
            self._rows, self._year = rows, year
            self._desk.ask(calendar.plan_import, rows, year).then(
                self, lambda found: self._show(path.name, *found), self._refuse
            )

        self._desk.tasks.submit_free(work, owner=self, on_done=compare, on_error=self._refuse)

    def _refuse(self, error: BaseException) -> None:
        messages.show_error(self.window(), error)

    def _show(self, name: str, plan: HolidayPlan, moves: Sequence[Moved]) -> None:
        new = plan.count(RowState.NEW)
        counts = f"{new} baru, {plan.count(RowState.SAME)} sama, {plan.count(RowState.FAULTY)} bermasalah"
        self.title.setText(f"Impor {name}")
        self.found.setText(f"{counts}. Belum ada yang disimpan; hari yang sama dan bermasalah tidak disentuh.")
        self.table.set_rows(sorted(plan.rows, key=lambda one: one.state is not RowState.FAULTY))
        self.moves.set_rows(moves)
        self.tabs.set_count(_ROWS, len(plan.rows))
        self.tabs.set_count(_MOVES, len(moves))
        self.tabs.choose(_ROWS)
        self.save_button.setText(f" Simpan {new} hari" if new else " Tidak ada yang baru")
        self.save_button.setEnabled(bool(new))
        self.shown.emit()
        self.save_button.setFocus()

    def _save(self) -> None:
        self.save_button.setEnabled(False)
        self._desk.do(calendar.import_holidays, self._rows, self._year).then(self, self._saved, self._failed)

    def _saved(self, plan: HolidayPlan) -> None:
        self.ended.emit(plan.count(RowState.NEW))

    def _failed(self, error: OfficeError) -> None:
        self.save_button.setEnabled(True)
        messages.show_error(self, error)
