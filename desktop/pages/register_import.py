"""Taking numbers from an Excel book: what each row gives, and only then entered, all or none."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.errors import OfficeError
from cases.number_import import NumberPlan, NumberRow, Row, RowState
from cases.rules.dates import short_date
from cases.services import register
from desktop import messages, theme
from desktop.desk import Desk
from desktop.files import read_file
from desktop.models.table import Column
from desktop.pages.listing import grouped
from desktop.pages.register_forms import FAR
from desktop.preferences import Preferences
from desktop.saving import ask_open_path
from desktop.widgets.basic import button, label, row
from desktop.widgets.choice_chip import ChoiceChip
from desktop.widgets.empty import EmptyState
from desktop.widgets.pill import PillLook
from desktop.widgets.table import RecordTable

_FILES: Final = "Berkas Excel (*.xlsx *.xls);;Semua berkas (*)"
_LOOKS: Final = {
    RowState.NEW: PillLook("Baru", "green", "plus-circle"),
    RowState.SAME: PillLook("Sama", "grey", "equals"),
    RowState.FAULTY: PillLook("Bermasalah", "red", "warning-circle"),
}
_COLUMNS: Final[tuple[Column[NumberRow], ...]] = (
    Column(
        key="cell",
        title="Sel",
        width=78,
        text=lambda one: one.cell or f"baris {one.row}",
        sortable=False,
        filtered=False,
    ),
    Column(
        key="state",
        title="Keadaan",
        width=128,
        text=lambda one: one.state.value,
        pill=lambda one: _LOOKS[one.state],
        sortable=False,
        filtered=False,
    ),
    Column(
        key="number",
        title="Nomor",
        width=236,
        text=lambda one: one.number.text if one.number else one.words or "–",
        second=lambda one: short_date(one.number.used_on) if one.number and one.number.used_on else "",
        face="tableStrong",
        sortable=False,
        filtered=False,
    ),
    Column(
        key="subject",
        title="Perihal",
        width=260,
        text=lambda one: one.subject or "–",
        second=lambda one: one.reason or (one.number.addressee if one.number else ""),
        stretch=True,
        sortable=False,
        filtered=False,
    ),
)


class NumberImport(QWidget):
    """``shown`` follows a file that was read and compared, ``ended`` its saving (how many numbers) or leaving (0)."""

    shown = Signal()
    ended = Signal(int)

    def __init__(self, desk: Desk, preferences: Preferences | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._preferences = preferences or Preferences()
        self._rows: tuple[Row, ...] = ()
        self._name = ""
        self._plan: NumberPlan | None = None
        self.title = label("", "subsection")
        self.found = label("", "caption", wrap=True)
        self.classification = ChoiceChip("Nomor urut saja milik", all_words="klasifikasi disiplin")
        self.classification.chosen.connect(lambda _code: self._compare())
        self.table: RecordTable[NumberRow] = RecordTable(
            _COLUMNS, sort="-", hints=False, empty=EmptyState("Tidak ada nomor dalam berkas", "")
        )
        self.save_button = button("Simpan", "primary", icon="check", on_click=self._save)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        for part in (self.title, self.found, row(self.classification, None)):
            lines.addWidget(part)
        lines.addWidget(self.table, 1)
        lines.addWidget(row(None, button("Batal", on_click=lambda: self.ended.emit(0)), self.save_button))

    def offer(self, classifications: tuple[tuple[str, str], ...]) -> None:
        """Offer these classifications (code, title) for bare ordinals."""
        self.classification.set_choices([(code, f"{code} {title}".strip()) for code, title in classifications])

    def choose_file(self, then: QWidget) -> None:
        """Ask for a file; errors are told over ``then``."""
        ask_open_path(then, "Pilih buku agenda", _FILES, self._preferences, self.read)

    def read(self, path: Path) -> None:
        """Read a file away from the UI thread, then compare it with the book."""

        def work() -> tuple[Row, ...]:
            from reports.number_sheet import read_number_sheet  # noqa: PLC0415 - the Excel reader is needed only here

            return read_number_sheet(read_file(path), path.name)

        def compare(rows: tuple[Row, ...]) -> None:
            self._rows, self._name = rows, path.name
            self._compare()

        self._desk.tasks.submit_free(work, owner=self, on_done=compare, on_error=self._refuse)

    def _compare(self) -> None:
        asked = self._desk.ask(register.plan_import, self._rows, self.classification.value)
        asked.then(self, self._show, self._refuse)

    def _refuse(self, error: BaseException) -> None:
        messages.show_error(self.window(), error)

    def _show(self, plan: NumberPlan) -> None:
        self._plan = plan
        new = plan.count(RowState.NEW)
        counts = f"{new} baru, {plan.count(RowState.SAME)} sama, {plan.count(RowState.FAULTY)} bermasalah"
        self.title.setText(f"Impor {self._name}")
        self.found.setText(f"{counts}. Belum ada yang disimpan; baris yang sama dan bermasalah tidak diambil.")
        self.table.set_rows(sorted(plan.rows, key=lambda one: one.state is not RowState.FAULTY))
        self.save_button.setText(f" Simpan {new} nomor" if new else " Tidak ada yang baru")
        self.save_button.setEnabled(bool(new))
        self.shown.emit()
        self.save_button.setFocus()

    def _save(self) -> None:
        plan = self._plan
        if plan is None or plan.leap <= FAR:
            self._save_now()
            return
        sentence = f"{grouped(plan.leap)} nomor akan dilewati, dan nomor yang diimpor tidak dapat dihapus."
        messages.ask(self, f"{sentence} Benarkah nomor {plan.leap_to}?", "Simpan", self._save_now)

    def _save_now(self) -> None:
        self.save_button.setEnabled(False)
        self._desk.do(register.import_numbers, self._rows, self.classification.value).then(
            self, lambda plan: self.ended.emit(plan.count(RowState.NEW)), self._failed
        )

    def _failed(self, error: OfficeError) -> None:
        self.save_button.setEnabled(True)
        messages.show_error(self, error)
