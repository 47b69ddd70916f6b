"""The line over a report into which others were merged, with the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from cases.model.user import Right
from cases.rules.dates import long_date
from cases.services import merging
from cases.services.merging import Merged
from desktop.desk import Desk
from desktop.dialogs.merge import take_apart
from desktop.full_names import full_name
from desktop.navigation import Navigator
from desktop.widgets.basic import Icon, button, column, label, row
from desktop.widgets.parting import clear


class MergedLine(QFrame):
    """Says which reports are part of this one; hidden where none is."""

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__()
        self._desk, self._window = desk, window
        self._zone = desk.office.clock.time_zone.zone
        self.setProperty("role", "inset")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(12, 4, 6, 4)
        self._lines.setSpacing(0)
        self.hide()

    def read(self, report_id: str) -> None:
        """Ask what was merged into a report."""
        self._desk.ask(merging.merged_into, report_id).then(self, self.show_merged)

    def show_merged(self, found: tuple[Merged, ...]) -> None:
        """Show them."""
        clear(self._lines)
        for one in found:
            self._lines.addWidget(self._row(one))
        self.setVisible(bool(found))

    def _row(self, one: Merged) -> QWidget:
        when = long_date(one.at.astimezone(self._zone).date())
        told = f"Termasuk {one.title}, digabung {when} oleh {full_name(one.by)}: {one.reason}"
        words = column(
            label(told, "body", wrap=True),
            label(one.report.narrative if one.report else "", "caption", wrap=True),
            gap=1,
        )
        icon = Icon("arrows-merge", "accentText")
        if not self._desk.may(Right.DISCARD):
            return row(icon, words)
        tip = "Kembalikan menjadi dua laporan, selama belum ada yang diubah sesudahnya"
        undo = button("Batalkan penggabungan", "link", tip=tip)
        undo.clicked.connect(lambda *_: take_apart(self._desk, self, self._window, one.id))
        made = row(icon, words, undo)
        layout = made.layout()
        if layout is not None:
            layout.setAlignment(undo, Qt.AlignmentFlag.AlignTop)
        return made
