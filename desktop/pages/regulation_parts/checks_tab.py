"""A pack's test cases: what is asked, what was expected, what the law answers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.services.regulation_use import CheckLine
from desktop import theme
from desktop.models.table import Column
from desktop.widgets.basic import Elided, button, row
from desktop.widgets.empty import EmptyState
from desktop.widgets.pill import PillLook
from desktop.widgets.table import RecordTable

_SENTENCE = (
    "Pertanyaan beserta jawabannya yang harus benar sebelum paket dipakai; tenggat dihitung dengan libur bawaan."
)


class ChecksTab(QWidget):
    """Shows the checks; of a draft they can be changed: ``edit_wanted`` gives a place (-1 for a new one)."""

    edit_wanted = Signal(int)
    remove_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        columns: list[Column[CheckLine]] = [
            Column(
                key="question",
                title="Pertanyaan",
                width=420,
                text=lambda line: line.question,
                tip=lambda line: line.question,
                stretch=True,
                sortable=False,
                filtered=False,
            ),
            Column(
                key="expected",
                title="Seharusnya",
                width=190,
                text=lambda line: line.expected,
                tip=lambda line: line.expected,
                sortable=False,
                filtered=False,
            ),
            Column(
                key="found",
                title="Ditemukan",
                width=190,
                text=lambda line: line.found,
                tip=lambda line: line.found,
                hue=lambda line: "" if line.passed else "red",
                sortable=False,
                filtered=False,
            ),
            Column(
                key="passed",
                title="Hasil",
                width=124,
                text=lambda line: check_look(line).text,
                pill=check_look,
                sortable=False,
                filtered=False,
            ),
        ]
        self.table: RecordTable[CheckLine] = RecordTable(
            columns,
            empty=EmptyState("Belum ada uji", "Tambahkan pertanyaan yang jawabannya sudah pasti.", icon="list-checks"),
            hints=False,
            count_words=lambda shown, _total: f"{shown} uji",
        )
        self.remove_button = button("Hapus", icon="trash", on_click=lambda: self._tell(self.remove_wanted))
        self.edit_button = button("Ubah", icon="pencil-simple", on_click=lambda: self._tell(self.edit_wanted))
        self.add_button = button("Tambah uji", "primary", icon="plus", on_click=lambda: self.edit_wanted.emit(-1))
        self._buttons = row(self.remove_button, self.edit_button, self.add_button)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("s"))
        head = QHBoxLayout()
        head.setSpacing(theme.space("s"))
        head.addWidget(Elided(_SENTENCE, "sentence"), 1)
        head.addWidget(self._buttons)
        lines.addLayout(head)
        lines.addWidget(self.table, 1)
        self.table.opened.connect(self._open)

    def show_lines(self, lines: tuple[CheckLine, ...], *, editable: bool) -> None:
        """Show the checks; what failed comes first in the count."""
        self._buttons.setVisible(editable)
        self.edit_button.setEnabled(bool(lines))
        self.remove_button.setEnabled(bool(lines))
        self.table.set_rows(lines)
        failed = sum(not line.passed for line in lines)
        self.table.set_note(
            f"{failed} tidak lulus" if failed else "Semua lulus" if lines else "", "red" if failed else "green"
        )

    def _open(self, line: CheckLine) -> None:
        if self._buttons.isVisible():
            self.edit_wanted.emit(line.place)

    def _tell(self, signal: object) -> None:
        line = self.table.current()
        if line is not None:
            signal.emit(line.place)  # type: ignore[attr-defined] # a bound signal


def check_look(line: CheckLine) -> PillLook:
    """Whether a check passed."""
    return (
        PillLook("Lulus", "green", "check-circle") if line.passed else PillLook("Tidak lulus", "red", "warning-circle")
    )
