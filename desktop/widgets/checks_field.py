"""A field in which several of a few are ticked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from desktop import theme
from desktop.widgets.fields import Field
from desktop.widgets.parting import clear


class ChecksField(Field):
    """One box for each choice; ``value`` is a tuple of the values that are ticked, in the order of the choices.

    ``across`` boxes stand beside each other; they are read downwards.
    """

    def __init__(self, choices: Sequence[tuple[str, str]] = (), *, across: int = 1) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        self._across = across
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.space("m"))
        self._grid.setVerticalSpacing(4)
        for column in range(across):
            self._grid.setColumnStretch(column, 1)
        self.lines.addLayout(self._grid)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these (value, words) pairs; what is ticked stays so."""
        ticked = self.value()
        clear(self._grid)
        self.boxes = {value: QCheckBox(words) for value, words in choices}
        deep = -(-len(self.boxes) // self._across)
        for place, box in enumerate(self.boxes.values()):
            box.clicked.connect(lambda _checked: self.changed.emit())
            self._grid.addWidget(box, place % deep, place // deep)
        self.restore(ticked)

    def value(self) -> tuple[str, ...]:
        """What is ticked."""
        return tuple(value for value, box in self.boxes.items() if box.isChecked())

    def draft(self) -> list[str]:
        """What is ticked."""
        return list(self.value())

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what JSON can hold
        """Tick these."""
        wanted = set(draft or ())
        for value, box in self.boxes.items():
            box.setChecked(value in wanted)

    def focus_target(self) -> QWidget:
        """The first box."""
        return next(iter(self.boxes.values()), self)
