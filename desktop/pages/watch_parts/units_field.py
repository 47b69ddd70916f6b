"""Work units to tick: narrowed by what is typed, all at once, with how many employees and accounts each has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from cases.model.watch import WatchUnit
from desktop import theme
from desktop.counts import grouped
from desktop.widgets.basic import button, label, row
from desktop.widgets.fields import Field

_UNIT: Final = Qt.ItemDataRole.UserRole
_LEAST: Final = 160


class UnitsField(Field):
    """``value`` gives the ticked units in the order of the list, which may come after what is wanted of it."""

    def __init__(self) -> None:
        super().__init__()
        self._wanted: tuple[str, ...] = ()
        self._people: dict[str, int] = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText("Cari unit kerja")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName("Unit kerja")
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setSpacing(theme.space("xs") // 2)
        self.list.itemChanged.connect(self._ticked)
        self.list.itemActivated.connect(_turn)
        self.count = label("", "caption")
        self.list.setMinimumHeight(_LEAST)
        self.lines.setSpacing(theme.space("xs"))
        self.lines.addWidget(self.search)
        self.lines.addWidget(self.list, 1)
        everything = button("Pilih semua", on_click=lambda: self._tick_all(on=True), tip="Semua yang tampak")
        nothing = button("Kosongkan", on_click=lambda: self._tick_all(on=False), tip="Semua yang tampak")
        self.lines.addWidget(self.count)
        self.lines.addWidget(row(None, nothing, everything))

    def show_units(self, units: Sequence[WatchUnit]) -> None:
        """Offer these; what was wanted before they came is ticked."""
        self._people = {one.unit: one.employees for one in units}
        self.list.blockSignals(True)
        self.list.clear()
        for one in units:
            words = f"{one.unit}\n{grouped(one.employees)} pegawai, {grouped(one.accounts)} akun tercatat"
            item = QListWidgetItem(words)
            item.setData(_UNIT, one.unit)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if one.unit in self._wanted else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        if units:
            self.list.setCurrentRow(0)
        self._narrow()

    def value(self) -> tuple[str, ...]:
        """The units that are ticked."""
        return tuple(str(item.data(_UNIT)) for item in self._items() if item.checkState() is Qt.CheckState.Checked)

    def restore(self, units: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Tick these, also when the list comes later."""
        self._wanted = tuple(units or ())
        self.list.blockSignals(True)
        for item in self._items():
            wanted = item.data(_UNIT) in self._wanted
            item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self._tell()

    def draft(self) -> list[str]:
        """The units that are wanted."""
        return list(self._wanted)

    def focus_target(self) -> QWidget:
        """The list."""
        return self.list

    def takes_enter(self) -> bool:
        """Enter ticks in the list."""
        return self.list.hasFocus()

    def _items(self) -> Iterator[QListWidgetItem]:
        return (self.list.item(place) for place in range(self.list.count()))

    def _ticked(self) -> None:
        self._wanted = self.value()
        self._tell()
        self.changed.emit()

    def _tick_all(self, *, on: bool) -> None:
        self.list.blockSignals(True)
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self._ticked()

    def _narrow(self) -> None:
        wanted = self.search.text().casefold().split()
        for item in self._items():
            item.setHidden(not all(word in str(item.data(_UNIT)).casefold() for word in wanted))
        self._tell()

    def _tell(self) -> None:
        chosen = self.value()
        people = sum(self._people.get(unit, 0) for unit in chosen)
        self.count.setText(f"{len(chosen)} unit, {grouped(people)} pegawai")


def _turn(item: QListWidgetItem) -> None:
    """Enter ticks as Space does."""
    ticked = item.checkState() is Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
