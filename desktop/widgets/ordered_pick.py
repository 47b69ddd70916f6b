"""A field that picks several of a list in an order of its own: who gives a paraf first, and who after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.basic import icon_button, label
from desktop.widgets.fields import ChoiceField, Field
from desktop.widgets.parting import clear

_GONE: Final = "Tidak ditawarkan lagi"


class OrderedPick(Field):
    """``value`` is a tuple of the values picked, in order; each is picked once."""

    def __init__(self, choices: Sequence[tuple[str, str]] = (), *, add: str = "Tambah") -> None:
        super().__init__()
        self._choices = list(choices)
        self._picked: list[str] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._holder = QFrame()
        self._holder.setLayout(self._rows)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.add_box = ChoiceField((), blank=add)
        self.add_box.changed.connect(self._add)
        self.lines.addWidget(self._holder)
        self.lines.addWidget(self.add_box)
        self.setFocusProxy(self.add_box)
        self._show()

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these (value, words) pairs; what is picked stays picked."""
        self._choices = list(choices)
        self._show()

    def value(self) -> tuple[str, ...]:
        """What is picked, in order."""
        return tuple(self._picked)

    def draft(self) -> list[str]:
        """What is picked, in order."""
        return list(self._picked)

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Pick these."""
        self._picked = list(dict.fromkeys(str(value) for value in draft or ()))
        self._show()

    def focus_target(self) -> QWidget:
        """The box that adds."""
        return self.add_box.box

    def _add(self) -> None:
        value = self.add_box.value()
        if value:
            self._change([*self._picked, value])

    def _move(self, place: int, by: int) -> None:
        picked = list(self._picked)
        picked.insert(place + by, picked.pop(place))
        self._change(picked)

    def _change(self, picked: list[str]) -> None:
        self._picked = picked
        self._show()
        self.add_box.box.setFocus()
        self.changed.emit()

    def _show(self) -> None:
        clear(self._rows)
        words = dict(self._choices)
        last = len(self._picked) - 1
        for place, value in enumerate(self._picked):
            self._rows.addWidget(self._row(place, words.get(value, _GONE), last=place == last))
        self._holder.setVisible(bool(self._picked))
        self.add_box.set_choices([pair for pair in self._choices if pair[0] not in self._picked])
        self.add_box.restore("")
        self.add_box.setVisible(len(self._picked) < len(self._choices) or not self._choices)

    def _row(self, place: int, words: str, *, last: bool) -> QWidget:
        made = QFrame()
        theme.set_role(made, "inset")
        line = QHBoxLayout(made)
        line.setContentsMargins(10, 2, 4, 2)
        line.setSpacing(0)
        line.addWidget(label(f"{place + 1}.  {words}", "body", wrap=True), 1)
        up = icon_button("arrow-up", "Naikkan", on_click=lambda: self._move(place, -1))
        down = icon_button("arrow-down", "Turunkan", on_click=lambda: self._move(place, 1))
        up.setEnabled(place > 0)
        down.setEnabled(not last)
        off = icon_button(
            "x", "Keluarkan", on_click=lambda: self._change(self._picked[:place] + self._picked[place + 1 :])
        )
        for part in (up, down, off):
            part.setAccessibleName(f"{part.toolTip()}: {words}")
            line.addWidget(part)
        return made
