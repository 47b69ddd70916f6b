"""The columns of a recap of cases: chosen, ordered and kept by name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cases.model.recap import RecapData, SavedRecap
from cases.rules.recap_form import columns
from cases.services import saved_recaps
from desktop.desk import Desk
from desktop.widgets.basic import button
from desktop.widgets.fields import TextField
from desktop.widgets.form import scrolled
from desktop.widgets.ordered_pick import OrderedPick
from desktop.widgets.page_form import PageForm

_WIDTH = 620


class RecapColumns(QWidget):
    """``saved`` gives the name under which the columns are kept, "" for a removed recap; ``left`` closes it."""

    saved = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._data: RecapData | None = None
        self._known: dict[str, SavedRecap] = {}
        self.form = PageForm(columns=1)
        self.form.setMaximumWidth(_WIDTH)
        self.form.section("Kolom rekap", "Urutan di sini adalah urutan di layar, di Excel, dan di formulir.")
        self.columns = self.form.add(
            "columns", "Kolom", OrderedPick([(key, one.title) for key, one in columns().items()], add="Tambah kolom")
        )
        self.name = self.form.add(
            "name",
            "Simpan dengan nama",
            TextField(placeholder="mis. Rekap Bawaslu", limit=80),
            help_text="Nama yang sudah ada mendapat kolom yang baru. Rekap bawaan tidak berubah.",
        )
        self.form.buttons("Simpan rekap", icon="check", cancel=self.left.emit)
        self.form.submitted.connect(self._save)
        self.remove_button = button("Hapus rekap ini", "danger", icon="trash", on_click=self._remove)
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        lines = QVBoxLayout()
        lines.addWidget(self.form)
        lines.addWidget(self.remove_button)
        lines.addStretch(1)
        across.addLayout(lines, 1)
        across.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(holder))

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
            asked = self._desk.do(saved_recaps.remove_recap, self._known[self._data.name].id)
            asked.then(self, lambda _gone: self.saved.emit(""), self.form.show_failure)
