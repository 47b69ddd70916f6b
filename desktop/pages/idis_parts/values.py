"""The values of a national system's form, each with the button that copies it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from cases.model.idis_pack import PackValue, ValueState
from desktop import theme
from desktop.guard import clipboard
from desktop.widgets.basic import Card, button, hairline, label, row, snug
from desktop.widgets.form import scrolled
from desktop.widgets.parting import clear
from desktop.widgets.pill import Pill, status_pill

_PILLS = {ValueState.CHECK: "segera", ValueState.UNKNOWN: "lewat"}
_UNKNOWN = "–"
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ValuesCard(Card):
    """``copied`` gives the title of a value that was put on the clipboard."""

    copied = Signal(str)

    def __init__(self) -> None:
        super().__init__("Isian")
        self.buttons: dict[str, QPushButton] = {}
        inner = QWidget()
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(0, 0, theme.space("s"), 0)
        self._lines.setSpacing(theme.space("s"))
        self.add(scrolled(inner), 1)

    def show_values(self, values: tuple[PackValue, ...]) -> None:
        """Show the values in the order of the form; those that do not apply are only named."""
        clear(self._lines)
        self.buttons = {}
        for value in values:
            if value.state is not ValueState.NONE:
                self._lines.addWidget(self._row(value))
                self._lines.addWidget(hairline())
        left = ", ".join(_key(value) for value in values if value.state is ValueState.NONE)
        if left:
            self._lines.addWidget(snug(f"Tidak berlaku bagi perkara ini: {left}.", "help"))
        self._lines.addStretch(1)

    def _row(self, value: PackValue) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space("s"))
        grid.setVerticalSpacing(theme.space("xs"))
        grid.addWidget(row(label(value.title, "label"), label(value.name, "caption", selectable=True), None), 0, 0)
        if value.state in _PILLS:
            grid.addWidget(Pill(status_pill(_PILLS[value.state], str(value.state))), 0, 1, _RIGHT)
        shown = value.value or (f"pilih: {value.words}" if value.words else _UNKNOWN)
        grid.addWidget(snug(shown, "strong" if value.value else "body", selectable=True), 1, 0)
        if value.copied:
            copies = button("Salin", "link", icon="copy", on_click=partial(self.copy, value))
            copies.setAccessibleName(f"Salin {value.title}")
            grid.addWidget(copies, 1, 1, _RIGHT)
            self.buttons[_key(value)] = copies
        if value.note:
            grid.addWidget(snug(value.note, "help"), 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        return made

    def copy(self, value: PackValue) -> None:
        """Put a value on the clipboard as it is typed."""
        clipboard.put_text(value.copied)
        self.copied.emit(value.title)


def _key(value: PackValue) -> str:
    """How a value is called: by the form's own name where it has one."""
    return value.name or value.title
