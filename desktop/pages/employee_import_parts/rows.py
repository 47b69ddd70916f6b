"""Every row of the sheet with what it is to the master: narrowed by state, set right in place, left out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cases.employee_import import HEADERS
from cases.model.employee_import import RowState
from cases.model.employee_plan import ImportPlan, PlannedRow
from cases.ports import EmployeeSheet
from cases.rules.nip import show_nip
from cases.rules.sheet_headers import header_fields
from desktop import theme
from desktop.models.table import Column, TableQuery
from desktop.pages.listing import arranged
from desktop.widgets.bars import SegmentBar
from desktop.widgets.basic import Card, button, label, row
from desktop.widgets.empty import EmptyState
from desktop.widgets.fields import ChoiceField, TextField
from desktop.widgets.pill import PillLook
from desktop.widgets.table import RecordTable

ALL, WARNED = "all", "warned"
_SEGMENTS: Final = (
    (ALL, "Semua"),
    (RowState.NEW.value, "Baru"),
    (RowState.CHANGED.value, "Berubah"),
    (RowState.SAME.value, "Sama"),
    (RowState.FAULTY.value, "Bermasalah"),
    (WARNED, "Perlu dilihat"),
    (RowState.SKIPPED.value, "Dilewati"),
    (RowState.GONE.value, "Keluar"),
)
_LOOKS: Final = {
    RowState.NEW: PillLook("Baru", "green", "plus-circle"),
    RowState.CHANGED: PillLook("Berubah", "amber", "pencil-simple"),
    RowState.SAME: PillLook("Sama", "grey", "equals"),
    RowState.FAULTY: PillLook("Bermasalah", "red", "warning-circle"),
    RowState.SKIPPED: PillLook("Dilewati", "grey", "minus-circle"),
    RowState.GONE: PillLook("Keluar", "red", "sign-out"),
    RowState.BACK: PillLook("Kembali", "green", "sign-in"),
}
_WORDS: Final = {field.key: field.title for field in header_fields(HEADERS)} | {"gone_on": "Keluar"}


def _told(one: PlannedRow) -> str:
    """What is to be said of a row: why it cannot be taken, what is odd, what changes."""
    if one.reason:
        return f"{one.cell}: {one.reason}"
    if one.state is RowState.GONE:
        return "Tidak ada dalam berkas; ditandai keluar, tidak dihapus."
    changes = [f"{_WORDS.get(key, key)}: {old or 'kosong'} → {new or 'kosong'}" for key, old, new in one.changes]
    return "; ".join([*(f"{cell}: {doubt}" for cell, doubt in one.doubts), *changes])


_COLUMNS: Final[tuple[Column[PlannedRow], ...]] = (
    Column(key="row", title="Baris", width=72, text=lambda one: str(one.row or "–"), right=True),
    Column(
        key="state",
        title="Keadaan",
        width=132,
        text=lambda one: _LOOKS[one.state].text,
        pill=lambda one: _LOOKS[one.state],
        filtered=False,
    ),
    Column(
        key="nip",
        title="NIP",
        width=186,
        text=lambda one: show_nip(one.nip),
        copy=lambda one: one.nip,
        face="nipInTable",
    ),
    Column(key="name", title="Nama", width=220, text=lambda one: one.name, face="tableStrong"),
    Column(key="told", title="Keterangan", width=460, text=_told, tip=_told, stretch=True),
)


class RowsPanel(QWidget):
    """The rows, and beneath them what can be done with the chosen one."""

    fixed = Signal(int, str, str)
    """Row, field, and the text that shall stand in the place of its cell."""
    skipped = Signal(int, bool)
    """Row, and whether it shall be left out."""

    def __init__(self) -> None:
        super().__init__()
        self._plan = ImportPlan(rows=())
        self._sheet: EmployeeSheet | None = None
        self._places: dict[int, int] = {}
        self._fixes: Mapping[tuple[int, str], str] = {}
        self.segments = SegmentBar(_SEGMENTS)
        self.table: RecordTable[PlannedRow] = RecordTable(
            _COLUMNS, sort="row", empty=EmptyState("Tidak ada baris seperti itu", "", icon="check-circle"), hints=False
        )
        self.table.top.addWidget(self.segments)
        self.table.set_note("Ctrl+F saring   Ctrl+C salin ke Excel")
        self.title = label("", "label", wrap=True)
        self.field = ChoiceField((), blank="")
        self.text = TextField(limit=400)
        self.use = button("Pakai isi ini", icon="check", on_click=self._fix, tip="Hanya untuk impor ini (Enter)")
        self.skip = button("Lewati baris", on_click=lambda: self._skip(leave_out=True))
        self.again = button("Ikutkan lagi", on_click=lambda: self._skip(leave_out=False))
        self.field.box.setMinimumWidth(170)
        self.text.edit.setMinimumWidth(360)
        self.card = Card()
        self.card.add(self.title)
        self.card.add(row(self.field, self.text, self.use, self.skip, self.again, None))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        lines.addWidget(self.table, 1)
        lines.addWidget(self.card)
        self.segments.chosen.connect(lambda _key: self._arrange(self.table.query()))
        self.table.query_changed.connect(self._arrange)
        self.table.selected.connect(self._show)
        self.table.opened.connect(lambda _one: self.point())
        self.field.changed.connect(self._cell)
        self.text.edit.returnPressed.connect(self._fix)
        self._show(None)

    def point(self) -> None:
        """Put the cursor where the chosen row is set right, into the table where there is none."""
        usable = self.card.isVisible() and self.text.isVisible()
        (self.text.edit if usable else self.table).setFocus()
        self.text.edit.selectAll()

    def show_plan(
        self, plan: ImportPlan, sheet: EmployeeSheet, fixes: Mapping[tuple[int, str], str] = MappingProxyType({})
    ) -> None:
        """Show every row; the first segment that needs somebody is chosen when another file is shown.

        ``fixes`` are the texts that stand in the place of cells, by row and field.
        """
        other = self._sheet is not sheet
        self._plan, self._sheet, self._fixes = plan, sheet, fixes
        self._places = {number: place for place, (number, _) in enumerate(sheet.rows)}
        counts = {key: len(self._rows(key)) for key, _ in _SEGMENTS}
        for key, count in counts.items():
            self.segments.set_count(key, count)
        offered = [(column.key, f"{_WORDS[column.key]} ({column.letters})") for column in plan.columns]
        self.field.set_choices(offered)
        if other:
            first = (RowState.FAULTY.value, RowState.CHANGED.value, RowState.NEW.value)
            self.segments.choose(next((key for key in first if counts[key]), ALL))
        for key in (WARNED, RowState.SKIPPED.value, RowState.GONE.value):
            self.segments.set_shown(key, shown=bool(counts[key]))
        self._arrange(self.table.query())

    def _rows(self, key: str) -> tuple[PlannedRow, ...]:
        if key == ALL:
            return self._plan.rows
        if key == WARNED:
            return tuple(one for one in self._plan.rows if one.doubts)
        if key == RowState.CHANGED:
            return self._plan.of(RowState.CHANGED, RowState.BACK)
        return self._plan.of(RowState(key))

    def _arrange(self, asked: TableQuery) -> None:
        rows = self._rows(self.segments.current)
        self.table.set_rows(arranged(rows, asked, self.table.model.columns, {"row": lambda one: one.row}))
        self._show(self.table.current())

    def _show(self, one: PlannedRow | None) -> None:
        usable = one is not None and one.row > 0
        self.card.setVisible(usable)
        if one is None or not usable:
            return
        out = one.state is RowState.SKIPPED
        where = one.cell or (one.doubts[0][0] if one.doubts else "")
        self.title.setText(f"Baris {one.row}, {one.name or 'tanpa nama'}: {_told(one) or _LOOKS[one.state].text}")
        key = one.key or next(
            (column.key for column in self._plan.columns if one.doubts and where == f"{column.letters}{one.row}"),
            "name",
        )
        self.field.restore(key)
        self._cell()
        for part, shown in ((self.field, not out), (self.text, not out), (self.use, not out), (self.skip, not out)):
            part.setVisible(shown)
        self.again.setVisible(out)

    def _cell(self) -> None:
        one, key = self.table.current(), str(self.field.value() or "")
        if one is None or self._sheet is None or one.row not in self._places:
            return
        cells = self._sheet.rows[self._places[one.row]][1]
        letters = {column.key: place for column, place in zip(self._plan.columns, self._columns(), strict=True)}
        place = letters.get(key, len(cells))
        written = cells[place] if place < len(cells) else ""
        self.text.edit.setText(self._fixes.get((one.row, key), written))

    def _columns(self) -> list[int]:
        return [_place(column.letters) for column in self._plan.columns]

    def _fix(self) -> None:
        one = self.table.current()
        if one is not None and one.row > 0 and self.field.value():
            self.fixed.emit(one.row, str(self.field.value()), self.text.edit.text())

    def _skip(self, *, leave_out: bool) -> None:
        one = self.table.current()
        if one is not None and one.row > 0:
            self.skipped.emit(one.row, leave_out)


def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
