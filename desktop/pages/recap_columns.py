"""The columns of a recap of cases: chosen, ordered and kept by name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.model.recap import RecapData, SavedRecap
from cases.rules.recap_form import columns
from cases.services import saved_recaps
from desktop.desk import Desk
from desktop.dialogs.discard import ask_reason
from desktop.navigation import Navigator
from desktop.widgets.basic import button, row
from desktop.widgets.fields import TextField
from desktop.widgets.ordered_pick import OrderedPick
from desktop.widgets.page_form import PageForm

_WIDTH = 1000


class RecapColumns(QWidget):
    """``saved`` gives the name under which the columns are kept, "" for a removed recap; ``left`` closes it."""

    saved = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, window: Navigator) -> None:
        super().__init__()
        self._desk, self._window = desk, window
        self._data: RecapData | None = None
        self._known: dict[str, SavedRecap] = {}
        self.form = PageForm(columns=2)
        self.form.marks_optional = False
        self.form.setMaximumWidth(_WIDTH)
        self.form.section("Kolom rekap", "Urutan di sini adalah urutan di layar, di Excel, dan di formulir.")
        self.columns = self.form.add(
            "columns", "Kolom", OrderedPick([(key, one.title) for key, one in columns().items()], add="Tambah kolom")
        )
        self.form.next_column()
        self.form.section("Nama", "Nama yang sudah ada mendapat kolom yang baru. Rekap bawaan tidak berubah.")
        self.name = self.form.add(
            "name",
            "Simpan dengan nama",
            TextField(placeholder="mis. Rekap Bawaslu", limit=80),
        )
        self.form.buttons("Simpan rekap", icon="check", cancel=self.left.emit)
        self.form.submitted.connect(self._save)
        self.remove_button = button("Buang rekap ini", "danger", icon="trash", on_click=self._remove)
        lines = QVBoxLayout()
        lines.addWidget(self.form, 1)
        lines.addWidget(row(self.remove_button, None))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(lines, 6)
        whole.addStretch(1)

    def show_recap(self, data: RecapData, known: dict[str, SavedRecap]) -> None:
        """Begin with the columns of a recap."""
        self._data, self._known = data, known
        self.form.clear_errors()
        self.columns.restore([column.key for column in data.columns])
        self.name.restore(data.name if data.name in known else "")
        self.remove_button.setVisible(data.name in known)
        self.columns.focus_target().setFocus()

    def _save(self) -> None:
        if self._data is not None:
            asked = self._desk.do(saved_recaps.save_recap, self.name.value(), self._data.base, self.columns.value())
            asked.then(self, lambda kept: self.saved.emit(kept.name), self.form.show_failure)

    def _remove(self) -> None:
        if self._data is not None and self._data.name in self._known:
            kept = self._known[self._data.name]
            ask_reason(
                self._desk,
                self,
                self._window,
                f"rekap “{kept.name}”",
                ("Rekap bawaan yang menjadi asalnya tetap ada.",),
                lambda why: self._desk.do(saved_recaps.remove_recap, kept.id, why),
                lambda: self.saved.emit(""),
            )
